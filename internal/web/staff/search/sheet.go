package search

import (
	"context"
	"net/http"
	"path"

	"lantoa/internal/sheet"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

// line is a result with the name of its sort.
type line struct {
	ui.WorkItem
	sort string
}

// Sheet is the results that the page shows as a spreadsheet; the whole of one
// sort is in its own list, to which the page leads.
func (p *Pages) Sheet(r *http.Request) (sheets.Export, error) {
	query := typed(r)
	list := sheets.List[line]{Name: "tim-kiem", Title: kit.T(r, "find.title"), Columns: []sheet.Column[line]{
		sheets.Column("sheet.col.found_in", func(x line) string { return x.sort }),
		sheets.Column("sheet.col.what", func(x line) string { return x.Title }),
		sheets.Column("sheet.col.detail", func(x line) string { return x.Meta }),
		sheets.Column("nomination.col.state", func(x line) string { return x.Badge.Label }),
		sheet.KeyColumn(func(x line) string { return path.Base(x.Href) }),
	}, Page: func(context.Context, string) ([]line, string, error) {
		groups, err := p.find(r, query)
		var out []line
		for _, g := range groups {
			for _, row := range g.rows {
				out = append(out, line{row, g.title})
			}
		}
		return out, "", err
	}}
	if query != "" {
		list.Filters = []string{kit.T(r, "find.lead", query)}
	}
	return sheets.Of(r, list), nil
}
