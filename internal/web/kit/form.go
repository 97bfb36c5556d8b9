package kit

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/web/ui"
)

// Form is what was typed, with what is wrong with it. It is read once, shown
// again as typed when the answer is 422, and shown empty or prefilled at first.
type Form struct {
	values   url.Values
	files    map[string][]*multipart.FileHeader
	printer  *i18n.Printer
	faults   []ui.ErrorItem
	nameless map[string]bool // fields whose fault's words name no field
	prefix   string
	labels   map[string]string // given to the summary
	shown    map[string]string // of the fields as the page has drawn them
}

const (
	// inMemory is what the standard library is told to keep of a form with files. It
	// adds 10 MB for what was typed, of which ours leaves maxTyped; files all go
	// through temporary files.
	inMemory  = maxTyped - 10<<20
	maxFields = 10_000 // of a form without files
	maxValues = 2000   // of a field that repeats
)

// NewForm is an empty form for a first look at a page. values are pairs of a
// field's name and its content.
func NewForm(r *http.Request, values ...string) *Form {
	f := newForm(r)
	for i := 0; i+1 < len(values); i += 2 {
		f.values.Set(values[i], values[i+1])
	}
	return f
}

func newForm(r *http.Request) *Form {
	return &Form{values: url.Values{}, printer: Printer(r), nameless: map[string]bool{}, shown: map[string]string{}}
}

// ReadForm reads a posted form. What is too large is Invalid with the cause
// *http.MaxBytesError, which the edge answers with 413.
func ReadForm(r *http.Request) (*Form, error) {
	f := newForm(r)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var err error
	if kind == "multipart/form-data" {
		if err = r.ParseMultipartForm(inMemory); err == nil {
			f.files, f.values = r.MultipartForm.File, r.PostForm
		}
	} else if kind == "application/x-www-form-urlencoded" {
		f.values, err = readFields(r)
	}
	if err != nil {
		return nil, unread(err)
	}
	return f, nil
}

// readFields reads a form without files, whatever size the route allows for files.
func readFields(r *http.Request) (url.Values, error) {
	text, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxTyped))
	if err != nil {
		return nil, err
	}
	if bytes.Count(text, []byte("&")) >= maxFields {
		return nil, multipart.ErrMessageTooLarge
	}
	return url.ParseQuery(string(text))
}

// unread says why a form was not read. What holds too much has the cause that the
// edge answers with 413.
func unread(err error) error {
	if errors.Is(err, multipart.ErrMessageTooLarge) {
		return errs.Wrap(&http.MaxBytesError{Limit: maxTyped}, errs.Invalid, "error.too_much_typed", maxTyped>>20)
	}
	if tooLarge, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return errs.Wrap(tooLarge, errs.Invalid, "error.too_large", int(tooLarge.Limit>>20))
	}
	return errs.Wrap(err, errs.Invalid, "error.form")
}

// Value is the field as typed, for showing it again.
func (f *Form) Value(name string) string { return f.values.Get(name) }

// Values are all of a repeated field as typed.
func (f *Form) Values(name string) []string { return f.values[name] }

// Set puts a value in, for showing.
func (f *Form) Set(name, value string) { f.values.Set(name, value) }

// String is one line of cleaned text of at most limit characters.
func (f *Form) String(name string, limit int) string {
	return f.limited(name, strings.Join(strings.Fields(i18n.Clean(f.values.Get(name))), " "), limit)
}

// Text is cleaned text of several lines.
func (f *Form) Text(name string, limit int) string {
	return f.limited(name, i18n.Clean(f.values.Get(name)), limit)
}

func (f *Form) limited(name, s string, limit int) string {
	if utf8.RuneCountInString(s) > limit {
		f.Add(name, "field.too_long", limit)
	}
	return s
}

// Secret is a password: never cleaned, at most 1,000 bytes.
func (f *Form) Secret(name string) string {
	s := f.values.Get(name)
	if len(s) > 1000 || !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
		f.Add(name, "field.too_long", 200)
		return ""
	}
	return s
}

// Required adds a fault where the field is empty.
func (f *Form) Required(names ...string) {
	for _, n := range names {
		if strings.TrimSpace(f.values.Get(n)) == "" {
			f.Add(n, "field.required")
		}
	}
}

// Int is a whole number within the bounds, with or without dots between the
// thousands; 0 where nothing was typed.
func (f *Form) Int(name string, low, high int) int {
	s := strings.TrimSpace(f.values.Get(name))
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(strings.NewReplacer(".", "", " ", "", "\u00a0", "").Replace(s))
	if err != nil {
		f.Add(name, "field.number")
		return 0
	}
	if n < low || n > high {
		f.Add(name, "field.range", low, high)
	}
	return n
}

var (
	vietnameseNumber = regexp.MustCompile(`^-?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$`)
	plainNumber      = regexp.MustCompile(`^-?\d+(\.\d{1,2})?$`)
)

// Decimal is a number with a decimal comma, 1.234,5; a lone point followed by
// one or two digits is taken for the comma it replaces. 0 where nothing was typed.
func (f *Form) Decimal(name string) float64 {
	s := strings.Join(strings.Fields(f.values.Get(name)), "")
	switch {
	case s == "":
		return 0
	case vietnameseNumber.MatchString(s):
		s = strings.Replace(strings.ReplaceAll(s, ".", ""), ",", ".", 1)
	case plainNumber.MatchString(s):
	default:
		f.Add(name, "field.number")
		return 0
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || len(s) > 18 {
		f.Add(name, "field.number")
		return 0
	}
	return n
}

// Day is a day written dd/mm/yyyy or as a date field sends it.
func (f *Form) Day(name string) civil.Day {
	d, err := civil.ParseDay(strings.TrimSpace(f.values.Get(name)))
	if err != nil {
		f.Add(name, "field.day")
	}
	return d
}

// Choice is the value when it is one of those offered; "" where nothing was chosen.
func (f *Form) Choice(name string, offered ...string) string {
	s := f.values.Get(name)
	if s != "" && !slices.Contains(offered, s) {
		f.Add(name, "field.choice")
		return ""
	}
	return s
}

// Bool reports a ticked box.
func (f *Form) Bool(name string) bool { return f.values.Get(name) != "" }

var idForm = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// IsID reports the form of a key.
func IsID(s string) bool { return idForm.MatchString(s) }

// ID is a key; "" where nothing was chosen.
func (f *Form) ID(name string) string {
	s := strings.TrimSpace(f.values.Get(name))
	if s != "" && !IsID(s) {
		f.Add(name, "field.choice")
		return ""
	}
	return s
}

// Key is the key of the record that the form makes, handed out with the form so
// that sending it twice makes one. What is no key of ours is replaced: keys are
// the order of lists.
func (f *Form) Key() string {
	if !db.MadeHere(f.values.Get("key")) {
		f.values.Set("key", db.NewID())
	}
	return f.values.Get("key")
}

// IDs are the ticked keys, each once.
func (f *Form) IDs(name string) []string {
	var ids []string
	for _, s := range f.values[name] {
		if !IsID(s) || len(ids) == maxValues {
			f.Add(name, "field.choice")
			return nil
		}
		if !slices.Contains(ids, s) {
			ids = append(ids, s)
		}
	}
	return ids
}

// Version is the version of the record that the person saw; a missing or
// broken one is 0, which no record has, so that the change is a Conflict.
func (f *Form) Version() int64 {
	n, err := strconv.ParseInt(f.values.Get("version"), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// Upload is a file as the browser sent it; its name and type are never believed.
type Upload struct {
	Name string
	Size int64
	file multipart.File
}

// Read gives the content.
func (u *Upload) Read(p []byte) (int, error) { return u.file.Read(p) }

// ReadAt gives a part of the content.
func (u *Upload) ReadAt(p []byte, off int64) (int, error) { return u.file.ReadAt(p, off) }

// Seek goes to a place of the content.
func (u *Upload) Seek(offset int64, whence int) (int64, error) { return u.file.Seek(offset, whence) }

// Close ends reading.
func (u *Upload) Close() error { return u.file.Close() }

var (
	_ io.ReadSeekCloser = (*Upload)(nil)
	_ io.ReaderAt       = (*Upload)(nil)
)

// File is the first file of a field, nil where none was chosen.
func (f *Form) File(name string) *Upload {
	for _, h := range f.files[name] {
		if h.Filename == "" && h.Size == 0 {
			continue
		}
		file, err := h.Open()
		if err != nil {
			f.Add(name, "field.file")
			return nil
		}
		return &Upload{Name: h.Filename, Size: h.Size, file: file}
	}
	return nil
}

// Files are all files of a field.
func (f *Form) Files(name string) []*Upload {
	var out []*Upload
	for _, h := range f.files[name] {
		if h.Filename == "" && h.Size == 0 {
			continue
		}
		file, err := h.Open()
		if err != nil {
			f.Add(name, "field.file")
			continue
		}
		out = append(out, &Upload{Name: h.Filename, Size: h.Size, file: file})
	}
	return out
}
