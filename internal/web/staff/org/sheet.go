package org

import (
	"context"
	"net/http"

	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/sheet"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
)

// body is a body with its row of an import.
type body struct {
	org.Org
	line org.Line
}

// Sheet is the list of bodies as a spreadsheet, which an import reads back.
func (p *Pages) Sheet(r *http.Request) (sheets.Export, error) {
	f := readFilter(r)
	all, err := p.orgs.All(r.Context(), p.db.Reader(), p.today())
	if err != nil {
		return sheets.Export{}, err
	}
	printer := kit.Printer(r)
	columns := sheets.Readable(orgColumns(printer), org.Columns(printer, org.Choices(all)), func(b body) org.Line { return b.line })
	return sheets.Of(r, sheets.List[body]{Name: "to-chuc", Title: kit.T(r, "orgs.list"), Filters: sheets.Filters(filterBar(r, f).Chips), Columns: columns,
		Page: func(ctx context.Context, _ string) ([]body, string, error) {
			matching, err := p.matching(r, f)
			if err != nil {
				return nil, "", err
			}
			lines, err := p.orgs.Lines(ctx, p.db.Reader(), p.today(), matching)
			out := make([]body, len(lines))
			for i, l := range lines {
				out[i] = body{matching[i], l}
			}
			return out, "", err
		}}), nil
}

func orgColumns(p *i18n.Printer) []sheet.Column[body] {
	return []sheet.Column[body]{
		sheets.Column("orgs.name", func(o body) string { return o.Name }),
		sheets.Column("orgs.place", func(o body) string { return o.Place }),
		sheets.Column("orgs.kind", func(o body) string { return kindName(p, o.Kind) }),
		sheets.Column("orgs.mode", func(o body) string { return modeBadge(p, o.Org).Label }),
	}
}

// member is a body in a bloc.
type member struct {
	bloc    org.Bloc
	id      string
	name    string
	monitor string
}

// BlocSheet is the members of the blocs as a spreadsheet, a row for each.
func (p *Pages) BlocSheet(r *http.Request) (sheets.Export, error) {
	return sheets.Of(r, sheets.List[member]{Name: "cum-khoi", Title: kit.T(r, "orgs.blocs"), Columns: memberColumns(kit.Printer(r)),
		Page: func(context.Context, string) ([]member, string, error) {
			blocs, orgs, err := p.blocs(r)
			var out []member
			for _, b := range blocs {
				for _, id := range b.MemberIDs {
					out = append(out, member{bloc: b, id: id, name: nameOf(orgs, id), monitor: nameOf(orgs, b.MonitorID)})
				}
			}
			return out, "", err
		}}), nil
}

func memberColumns(p *i18n.Printer) []sheet.Column[member] {
	word := func(on bool, key string) string {
		if on {
			return p.T(key)
		}
		return ""
	}
	return []sheet.Column[member]{
		sheets.Column("orgs.blocs", func(m member) string { return m.bloc.Name }),
		sheets.Column("sheet.col.monitor", func(m member) string { return m.monitor }),
		sheets.Column("orgs.name", func(m member) string { return m.name }),
		sheets.Column("orgs.head", func(m member) string {
			if m.id != m.bloc.HeadID {
				return ""
			}
			return headWord(p, m.bloc)
		}),
		sheets.Column("sheet.col.note", func(m member) string { return word(m.bloc.Illustration, "orgs.illustration") }),
		sheet.KeyColumn(func(m member) string { return m.id }),
	}
}
