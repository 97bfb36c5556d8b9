package parse

import (
	"strings"
	"unicode"

	"lantoa/internal/i18n"
)

// signature reads the recipients and who signed.
func (d *reading) signature(doc document) {
	start := doc.recipientsAt()
	if start < 0 {
		d.signer(doc.blocks[max(0, len(doc.blocks)-signatureBlocks):])
		return
	}
	tail := doc.blocks[start:]
	for i, b := range tail {
		if i > 0 && namesDocument(b.text) {
			tail = tail[:i] // what is attached
			break
		}
	}
	d.signer(tail)
	if d.Signer.Name == "" {
		// The right column may have come before the left one.
		d.signer(doc.blocks[max(0, start-signatureBlocks):start])
	}
	d.recipients(tail)
}

// recipientsAt is where the plan's recipients stand: under it, or above it where
// it is attached to the decision that issues it; -1 for nowhere.
func (doc document) recipientsAt() int {
	typed, at := doc.typeAt(), -1
	for i, b := range doc.blocks {
		if isRecipients(b.text) {
			at = i
			if i > typed {
				break
			}
		}
	}
	return at
}

func (d *reading) recipients(tail []block) {
	if _, inline, ok := strings.Cut(tail[0].text, ":"); ok && strings.TrimSpace(inline) != "" {
		d.addRecipients(inline)
	}
	for _, b := range tail[1:] {
		switch {
		case b.mark == dash:
			d.addRecipients(b.text)
		case b.mark == plain && !b.alone && strings.HasSuffix(b.text, ";"):
			d.addRecipients(b.text)
		}
	}
}

func (d *reading) addRecipients(list string) {
	for one := range strings.SplitSeq(list, ";") {
		if one = strings.Trim(one, " .;-–+*"); one != "" {
			d.Recipients = append(d.Recipients, one)
		}
	}
}

// signer reads the post and the name under it. "KT. CHỦ TỊCH" says for whom a
// deputy signs: the post is the line below.
func (d *reading) signer(tail []block) {
	var s Signer
	for _, b := range tail {
		name := personName(b.text)
		switch {
		case b.mark == caps && isPosition(b.text):
			if s.Position == "" || onBehalf.matches(s.Position) || !onBehalf.matches(b.text) {
				s.Position = b.text
			}
		case b.mark != dash && s.Position != "" && s.Name == "" && isName(name):
			s.Name = name
		}
	}
	if s.Name != "" {
		d.Signer = s
	}
}

var onBehalf = words(`^(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\b`)

func isPosition(s string) bool {
	f := i18n.Fold(firstRunes(s, 100))
	f = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(f, "q "), "pho"))
	for _, w := range []string{"chu tich", "giam doc", "tong giam doc", "bi thu", "truong ban", "truong", "chanh van phong", "hieu truong", "cuc truong", "bo truong", "thu truong", "tm", "kt", "tl", "tuq", "t m", "k t"} {
		if f == w || strings.HasPrefix(f, w+" ") || strings.ReplaceAll(f, " ", "") == strings.ReplaceAll(w, " ", "") {
			return true
		}
	}
	return strings.HasPrefix(f, "uy vien")
}

var rank = words(`^(?:(?:Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|GS|PGS|TS|ThS|BS|CKI|CKII)[.,\s]+)+`)

// personName is a name without rank or degree.
func personName(s string) string { return s[len(rank.find(s)):] }

// isName reports two to six capitalised words and nothing else.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 6 {
		return false
	}
	for _, w := range words {
		for i, r := range w {
			if i == 0 && !unicode.IsUpper(r) || !unicode.IsLetter(r) && r != '\'' && r != '’' {
				return false
			}
		}
	}
	return true
}
