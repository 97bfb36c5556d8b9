package pdf

import (
	"strings"
	"unicode"

	"lantoa/internal/officialdoc"
)

// styled is text of one look.
type styled struct {
	text string
	face face
}

// word is what no line break divides: pieces of one or more looks, and the spaces
// before it.
type word struct {
	pieces []piece
	width  float64
	spaces int
	space  float64 // the width of those
	first  bool    // of a line that was broken by hand
}

type piece struct {
	text  string
	face  face
	width float64
}

// line is a line of words, with its width as they stand.
type line struct {
	words []word
	width float64
	last  bool // of its paragraph, or before a break by hand: not stretched
}

// words splits runs at their spaces, which may be more than one in a row: a form
// leaves room so. No-break spaces divide nothing.
func (f *fonts) words(runs []styled, size float64) []word {
	var out []word
	var now word
	close := func() {
		if len(now.pieces) > 0 {
			out = append(out, now)
			now = word{}
		}
	}
	for _, run := range runs {
		text := f.clean(run.face, run.text)
		for text != "" {
			end := strings.IndexFunc(text, divides)
			switch {
			case end < 0:
				end = len(text)
			case end == 0:
				close()
				if text[0] == '\n' {
					now = word{first: true}
				} else {
					now.spaces++
					now.space += f.width(run.face, size, " ")
				}
				_, text = cutRune(text)
				continue
			}
			p := piece{text: text[:end], face: run.face, width: f.width(run.face, size, text[:end])}
			now.pieces = append(now.pieces, p)
			now.width += p.width
			text = text[end:]
		}
	}
	close()
	return out
}

func divides(r rune) bool { return r != '\u00a0' && r != '\u202f' && unicode.IsSpace(r) }

func cutRune(s string) (first, rest string) {
	for i := range s {
		if i > 0 {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

// breakLines sets words into lines of a width, the first one narrower by indent.
func (f *fonts) breakLines(words []word, size, width, indent float64) []line {
	var out []line
	var now line
	room := width - indent
	next := func() {
		out = append(out, now)
		now, room = line{}, width
	}
	for len(words) > 0 {
		w := words[0]
		words = words[1:]
		switch {
		case len(now.words) > 0 && w.first:
			now.last = true
			next()
		case len(now.words) > 0 && now.width+w.space+w.width > room+tolerance:
			next()
		}
		if len(now.words) == 0 {
			w.spaces, w.space = 0, 0
			if w.width > room+tolerance {
				head, tail := f.split(w, size, room)
				if tail.width > 0 {
					words = append([]word{tail}, words...)
				}
				w = head
			}
		}
		now.words = append(now.words, w)
		now.width += w.space + w.width
	}
	if len(now.words) > 0 {
		now.last = true
		out = append(out, now)
	}
	return out
}

// split divides a word that is longer than a line behind the last character that
// the line holds, but behind the first one at least.
func (f *fonts) split(w word, size, room float64) (head, tail word) {
	head.first = w.first
	full := false
	put := func(to *word, p piece) {
		to.pieces = append(to.pieces, p)
		to.width += p.width
	}
	for _, p := range w.pieces {
		end, wide := 0, 0.0
		for i, r := range p.text {
			one := float64(max(f.letter(p.face, r), 0)) * size / 1000
			begun := len(head.pieces) > 0 || i > 0
			if full = full || begun && one > 0 && head.width+wide+one > room; full {
				break
			}
			end, wide = i+len(string(r)), wide+one
		}
		if end > 0 {
			put(&head, piece{p.text[:end], p.face, wide})
		}
		if end < len(p.text) {
			put(&tail, piece{p.text[end:], p.face, p.width - wide})
		}
	}
	return head, tail
}

// loose is how far words are drawn apart at most, in shares of the size.
const loose = 0.8

// set is a line as items, from x in a width.
func (l line) set(x, width, size, base float64, align officialdoc.Align) []item {
	stretch := 0.0
	switch free := width - l.width; {
	case align == officialdoc.Center:
		x += free / 2
	case align == officialdoc.Right:
		x += free
	case align == officialdoc.Justify && !l.last && free > 0:
		gaps := 0
		for _, w := range l.words[1:] {
			gaps += w.spaces
		}
		// Few long words in a narrow column are not torn apart.
		if gaps > 0 && free/float64(gaps) < loose*size {
			stretch = free / float64(gaps)
		}
	}
	var out []item
	for i, w := range l.words {
		wide := w.space + stretch*float64(w.spaces)
		if i > 0 && w.spaces > 0 {
			before := &out[len(out)-1]
			before.text += strings.Repeat(" ", w.spaces)
			if stretch == 0 && before.face == w.pieces[0].face {
				before.text += w.pieces[0].text
				before.w += w.space + w.pieces[0].width
				x += wide + w.pieces[0].width
				w.pieces = w.pieces[1:]
				wide = 0
			}
		}
		x += wide
		for _, p := range w.pieces {
			out = append(out, item{kind: textItem, x: x, y: base, w: p.width, text: p.text, face: p.face, size: size})
			x += p.width
		}
	}
	return out
}
