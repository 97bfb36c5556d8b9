package worklist

import (
	"context"
	"net/http"

	"lantoa/internal/sheet"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
	"lantoa/internal/worklist"
)

// line is a thing that waits, in the words of the page.
type line struct {
	ui.WorkItem
	item worklist.Item
}

// Sheet is what waits for the person as a spreadsheet.
func (p *Pages) Sheet(r *http.Request) (sheets.Export, error) {
	return sheets.Of(r, sheets.List[line]{Name: "viec-cua-toi", Title: kit.T(r, "worklist.title"), Columns: sheetColumns(),
		Page: func(ctx context.Context, _ string) ([]line, string, error) {
			items, err := p.work.Items(ctx, kit.Actor(r))
			if err != nil {
				return nil, "", err
			}
			words, err := p.names(r, items, nil)
			out := make([]line, len(items))
			for i, x := range items {
				out[i] = line{workItem(kit.Printer(r), x, words, p.today()), x}
			}
			return out, "", err
		}}), nil
}

func sheetColumns() []sheet.Column[line] {
	return []sheet.Column[line]{
		sheets.Column("sheet.col.what", func(x line) string { return x.Title }),
		sheets.Column("sheet.col.detail", func(x line) string { return x.Meta }),
		sheets.Column("nomination.col.state", func(x line) string { return x.Badge.Label }),
		sheets.Column("sheet.col.deadline", func(x line) string { return x.Deadline }),
		sheets.Column("sheet.col.action", func(x line) string { return x.Action.Label }),
		sheet.KeyColumn(func(x line) string { return x.item.RecordID }),
	}
}
