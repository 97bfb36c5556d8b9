package docx

import (
	"slices"

	"lantoa/internal/officialdoc"
	"lantoa/internal/ooxml"
)

// lists give numbered blocks their places in lists of the file, so that Word
// counts them as officialdoc.Count does, and counts on when a clerk adds one.
//
// There are two outlines, of parts and of articles, whose levels begin anew by
// themselves below the levels above them. Points need more: no program knows the
// order a, b, c, d, đ, e, g, h, i, k (II.6đ). The first four are a level of the
// outline; from đ on, runs of neighbours are lists of their own that begin at the
// right letter, and "đ)" is a label as it stands.
type lists struct {
	defs []ooxml.ListDef
	num  int
	// at are the lists in use: one of each outline.
	at [2]outline
	// below says that an article was the last that had a number above a clause.
	below bool
	// point is the letter that the open list of later points ends on, 0 without.
	point    rune
	pointNum int
	literal  map[string]int // lists by their label
}

// outline is a list as Word will count it.
type outline struct {
	num    int
	starts []int
	counts []int // 0: not yet begun, or begun anew above
	// passed are levels below which something stands before they have begun:
	// programs do not agree whether that counts.
	passed []bool
}

// The lists of every file, by their place in defs.
const (
	byParts = iota
	byArticles
	laterPoints
	recipientDashes
	toDashes
)

// The levels of the outlines.
const (
	partLevel = iota
	sectionLevel
	clauseLevel
	pointLevel
	dashLevel
)

const (
	articleLevel = iota
	articleClauseLevel
	articlePointLevel
	articleDashLevel
)

func newLists(m *maker) *lists {
	in := ooxml.Indent{First: m.indent()}
	level := func(format ooxml.Format, text string, c officialdoc.Component) ooxml.ListLevel {
		return ooxml.ListLevel{Format: format, Text: text, Style: styleOf(c), Indent: in}
	}
	part := ooxml.ListLevel{Format: ooxml.UpperRoman, Text: "Phần %1", Style: styleOf(officialdoc.PartLabel), Bare: true}
	article := level(ooxml.Decimal, "Điều %1.", officialdoc.Article)
	article.Label.Bold = m.rules.Look(officialdoc.Article).Bold
	dash := ooxml.ListLevel{Format: ooxml.Bullet, Text: "-", Style: styleDash, Indent: in, Label: ooxml.RunProps{Font: m.rules.Font}}
	plain := func(l ooxml.ListLevel) ooxml.ListLevel { l.Style = ""; return l }
	hanging := func(c officialdoc.Component) ooxml.ListLevel {
		wide := ooxml.Points(m.face(c).Width("- "))
		return ooxml.ListLevel{Format: ooxml.Bullet, Text: "-", Indent: ooxml.Indent{Left: wide, First: -wide}, Label: ooxml.RunProps{Font: m.rules.Font}}
	}
	recipients := hanging(officialdoc.Recipients)
	recipients.Indent, recipients.Style = ooxml.Indent{}, styleOf(officialdoc.Recipients)
	l := &lists{literal: map[string]int{}, defs: []ooxml.ListDef{
		byParts: {Levels: []ooxml.ListLevel{part, level(ooxml.UpperRoman, "%2.", officialdoc.Section), level(ooxml.Decimal, "%3.", officialdoc.Clause),
			level(ooxml.LowerLetter, "%4)", officialdoc.Point), dash}},
		byArticles: {Levels: []ooxml.ListLevel{article, plain(level(ooxml.Decimal, "%2.", officialdoc.Clause)),
			plain(level(ooxml.LowerLetter, "%3)", officialdoc.Point)), plain(dash)}},
		laterPoints:     {Levels: []ooxml.ListLevel{plain(level(ooxml.LowerLetter, "%1)", officialdoc.Point))}},
		recipientDashes: {Levels: []ooxml.ListLevel{recipients}},
		toDashes:        {Levels: []ooxml.ListLevel{hanging(officialdoc.To)}},
	}}
	l.defs[toDashes].Levels[0].Style = styleToName
	for def := range l.defs {
		if def != laterPoints {
			l.start(def, nil)
		}
	}
	return l
}

// styled is the level that a style stands for, so that a paragraph that a clerk
// gives the style to is numbered; nil for other styles. It is in the first list of
// its definition, which counts on behind whichever list goes before.
func (l *lists) styled(style string) *ooxml.ListRef {
	for _, d := range l.defs {
		for k, level := range d.Levels {
			if level.Style == style {
				return &ooxml.ListRef{Num: d.Starts[0].Num, Level: k}
			}
		}
	}
	return nil
}

// start makes a list that counts by a definition.
func (l *lists) start(def int, at []int) int {
	l.num++
	l.defs[def].Starts = append(l.defs[def].Starts, ooxml.Start{Num: l.num, At: at})
	return l.num
}

// dashes is the list of a definition that has only the one.
func (l *lists) dashes(def int) *ooxml.ListRef { return &ooxml.ListRef{Num: l.defs[def].Starts[0].Num} }

// begin begins a body, in which everything is counted from the start.
func (l *lists) begin() { l.at, l.below, l.point = [2]outline{}, false, 0 }

// place is the list and the level of a block, nil for kinds without a label.
func (l *lists) place(c officialdoc.Counted) *ooxml.ListRef {
	switch c.Kind {
	case officialdoc.PartBlock:
		l.below, l.point = false, 0
		return l.outlined(byParts, partLevel, c.No)
	case officialdoc.SectionBlock:
		l.below, l.point = false, 0
		return l.outlined(byParts, sectionLevel, c.No)
	case officialdoc.ArticleBlock:
		l.below, l.point = true, 0
		return l.outlined(byArticles, articleLevel, c.No)
	case officialdoc.HeadingBlock, officialdoc.ClauseBlock:
		l.point = 0
		return l.under(clauseLevel, articleClauseLevel, c.No)
	case officialdoc.PointBlock:
		return l.pointed(c.No)
	case officialdoc.DashBlock:
		return l.under(dashLevel, articleDashLevel, 0)
	}
	return nil
}

func (l *lists) under(level, articlesLevel, no int) *ooxml.ListRef {
	if l.below {
		return l.outlined(byArticles, articlesLevel, no)
	}
	return l.outlined(byParts, level, no)
}

// outlined puts the no-th block of a level into an outline; where Word would count
// differently, a new list of the same outline begins there. No 0 is not counted.
func (l *lists) outlined(def, level, no int) *ooxml.ListRef {
	at := &l.at[def]
	if at.num == 0 {
		n := len(l.defs[def].Levels)
		*at = outline{starts: slices.Repeat([]int{1}, n), counts: make([]int, n), passed: make([]bool, n)}
		l.restart(at, def, level, no)
	}
	for k := range level {
		at.passed[k] = at.passed[k] || at.counts[k] == 0
	}
	if no == 0 {
		return &ooxml.ListRef{Num: at.num, Level: level}
	}
	next := at.starts[level]
	if at.counts[level] > 0 {
		next = at.counts[level] + 1
	}
	if next != no || at.passed[level] {
		for k := range at.starts {
			switch {
			case k < level && at.counts[k] > 0:
				at.starts[k] = at.counts[k] + 1
			case k > level:
				at.starts[k] = 1
			}
		}
		l.restart(at, def, level, no)
	}
	at.counts[level] = no
	clear(at.counts[level+1:])
	clear(at.passed[level+1:])
	return &ooxml.ListRef{Num: at.num, Level: level}
}

func (l *lists) restart(at *outline, def, level, no int) {
	at.starts[level] = max(no, 1)
	clear(at.passed)
	at.num = l.start(def, slices.Clone(at.starts))
}

// pointed puts the no-th point behind the one before it.
func (l *lists) pointed(no int) *ooxml.ListRef {
	label := []rune(officialdoc.PointLetter(no))
	letter := label[0]
	switch {
	case len(label) == 1 && letter == rune('a'+no-1):
		l.point = 0
		return l.under(pointLevel, articlePointLevel, no)
	case len(label) == 1 && letter <= 'z':
		if l.point == 0 || letter != l.point+1 {
			l.pointNum = l.start(laterPoints, []int{int(letter-'a') + 1})
		}
		l.point = letter
		return &ooxml.ListRef{Num: l.pointNum}
	}
	l.point = 0
	return &ooxml.ListRef{Num: l.labelled(string(label) + ")")}
}

// labelled is the list of paragraphs that all have the same label.
func (l *lists) labelled(label string) int {
	num, known := l.literal[label]
	if !known {
		level := l.defs[laterPoints].Levels[0]
		level.Format, level.Text = ooxml.Literal, label
		l.defs = append(l.defs, ooxml.ListDef{Levels: []ooxml.ListLevel{level}})
		num = l.start(len(l.defs)-1, nil)
		l.literal[label] = num
	}
	return num
}
