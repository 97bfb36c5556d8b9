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
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/paper"
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
	left   []rowView          // ticked, but the step is not possible there
	list   *document.Document // the submission that carries all rows before the Chairman
	stale  bool               // the rows changed since the form was shown
	back   string
	draft  paper.Kind // that can be begun from the rows; "" for none
	key    string     // of the draft
	paper  string     // the paper under work with these rows, "" for none
	// batchPapers is the batch of all rows, whose papers hold the one to sign; ""
	// for none.
	batchPapers string
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

// StepForm shows what a step is about to do to which dossiers: the ticked ones
// (n), a whole batch (dot), or a whole list before the Chairman (danh-sach).
func (p *Pages) StepForm(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	f := kit.NewForm(r, "ve", q.Get("ve"))
	ids := q["n"]
	whole := nomination.Filter{}
	if kit.IsID(q.Get("dot")) {
		whole.BatchID = q.Get("dot")
	}
	if kit.IsID(q.Get("danh-sach")) {
		whole.ListID = q.Get("danh-sach")
	}
	if whole.BatchID != "" || whole.ListID != "" {
		all, err := p.idsOf(r, whole)
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
	if err := p.fromDraft(r, f); err != nil {
		return err
	}
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
	if len(ids) == 0 {
		return nil, errs.New(errs.NotFound, "error.not_found")
	}
	return ids, nil
}

// ticked are the dossiers of the ids, in their order, each once. One that the
// person may not see is as if it were not there.
func (p *Pages) ticked(r *http.Request, ids []string) ([]nomination.Nomination, error) {
	if len(ids) > maxTicked {
		return nil, errs.New(errs.Invalid, "act.too_many", maxTicked)
	}
	found := map[string]nomination.Nomination{}
	for part := range slices.Chunk(ids, 200) {
		page, err := p.noms.List(r.Context(), kit.Actor(r), nomination.Filter{IDs: part, Limit: 200})
		if err != nil {
			return nil, err
		}
		for _, n := range page.Rows {
			found[n.ID] = n
		}
	}
	var out []nomination.Nomination
	for i, id := range ids {
		n, there := found[id]
		if !there {
			return nil, errs.New(errs.NotFound, "nomination.not_found")
		}
		if !slices.Contains(ids[:i], id) {
			out = append(out, n)
		}
	}
	return out, nil
}

// stepForm shows the step for those of the ids where it is possible, and names
// the others.
func (p *Pages) stepForm(w http.ResponseWriter, r *http.Request, status int, f *kit.Form, ids []string) error {
	step := nomination.Step(r.PathValue("step"))
	if !known(step) {
		return errs.New(errs.NotFound, "error.not_found")
	}
	all, err := p.ticked(r, ids)
	if err != nil {
		return err
	}
	v := actView{form: f, step: step, back: kit.LocalPath(f.Value("ve"), listPath), stale: status == http.StatusConflict}
	var possible, left []nomination.Nomination
	for _, n := range all {
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
		return errs.New(errs.Conflict, "act.none_possible", stepLabel(kit.Printer(r), step, false))
	}
	if status == http.StatusUnprocessableEntity {
		keepVersions(f, possible)
	}
	byName(possible)
	byName(left)
	if v.rows, err = p.rows(r, possible); err != nil {
		return err
	}
	if v.left, err = p.rows(r, left); err != nil {
		return err
	}
	if v.list, err = p.listOf(r.Context(), r, possible); err != nil {
		return err
	}
	if status == http.StatusOK && v.row.Paper == nomination.RequiredPaper && !v.record && f.Value("signer_name") == "" && signsSelf(step) {
		if err := p.signer(r, f, possible[0]); err != nil {
			return err
		}
	}
	if err := p.offerDraft(r, &v, possible); err != nil {
		return err
	}
	v.page = kit.Page(r, stepLabel(kit.Printer(r), step, v.record), listPath)
	return kit.Render(w, r, status, actBody(v))
}

// keepVersions lets a form that is shown again be about the dossiers as the
// person saw them: what has changed since is then a conflict, not an overwrite.
func keepVersions(f *kit.Form, rows []nomination.Nomination) {
	for _, s := range f.Values("item") {
		id, version, _ := strings.Cut(s, ":")
		for i := range rows {
			if v, err := strconv.ParseInt(version, 10, 64); err == nil && rows[i].ID == id {
				rows[i].Version = v
			}
		}
	}
}

// listOf is the submission that all rows before the Chairman came with.
func (p *Pages) listOf(ctx context.Context, r *http.Request, rows []nomination.Nomination) (*document.Document, error) {
	for _, n := range rows {
		if n.State != nomination.Submitted || n.ListID == "" || n.ListID != rows[0].ListID {
			return nil, nil
		}
	}
	d, err := p.noms.Document(ctx, kit.Actor(r), rows[0].ID, rows[0].ListID)
	if err != nil {
		return nil, err
	}
	return &d, nil
}
