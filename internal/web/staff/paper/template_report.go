package paper

import (
	"context"
	"net/http"

	"lantoa/internal/i18n"
	"lantoa/internal/paper"
	"lantoa/internal/web/kit"
)

// sampleReport draws the report's template with the figures of now.
func (p *Pages) sampleReport(r *http.Request, v *templateView, form paper.Form) error {
	made, ok, err := p.papers.Drawn(r.Context(), kit.Actor(r), form)
	if err != nil || !ok {
		return err
	}
	v.made, v.sample = &made, made.File.Title
	return nil
}

// nameText says what a name in braces stands for.
func nameText(ctx context.Context, kind paper.Kind, n paper.Name) string {
	if kind == paper.Report {
		return i18n.T(ctx, "report.name."+n.Key)
	}
	return i18n.T(ctx, "paper.name."+n.Key)
}
