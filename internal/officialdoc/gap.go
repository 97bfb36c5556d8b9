package officialdoc

import "regexp"

// GapPattern is the form of a place that a person must fill in: "[ngày họp]".
const GapPattern = `\[[^\[\]\n]{1,300}\]`

var gapMark = regexp.MustCompile(GapPattern)

// Gaps are the places of a text in square brackets that somebody has still to
// fill in.
func Gaps(text string) []string { return gapMark.FindAllString(text, -1) }

// Gaps are those of all texts of a file, in its order.
func (f File) Gaps() []string {
	var out []string
	take := func(texts ...string) {
		for _, t := range texts {
			out = append(out, Gaps(t)...)
		}
	}
	body := func(blocks []Block) {
		for _, b := range blocks {
			take(b.Title)
			for _, r := range b.Runs {
				take(r.Text)
			}
			if b.Table == nil {
				continue
			}
			for _, row := range b.Table.Rows {
				for _, c := range row {
					take(c.Text)
				}
			}
		}
	}
	for _, p := range f.Parts {
		if p.Sheet != nil {
			body(p.Sheet.Body)
		}
		if d := p.Document; d != nil {
			take(d.Summary, d.Authority)
			take(d.To...)
			take(d.Bases...)
			body(d.Body)
			take(d.Recipients...)
			for _, s := range d.Signatures {
				take(s.Authority...)
			}
			for _, a := range d.Appendices {
				body(a.Body)
			}
		}
	}
	return out
}
