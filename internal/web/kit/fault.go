package kit

import (
	"net/http"

	"lantoa/internal/errs"
)

// Add notes what is wrong with a field; the first fault of a field stands.
func (f *Form) Add(field, key string, args ...any) {
	if f.Fault(field) == "" {
		f.faults = append(f.faults, Fault{Field: field, Text: f.printer.T(key, args...)})
	}
}

// Fault is what is wrong with the field, "" when nothing is.
func (f *Form) Fault(field string) string {
	for _, x := range f.faults {
		if x.Field == field {
			return x.Text
		}
	}
	return ""
}

// Faults lists what is wrong, in the order in which it was found, for the
// summary at the top.
func (f *Form) Faults() []Fault { return f.faults }

// General is what is wrong with the form as a whole, "" when nothing is.
func (f *Form) General() string { return f.general }

// OK reports a form without faults.
func (f *Form) OK() bool { return len(f.faults) == 0 && f.general == "" }

// Refused takes up an error that the person can mend in this form. It gives the
// status with which the form is shown again: 422 for Invalid (faults read so far
// count too), 409 for Conflict, and 0 when there is nothing to show and err
// (nil or not) is the answer.
func (f *Form) Refused(err error) int {
	kind := errs.KindOf(err)
	if err != nil && kind != errs.Invalid && kind != errs.Conflict {
		return 0
	}
	if e := errs.As(err); e != nil {
		for _, x := range e.Fields {
			f.Add(x.Field, x.Key, x.Args...)
		}
		if len(e.Fields) == 0 {
			f.general = f.printer.T(e.Key, e.Args...)
		}
	}
	switch {
	case f.OK():
		return 0
	case err != nil && kind == errs.Conflict:
		return http.StatusConflict
	default:
		return http.StatusUnprocessableEntity
	}
}
