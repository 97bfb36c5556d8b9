package exemplar

import (
	"context"
	"net/http"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// actView asks for what a step needs before it is taken.
type actView struct {
	page ui.StaffPage
	form *kit.Form
	row  exemplar.Transition
	card exemplar.Card
	item string
}

// StepForm shows what a step is about to do.
func (p *Pages) StepForm(w http.ResponseWriter, r *http.Request) error {
	f := kit.NewForm(r, "day", kit.Printer(r).Day(p.today()))
	return p.stepForm(w, r, http.StatusOK, f)
}

func (p *Pages) stepForm(w http.ResponseWriter, r *http.Request, status int, f *kit.Form) error {
	c, row, err := p.step(r)
	if err != nil {
		return err
	}
	words, err := p.names(r.Context(), []exemplar.Exemplar{c.Exemplar})
	if err != nil {
		return err
	}
	name := kit.SubjectName(kit.Printer(r), c.Kind, c.Name)
	v := actView{form: f, row: row, card: c, item: kit.T(r, "exemplar.item", c.Ref, name, words.Full(c.UnitID))}
	v.page = kit.Page(r, kit.T(r, "exemplar.step."+string(row.Step)), listPath, ui.Link{Label: kit.T(r, "exemplar.list"), Href: listPath}, ui.Link{Label: name, Href: pathOf(c.ID)})
	return kit.Render(w, r, status, actBody(v))
}

// step finds the step of the address among those that the exemplar offers:
// NotFound for a step that is none, Denied without the right, Conflict where the
// exemplar does not stand so.
func (p *Pages) step(r *http.Request) (exemplar.Card, exemplar.Transition, error) {
	step := exemplar.Step(r.PathValue("step"))
	if !slices.ContainsFunc(exemplar.Table(), func(t exemplar.Transition) bool { return t.Step == step }) {
		return exemplar.Card{}, exemplar.Transition{}, errs.New(errs.NotFound, "error.not_found")
	}
	c, err := p.exs.Card(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return c, exemplar.Transition{}, err
	}
	if !access.Can(kit.Actor(r), c.Right(step), c.Resource()) {
		return c, exemplar.Transition{}, errs.New(errs.Denied, "error.denied")
	}
	at := slices.IndexFunc(c.Steps, func(t exemplar.Transition) bool { return t.Step == step })
	if at < 0 {
		return c, exemplar.Transition{}, errs.New(errs.Conflict, "exemplar.step_state")
	}
	return c, c.Steps[at], nil
}

// TakeStep takes the step.
func (p *Pages) TakeStep(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	_, row, err := p.step(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	in := exemplar.Change{ID: id, Version: f.Version(), Step: row.Step, Reason: f.Value("reason"), Paper: document.Draft{Number: f.Value("number"), Day: f.Value("day"),
		SignerName: f.Value("signer_name"), SignerPosition: f.Value("signer_position")}}
	if scan := f.File("file"); scan != nil {
		defer func() { _ = scan.Close() }()
		in.Paper.Scan, in.Paper.ScanName = scan, scan.Name
	}
	err = p.exs.Do(r.Context(), kit.Actor(r), in)
	if status := f.Refused(err); status != 0 {
		chooseAgain(f, in.Paper.Scan != nil)
		return p.stepForm(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "exemplar.done."+string(row.Step))
	return kit.Redirect(w, r, pathOf(id))
}

// chooseAgain says that a browser does not keep a file that was chosen.
func chooseAgain(f *kit.Form, sent bool) {
	if sent {
		f.Add("file", "exemplar.file_again")
	}
}

func actTone(s exemplar.Step) ui.Tone {
	if danger(s) {
		return ui.Danger
	}
	return ui.Plain
}

func actForm(v actView) ui.Form {
	return ui.Form{Action: pathOf(v.card.ID) + "/buoc/" + string(v.row.Step), Multipart: v.row.Paper, Version: int(v.card.Version)}
}

// what are the consequences of a step, each a sentence.
func what(ctx context.Context, v actView) string {
	key := "exemplar.step.what." + string(v.row.Step)
	if v.row.Step == exemplar.Clear && !consented(v.card) {
		key = "exemplar.step.what.clear_early"
	}
	return i18n.T(ctx, key)
}
