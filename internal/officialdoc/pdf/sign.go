package pdf

import "lantoa/internal/officialdoc"

// signing is the room for a signature, about four lines.
const signing = 24 * mm

// signed is the block of the signatures with "Nơi nhận:" at the left, kept with
// the last two lines of the body (Appendix I, II.7 and II.9).
func (c *composer) signed(d officialdoc.Document) {
	at := columns{left: c.area.left, leftWidth: c.area.width/2 - 3*mm, right: c.area.left + c.area.width/2, rightWidth: c.area.width / 2}
	recipients := c.recipients(d, at)
	var strips []strip
	signers := d.Signatures
	switch {
	case len(signers) == 1:
		strips = c.beside(recipients, c.signature(signers[0], at.right, at.rightWidth).strips(), 12)
		recipients = nil
	case len(signers)%2 == 1:
		strips = c.beside(nil, c.signature(signers[0], at.right, at.rightWidth).strips(), 12)
		signers = signers[1:]
	}
	for ; len(signers) > 1; signers = signers[2:] {
		left, right := c.signature(signers[0], at.left, at.leftWidth), c.signature(signers[1], at.right, at.rightWidth)
		lower := stack(left.over).height - stack(right.over).height // the names stand on one line
		left.room, right.room = left.room+max(0, -lower), right.room+max(0, lower)
		strips = append(strips, c.beside(left.strips(), right.strips(), 12)...)
	}
	if len(recipients) > 0 {
		strips = append(strips, c.beside(recipients, nil, 12)...)
	}
	if len(strips) == 0 {
		return
	}
	for n := len(c.strips); n > 0 && n > len(c.strips)-2; n-- {
		c.strips[n-1].keep = true
	}
	if height := tall(strips, true); height < c.area.height*0.8 {
		chained(strips)
	}
	c.add(strips...)
}

// beside sets two columns at one level as one strip. What makes the left one much
// taller than the right follows by lines, which pages may divide.
func (c *composer) beside(left, right []strip, gap float64) []strip {
	b := stack(right)
	if b.height > c.area.height {
		return append(left, right...)
	}
	n, room := len(left), max(b.height, c.area.height/2)
	for n > 0 && tall(left[:n], false) > room {
		n--
	}
	a := stack(left[:n])
	both := strip{gap: gap, height: max(a.height, b.height), items: append(a.items, b.items...)}
	return append([]strip{both}, left[n:]...)
}

// signature is a signer's authority, the room for the signature, and the name.
type signature struct {
	over, name []strip
	room       float64
}

func (s signature) strips() []strip { return append(append(s.over, strip{height: s.room}), s.name...) }

func (c *composer) signature(s officialdoc.Signature, x, width float64) signature {
	out := signature{room: signing}
	for _, line := range s.Authority {
		out.over = append(out.over, c.lines(c.written(officialdoc.SignAuthority, line, 0), x, width)...)
	}
	if !blank(s.Note) {
		size := c.look(officialdoc.Signer).size - 1
		out.over = append(out.over, c.lines(para{runs: []styled{{s.Note, italic}}, size: size, align: officialdoc.Center}, x, width)...)
	}
	out.name = c.lines(c.written(officialdoc.Signer, s.Name, 0), x, width)
	return out
}

// recipients stand with their label's baseline on that of the signer's authority.
func (c *composer) recipients(d officialdoc.Document, at columns) []strip {
	if len(d.Recipients) == 0 {
		return nil
	}
	label := c.lines(c.written(officialdoc.ToLabel, officialdoc.RecipientsWord, 0), at.left, at.leftWidth)
	if len(d.Signatures) == 1 && len(d.Signatures[0].Authority) > 0 {
		lower := baseline(c.look(officialdoc.SignAuthority).size, 1) - baseline(c.look(officialdoc.ToLabel).size, 1)
		label[0].items = moved(label[0].items, max(lower, 0))
		label[0].height += max(lower, 0)
	}
	for _, line := range d.RecipientLines() {
		label = append(label, c.lines(c.written(officialdoc.Recipients, line, 0), at.left, at.leftWidth)...)
	}
	return label
}
