package ooxml

import "strings"

// stylesPart is styles.xml.
type stylesPart struct {
	Run    spanProps `xml:"docDefaults>rPrDefault>rPr"`
	Para   paraProps `xml:"docDefaults>pPrDefault>pPr"`
	Styles []style   `xml:"style"`
}

// style is a style of the document.
type style struct {
	ID      string      `xml:"styleId,attr"`
	Type    string      `xml:"type,attr"`
	Default string      `xml:"default,attr"`
	Name    value       `xml:"name"`
	BasedOn value       `xml:"basedOn"`
	Para    paraProps   `xml:"pPr"`
	Run     spanProps   `xml:"rPr"`
	Lines   *tableLines `xml:"tblPr>tblBorders"`
	Margins *margins    `xml:"tblPr>tblCellMar"`
}

// themePart is the theme, as far as it names fonts.
type themePart struct {
	Major struct {
		Face string `xml:"typeface,attr"`
	} `xml:"themeElements>fontScheme>majorFont>latin"`
	Minor struct {
		Face string `xml:"typeface,attr"`
	} `xml:"themeElements>fontScheme>minorFont>latin"`
}

// font is the theme's font of that name; without one, the other.
func (t themePart) font(theme, other string) string {
	switch {
	case strings.HasPrefix(theme, "major") && t.Major.Face != "":
		return brief(t.Major.Face)
	case strings.HasPrefix(theme, "minor") && t.Minor.Face != "":
		return brief(t.Minor.Face)
	case theme != "" && other == "":
		return brief(theme)
	}
	return brief(other)
}

// styleSheet resolves the document's styles.
type styleSheet struct {
	theme        themePart
	run          spanProps // what holds without any style
	para0        paraProps
	all          map[string]*style
	paraDefault  string
	tableDefault string
	levelPara    func(numID, level string) paraProps // what the list of a style says; nil before the lists are known
	seen         map[[2]string]resolved
}

// resolved is what a paragraph has by its style.
type resolved struct {
	name string
	para ParaFormat
	span SpanFormat
}

func (f stylesPart) sheet(theme themePart) *styleSheet {
	s := &styleSheet{theme: theme, run: f.Run, para0: f.Para, all: map[string]*style{}, seen: map[[2]string]resolved{}}
	for i := range f.Styles {
		st := &f.Styles[i]
		s.all[st.ID] = st
		if st.Default == "1" || st.Default == "true" {
			switch st.Type {
			case "paragraph":
				s.paraDefault = st.ID
			case "table":
				s.tableDefault = st.ID
			}
		}
	}
	return s
}

// depthOfStyles is how many styles may build on each other.
const depthOfStyles = 12

// chain is a style below those that it builds on, the lowest first.
func (s *styleSheet) chain(id string) []*style {
	var out []*style
	for range depthOfStyles {
		st, ok := s.all[id]
		if !ok {
			break
		}
		out = append([]*style{st}, out...)
		id = st.BasedOn.Val
	}
	return out
}

// para is what a paragraph of the style has in a table of that style.
func (s *styleSheet) para(id, table string) resolved {
	if st, ok := s.all[id]; !ok || st.Type != "paragraph" {
		id = s.paraDefault
	}
	key := [2]string{id, table}
	if r, ok := s.seen[key]; ok {
		return r
	}
	r := resolved{para: ParaFormat{Line: 1}, span: SpanFormat{Font: "Times New Roman", Accented: "Times New Roman", Size: 10}}
	s.run.apply(&r.span, s.theme)
	s.para0.apply(&r.para)
	if st := s.all[id]; st != nil {
		r.name = st.Name.Val
	}
	for _, st := range append(s.chain(table), s.chain(id)...) {
		if n := st.Para.Num; n != nil && n.ID != nil && s.levelPara != nil {
			level := ""
			if n.Level != nil {
				level = n.Level.Val
			}
			s.levelPara(n.ID.Val, level).apply(&r.para)
		}
		st.Para.apply(&r.para)
		st.Run.apply(&r.span, s.theme)
	}
	s.seen[key] = r
	return r
}

// span is the format of a run over its paragraph's.
func (s *styleSheet) span(base SpanFormat, own spanProps) SpanFormat {
	out := base
	if own.Style != nil {
		var named spanProps
		for _, st := range s.chain(own.Style.Val) {
			st.Run.apply(&out, s.theme)
			named.over(st.Run)
		}
		out.toggle(base, named)
	}
	own.apply(&out, s.theme)
	return out
}

// over lays the switches that the other sets over its own.
func (p *spanProps) over(other spanProps) {
	for _, v := range []struct{ to, from **value }{{&p.Bold, &other.Bold}, {&p.Italic, &other.Italic}, {&p.Caps, &other.Caps}, {&p.SmallCaps, &other.SmallCaps}} {
		if *v.from != nil {
			*v.to = *v.from
		}
	}
}

// numbering is the list that a style or one that it builds on belongs to.
func (s *styleSheet) numbering(id string) (numID, level, owner string) {
	chain := s.chain(id)
	for i := len(chain) - 1; i >= 0; i-- {
		if n := chain[i].Para.Num; n != nil && n.ID != nil {
			if n.Level != nil {
				level = n.Level.Val
			}
			return n.ID.Val, level, chain[i].ID
		}
	}
	return "", "", ""
}

// lined reports a table style that draws lines.
func (s *styleSheet) lined(id string) bool {
	lines := false
	for _, st := range s.chain(id) {
		if st.Lines != nil {
			lines = st.Lines.any()
		}
	}
	return lines
}
