package ooxml

import (
	"strconv"
	"strings"
)

// levels is how many levels a list has.
const levels = 9

// numberLevel is a level of a list as numbering.xml has it.
type numberLevel struct {
	No      int       `xml:"ilvl,attr"`
	Start   *value    `xml:"start"`
	Format  value     `xml:"numFmt"`
	Text    value     `xml:"lvlText"`
	Style   value     `xml:"pStyle"`
	Restart *value    `xml:"lvlRestart"`
	Legal   *value    `xml:"isLgl"`
	Para    paraProps `xml:"pPr"`
	Run     spanProps `xml:"rPr"`
}

func (l numberLevel) start() int {
	if l.Start == nil {
		return 0
	}
	return whole(l.Start.Val)
}

// numberingPart is numbering.xml.
type numberingPart struct {
	Abstract []struct {
		ID     string        `xml:"abstractNumId,attr"`
		Link   value         `xml:"numStyleLink"`
		Levels []numberLevel `xml:"lvl"`
	} `xml:"abstractNum"`
	Numbers []struct {
		ID        string `xml:"numId,attr"`
		Abstract  value  `xml:"abstractNumId"`
		Overrides []struct {
			No    int          `xml:"ilvl,attr"`
			Start *value       `xml:"startOverride"`
			Level *numberLevel `xml:"lvl"`
		} `xml:"lvlOverride"`
	} `xml:"num"`
}

// list is a numbering that paragraphs belong to. Those made from one pattern
// count on together unless one starts anew.
type list struct {
	levels  *[levels]*numberLevel
	count   *[levels]int
	starts  map[int]int // set anew at the list's first paragraph
	started bool
}

// lists are the lists by their ids.
type lists map[string]*list

func (f numberingPart) lists(s *styleSheet) lists {
	abstractOf := map[string]string{}
	for _, n := range f.Numbers {
		abstractOf[n.ID] = n.Abstract.Val
	}
	patterns, counts := map[string]*[levels]*numberLevel{}, map[string]*[levels]int{}
	unsaid := &numberLevel{}
	for _, a := range f.Abstract {
		p, c := new([levels]*numberLevel), new([levels]int)
		for i := range p {
			p[i] = unsaid
		}
		for i := range a.Levels {
			if l := &a.Levels[i]; l.No >= 0 && l.No < levels {
				p[l.No] = l
				c[l.No] = l.start() - 1
			}
		}
		patterns[a.ID], counts[a.ID] = p, c
	}
	for _, a := range f.Abstract {
		st := s.all[a.Link.Val]
		if st == nil || st.Para.Num == nil || st.Para.Num.ID == nil {
			continue
		}
		if target := abstractOf[st.Para.Num.ID.Val]; patterns[target] != nil {
			patterns[a.ID], counts[a.ID] = patterns[target], counts[target]
		}
	}
	out := lists{}
	for _, n := range f.Numbers {
		pattern, ok := patterns[n.Abstract.Val]
		if !ok {
			continue
		}
		l := &list{levels: pattern, count: counts[n.Abstract.Val], starts: map[int]int{}}
		for _, o := range n.Overrides {
			if o.No < 0 || o.No >= levels {
				continue
			}
			if o.Level != nil {
				own := *l.levels
				own[o.No] = o.Level
				l.levels = &own
			}
			if o.Start != nil {
				l.starts[o.No] = whole(o.Start.Val)
			}
		}
		out[n.ID] = l
	}
	s.levelPara = out.level
	return out
}

// level is what a level of a list says of its paragraphs.
func (l lists) level(numID, level string) paraProps {
	if one, no := l[numID], whole(level); one != nil && no < levels {
		return one.levels[no].Para
	}
	return paraProps{}
}

// listOf is the list that a paragraph belongs to, nil without one, and at which level.
func (r *reader) listOf(p *para) (*list, int) {
	fromStyle, styleLevel, owner := r.styles.numbering(p.props.style())
	numID, level := fromStyle, ""
	if n := p.props.Num; n != nil {
		if n.ID != nil && n.ID.Val != "" {
			numID = n.ID.Val
		}
		if n.Level != nil {
			level = n.Level.Val
		}
	}
	l := r.lists[numID]
	if l == nil {
		return nil, 0 // 0 takes a paragraph out of its style's list
	}
	no := whole(level)
	if level == "" {
		no = whole(styleLevel)
		for i, lv := range l.levels {
			if owner != "" && lv.Style.Val == owner {
				no = i
			}
		}
	}
	if no >= levels {
		return nil, 0
	}
	return l, no
}

// marker is what Word prints before a paragraph of a list. A paragraph without
// text takes its number all the same.
func (r *reader) marker(p *para) Marker {
	l, no := r.listOf(p)
	if l == nil {
		return Marker{}
	}
	m := l.next(no)
	m.Format = r.styles.span(p.base, p.props.Mark)
	l.levels[no].Run.apply(&m.Format, r.styles.theme)
	return m
}

// next counts a paragraph at a level on.
func (l *list) next(no int) Marker {
	if !l.started {
		l.started = true
		for at, start := range l.starts {
			l.count[at] = start - 1
		}
	}
	l.count[no]++
	for i := no + 1; i < levels; i++ {
		if r := l.levels[i].Restart; r == nil || whole(r.Val) > no {
			l.count[i] = l.levels[i].start() - 1
		}
	}
	lv := l.levels[no]
	if lv.Format.Val == "bullet" {
		return Marker{Text: strings.TrimSpace(lv.Text.Val), Bullet: true}
	}
	text := lv.Text.Val
	for i := 0; i < levels; i++ {
		if place := "%" + strconv.Itoa(i+1); strings.Contains(text, place) {
			text = strings.ReplaceAll(text, place, l.shown(i, lv.Legal.on()))
		}
	}
	return Marker{Text: strings.TrimSpace(text)}
}

// shown is the number of a level as printed; one above that no paragraph had
// yet counts as its first.
func (l *list) shown(no int, plain bool) string {
	n := max(l.count[no], l.levels[no].start())
	if l.levels[no].Format.Val == "none" {
		return "" // but the words around it are printed
	}
	if plain {
		return strconv.Itoa(n)
	}
	switch l.levels[no].Format.Val {
	case "upperRoman":
		return roman(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperLetter":
		return strings.ToUpper(letters(n))
	case "lowerLetter":
		return letters(n)
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	}
	return strconv.Itoa(n)
}

// letters counts a … z, aa … zz as Word does.
func letters(n int) string {
	if n < 1 || n > 26*8 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
}

// roman counts as Word does. This package knows nothing of official documents,
// whose own numerals officialdoc writes.
func roman(n int) string {
	if n < 1 || n > 399 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		worth int
		sign  string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= d.worth {
			b.WriteString(d.sign)
			n -= d.worth
		}
	}
	return b.String()
}
