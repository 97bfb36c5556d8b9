package nomination

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/nomination"
	"lantoa/internal/web/kit"
)

// TakeStep takes the step on the rows that the page named, or on none.
func (p *Pages) TakeStep(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	in, ids, err := readAct(r, f)
	if err != nil {
		return err
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
	if errs.Is(err, errs.Conflict) {
		if again, ok := p.doneAlready(r, in); ok {
			done, err = again, nil
		}
	}
	if err != nil && len(ids) > 0 {
		if status := p.refused(r, f, err); status != 0 {
			chooseAgain(f, "file")
			return p.stepForm(w, r, status, f, ids)
		}
	}
	if err != nil {
		return err
	}
	if err := p.sayDone(w, r, in.Step, done); err != nil {
		return err
	}
	if len(done) == 1 && kit.LocalPath(f.Value("ve"), listPath) == listPath {
		return kit.Redirect(w, r, listPath+"/"+done[0].ID)
	}
	return kit.Redirect(w, r, kit.LocalPath(f.Value("ve"), listPath))
}

// readAct reads the step's form but for its file. A row that is no row of the
// page's is nobody's dossier.
func readAct(r *http.Request, f *kit.Form) (nomination.Act, []string, error) {
	in := nomination.Act{Step: nomination.Step(r.PathValue("step")), Reason: f.Value("reason"), Deadline: f.Value("deadline"),
		Eligible: f.Value("eligible"), Appraisal: f.Value("appraisal"), AskEvidence: f.Bool("ask_evidence"),
		Paper: document.Draft{Number: f.Value("number"), SignerName: f.Value("signer_name"), SignerPosition: f.Value("signer_position"), Title: f.Value("paper_title")}}
	if !known(in.Step) {
		return in, nil, errs.New(errs.NotFound, "error.not_found")
	}
	var ids []string
	for _, s := range f.Values("item") {
		id, version, _ := strings.Cut(s, ":")
		n, err := strconv.ParseInt(version, 10, 64)
		if err != nil || !kit.IsID(id) {
			return in, nil, errs.New(errs.NotFound, "error.not_found")
		}
		in.Items = append(in.Items, nomination.Item{ID: id, Version: n})
		ids = append(ids, id)
	}
	return in, ids, nil
}

// take hands a deciding step to the registry and any other to the first stage.
func (p *Pages) take(ctx context.Context, r *http.Request, in nomination.Act) ([]nomination.Nomination, error) {
	actor := kit.Actor(r)
	if in.Step.Admits() {
		if _, err := p.exs.Approve(ctx, actor, in); err != nil {
			return nil, err
		}
		var ids []string
		for _, i := range in.Items {
			ids = append(ids, i.ID)
		}
		return p.ticked(r, ids)
	}
	acted, err := p.noms.Do(ctx, actor, in)
	out := make([]nomination.Nomination, len(acted))
	for i, a := range acted {
		out[i] = a.Nomination
	}
	return out, err
}

// doneAlready reports a form that was sent twice: on every row this very step of
// this very person is the last thing that happened since the page was shown.
func (p *Pages) doneAlready(r *http.Request, in nomination.Act) ([]nomination.Nomination, bool) {
	var out []nomination.Nomination
	for _, item := range in.Items {
		d, err := p.noms.Dossier(r.Context(), kit.Actor(r), item.ID)
		if err != nil || len(d.History) == 0 || d.Version != item.Version+1 {
			return nil, false
		}
		last := d.History[len(d.History)-1]
		if last.Step != in.Step || last.ActorID != kit.Actor(r).AccountID {
			return nil, false
		}
		out = append(out, d.Nomination)
	}
	return out, len(out) > 0
}

// refused takes up what the person can mend here. A fault of one dossier is
// said with its name.
func (p *Pages) refused(r *http.Request, f *kit.Form, err error) int {
	e := errs.As(err)
	if e == nil || e.Kind != errs.Invalid && e.Kind != errs.Conflict {
		return 0
	}
	var rest []errs.FieldError
	for _, x := range e.Fields {
		id, ok := strings.CutPrefix(x.Field, "n:")
		if !ok {
			rest = append(rest, x)
			continue
		}
		name := id
		if n, err := p.noms.Get(r.Context(), kit.Actor(r), id); err == nil {
			name = n.SubjectName
		}
		f.AddFault("", kit.T(r, "act.item", name, kit.T(r, x.Key, x.Args...)))
	}
	if len(e.Fields) > 0 && len(rest) == 0 {
		return f.Refused(nil)
	}
	e.Fields = rest
	return f.Refused(err)
}
