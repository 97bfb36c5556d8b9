package kit

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"

	"lantoa/internal/errs"
)

// What is typed into a form: files come beside it.
const (
	maxTyped = 1 << 20 // bytes
	maxParts = 1000    // of a form with files: as many as the standard library reads
)

// ReadTyped reads what was typed into a posted form and lets its files by
// without keeping them anywhere; of these it knows the names.
func ReadTyped(r *http.Request) (*Form, error) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "multipart/form-data" {
		return ReadForm(r)
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, errs.Wrap(err, errs.Invalid, "error.form")
	}
	f := &Form{values: url.Values{}, files: map[string][]*multipart.FileHeader{}, printer: Printer(r)}
	left := int64(maxTyped)
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err == nil && n == maxParts {
			err = multipart.ErrMessageTooLarge
		}
		if err == nil {
			left, err = f.take(part, left)
		}
		if err != nil {
			return nil, unread(err)
		}
	}
}

// take keeps a part's text, at most left bytes, or the name of its file, and
// says how much text may still come.
func (f *Form) take(part *multipart.Part, left int64) (int64, error) {
	defer func() { _ = part.Close() }()
	name := part.FormName()
	if part.FileName() != "" {
		f.files[name] = append(f.files[name], &multipart.FileHeader{Filename: part.FileName()})
		_, err := io.Copy(io.Discard, part)
		return left, err
	}
	text, err := io.ReadAll(io.LimitReader(part, left+1))
	if err == nil && int64(len(text)) > left {
		err = multipart.ErrMessageTooLarge
	}
	f.values.Add(name, string(text))
	return left - int64(len(text)), err
}
