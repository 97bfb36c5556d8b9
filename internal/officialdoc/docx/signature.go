package docx

import (
	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// signed reports a document with signers or recipients below its body.
func signed(d officialdoc.Document) bool { return len(d.Signatures)+len(d.Recipients) > 0 }

// signatures draws the end of a document: the recipients at the left margin and
// the signer at the right of them (7, 9b); with two signers, these side by side
// and the recipients below (Appendix III, 1.9). It is never broken over pages.
func (m *maker) signatures(d officialdoc.Document) {
	if !signed(d) {
		return
	}
	m.apart()
	left := m.page.width * 46 / 100
	if len(d.Signatures) > 1 {
		left = m.page.width / 2
	}
	t := signatureTable{m: m, columns: [2]int{left, m.page.width - left}}
	m.story.Table(ooxml.TableProps{Style: tableForm, Columns: t.columns[:]}, func() {
		if len(d.Signatures) > 1 {
			t.several(d)
			return
		}
		t.row(func() { t.recipients(d, firstLine) }, func() {
			for _, s := range d.Signatures {
				t.signature(s, t.height(s), false)
			}
		})
	})
}

type signatureTable struct {
	m       *maker
	columns [2]int
}

const (
	// firstLine is the distance of the block from the body, in points.
	firstLine = 8
	// signRoom is the room for a signature above the signer's name: four to five lines.
	signRoom = 72
)

// several draws two signers a row, an odd one by itself at the right of the first.
func (t signatureTable) several(d officialdoc.Document) {
	all := d.Signatures
	more := func() bool { return len(all) > 0 || len(d.Recipients) > 0 }
	if len(all)%2 == 1 {
		one := all[0]
		all = all[1:]
		t.row(nil, func() { t.signature(one, t.height(one), more()) })
	}
	for len(all) > 0 {
		left, right := all[0], all[1]
		all = all[2:]
		high := max(t.height(left), t.height(right))
		t.row(func() { t.signature(left, high, more()) }, func() { t.signature(right, high, more()) })
	}
	if len(d.Recipients) > 0 {
		t.row(func() { t.recipients(d, 2*firstLine) }, nil)
	}
}

func (t signatureTable) row(left, right func()) {
	t.m.story.Row(ooxml.RowProps{Whole: true}, func() {
		t.m.story.Cell(ooxml.CellProps{Width: t.columns[0]}, left)
		t.m.story.Cell(ooxml.CellProps{Width: t.columns[1]}, right)
	})
}

// recipients draws the list with its word on the line of the signer's authority.
func (t signatureTable) recipients(d officialdoc.Document, above float64) {
	if len(d.Recipients) == 0 {
		return
	}
	above += t.m.drop(officialdoc.ToLabel, officialdoc.SignAuthority)
	t.m.text(officialdoc.ToLabel, ooxml.ParaProps{Spacing: &ooxml.Spacing{Before: ooxml.Points(above)}}, officialdoc.RecipientsWord)
	for _, line := range listed(d.RecipientLines()) {
		t.m.text(officialdoc.Recipients, ooxml.ParaProps{List: t.m.lists.dashes(recipientDashes)}, line)
	}
}

// height is that of what stands above a signer's room, in points.
func (t signatureTable) height(s officialdoc.Signature) float64 {
	f, lines := t.m.face(officialdoc.SignAuthority), 0
	for _, line := range s.Authority {
		lines += f.lines(t.m.cased(officialdoc.SignAuthority, line), points(t.columns[1])).count
	}
	high := float64(lines) * f.Size * officialdoc.LineHeight
	if s.Note != "" {
		high += t.m.rules.Look(officialdoc.ToLabel).Size.Use * officialdoc.LineHeight
	}
	return high
}

// signature draws a signer's block; the names of a row stand on one line, however
// high what stands above them is. More of the table may have to stay with it.
func (t signatureTable) signature(s officialdoc.Signature, high float64, more bool) {
	m, p := t.m, ooxml.ParaProps{KeepNext: more}
	for i, line := range s.Authority {
		first := p
		if i == 0 {
			first.Spacing = &ooxml.Spacing{Before: ooxml.Points(firstLine)}
		}
		m.text(officialdoc.SignAuthority, first, line)
	}
	if s.Note != "" {
		note := p
		note.Style = styleSignNote
		m.story.Text(note, ooxml.RunProps{}, s.Note)
	}
	name := p
	room := signRoom + high - t.height(s)
	if len(s.Authority) == 0 {
		room += firstLine
	}
	if room != signRoom {
		name.Spacing = &ooxml.Spacing{Before: ooxml.Points(room)}
	}
	m.text(officialdoc.Signer, name, s.Name)
}

// drop is how much lower a component has to begin than a larger one beside it, so
// that the two stand on one line.
func (m *maker) drop(c, beside officialdoc.Component) float64 {
	const ascent = 0.891
	return max(ascent*(m.rules.Look(beside).Size.Use-m.rules.Look(c).Size.Use), 0)
}
