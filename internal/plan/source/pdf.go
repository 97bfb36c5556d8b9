package source

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"time"
	"unicode"

	"lantoa/internal/errs"
)

// readPDF runs pdftotext. It keeps the layout, for two columns are told apart by
// it, and the form feeds between pages.
func (r Reader) readPDF(ctx context.Context, data []byte, name string) (Document, error) {
	if r.PDFToText == "" {
		return Document{}, invalid("source.no_pdftotext", name)
	}
	text, err := r.pdfText(ctx, data)
	switch {
	case errors.Is(err, errTooLong):
		return Document{}, invalid("source.too_long", name, MaxText>>20)
	case errors.Is(err, context.DeadlineExceeded):
		return Document{}, invalid("source.pdf_slow", name)
	case ctx.Err() != nil:
		return Document{}, ctx.Err()
	case err != nil && bytes.Contains(data, []byte("/Encrypt")):
		return Document{}, errs.Wrap(err, errs.Invalid, "source.pdf_password", name)
	case err != nil:
		return Document{}, errs.Wrap(err, errs.Invalid, "source.damaged", name)
	}
	pages := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	if len(pages) > MaxPages {
		return Document{}, invalid("source.too_many_pages", name, MaxPages)
	}
	bare := 0
	for _, p := range pages {
		if strings.IndexFunc(p, unicode.IsLetter) < 0 {
			bare++
		}
	}
	if bare == len(pages) {
		return Document{}, invalid("source.pdf_scan", name)
	}
	doc := Document{Text: strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), ""), Media: PDF}
	if bare > 0 {
		doc.Notes = append(doc.Notes, Note{Key: "source.pages_without_text", Args: []any{bare}})
	}
	doc.mend()
	return doc, nil
}

var errTooLong = errors.New("the text is too long")

// pdfText gives the text of at most one page more than may be.
func (r Reader) pdfText(ctx context.Context, data []byte) (string, error) {
	ctx, stop := context.WithTimeout(ctx, r.Patience)
	defer stop()
	cmd := exec.CommandContext(ctx, r.PDFToText, "-layout", "-enc", "UTF-8", "-q", "-l", strconv.Itoa(MaxPages+1), "-", "-")
	cmd.Env = []string{"LC_ALL=C"}
	cmd.Stdin = bytes.NewReader(data)
	cmd.WaitDelay = time.Second
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(out, MaxText+1))
	if len(text) > MaxText {
		stop()
		_ = cmd.Wait()
		return "", errTooLong
	}
	if waited := cmd.Wait(); waited != nil {
		err = waited
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	return string(text), err
}
