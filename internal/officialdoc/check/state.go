package check

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"lantoa/internal/officialdoc"
)

// state checks the State's side: Quốc hiệu, Tiêu ngữ, and what they stand on.
func (c *checker) state(h letterhead, rest []item) {
	both := append(append([]line(nil), h.right.lines...), h.left.lines...)
	national := find(both, func(l line) bool { return isNational(l.fold()) })
	if national == nil {
		c.lack(officialdoc.National)
	} else {
		if !sameWords(national.text, officialdoc.NationalText) && upper(national.text) || !strings.EqualFold(toned(national.text), toned(officialdoc.NationalText)) {
			c.add(officialdoc.National, national.text, "check.national.text", quoted(officialdoc.NationalText), quoted(national.text))
		}
		if find(h.left.lines, func(l line) bool { return isNational(l.fold()) }) != nil {
			c.add(officialdoc.National, national.text, "check.national.side", word("check.value.right_side"), word("check.value.left_side"))
		}
		c.look(officialdoc.National, *national)
	}
	for _, i := range rest {
		if hasNational(i) && i.Para != nil {
			c.add(officialdoc.National, textOf(i.Para), "check.national.twice", word("check.value.once"), word("check.value.again"))
		}
	}
	c.motto(h, both)
	for _, l := range both {
		if stamp := stampOf(l.text); stamp != "" {
			c.look(stamp, l)
		}
	}
}

func (c *checker) motto(h letterhead, both []line) {
	motto := find(both, func(l line) bool { return isMotto(l.fold()) })
	if motto == nil {
		c.lack(officialdoc.Motto)
		return
	}
	if !sameWords(motto.text, officialdoc.MottoText) && !upper(motto.text) {
		c.add(officialdoc.Motto, motto.text, "check.motto.text", quoted(officialdoc.MottoText), quoted(motto.text))
	}
	c.look(officialdoc.Motto, *motto)
	c.rule(officialdoc.Motto, []line{*motto}, h.right.strokes, officialdoc.Range{Min: 1, Max: 1}, word("check.value.as_long"))
}

// sameWords compares texts letter by letter, but for where the tone stands in "oa".
func sameWords(a, b string) bool { return toned(a) == toned(b) }

var tones = strings.NewReplacer("OÀ", "ÒA", "oà", "òa", "OẢ", "ỎA", "oả", "ỏa", "UỶ", "ỦY", "uỷ", "ủy")

func toned(s string) string { return tones.Replace(norm.NFC.String(s)) }
