package sheet

import "lantoa/internal/i18n"

// Changed are the keys of the columns whose cells differ between two rows, as a
// person sees them: what is taken away and read back unchanged changes nothing.
func Changed[T any](p *i18n.Printer, columns []Column[T], a, b T) []string {
	var out []string
	for _, c := range columns {
		if c.Cell(a).Shown(p) != c.Cell(b).Shown(p) {
			out = append(out, c.Key)
		}
	}
	return out
}
