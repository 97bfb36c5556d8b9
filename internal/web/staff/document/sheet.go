package document

import (
	"context"
	"net/http"

	"lantoa/internal/document"
	"lantoa/internal/i18n"
	"lantoa/internal/listing"
	"lantoa/internal/sheet"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
)

// Sheet is the register as a spreadsheet.
func (p *Pages) Sheet(r *http.Request) (sheets.Export, error) {
	f := readFilter(r)
	return sheets.Of(r, sheets.List[rowView]{Name: "van-ban", Title: kit.T(r, "documents.list"), Filters: sheets.Filters(chips(r, f)), Columns: sheetColumns(kit.Printer(r)),
		Page: func(ctx context.Context, after string) ([]rowView, string, error) {
			f.Cursor, f.Back = after, false
			all, err := document.Part(ctx, p.db.Reader(), kit.Actor(r), f)
			if err != nil {
				return nil, "", err
			}
			rows, err := p.rows(ctx, all)
			return rows, sheets.Next(all, listing.Part, func(d document.Document) string { return d.ID }), err
		}}), nil
}

func sheetColumns(p *i18n.Printer) []sheet.Column[rowView] {
	return []sheet.Column[rowView]{
		sheets.Column("document.number", func(d rowView) string { return d.Number }),
		sheets.Typed("document.day", sheet.DayKind, func(d rowView) sheet.Value { return sheet.Day(d.Day) }),
		sheets.Column("document.title", func(d rowView) string { return d.Title }),
		sheets.Column("document.kind", func(d rowView) string { return p.T("document.kind." + string(d.Kind)) }),
		sheets.Column("document.issuer", func(d rowView) string { return d.Issuer }),
		sheets.Column("document.signer", func(d rowView) string { return d.SignerName }),
		sheets.Column("sheet.col.position", func(d rowView) string { return d.SignerPosition }),
		sheets.Typed("document.recorded_at", sheet.TimeKind, func(d rowView) sheet.Value { return sheet.Time(d.RecordedAt) }),
		sheets.Column("sheet.col.size", func(d rowView) string { return kit.SizeText(p, d.Size) }),
		sheet.KeyColumn(func(d rowView) string { return d.ID }),
	}
}
