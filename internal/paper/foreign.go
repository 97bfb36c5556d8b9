package paper

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/errs"
	"lantoa/internal/officialdoc"
)

// Foreign is the template of a kind that another package fills in: the report of a
// plan.
type Foreign struct {
	Text  string // its own
	Names []Name // that the text may hold in braces
	// Draw draws a text as the document would be now; false where there is nothing to
	// fill it in from, or the actor may not see it.
	Draw func(ctx context.Context, actor access.Actor, text string) (officialdoc.Rules, officialdoc.File, bool, error)
}

// Names are the names that a kind's template may hold in braces.
func (s *Service) Names(k Kind) []Name {
	if k == Report {
		return s.report.Names
	}
	return NamesOf(k)
}

// CheckTemplate cleans a template's form and names what cannot be kept of it.
func (s *Service) CheckTemplate(k Kind, form *Form) *errs.Error {
	bad := errs.New(errs.Invalid, "error.invalid")
	form.Check(bad, s.Names(k))
	return bad
}

// Drawn is a template of another package's kind as its document would be now; false
// where there is none to show.
func (s *Service) Drawn(ctx context.Context, actor access.Actor, form Form) (Made, bool, error) {
	rules, file, ok, err := s.report.Draw(ctx, actor, form.Text)
	return Made{Rules: rules, File: file}, ok, err
}
