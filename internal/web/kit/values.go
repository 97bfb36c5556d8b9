package kit

import (
	"maps"
	"net/url"
	"slices"

	"lantoa/internal/web/ui"
)

// All is every field of the form as typed, for forms whose fields depend on data.
func (f *Form) All() url.Values { return f.values }

// AddValue adds a value to a repeated field, for showing.
func (f *Form) AddValue(name, value string) { f.values.Add(name, value) }

// AddFault notes a further fault in words, beside others of the same field.
func (f *Form) AddFault(field, text string) {
	f.faults = append(f.faults, ui.ErrorItem{Field: field, Text: text})
}

// FileName is the name of the file that was chosen in a field, "" for none. A
// form that is shown again cannot keep the file and says so.
func (f *Form) FileName(name string) string {
	for _, h := range f.files[name] {
		if h.Filename != "" {
			return h.Filename
		}
	}
	return ""
}

// FileNames are the names of all files that were chosen.
func (f *Form) FileNames() []string {
	var out []string
	for _, field := range slices.Sorted(maps.Keys(f.files)) {
		if name := f.FileName(field); name != "" {
			out = append(out, name)
		}
	}
	return out
}
