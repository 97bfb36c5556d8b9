package paper

import (
	"context"
	"net/http"

	"lantoa/internal/i18n"
	"lantoa/internal/listing"
	"lantoa/internal/paper"
	"lantoa/internal/sheet"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

// Sheet is the list of papers under work as a spreadsheet.
func (p *Pages) Sheet(r *http.Request) (sheets.Export, error) {
	f, _ := readFilter(r)
	return sheets.Of(r, sheets.List[rowView]{Name: "du-thao", Title: kit.T(r, "paper.list"), Filters: sheets.Filters(chips(r, f)), Columns: sheetColumns(kit.Printer(r)),
		Page: func(ctx context.Context, after string) ([]rowView, string, error) {
			f.Cursor, f.Back = after, false
			all, err := p.papers.Part(ctx, kit.Actor(r), f)
			if err != nil {
				return nil, "", err
			}
			rows, err := p.rows(ctx, all)
			return rows, sheets.Next(all, listing.Part, func(x paper.Paper) string { return x.ID }), err
		}}), nil
}

func sheetColumns(p *i18n.Printer) []sheet.Column[rowView] {
	return []sheet.Column[rowView]{
		sheets.Column("paper.kind", func(x rowView) string { return p.T("paper.kind." + string(x.Kind)) }),
		sheets.Column("paper.of", func(x rowView) string { return x.Title }),
		sheets.Column("document.issuer", func(x rowView) string { return x.Issuer }),
		sheets.Column("paper.state", func(x rowView) string { return stateOf(p, x.Signed).Label }),
		sheets.Typed("paper.changed", sheet.TimeKind, func(x rowView) sheet.Value { return sheet.Time(x.ChangedAt) }),
		sheet.KeyColumn(func(x rowView) string { return x.ID }),
	}
}

// stateOf is where a paper stands in words.
func stateOf(p *i18n.Printer, signed bool) ui.Badge {
	if signed {
		return ui.Badge{Label: p.T("paper.state.signed"), Tone: ui.Success}
	}
	return ui.Badge{Label: p.T("paper.state.draft"), Tone: ui.Info}
}
