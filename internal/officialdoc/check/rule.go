package check

import (
	"strings"

	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// stroke is a horizontal line below a text: drawn, a border, underlining, or made
// of characters. Its length is 0 where it is not known.
type stroke struct{ length float64 }

// strokesOf are the lines that a paragraph draws in a column of a width.
func strokesOf(p *ooxml.Para, width float64) []stroke {
	var out []stroke
	for _, s := range p.Strokes {
		out = append(out, stroke{s.Length})
	}
	if p.Format.Top || p.Format.Bottom {
		s := stroke{}
		if width > 0 {
			s.length = max(width-p.Format.Left-p.Format.Right, 0)
		}
		out = append(out, s)
	}
	under := []ooxml.Span{}
	for _, s := range p.Spans {
		if s.Format.Underline && s.Text != "" {
			under = append(under, s)
		}
	}
	if len(under) > 0 {
		out = append(out, stroke{widthOf(under)})
	}
	for _, spans := range cut(p.Spans, "\n\f\t") {
		if isRule(printed(spans)) {
			out = append(out, stroke{widthOf(spans)})
		}
	}
	return out
}

// widthOf is how wide text prints, in points.
func widthOf(spans []ooxml.Span) float64 {
	total := 0.0
	for _, s := range spans {
		total += officialdoc.Face{Size: s.Format.Size, Bold: s.Format.Bold, Italic: s.Format.Italic}.Width(printed([]ooxml.Span{s}))
	}
	return total
}

func (l line) printedWidth() float64 { return widthOf(l.spans) }

// isRule reports a line made of characters.
func isRule(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) >= 3 && strings.Trim(s, "_─━—–-¯‾") == ""
}

// column are the lines of one side of the letterhead or below the summary, and
// what is drawn there.
type column struct {
	lines   []line
	strokes []stroke
}

// slack is how far a rule's length may be from what is asked: fonts differ, and
// Word draws such lines by hand.
const (
	slack      = 0.15
	mottoSlack = 0.25
)

// rule compares the line below a text with what is asked: as long as the text's
// line, or a share of it.
func (c *checker) rule(component officialdoc.Component, under []line, strokes []stroke, share officialdoc.Range, asked Value) {
	if len(under) == 0 {
		return
	}
	last := under[len(under)-1]
	if len(strokes) == 0 {
		c.add(component, last.text, "check.rule.missing", asked, missing())
		return
	}
	ratio, loose := 0.0, slack
	if component == officialdoc.Motto {
		loose = mottoSlack
	}
	texts := printedLines(under[:min(len(under), farthest)])
	for _, s := range strokes[:min(len(strokes), farthest)] {
		for _, l := range texts {
			wide := l.printedWidth()
			if l.width > 0 {
				wide = min(wide, l.width)
			}
			if s.length == 0 || wide == 0 {
				return
			}
			ratio = s.length / wide
			if ratio >= share.Min*(1-loose) && ratio <= share.Max*(1+loose) {
				return
			}
		}
	}
	c.add(component, last.text, "check.rule.length", asked, Value{Key: "check.value.percent", Args: []any{number(ratio * 100)}})
}

// printedLines are the lines that the texts take, with the breaks in them.
func printedLines(all []line) []line {
	var out []line
	for _, l := range all {
		for _, spans := range cut(l.spans, "\n\f\v") {
			if strings.TrimSpace(printed(spans)) != "" {
				out = append(out, line{spans: spans, width: l.width})
			}
		}
	}
	return out
}

func (c *checker) shortRule() Value {
	return Value{Key: "check.value.share", Args: []any{number(c.rules.Rule.Min * 100), number(c.rules.Rule.Max * 100)}}
}
