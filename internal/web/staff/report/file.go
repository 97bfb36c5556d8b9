package report

import (
	"io"
	"net/http"
	"strconv"

	"lantoa/internal/errs"
	"lantoa/internal/web/kit"
)

// The media types of the files.
const (
	docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	pdfType  = "application/pdf"
)

// File is the report as a document: of a draft with the figures of now.
func (p *Pages) File(w http.ResponseWriter, r *http.Request) error {
	var write Writer
	kind, media := r.PathValue("kind"), ""
	switch kind {
	case "docx":
		write, media = p.docx, docxType
	case "pdf":
		write, media = p.pdf, pdfType
	default:
		return errs.New(errs.NotFound, "error.not_found")
	}
	rep, err := p.reports.Get(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	rules, err := p.reports.Rules(r.Context(), rep.Report.Head.Day)
	if err != nil {
		return err
	}
	file, err := rep.File(rules, rep.Text)
	if err != nil {
		return err
	}
	return kit.Attachment(w, rep.FileName()+"."+kind, media, func(out io.Writer) error { return write(out, rules, file) })
}

// Chart is a chart of the report as a picture.
func (p *Pages) Chart(w http.ResponseWriter, r *http.Request) error {
	rep, err := p.reports.Get(r.Context(), kit.Actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	for _, c := range rep.Charts() {
		if c.Name == r.PathValue("chart") {
			raw, err := c.PNG()
			if err != nil {
				return err
			}
			return send(w, "image/png", raw)
		}
	}
	return errs.New(errs.NotFound, "error.not_found")
}

func send(w http.ResponseWriter, media string, raw []byte) error {
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Length", strconv.Itoa(len(raw)))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	_, _ = w.Write(raw) // the client may be gone
	return nil
}
