package parse

import (
	"strings"
	"unicode"

	"lantoa/internal/i18n"
)

// signature reads the recipients and who signed: what follows "Nơi nhận".
func (d *Draft) signature(doc document) {
	start := -1
	for i, b := range doc.blocks {
		if strings.HasPrefix(i18n.Fold(b.text), "noi nhan") {
			start = i
		}
	}
	if start < 0 {
		return
	}
	for _, b := range doc.blocks[start:] {
		switch {
		case b.mark == dash:
			d.Recipients = append(d.Recipients, strings.TrimRight(b.text, "; ."))
		case b.mark == caps && isPosition(b.text):
			d.Signer.Position = strings.TrimSpace(d.Signer.Position + " " + b.text)
		case b.mark == plain && d.Signer.Position != "" && d.Signer.Name == "" && isName(b.text):
			d.Signer.Name = b.text
		}
	}
}

func isPosition(s string) bool {
	f := i18n.Fold(s)
	for _, w := range []string{"chu tich", "giam doc", "bi thu", "truong ban", "tm", "kt", "tl", "thu truong", "uy ban nhan dan"} {
		if f == w || strings.HasPrefix(f, w+" ") || strings.HasPrefix(f, "pho "+w) {
			return true
		}
	}
	return false
}

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
