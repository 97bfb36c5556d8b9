package ui

import (
	"strings"

	"github.com/a-h/templ"
)

// Width is how wide a control is drawn: as wide as what belongs into it.
type Width string

// The widths; Full is the default.
const (
	Full   Width = ""
	Medium Width = "medium" // a name
	Short  Width = "short"  // a date, a number
)

// Field is one form field with its words. Value is what was typed, also when it
// was wrong; Error is the fault in words, "" for none.
type Field struct {
	Form         string // prefixes the element's id where forms of one page have fields of one name
	Name         string
	Label        string
	Hint         string
	Value        string
	Error        string
	Required     bool
	ReadOnly     bool
	MaxLength    int      // shows what remains; the server checks
	Rows         int      // of a text area; 0 means 4
	Width        Width    // of the control
	Unit         string   // written after a number: "triệu đồng"
	Autocomplete string   // "" means "off"
	Suggestions  []string // offered while typing, not binding
	Inline       bool     // sets radios or checkboxes side by side
	LabelHidden  bool     // in tables and filter bars where a heading says it
	Attrs        templ.OrderedAttributes
}

// ID is the id of the field's control: what labels and error links point at.
func (f Field) ID() string { return idOf(f.Form, f.Name) }

func (f Field) hintID() string  { return f.ID() + "-hint" }
func (f Field) errorID() string { return f.ID() + "-error" }
func (f Field) countID() string { return f.ID() + "-count" }
func (f Field) listID() string  { return f.ID() + "-list" }

// describedBy lists the ids of what explains the control, the fault first.
func (f Field) describedBy() string {
	var ids []string
	if f.Error != "" {
		ids = append(ids, f.errorID())
	}
	if f.Hint != "" {
		ids = append(ids, f.hintID())
	}
	if f.MaxLength > 0 {
		ids = append(ids, f.countID())
	}
	return strings.Join(ids, " ")
}

func (f Field) autocomplete() string {
	if f.Autocomplete == "" {
		return "off"
	}
	return f.Autocomplete
}

func (f Field) rows() string {
	if f.Rows == 0 {
		return "4"
	}
	return itoa(f.Rows)
}

func (f Field) groupClass() string {
	class := "field"
	if f.Error != "" {
		class += " has-error"
	}
	if f.Width != Full {
		class += " field-" + string(f.Width)
	}
	return class
}

func (f Field) labelClass() string {
	if f.LabelHidden {
		return "visually-hidden"
	}
	return "form-label"
}

// controlAttrs are the attributes every kind of control has.
func (f Field) controlAttrs() templ.OrderedAttributes {
	out := Attrs("id", f.ID(), "name", f.Name)
	if by := f.describedBy(); by != "" {
		out = append(out, Attrs("aria-describedby", by)...)
	}
	if f.Error != "" {
		out = append(out, Attrs("aria-invalid", "true")...)
	}
	if f.Required {
		out = append(out, Attrs("aria-required", "true")...)
	}
	return append(out, f.Attrs...)
}

// choiceAttrs are the attributes of the i-th radio or checkbox of a group; the
// first has the field's id so that the error summary leads to it.
func (f Field) choiceAttrs(i int, o Option) templ.OrderedAttributes {
	out := Attrs("id", f.choiceID(i), "name", f.Name, "value", o.Value)
	if o.Hint != "" {
		out = append(out, Attrs("aria-describedby", f.choiceID(i)+"-hint")...)
	}
	return append(out, f.Attrs...)
}

func (f Field) choiceID(i int) string {
	if i == 0 {
		return f.ID()
	}
	return f.ID() + "-" + itoa(i)
}

func (f Field) choicesClass() string {
	if f.Inline {
		return "inline-choices"
	}
	return "stacked-choices"
}

// Option is one choice of a select, of radios or of checkboxes.
type Option struct {
	Value    string
	Label    string
	Hint     string // radios and checkboxes only
	Group    string // select only: neighbours of one group stand under its name
	Disabled bool
}

type optionGroup struct {
	label   string
	options []Option
}

func groupOptions(options []Option) []optionGroup {
	var out []optionGroup
	for _, o := range options {
		if len(out) == 0 || out[len(out)-1].label != o.Group {
			out = append(out, optionGroup{label: o.Group})
		}
		last := &out[len(out)-1]
		last.options = append(last.options, o)
	}
	return out
}

// FileField is a field for uploads.
type FileField struct {
	Field
	Accept   string // ".pdf,.docx,image/jpeg"
	Multiple bool
}

// Form is a form's frame. Posts are guarded against a double click.
type Form struct {
	Action    string
	Get       bool
	Multipart bool
	Label     string // names the form where a page has several
	Version   int    // of the record as it was shown; 0 carries none
	Hidden    []HiddenValue
	Class     string
	Attrs     templ.OrderedAttributes
}

func (f Form) attrs() templ.OrderedAttributes {
	out := Attrs("method", "post")
	if f.Get {
		out = Attrs("method", "get")
	} else {
		out = append(out, Attrs("data-once", "")...)
	}
	if f.Multipart {
		out = append(out, Attrs("enctype", "multipart/form-data")...)
	}
	if f.Label != "" {
		out = append(out, Attrs("aria-label", f.Label)...)
	}
	return append(out, f.Attrs...)
}

// Errors are the faults of a form, in words.
type Errors struct {
	Form  string // the id prefix of the form's fields, see Field.Form
	Items []ErrorItem
}

// ErrorItem is one fault; without a Field it is of the whole form.
type ErrorItem struct {
	Field string
	Text  string
}

// For is the first fault of the field, "" for none: Field{Error: e.For("title")}.
func (e Errors) For(field string) string {
	for _, i := range e.Items {
		if i.Field == field {
			return i.Text
		}
	}
	return ""
}

// Any reports whether there is a fault.
func (e Errors) Any() bool { return len(e.Items) > 0 }

func (e Errors) href(i ErrorItem) string { return "#" + idOf(e.Form, i.Field) }
