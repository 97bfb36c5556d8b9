package report

import "lantoa/internal/officialdoc"

// UsualText is the text of a report as the program brings it along.
func UsualText() string { return usualText }

// Names are all names that the text of a report may hold in braces.
func Names() []string {
	var out []string
	for _, w := range (Content{}).Words(officialdoc.Rules{}) {
		out = append(out, w.Name)
	}
	return append(out, BlockNames()...)
}
