package check

import (
	"regexp"
	"strconv"
	"strings"

	"lantoa/internal/officialdoc"
)

// numberLine is "Số: 05/TTr-UBND" in its pieces.
type numberLine struct {
	line
	colon  bool
	no     string // as written; "" where room is left
	symbol string // behind the slash
	slash  bool
}

var (
	numberForm = regexp.MustCompile(`(?i)^số(\s*:?)\s*(\d*)([.…_\s]*)(/?)(.*)$`)
	openNumber = regexp.MustCompile(`^[.…_\s]*$`)
)

func (h *letterhead) numbered() *numberLine {
	l := h.number()
	if l == nil {
		return nil
	}
	m := numberForm.FindStringSubmatch(l.text)
	if m == nil {
		return nil
	}
	return &numberLine{line: *l, colon: strings.Contains(m[1], ":"), no: m[2], slash: m[4] == "/", symbol: m[5]}
}

// groups are the abbreviations of the symbol.
func (n numberLine) groups() []string { return strings.Split(strings.TrimSpace(n.symbol), "-") }

// numberLine checks the number and the symbol against the document's type.
func (c *checker) numberLine(n numberLine, kind officialdoc.Type, typed bool) {
	c.look(officialdoc.Number, n.line)
	bad := func(key string, expected Value) { c.add(officialdoc.Number, n.text, key, expected, quoted(n.text)) }
	if !strings.HasPrefix(n.text, "Số") {
		bad("check.number.word", quoted("Số:"))
	}
	if !n.colon {
		bad("check.number.colon", quoted("Số:"))
	}
	if no, err := strconv.Atoi(n.no); err == nil {
		if want := officialdoc.Pad(no, c.rules.PadBelow); want != n.no {
			c.add(officialdoc.Number, n.text, "check.number.pad", plain(want), plain(n.no))
		}
	}
	switch {
	case !n.slash:
		bad("check.number.slash", plain("/"))
		return
	case strings.ContainsAny(n.symbol, " ") || n.no != "" && strings.Contains(n.text, n.no+" "):
		bad("check.number.space", quoted(strings.ReplaceAll(n.no+"/"+n.symbol, " ", "")))
		return
	case strings.ContainsAny(n.symbol, "–—/.") && !openNumber.MatchString(n.symbol):
		bad("check.number.hyphen", plain("-"))
		return
	}
	c.symbol(n, kind, typed)
}

// symbol checks the groups of the symbol: the type's abbreviation first, where the
// document has a type, and all in capitals but for the abbreviations that are not.
func (c *checker) symbol(n numberLine, kind officialdoc.Type, typed bool) {
	groups := n.groups()
	known := officialdoc.Types()
	first := officialdoc.Type(groups[0])
	rest := groups
	switch {
	case typed && kind != officialdoc.Letter && first != kind && !strings.EqualFold(groups[0], string(kind)):
		c.add(officialdoc.Number, n.text, "check.number.type", quoted(string(kind)+" ("+kind.Name()+")"), quoted(n.symbol))
	case typed && kind != officialdoc.Letter && first != kind:
		c.add(officialdoc.Number, n.text, "check.number.case", quoted(string(kind)), quoted(groups[0]))
		return
	case !typed && (known[first] != "" || groups[0] == "CV"):
		c.add(officialdoc.Number, n.text, "check.number.letter", word("check.value.no_type"), quoted(groups[0]))
	}
	if typed {
		rest = groups[1:]
	}
	for _, g := range rest {
		if g != strings.ToUpper(g) && known[officialdoc.Type(g)] == "" {
			c.add(officialdoc.Number, n.text, "check.number.case", quoted(strings.ToUpper(g)), quoted(g))
			return
		}
	}
}
