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
	columns := []int{left, m.page.width - left}
	if len(d.Signatures) > 1 {
		columns = []int{m.page.width / 2, m.page.width - m.page.width/2}
	}
	m.story.Table(ooxml.TableProps{Style: tableForm, Columns: columns}, func() {
		if len(d.Signatures) < 2 {
			var s officialdoc.Signature
			if len(d.Signatures) == 1 {
				s = d.Signatures[0]
			}
			m.pair(columns, func() { m.recipients(d) }, func() { m.signature(s, false) })
			return
		}
		all := d.Signatures
		if len(all)%2 == 1 { // an odd one stands by itself at the right
			m.pair(columns, nil, func() { m.signature(all[0], true) })
			all = all[1:]
		}
		for ; len(all) > 0; all = all[2:] {
			more := len(all) > 2 || len(d.Recipients) > 0
			m.pair(columns, func() { m.signature(all[0], more) }, func() { m.signature(all[1], more) })
		}
		if len(d.Recipients) > 0 {
			m.pair(columns, func() { m.recipients(d) }, nil)
		}
	})
}

func (m *maker) pair(columns []int, left, right func()) {
	m.story.Row(ooxml.RowProps{Whole: true}, func() {
		m.story.Cell(ooxml.CellProps{Width: columns[0]}, left)
		m.story.Cell(ooxml.CellProps{Width: columns[1]}, right)
	})
}

func (m *maker) recipients(d officialdoc.Document) {
	if len(d.Recipients) == 0 {
		return
	}
	m.text(officialdoc.ToLabel, ooxml.ParaProps{}, officialdoc.RecipientsWord)
	for _, line := range listed(d.RecipientLines()) {
		m.text(officialdoc.Recipients, ooxml.ParaProps{List: m.lists.dashes(recipientDashes)}, line)
	}
}

// signature draws a signer's block; more of the table may have to stay with it.
func (m *maker) signature(s officialdoc.Signature, more bool) {
	p := ooxml.ParaProps{KeepNext: more}
	for _, line := range s.Authority {
		m.text(officialdoc.SignAuthority, p, line)
	}
	name := p
	if s.Note != "" {
		p.Style = styleSignNote
		m.story.Text(p, ooxml.RunProps{}, s.Note)
		name.Spacing = &ooxml.Spacing{Before: ooxml.Points(signRoom - 14)}
	}
	if len(s.Authority) > 0 || s.Note != "" || s.Name != "" {
		m.text(officialdoc.Signer, name, s.Name)
	}
}
