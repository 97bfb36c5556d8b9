package nomination

import (
	"context"
	"net/http"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/i18n"
	"lantoa/internal/listing"
	"lantoa/internal/nomination"
	"lantoa/internal/sheet"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

// Sheet is the list of dossiers as a spreadsheet.
func (p *Pages) Sheet(r *http.Request) (sheets.Export, error) {
	f := readFilter(r)
	f.Cursor, f.Back = "", false
	fields, err := p.fields(r.Context())
	if err != nil {
		return sheets.Export{}, err
	}
	v := listView{fields: kit.FieldOptions(fields)}
	title := kit.T(r, "nomination.list")
	first, err := p.noms.List(r.Context(), kit.Actor(r), f)
	if err != nil {
		return sheets.Export{}, err
	}
	if v.head, err = p.submission(r, f, first); err != nil {
		return sheets.Export{}, err
	}
	if v.head != nil {
		title = kit.T(r, "list.title", v.head.paper.Number)
	}
	bar, err := p.chips(r, v, f)
	if err != nil {
		return sheets.Export{}, err
	}
	list := sheets.List[rowView]{Name: "ho-so", Title: title, Filters: sheets.Filters(bar.Chips), Columns: dossierColumns(r.Context(), v.head != nil, false), Page: p.part(r, f)}
	if v.head != nil && whole(first) { // such a list is in the order of names
		byName(first.Rows)
		list.Page = func(context.Context, string) ([]rowView, string, error) {
			rows, err := p.rows(r, first.Rows)
			return rows, "", err
		}
	}
	return sheets.Of(r, list), nil
}

// rowLine is a dossier with its row of an import.
type rowLine struct {
	rowView
	line nomination.Line
}

// BatchSheet is the dossiers of a batch as a spreadsheet. For whoever may write
// them it has what an import reads back too.
func (p *Pages) BatchSheet(r *http.Request) (sheets.Export, error) {
	ctx, actor := r.Context(), kit.Actor(r)
	b, err := p.noms.Batch(ctx, actor, r.PathValue("id"))
	if err != nil {
		return sheets.Export{}, err
	}
	name, part := "ho-so-"+b.Ref, p.part(r, nomination.Filter{BatchID: b.ID, Oldest: true})
	if !access.Can(actor, access.NominationWrite, b.Resource()) {
		return sheets.Of(r, sheets.List[rowView]{Name: name, Title: b.Title, Columns: dossierColumns(ctx, false, true), Page: part}), nil
	}
	fields, err := p.plans.FieldsOf(ctx, p.db.Reader(), b.VersionID)
	if err != nil {
		return sheets.Export{}, err
	}
	printer := kit.Printer(r)
	columns := sheets.Readable(batchDossierColumns(ctx), nomination.LineColumns(printer, nomination.FieldChoices(printer, fields)), func(n rowLine) nomination.Line { return n.line })
	return sheets.Of(r, sheets.List[rowLine]{Name: name, Title: b.Title, Columns: columns, Page: func(ctx context.Context, after string) ([]rowLine, string, error) {
		rows, next, err := part(ctx, after)
		if err != nil {
			return nil, "", err
		}
		lines, err := p.linesOf(ctx, actor, rows)
		return lines, next, err
	}}), nil
}

func (p *Pages) linesOf(ctx context.Context, actor access.Actor, rows []rowView) ([]rowLine, error) {
	all := make([]nomination.Nomination, len(rows))
	for i, n := range rows {
		all[i] = n.Nomination
	}
	lines, err := p.noms.Lines(ctx, p.db.Reader(), actor, all)
	out := make([]rowLine, len(lines))
	for i, l := range lines {
		out[i] = rowLine{rows[i], l}
	}
	return out, err
}

// batchDossierColumns are those of the page under titles that an import does not
// take for its own: a household has another name in a list than in its dossier.
func batchDossierColumns(ctx context.Context) []sheet.Column[rowLine] {
	shown := dossierColumns(ctx, false, true)
	out := make([]sheet.Column[rowLine], len(shown)-1) // the key comes last
	for i := range out {
		c := shown[i]
		switch c.Title {
		case "nomination.col.name":
			c.Title = "sheet.col.shown_name"
		case "nomination.col.kind":
			c.Title = "sheet.col.shown_kind"
		}
		out[i] = sheet.Column[rowLine]{Head: c.Head, Cell: func(n rowLine) sheet.Value { return c.Cell(n.rowView) }}
	}
	return out
}

// part reads dossiers with their words.
func (p *Pages) part(r *http.Request, f nomination.Filter) func(context.Context, string) ([]rowView, string, error) {
	return func(ctx context.Context, after string) ([]rowView, string, error) {
		f.Cursor = after
		all, err := p.noms.Part(ctx, kit.Actor(r), f)
		if err != nil {
			return nil, "", err
		}
		rows, err := p.rows(r.WithContext(ctx), all)
		return rows, sheets.Next(all, listing.Part, func(n nomination.Nomination) string { return n.ID }), err
	}
}

// dossierColumns are those of the page: what it writes under one another stands in
// columns of its own.
func dossierColumns(ctx context.Context, appraised, inBatch bool) []sheet.Column[rowView] {
	p := i18n.From(ctx)
	out := []sheet.Column[rowView]{
		sheets.Column("nomination.col.name", func(n rowView) string { return n.Name }),
		sheets.Column("nomination.col.kind", func(n rowView) string { return kindText(ctx, n) }),
		sheets.Column("sheet.col.title", func(n rowView) string { return n.Title }),
		sheets.Column("nomination.col.state", func(n rowView) string { return stateBadge(p, n.Nomination).Label }),
		sheets.Column("sheet.col.at", func(n rowView) string { return whereText(p, n) }),
	}
	if appraised {
		out = append(out, sheets.Column("sheet.col.appraisal", func(n rowView) string { return appraisalText(p, n.Nomination) }))
	}
	out = append(out,
		sheets.Column("nomination.col.ref", func(n rowView) string { return n.Ref }),
		sheets.Column("nomination.col.field", func(n rowView) string { return n.Field }),
		sheets.Column("sheet.col.more_fields", func(n rowView) string { return sheets.Joined(n.More) }))
	if !inBatch {
		out = append(out, sheets.Column("nomination.col.level", func(n rowView) string { return kit.LevelMark(p, n.Level).Label }),
			sheets.Column("nomination.col.unit", func(n rowView) string { return n.Unit }))
	}
	return append(out, sheet.KeyColumn(func(n rowView) string { return n.ID }))
}

// BatchesSheet is the list of batches as a spreadsheet.
func (p *Pages) BatchesSheet(r *http.Request) (sheets.Export, error) {
	printer := kit.Printer(r)
	f := nomination.BatchFilter{Level: oneOf(r.URL.Query().Get("cap"), nomination.Levels()), Limit: listing.Part}
	list := sheets.List[batchRow]{Name: "dot-de-nghi", Title: printer.T("batch.list"), Columns: batchColumns(printer), Page: func(ctx context.Context, after string) ([]batchRow, string, error) {
		f.Cursor = after
		page, err := p.noms.Batches(ctx, kit.Actor(r), f)
		if err != nil {
			return nil, "", err
		}
		rows, err := p.batchRows(i18n.WithPrinter(ctx, printer), page)
		return rows, page.Next, err
	}}
	if f.Level != "" {
		list.Filters = []string{printer.T("level." + string(f.Level))}
	}
	return sheets.Of(r, list), nil
}

func batchColumns(p *i18n.Printer) []sheet.Column[batchRow] {
	return []sheet.Column[batchRow]{
		sheets.Column("batch.col.title", func(b batchRow) string { return b.Title }),
		sheets.Column("sheet.col.ref_opened", func(b batchRow) string { return p.T("batch.meta", b.Ref, p.Time(b.CreatedAt)) }),
		sheets.Column("nomination.col.level", func(b batchRow) string { return kit.LevelMark(p, b.Level).Label }),
		sheets.Column("nomination.col.unit", func(b batchRow) string { return b.Unit }),
		sheets.Typed("batch.col.count", sheet.WholeKind, func(b batchRow) sheet.Value { return sheet.Whole(b.Total) }),
		sheets.Column("batch.col.states", func(b batchRow) string { return sheets.Joined(labels(b.States)) }),
		sheet.KeyColumn(func(b batchRow) string { return b.ID }),
	}
}

func labels(badges []ui.Badge) []string {
	out := slices.Grow([]string(nil), len(badges))
	for _, b := range badges {
		out = append(out, b.Label)
	}
	return out
}
