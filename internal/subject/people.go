package subject

import (
	_ "embed" // the list of peoples
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lantoa/internal/i18n"
)

//go:embed peoples.txt
var peoples string

// Kinh is the people of the majority; every other one is a minority (dân tộc
// thiểu số: Nghị định số 05/2011/NĐ-CP, Article 4).
const Kinh = "Kinh"

// Peoples knows the 54 peoples of Viet Nam by their usual names.
type Peoples struct {
	exact map[string]string // by the name with its accents
	plain map[string]string // for who types without
}

// ReadPeoples reads the list that the program brings along.
func ReadPeoples() Peoples {
	p := Peoples{map[string]string{}, map[string]string{}}
	for line := range strings.SplitSeq(peoples, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		names := strings.Split(line, ";")
		for _, n := range names {
			p.exact[letters(n)] = names[0]
			if _, taken := p.plain[i18n.Fold(letters(n))]; !taken {
				p.plain[i18n.Fold(letters(n))] = names[0]
			}
		}
	}
	return p
}

// Of is the people that a typed text names, as the list of peoples calls it: "Mông"
// for "dân tộc H'Mông (Mông trắng)", "Kinh" for "Kinh (Việt)". It is "" for what
// names none: "Không rõ", "Tày và Nùng".
func (p Peoples) Of(typed string) string {
	name := strings.ToLower(norm.NFC.String(typed))
	name, _, _ = strings.Cut(name, "(")
	for _, word := range []string{"dân tộc ", "người ", "dan toc ", "nguoi "} {
		name = strings.TrimPrefix(strings.TrimSpace(name), word)
	}
	name = letters(name)
	if people := p.exact[name]; people != "" {
		return people
	}
	if name != i18n.Fold(name) { // with accents, and no name of the list
		return ""
	}
	return p.plain[name]
}

// letters are a name's letters alone, small.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFC.String(s))
}
