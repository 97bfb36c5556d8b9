package ooxml

// SpanFormat is how text looks.
type SpanFormat struct {
	Font      string // of the letters without signs
	Accented  string // and of those with signs, which may have another
	Size      float64
	Bold      bool
	Italic    bool
	Caps      bool // printed in capitals, however typed
	SmallCaps bool
	Hidden    bool
	Underline bool
	Color     string // "FF0000"; "" is the automatic one, black
}

// ParaFormat is how a paragraph is set.
type ParaFormat struct {
	Align         string // "left", "center", "right", "both", …; "" is left
	Left, Right   float64
	First         float64 // the first line's own indent; below 0 it hangs out
	Before, After float64
	Line          float64 // line spacing: 1 is single; 0 where Exact says it
	Exact         float64 // the lines' height
	AtLeast       bool    // Exact is the least: lines as high as their letters ask may be higher
	KeepNext      bool
	KeepLines     bool
	BreakBefore   bool // begins a page
	Close         bool // no gap to a paragraph of the same style
	Top, Bottom   bool // a line above, below
}

// spanProps is what one place says of text.
type spanProps struct {
	Style *value `xml:"rStyle"`
	Fonts *struct {
		ASCII  string `xml:"ascii,attr"`
		HAnsi  string `xml:"hAnsi,attr"`
		Theme  string `xml:"asciiTheme,attr"`
		HTheme string `xml:"hAnsiTheme,attr"`
	} `xml:"rFonts"`
	Bold      *value `xml:"b"`
	Italic    *value `xml:"i"`
	Caps      *value `xml:"caps"`
	SmallCaps *value `xml:"smallCaps"`
	Vanish    *value `xml:"vanish"`
	Underline *value `xml:"u"`
	Color     *value `xml:"color"`
	Size      *value `xml:"sz"`
}

func (p spanProps) apply(f *SpanFormat, t themePart) {
	if p.Fonts != nil {
		if font := t.font(p.Fonts.Theme, p.Fonts.ASCII); font != "" {
			f.Font = font
		}
		if font := t.font(p.Fonts.HTheme, p.Fonts.HAnsi); font != "" {
			f.Accented = font
			if f.Font == "" {
				f.Font = font
			}
		}
	}
	p.Bold.set(&f.Bold)
	p.Italic.set(&f.Italic)
	p.Caps.set(&f.Caps)
	p.SmallCaps.set(&f.SmallCaps)
	p.Vanish.set(&f.Hidden)
	if p.Underline != nil {
		f.Underline = p.Underline.drawn()
	}
	if p.Color != nil {
		f.Color = p.Color.Val
		if f.Color == "auto" {
			f.Color = ""
		}
	}
	if p.Size != nil {
		f.Size = points(p.Size.Val) * 10
	}
}

// toggle is the switches of a character's style, which turn those of the
// paragraph's style over (ECMA-376, 17.7.3).
func (p *SpanFormat) toggle(under SpanFormat, own spanProps) {
	for _, t := range []struct {
		v     *value
		to    *bool
		under bool
	}{{own.Bold, &p.Bold, under.Bold}, {own.Italic, &p.Italic, under.Italic}, {own.Caps, &p.Caps, under.Caps}, {own.SmallCaps, &p.SmallCaps, under.SmallCaps}} {
		if t.v != nil {
			*t.to = t.v.on() != t.under
		}
	}
}

// paraProps is what one place says of paragraphs.
type paraProps struct {
	Style *value `xml:"pStyle"`
	Num   *struct {
		ID    *value `xml:"numId"`
		Level *value `xml:"ilvl"`
	} `xml:"numPr"`
	KeepNext  *value `xml:"keepNext"`
	KeepLines *value `xml:"keepLines"`
	Break     *value `xml:"pageBreakBefore"`
	Close     *value `xml:"contextualSpacing"`
	Align     *value `xml:"jc"`
	Frame     *struct {
		Align string `xml:"xAlign,attr"`
	} `xml:"framePr"`
	Spacing *struct {
		Before     string `xml:"before,attr"`
		After      string `xml:"after,attr"`
		Line       string `xml:"line,attr"`
		Rule       string `xml:"lineRule,attr"`
		AutoBefore string `xml:"beforeAutospacing,attr"`
		AutoAfter  string `xml:"afterAutospacing,attr"`
	} `xml:"spacing"`
	Indent *struct {
		Left    string `xml:"left,attr"`
		Start   string `xml:"start,attr"`
		Right   string `xml:"right,attr"`
		End     string `xml:"end,attr"`
		First   string `xml:"firstLine,attr"`
		Hanging string `xml:"hanging,attr"`
	} `xml:"ind"`
	Borders *struct {
		Top    *value `xml:"top"`
		Bottom *value `xml:"bottom"`
	} `xml:"pBdr"`
	Mark    spanProps     `xml:"rPr"`
	Section *sectionProps `xml:"sectPr"`
}

func (p paraProps) style() string {
	if p.Style == nil {
		return ""
	}
	return p.Style.Val
}

func (p paraProps) apply(f *ParaFormat) {
	p.KeepNext.set(&f.KeepNext)
	p.KeepLines.set(&f.KeepLines)
	p.Break.set(&f.BreakBefore)
	p.Close.set(&f.Close)
	if p.Align != nil {
		f.Align = p.Align.Val
	}
	if p.Frame != nil && p.Frame.Align != "" { // old page numbers stand in a frame
		f.Align = p.Frame.Align
	}
	if b := p.Borders; b != nil {
		if b.Top != nil {
			f.Top = b.Top.drawn()
		}
		if b.Bottom != nil {
			f.Bottom = b.Bottom.drawn()
		}
	}
	p.indent(f)
	p.spacing(f)
}

func (p paraProps) indent(f *ParaFormat) {
	if p.Indent == nil {
		return
	}
	for _, v := range []struct {
		text string
		to   *float64
	}{{p.Indent.Left, &f.Left}, {p.Indent.Start, &f.Left}, {p.Indent.Right, &f.Right}, {p.Indent.End, &f.Right}, {p.Indent.First, &f.First}} {
		if v.text != "" {
			*v.to = points(v.text)
		}
	}
	if p.Indent.Hanging != "" {
		f.First = -points(p.Indent.Hanging)
	}
}

// autoGap is the gap that Word takes where a document leaves it to it.
const autoGap = 14

func (p paraProps) spacing(f *ParaFormat) {
	s := p.Spacing
	if s == nil {
		return
	}
	if s.Before != "" {
		f.Before = points(s.Before)
	}
	if s.After != "" {
		f.After = points(s.After)
	}
	if s.AutoBefore == "1" || s.AutoBefore == "true" {
		f.Before = autoGap
	}
	if s.AutoAfter == "1" || s.AutoAfter == "true" {
		f.After = autoGap
	}
	if s.Line == "" {
		return
	}
	if s.Rule == "exact" || s.Rule == "atLeast" {
		f.Line, f.Exact, f.AtLeast = 0, points(s.Line), s.Rule == "atLeast"
	} else {
		f.Line, f.Exact, f.AtLeast = points(s.Line)/12, 0, false
	}
}
