package plan

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/plan"
	"lantoa/internal/plan/reading"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// draftPath is where plans stand that are being corrected.
const draftPath = listPath + "/ban-doc"

// screenPath is the screen on which one is corrected.
func screenPath(id string) string { return draftPath + "/" + id + "/sua" }

// Correct shows a plan that was read beside the text that it was read from, and
// the form of one of its parts.
func (p *Pages) Correct(w http.ResponseWriter, r *http.Request) error {
	paper, err := p.plans.Paper(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return p.closed(w, r, err)
	}
	return p.correct(w, r, http.StatusOK, paper, kit.NewForm(r))
}

// closed leads from a draft that has been adopted meanwhile, in another tab or by
// somebody else, to its plan; any other answer stays what it is.
func (p *Pages) closed(w http.ResponseWriter, r *http.Request, answer error) error {
	if !errs.Is(answer, errs.NotFound) {
		return answer
	}
	planID, err := p.plans.AdoptedAs(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	kit.FlashWarning(w, r, "reading.adopted_meanwhile")
	return kit.Redirect(w, r, listPath+"/"+planID)
}

// correct draws the screen. What the form holds is shown; the rest of the part
// is as it was kept.
func (p *Pages) correct(w http.ResponseWriter, r *http.Request, status int, paper plan.Paper, f *kit.Form) error {
	ctx, printer := r.Context(), kit.Printer(r)
	v := draftView{paper: paper, form: f, version: paper.Version, lines: paper.Reading.Lines(paper.Text), parts: partsOf(printer, paper.Reading),
		allWarnings: r.URL.Query().Get("luu-y") == "tat-ca"}
	var ok bool
	if v.part, ok = chosen(v.parts, r.URL.Query().Get("phan")); !ok {
		v.part = v.parts[0] // a field that was removed
	}
	v.next, v.hasNext = after(v.parts, v.part.part)
	switch status {
	case http.StatusUnprocessableEntity:
		v.version = int(f.Version()) // of what the person saw, so that a change since is noticed
	case http.StatusConflict:
		v.stale, v.lost = true, lostTexts(r, f, paper.Reading)
	}
	fill(f, paper.Reading)
	if id, is := fieldID(v.part.part); is {
		i, _ := paper.Reading.Field(id)
		v.field = &paper.Reading.Fields[i]
		if err := p.offer(ctx, r, &v); err != nil {
			return err
		}
	}
	names, err := p.names(ctx, []string{paper.ChangedBy})
	if err != nil {
		return err
	}
	v.changer = names[paper.ChangedBy]
	v.page = kit.Page(r, title(kit.Printer(r), paper), listPath, ui.Link{Label: kit.T(r, "plan.list"), Href: listPath})
	return kit.Render(w, r, status, draftBody(v))
}

// suggested is how many organisations are offered for a name.
const suggested = 5

// offer adds what the form of a field offers: the organisations that its bodies
// may be, and the names of all.
func (p *Pages) offer(ctx context.Context, r *http.Request, v *draftView) error {
	dir, err := p.orgs.Directory(ctx, p.db.Reader(), p.today())
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, o := range dir.All {
		names[o.ID] = o.Full()
		v.orgs = append(v.orgs, o.Full())
	}
	v.bodies = map[string][]ui.Option{}
	for _, list := range [][]reading.Body{v.field.Leads, v.field.Coordinating} {
		for _, b := range list {
			v.bodies[b.ID] = bodyOptions(kit.Printer(r), b, names, dir.Suggest(b.Name, suggested))
		}
	}
	return nil
}

// SaveDraft keeps what was typed of a part, does what the pressed button asks
// for with it, and goes on to where the person was.
func (p *Pages) SaveDraft(w http.ResponseWriter, r *http.Request) error {
	ctx, actor := r.Context(), kit.Actor(r)
	paper, err := p.plans.Paper(ctx, actor, r.PathValue("id"))
	if err != nil {
		return p.closed(w, r, err)
	}
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	t := typed{f: f}
	if t.bodies, err = p.matches(ctx, f, paper.Reading); err != nil {
		return err
	}
	// What is wrong with the typed is found before anything is kept of it.
	t.into(&paper.Reading)
	if !f.OK() && int(f.Version()) == paper.Version {
		return p.correct(w, r, http.StatusUnprocessableEntity, paper, f)
	}
	asked, shown := readAct(f), ""
	kept, err := p.plans.Correct(ctx, actor, paper.ID, int(f.Version()), func(now *reading.Reading) error {
		t.into(now)
		var refused error
		shown, refused = asked.do(now)
		return refused
	})
	if status := f.Refused(err); status != 0 {
		return p.correct(w, r, status, paper, f)
	}
	if err != nil {
		return err
	}
	return kit.Redirect(w, r, p.afterSave(r, kept, asked, shown))
}

// afterSave is where a saved form leads: the same part with the item that was
// worked on in view, or the part that was asked for.
func (p *Pages) afterSave(r *http.Request, kept plan.Paper, asked act, shown string) string {
	part := r.URL.Query().Get("phan")
	parts := partsOf(kit.Printer(r), kept.Reading)
	switch asked.verb {
	case actGo:
		part = asked.id
	case actNext:
		if here, ok := chosen(parts, part); ok {
			next, _ := after(parts, here.part)
			part = string(next.part)
		}
	case "remove":
		if _, there := chosen(parts, part); !there { // the field itself
			part = ""
		}
	case "add":
		if asked.id == "field" {
			part = fieldPrefix + shown
		}
	}
	path := kit.Link(screenPath(kept.ID), "phan", part, "luu-y", r.URL.Query().Get("luu-y"))
	if shown != "" {
		path += "#m-" + shown
	}
	return path
}

// lostTexts are texts that were typed into items which somebody has removed
// meanwhile: they are shown, for nothing that was typed may vanish.
func lostTexts(r *http.Request, f *kit.Form, now reading.Reading) []string {
	there := kit.NewForm(r)
	fill(there, now)
	var out []string
	for name := range f.All() {
		kind, _, item := strings.Cut(name, "_")
		if _, known := there.All()[name]; item && !known && (kind == "text" || kind == "name") && strings.TrimSpace(f.Value(name)) != "" {
			out = append(out, f.Value(name))
		}
	}
	slices.Sort(out)
	return out
}

// Discard throws a plan away that was read and not adopted.
func (p *Pages) Discard(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	ctx, actor := r.Context(), kit.Actor(r)
	paper, err := p.plans.Paper(ctx, actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	err = p.plans.Discard(ctx, actor, paper.ID, int(f.Version()))
	if errs.Is(err, errs.Conflict) {
		f.Add("", "error.stale")
		return p.correct(w, r, http.StatusConflict, paper, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "reading.discarded", paper.SourceName)
	return kit.Redirect(w, r, listPath)
}
