package nomination

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// actView asks for what a step needs before it is taken.
type actView struct {
	page   ui.StaffPage
	form   *kit.Form
	step   nomination.Step
	row    nomination.Transition
	record bool
	rows   []rowView
	left   []rowView // ticked, but the step is not possible there
	back   string
}

// maxTicked bounds the rows of one act.
const maxTicked = 500

// ChooseStep takes the list's form, whose button names the step, to its page.
func (p *Pages) ChooseStep(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	step := q.Get("buoc")
	if !known(nomination.Step(step)) {
		return errs.New(errs.NotFound, "error.not_found")
	}
	if len(q["n"]) == 0 {
		kit.FlashWarning(w, r, "act.nothing_ticked")
		return kit.Redirect(w, r, kit.LocalPath(q.Get("ve"), listPath))
	}
	q.Del("buoc")
	return kit.Redirect(w, r, stepPath+"/"+step+"?"+q.Encode())
}

func known(s nomination.Step) bool {
	return slices.ContainsFunc(nomination.NewWorkflow().Rows(), func(t nomination.Transition) bool { return t.Step == s })
}

// StepForm shows what a step is about to do to which dossiers.
func (p *Pages) StepForm(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	f := kit.NewForm(r, "ve", q.Get("ve"))
	ids := q["n"]
	if batch := q.Get("dot"); kit.IsID(batch) {
		all, err := p.idsOf(r, nomination.Filter{BatchID: batch})
		if err != nil {
			return err
		}
		ids = all
	}
	if list := q.Get("danh-sach"); kit.IsID(list) {
		all, err := p.idsOf(r, nomination.Filter{ListID: list})
		if err != nil {
			return err
		}
		ids = all
	}
	days, err := p.laws.Int(r.Context(), p.db.Reader(), law.ReturnDays, p.today())
	if err != nil {
		return err
	}
	f.Set("deadline", kit.Printer(r).Day(p.today().AddDays(days)))
	f.Set("day", kit.Printer(r).Day(civil.DayOf(p.db.Now())))
	return p.stepForm(w, r, http.StatusOK, f, ids)
}

func (p *Pages) idsOf(r *http.Request, f nomination.Filter) ([]string, error) {
	f.Limit, f.Oldest = 200, true
	var ids []string
	for len(ids) < maxTicked {
		page, err := p.noms.List(r.Context(), kit.Actor(r), f)
		if err != nil {
			return nil, err
		}
		for _, n := range page.Rows {
			ids = append(ids, n.ID)
		}
		if f.Cursor = page.Next; f.Cursor == "" {
			break
		}
	}
	return ids, nil
}

// stepForm shows the step for those of the ids where it is possible, and names
// the others.
func (p *Pages) stepForm(w http.ResponseWriter, r *http.Request, status int, f *kit.Form, ids []string) error {
	step := nomination.Step(r.PathValue("step"))
	if !known(step) {
		return errs.New(errs.NotFound, "error.not_found")
	}
	if len(ids) > maxTicked {
		return errs.New(errs.Invalid, "act.too_many", maxTicked)
	}
	v := actView{form: f, step: step, back: kit.LocalPath(f.Value("ve"), listPath)}
	var possible, left []nomination.Nomination
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			continue
		}
		n, err := p.noms.Get(r.Context(), kit.Actor(r), id)
		if err != nil {
			return err
		}
		offers := p.noms.Offers(kit.Actor(r), n)
		at := slices.IndexFunc(offers, func(o nomination.Offer) bool { return o.Step == step })
		if at < 0 {
			left = append(left, n)
			continue
		}
		v.row, v.record = offers[at].Row, v.record || offers[at].Record
		possible = append(possible, n)
	}
	if len(possible) == 0 {
		return errs.New(errs.Conflict, "act.none_possible")
	}
	var err error
	if v.rows, err = p.rows(r, possible); err != nil {
		return err
	}
	if v.left, err = p.rows(r, left); err != nil {
		return err
	}
	v.page = kit.Page(r, stepLabel(kit.Printer(r), step, v.record), listPath)
	return kit.Render(w, r, status, actBody(v))
}

// TakeStep takes the step on the rows that the page named, or on none.
func (p *Pages) TakeStep(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	in := nomination.Act{Step: nomination.Step(r.PathValue("step")), Reason: f.Value("reason"), Deadline: f.Value("deadline"),
		Eligible: f.Value("eligible"), Appraisal: f.Value("appraisal"), AskEvidence: f.Bool("ask_evidence"),
		Paper: document.Draft{Number: f.Value("number"), SignerName: f.Value("signer_name"), SignerPosition: f.Value("signer_position"), Title: f.Value("paper_title")}}
	var ids []string
	for _, s := range f.Values("item") {
		id, version, _ := strings.Cut(s, ":")
		n, err := strconv.ParseInt(version, 10, 64)
		if err != nil || !kit.IsID(id) {
			return errs.New(errs.NotFound, "error.not_found")
		}
		in.Items = append(in.Items, nomination.Item{ID: id, Version: n})
		ids = append(ids, id)
	}
	if scan := f.File("file"); scan != nil {
		defer func() { _ = scan.Close() }()
		in.Paper.Scan, in.Paper.ScanName = scan, scan.Name
	}
	// The day comes prefilled: alone it is no paper.
	if in.Paper.Filled() {
		in.Paper.Day = f.Value("day")
	}
	done, err := p.take(r.Context(), r, in)
	if err != nil && len(ids) > 0 {
		if status := p.refused(r, f, err); status != 0 {
			return p.stepForm(w, r, status, f, ids)
		}
	}
	if err != nil {
		return err
	}
	words, err := p.names(r.Context(), done[0].HolderID)
	if err != nil {
		return err
	}
	kit.Flash(w, r, "act.done."+string(in.Step), strconv.Itoa(len(done)), words.Org(done[0].HolderID))
	if len(done) == 1 {
		return kit.Redirect(w, r, listPath+"/"+done[0].ID)
	}
	return kit.Redirect(w, r, kit.LocalPath(f.Value("ve"), listPath))
}

// take hands a deciding step to the registry and any other to the first stage.
func (p *Pages) take(ctx context.Context, r *http.Request, in nomination.Act) ([]nomination.Nomination, error) {
	actor := kit.Actor(r)
	if in.Step.Admits() {
		if _, err := p.exs.Approve(ctx, actor, in); err != nil {
			return nil, err
		}
		var out []nomination.Nomination
		for _, i := range in.Items {
			n, err := p.noms.Get(ctx, actor, i.ID)
			if err != nil {
				return nil, err
			}
			out = append(out, n)
		}
		return out, nil
	}
	acted, err := p.noms.Do(ctx, actor, in)
	out := make([]nomination.Nomination, len(acted))
	for i, a := range acted {
		out[i] = a.Nomination
	}
	return out, err
}

// refused takes up what the person can mend here. A fault of one dossier is
// said with its name; a step that is no longer possible has no form to go back
// to and becomes the answer.
func (p *Pages) refused(r *http.Request, f *kit.Form, err error) int {
	e := errs.As(err)
	if e == nil || e.Kind != errs.Invalid {
		return 0
	}
	for i, x := range e.Fields {
		id, ok := strings.CutPrefix(x.Field, "n:")
		if !ok {
			continue
		}
		name := id
		if n, err := p.noms.Get(r.Context(), kit.Actor(r), id); err == nil {
			name = n.SubjectName
		}
		// The first fault of a field stands, so each fault of a dossier is a field of its own.
		e.Fields[i] = errs.FieldError{Field: "items", Key: "act.item", Args: []any{name, kit.T(r, x.Key, x.Args...)}}
		f.AddFault("items", kit.T(r, "act.item", name, kit.T(r, x.Key, x.Args...)))
	}
	return f.Refused(err)
}

func confirmItems(p *i18n.Printer, rows []rowView) []string {
	out := make([]string, len(rows))
	for i, n := range rows {
		out[i] = p.T("act.row", n.Ref, n.Name, n.Unit)
	}
	return out
}
