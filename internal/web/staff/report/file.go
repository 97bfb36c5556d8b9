package report

import (
	"io"
	"net/http"

	"lantoa/internal/errs"
	"lantoa/internal/media"
	"lantoa/internal/web/kit"
)

// File is the report as a document: of a draft with the figures of now.
func (p *Pages) File(w http.ResponseWriter, r *http.Request) error {
	var write Writer
	kind, mediaType := r.PathValue("kind"), ""
	switch kind {
	case "docx":
		write, mediaType = p.docx, media.Word
	case "pdf":
		write, mediaType = p.pdf, media.PDF
	default:
		return errs.New(errs.NotFound, "error.not_found")
	}
	rep, err := p.reports.Get(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	rules, err := p.reports.Rules(r.Context(), rep.Head.Day)
	if err != nil {
		return err
	}
	file, err := rep.Content().File(rules, rep.Text)
	if err != nil {
		return err
	}
	return kit.Attachment(w, r, rep.Content().FileName()+"."+kind, mediaType, func(out io.Writer) error { return write(out, rules, file) })
}
