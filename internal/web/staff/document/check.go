package document

import (
	"context"
	"io"
	"net/http"

	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/check"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

const checkPath = listPath + "/kiem-tra"

// checkView is the page on which a draft is checked.
type checkView struct {
	page   ui.StaffPage
	form   *kit.Form
	decree string
	result *checkResult // nil before a draft was sent
}

// checkResult is what was found in a draft.
type checkResult struct {
	name   string
	count  int // of the deviations
	places int // where they are
	groups []deviationGroup
}

// deviationGroup are the deviations of one component.
type deviationGroup struct {
	component officialdoc.Component
	found     []check.Deviation
}

// CheckForm asks for a draft.
func (p *Pages) CheckForm(w http.ResponseWriter, r *http.Request) error {
	rules, err := p.rules(r)
	if err != nil {
		return err
	}
	return p.checkForm(w, r, http.StatusOK, checkView{form: kit.NewForm(r), decree: rules.Decree})
}

// Check answers with what it finds in the draft that was sent. The draft is not
// kept, so the answer is a page and not the way to one.
func (p *Pages) Check(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	rules, err := p.rules(r)
	if err != nil {
		return err
	}
	v := checkView{form: f, decree: rules.Decree}
	if v.result, err = p.checked(r.Context(), f, rules); err != nil {
		return err
	}
	if !f.OK() {
		return p.checkForm(w, r, http.StatusUnprocessableEntity, v)
	}
	return p.checkForm(w, r, http.StatusOK, v)
}

// checked checks the draft of the form when it is its turn; what is wrong with the
// file is a fault of the form.
func (p *Pages) checked(ctx context.Context, f *kit.Form, rules officialdoc.Rules) (*checkResult, error) {
	select {
	case p.checking <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-p.checking }()
	data, name := draft(f)
	if !f.OK() {
		return nil, nil
	}
	found, err := check.Document(rules, data, name)
	if e := errs.As(err); e != nil && e.Kind == errs.Invalid {
		f.Add("file", e.Key, e.Args...)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return grouped(name, found), nil
}

func (p *Pages) checkForm(w http.ResponseWriter, r *http.Request, status int, v checkView) error {
	v.page = kit.Page(r, kit.T(r, "check.form.title"), listPath, ui.Link{Label: kit.T(r, "documents.list"), Href: listPath})
	return kit.Render(w, r, status, checkBody(v))
}

// rules are those in force today.
func (p *Pages) rules(r *http.Request) (officialdoc.Rules, error) {
	return p.laws.DocumentRules(r.Context(), p.db.Reader(), civil.DayOf(p.db.Now()))
}

// draft reads the file of the form.
func draft(f *kit.Form) ([]byte, string) {
	file := f.File("file")
	if file == nil {
		f.Add("file", "check.file.choose")
		return nil, ""
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, check.MaxSize+1))
	if err != nil {
		f.Add("file", "file.unreadable")
	}
	return data, i18n.Clean(file.Name)
}

func grouped(name string, found []check.Deviation) *checkResult {
	out := &checkResult{name: name, count: len(found), places: check.Places(found)}
	for _, d := range found {
		if n := len(out.groups); n == 0 || out.groups[n-1].component != d.Component {
			out.groups = append(out.groups, deviationGroup{component: d.Component})
		}
		last := &out.groups[len(out.groups)-1]
		last.found = append(last.found, d)
	}
	return out
}
