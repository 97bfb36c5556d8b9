package nomination

import (
	"context"
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
	"lantoa/internal/web/ui"
)

// batchRow is a batch in the list.
type batchRow struct {
	nomination.Batch
	Unit   string
	States []ui.Badge
	Total  int
}

type batchesView struct {
	page   ui.StaffPage
	rows   []batchRow
	may    bool
	filter ui.FilterBar
	form   *kit.Form
	pager  ui.Pager
}

// Batches lists the batches that the person may see.
func (p *Pages) Batches(w http.ResponseWriter, r *http.Request) error {
	ctx, actor, printer := r.Context(), kit.Actor(r), kit.Printer(r)
	f := nomination.BatchFilter{Level: oneOf(r.URL.Query().Get("cap"), nomination.Levels()), Limit: 30}
	f.Cursor, f.Back = cursor(r)
	list, err := p.noms.Batches(ctx, actor, f)
	if err != nil {
		return err
	}
	v := batchesView{page: kit.Page(r, printer.T("batch.list"), batchPath), may: access.May(actor, access.NominationWrite), form: kit.NewForm(r, "cap", string(f.Level)),
		filter: ui.FilterBar{Action: batchPath, Label: printer.T("batch.filter"), ClearURL: batchPath}}
	if f.Level != "" {
		v.filter.Chips = []ui.Chip{{Label: printer.T("level." + string(f.Level)), RemoveHref: kit.QueryWithout(r, "cap")}}
	}
	if v.rows, err = p.batchRows(ctx, list); err != nil {
		return err
	}
	v.page.SheetHref = sheets.HrefIf(len(v.rows) > 0, r)
	v.pager = pager(r, printer.T("batch.pager"), list.Count, list.Next, list.Previous)
	return kit.Render(w, r, http.StatusOK, batchesBody(v))
}

// batchRows adds the words to batches.
func (p *Pages) batchRows(ctx context.Context, list nomination.BatchPage) ([]batchRow, error) {
	printer := i18n.From(ctx)
	ids := make([]string, len(list.Rows))
	for i, b := range list.Rows {
		ids[i] = b.UnitID
	}
	words, err := p.names(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := make([]batchRow, len(list.Rows))
	for i, b := range list.Rows {
		row := batchRow{Batch: b, Unit: words.Org(b.UnitID)}
		for _, s := range nomination.States() {
			if n := list.States[b.ID][s]; n > 0 {
				row.Total += n
				badge := stateBadge(printer, nomination.Nomination{State: s, Level: b.Level, Eligible: true})
				badge.Label = printer.T("batch.count_state", n, badge.Label)
				row.States = append(row.States, badge)
			}
		}
		out[i] = row
	}
	return out, nil
}

type batchForm struct {
	page  ui.StaffPage
	form  *kit.Form
	id    string
	units []ui.Option
}

// NewBatch shows the form that opens a batch.
func (p *Pages) NewBatch(w http.ResponseWriter, r *http.Request) error {
	f := kit.NewForm(r, "key", db.NewID())
	if own := ownUnits(kit.Actor(r)); len(own) > 0 {
		f.Set("unit", own[0])
	}
	return p.batchForm(w, r, http.StatusOK, f)
}

func (p *Pages) batchForm(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	units, err := p.unitOptions(r.Context(), kit.Actor(r))
	if err != nil {
		return err
	}
	page := kit.Page(r, kit.T(r, "batch.new"), batchPath, ui.Link{Label: kit.T(r, "batch.list"), Href: batchPath})
	return kit.Render(w, r, status, newBatchBody(batchForm{page: page, form: f, units: units, id: f.Value("key")}))
}

// CreateBatch opens a batch.
func (p *Pages) CreateBatch(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	in := nomination.BatchInput{UnitID: f.ID("unit"), Level: nomination.Level(f.Value("level")), Title: f.Value("title"), Note: f.Value("note")}
	key := f.Key()
	var b nomination.Batch
	if f.OK() {
		b, err = p.noms.CreateBatch(r.Context(), kit.Actor(r), key, in)
	}
	if status := f.Refused(err); status != 0 {
		return p.batchForm(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "batch.created", b.Ref)
	return kit.Redirect(w, r, batchPath+"/"+b.ID+"/ho-so/moi")
}

// batchShown is how many dossiers a batch's page shows at once; few batches have more.
const batchShown = 200

type batchView struct {
	page    ui.StaffPage
	batch   nomination.Batch
	unit    string
	law     law.Reference
	rows    []rowView
	steps   []stepButton
	stages  []ui.Station
	canAdd  bool
	papers  bool // may see the batch's papers
	canEdit bool
	stale   bool
	form    *kit.Form
	version int
	pager   ui.Pager
}

// ShowBatch is the page of a batch with its dossiers.
func (p *Pages) ShowBatch(w http.ResponseWriter, r *http.Request) error {
	return p.showBatch(w, r, http.StatusOK, nil)
}

func (p *Pages) showBatch(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	ctx, actor := r.Context(), kit.Actor(r)
	b, err := p.noms.Batch(ctx, actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	filter := nomination.Filter{BatchID: b.ID, Oldest: true, Limit: batchShown}
	filter.Cursor, filter.Back = cursor(r)
	list, err := p.noms.List(ctx, actor, filter)
	if err != nil {
		return err
	}
	v := batchView{page: kit.Page(r, b.Title, batchPath, ui.Link{Label: kit.T(r, "batch.list"), Href: batchPath}), batch: b, form: f,
		version: int(b.Version), stale: status == http.StatusConflict}
	if status == http.StatusUnprocessableEntity {
		v.version = int(f.Version())
	}
	if v.rows, err = p.rows(r, list.Rows); err != nil {
		return err
	}
	for _, n := range list.Rows {
		v.steps = p.addSteps(v.steps, actor, n)
	}
	if v.stages, err = p.batchPath(ctx, b, list.Rows); err != nil {
		return err
	}
	words, err := p.names(ctx, b.UnitID)
	if err != nil {
		return err
	}
	if v.law, err = p.laws.Get(ctx, p.db.Reader(), b.LawID); err != nil {
		return err
	}
	v.unit = words.Org(b.UnitID)
	v.canAdd = access.Can(actor, access.NominationWrite, b.Resource()) && !b.Shared
	v.canEdit = v.canAdd
	v.papers = access.Can(actor, access.PaperView, access.Resource{KeeperID: b.KeeperID, HolderID: b.KeeperID, AuthorID: b.AuthorID}) && len(list.Rows) > 0
	if v.form == nil {
		v.form = kit.NewForm(r, "title", b.Title, "note", b.Note)
	}
	if len(v.rows) > 0 {
		v.page.SheetHref = sheets.HrefOf(r, batchPath+"/"+b.ID+"/ho-so")
	}
	v.pager = pager(r, kit.T(r, "nomination.pager"), list.Count, list.Next, list.Previous)
	return kit.Render(w, r, status, batchBody(v))
}

// SaveBatch changes a batch's title and note.
func (p *Pages) SaveBatch(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	in := nomination.BatchInput{Title: f.Value("title"), Note: f.Value("note")}
	if f.OK() {
		err = p.noms.SaveBatch(r.Context(), kit.Actor(r), nomination.Item{ID: id, Version: f.Version()}, in)
	}
	if status := f.Refused(err); status != 0 {
		return p.showBatch(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "batch.saved")
	return kit.Redirect(w, r, batchPath+"/"+id)
}
