package exemplar

import (
	"context"
	"net/http"

	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/listing"
	"lantoa/internal/sheet"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
)

// line is an exemplar with the words of its part of the list.
type line struct {
	exemplar.Exemplar
	words names
}

// Sheet is the registry's list as a spreadsheet.
func (p *Pages) Sheet(r *http.Request) (sheets.Export, error) {
	f := readFilter(r)
	unit, err := p.findUnits(r, &f, r.URL.Query().Get("don-vi"))
	if err != nil {
		return sheets.Export{}, err
	}
	fields, err := p.currentFields(r)
	if err != nil {
		return sheets.Export{}, err
	}
	return sheets.Of(r, sheets.List[line]{Name: "dien-hinh", Title: kit.T(r, "exemplar.list"), Filters: sheets.Filters(chips(r, f, unit, kit.FieldOptions(fields)).Chips),
		Columns: sheetColumns(kit.Printer(r)), Page: func(ctx context.Context, after string) ([]line, string, error) {
			f.Cursor, f.Back = after, false
			rows, err := p.exs.Part(ctx, kit.Actor(r), f)
			if err != nil {
				return nil, "", err
			}
			words, err := p.names(ctx, rows)
			out := make([]line, len(rows))
			for i, e := range rows {
				out[i] = line{e, words}
			}
			return out, sheets.Next(rows, listing.Part, func(e exemplar.Exemplar) string { return e.ID }), err
		}}), nil
}

func sheetColumns(p *i18n.Printer) []sheet.Column[line] {
	return []sheet.Column[line]{
		sheets.Column("exemplar.col.name", func(e line) string { return kit.SubjectName(p, e.Kind, e.Name) }),
		sheets.Column("sheet.col.title", func(e line) string { return e.Title }),
		sheets.Column("sheet.col.ref", func(e line) string { return e.Ref }),
		sheets.Column("exemplar.col.kind", func(e line) string { return p.T("kind." + string(e.Kind)) }),
		sheets.Column("exemplar.col.field", func(e line) string { return e.words.Field(e.FieldID) }),
		sheets.Column("exemplar.comprehensive", func(e line) string {
			if e.Comprehensive() {
				return p.T("exemplar.comprehensive")
			}
			return ""
		}),
		sheets.Column("exemplar.col.level", func(e line) string { return kit.LevelMark(p, e.Level).Label }),
		sheets.Column("exemplar.col.unit", func(e line) string { return e.words.Org(e.UnitID) }),
		sheets.Column("exemplar.col.state", func(e line) string { return stateBadge(p, e.State).Label }),
		sheets.Column("exemplar.col.portal", func(e line) string { return portalBadge(p, e.Exemplar).Label }),
		sheet.KeyColumn(func(e line) string { return e.ID }),
	}
}
