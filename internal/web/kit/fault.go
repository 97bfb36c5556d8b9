package kit

import (
	"net/http"
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/web/ui"
)

// Add notes what is wrong with a field; the first fault of a field stands.
// Field "" is the form as a whole.
func (f *Form) Add(field, key string, args ...any) {
	if f.Fault(field) != "" {
		return
	}
	f.faults = append(f.faults, ui.ErrorItem{Field: field, Text: FaultText(f.printer, key, args...)})
	if area, _, _ := strings.Cut(key, "."); area == "field" || area == "file" {
		f.nameless[field] = true
	}
}

// Fault is what is wrong with the field, "" when nothing is.
func (f *Form) Fault(field string) string { return ui.Errors{Items: f.faults}.For(field) }

// Errors is what is wrong, in the order in which it was found, for the summary.
// A fault of a field that Labelled names says whose it is; so does one whose
// words fit any field ("Phải nhập mục này."), by the label that Field was given.
func (f *Form) Errors() ui.Errors {
	items := make([]ui.ErrorItem, len(f.faults))
	for i, x := range f.faults {
		label := f.labels[x.Field]
		if label == "" && f.nameless[x.Field] {
			label = f.shown[x.Field]
		}
		if label != "" && !strings.HasPrefix(x.Text, label) {
			x.Text = named(label, x.Text)
		}
		items[i] = x
	}
	return ui.Errors{Form: f.prefix, Items: items}
}

// longLabel is how much of a label the summary repeats: a criterion is a paragraph.
const longLabel = 60

// named puts a label before its fault; a label that is a question keeps its mark.
func named(label, fault string) string {
	if runes := []rune(label); len(runes) > longLabel {
		label = strings.TrimRight(string(runes[:longLabel]), " ,;:.") + "…"
	}
	if strings.ContainsAny(label[len(label)-1:], "?!.:") {
		return label + " " + fault
	}
	return label + ": " + fault
}

// Labelled gives the summary the labels of fields: pairs of a field's name and
// its label's key. It returns f.
func (f *Form) Labelled(pairs ...string) *Form {
	f.labels = map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		f.labels[pairs[i]] = f.printer.T(pairs[i+1])
	}
	return f
}

// OK reports a form without faults.
func (f *Form) OK() bool { return len(f.faults) == 0 }

// Refused takes up an error that the person can mend in this form. It gives the
// status with which the form is shown again: 422 for Invalid (faults found in
// reading count too), 409 for Conflict, 503 for Busy, and 0 when there is nothing
// to show and err (nil or not) is the answer.
func (f *Form) Refused(err error) int {
	kind := errs.KindOf(err)
	if err != nil && kind != errs.Invalid && kind != errs.Conflict && kind != errs.Busy {
		return 0
	}
	if e := errs.As(err); e != nil {
		for _, x := range e.Fields {
			f.Add(x.Field, x.Key, x.Args...)
		}
		if len(e.Fields) == 0 {
			f.Add("", e.Key, e.Args...)
		}
	}
	switch {
	case f.OK():
		return 0
	case err != nil && kind == errs.Conflict:
		return http.StatusConflict
	case err != nil && kind == errs.Busy:
		return http.StatusServiceUnavailable
	default:
		return http.StatusUnprocessableEntity
	}
}

// Named gives the form's fields ids of their own, where one page has several
// forms with fields of one name. It returns f.
func (f *Form) Named(prefix string) *Form {
	f.prefix = prefix
	return f
}

// FieldOption says more about a field.
type FieldOption func(*ui.Field)

// Field is the ui.Field of a name: with what was typed and what is wrong with
// it. It remembers the label for the summary.
func (f *Form) Field(name, label string, options ...FieldOption) ui.Field {
	f.shown[name] = label
	field := ui.Field{Form: f.prefix, Name: name, Label: label, Value: f.Value(name), Error: f.Fault(name)}
	for _, o := range options {
		o(&field)
	}
	return field
}

// Hint explains a field.
func Hint(text string) FieldOption { return func(f *ui.Field) { f.Hint = text } }

// Must marks a field that has to be filled in.
func Must() FieldOption { return func(f *ui.Field) { f.Required = true } }

// Max shows how many characters remain.
func Max(n int) FieldOption { return func(f *ui.Field) { f.MaxLength = n } }

// Wide sets a field's width.
func Wide(w ui.Width) FieldOption { return func(f *ui.Field) { f.Width = w } }

// Rows sets the height of a text area.
func Rows(n int) FieldOption { return func(f *ui.Field) { f.Rows = n } }

// Auto says to the browser what the field is: "username".
func Auto(what string) FieldOption { return func(f *ui.Field) { f.Autocomplete = what } }

// Unit is written after a number.
func Unit(text string) FieldOption { return func(f *ui.Field) { f.Unit = text } }
