package check

import (
	"regexp"
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
)

// issuer checks the names above the number: those who stand over the issuer, then
// the issuer, with a line below.
func (c *checker) issuer(h letterhead, personal bool) {
	var names []line
	for _, l := range h.left.lines {
		if numberMark.MatchString(l.text) || strings.HasPrefix(l.fold(), "v v ") {
			break
		}
		if fold := l.fold(); stampOf(l.text) == "" && !isDraft(l.text) && !isNational(fold) && !isMotto(fold) {
			names = append(names, l)
		}
	}
	if len(names) == 0 {
		if !personal {
			c.lack(officialdoc.Issuer)
		}
		return
	}
	names = names[:min(len(names), farthest)]
	above := aboveIssuer(names)
	for _, l := range names[:above] {
		c.look(officialdoc.Parent, l)
	}
	for _, l := range names[above:] {
		c.look(officialdoc.Issuer, l)
	}
	c.rule(officialdoc.Issuer, names[above:], h.left.strokes, c.rules.Rule, c.shortRule())
}

// aboveIssuer tells how many of the names stand over the issuer: those that are
// not bold. Where all look alike, the names tell.
func aboveIssuer(names []line) int {
	n := 0
	for n < len(names) && !names[n].bold() {
		n++
	}
	switch {
	case n == len(names): // none is bold: the last name is the issuer's
		return len(names) - len(lastName(names))
	case n == 0 && len(names) > 1:
		return len(names) - len(lastName(names))
	}
	return n
}

// bodyMark begins the name of a body, levelMark what goes on with the name before.
var (
	bodyMark  = regexp.MustCompile(`^(uy ban nhan dan|ubnd|so|ban|phong|van phong|chi cuc|cuc|trung tam|truong|hoi|dang uy|cong an|lien doan|uy ban mttq|uy ban mat tran|huyen uy|tinh uy|thanh uy)\b`)
	wholeMark = regexp.MustCompile(`^(ubnd|hdnd|uy ban nhan dan|so|bo|tinh uy|huyen uy|thanh uy|uy ban mttq|bch|hoi)( \S+)+`)
)

// lastName is the last of the names, with the lines that it takes.
func lastName(names []line) []line {
	for n := len(names) - 1; n > 0; n-- {
		before := ""
		for _, l := range names[:n] {
			before += " " + l.text
		}
		if bodyMark.MatchString(i18n.Fold(names[n].text)) && wholeMark.MatchString(i18n.Fold(before)) {
			return names[n:]
		}
	}
	return names
}
