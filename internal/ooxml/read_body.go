package ooxml

import "strings"

// pieces reads what stands in the body, a cell or a text box.
func (r *reader) pieces(to *[]Piece) error {
	return r.xml.each(func(e element) error {
		switch e.word() {
		case "p":
			return r.para(to)
		case "tbl":
			return r.grid(to)
		case "sectPr":
			return r.section(e, to)
		case "sdt", "sdtContent", "customXml", "ins", "moveTo":
			return r.pieces(to)
		case "AlternateContent":
			return r.alternate(func() int { return len(*to) }, func() error { return r.pieces(to) })
		}
		return r.xml.skip()
	})
}

// alternate reads one of the forms in which the same thing is kept: the first
// that holds anything.
func (r *reader) alternate(count func() int, read func() error) error {
	before := count()
	return r.xml.each(func(element) error {
		if count() > before {
			return r.xml.skip()
		}
		return read()
	})
}

// para is a paragraph being read, with what it says of itself.
type para struct {
	*Para
	props  paraProps
	base   SpanFormat // of its text, but for what a run says
	fields []field    // begun and not ended, inside each other
}

// field is a field being read.
type field struct {
	code    string // its beginning
	name    string // as "PAGE", once the code has ended
	printed bool
}

// longestCode is as much of a field's code as its name stands in.
const longestCode = 100

// add adds to the code.
func (f *field) add(s string) {
	if room := longestCode - len(f.code); room > 0 && !f.printed {
		f.code += s[:min(room, len(s))]
	}
}

// end ends the code: what follows is what the field prints.
func (f *field) end() {
	if f.printed {
		return
	}
	name, _, _ := strings.Cut(strings.TrimSpace(f.code), " ")
	f.name, f.printed = strings.ToUpper(strings.ToValidUTF8(name, "")), true
}

func (r *reader) para(to *[]Piece) error {
	if err := r.node(); err != nil {
		return err
	}
	p := &para{Para: &Para{}}
	r.settle(p)
	if err := r.inline(p); err != nil {
		return err
	}
	p.Marker = r.marker(p)
	if r.room -= len(p.Marker.Text); r.room < 0 {
		return ErrTooLong
	}
	*to = append(*to, Piece{Para: p.Para})
	if s := p.props.Section; s != nil {
		return r.endSection(*s, to)
	}
	return nil
}

// settle resolves the paragraph's formats by what it says of itself.
func (r *reader) settle(p *para) {
	st := r.styles.para(p.props.style(), r.tableStyle())
	p.Style, p.Format, p.base = st.name, st.para, st.span
	if l, no := r.listOf(p); l != nil && p.props.Num != nil && p.props.Num.ID != nil {
		l.levels[no].Para.apply(&p.Format)
	}
	p.props.apply(&p.Format)
}

// inline reads what stands in a paragraph or in something within it.
func (r *reader) inline(p *para) error {
	return r.xml.each(func(e element) error {
		switch e.word() {
		case "pPr":
			if err := r.xml.into(e, &p.props); err != nil {
				return err
			}
			r.settle(p)
			return nil
		case "r":
			return r.run(p)
		case "fldSimple":
			var f field
			f.add(e.attr("instr"))
			f.end()
			p.fields = append(p.fields, f)
			if err := r.inline(p); err != nil {
				return err
			}
			return r.endField(p, p.base)
		case "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "dir", "bdo", "customXml":
			return r.inline(p)
		case "AlternateContent":
			return r.alternate(p.count, func() error { return r.inline(p) })
		}
		return r.xml.skip()
	})
}

func (p *para) count() int {
	n := len(p.Spans) + len(p.Boxes) + len(p.Strokes)
	if p.Picture {
		n++
	}
	return n
}

// run reads a run of text in one look.
func (r *reader) run(p *para) error {
	format := p.base
	return r.xml.each(func(e element) error {
		s := ""
		switch e.word() {
		case "rPr":
			var props spanProps
			if err := r.xml.into(e, &props); err != nil {
				return err
			}
			format = r.styles.span(format, props)
			return nil
		case "t", "instrText":
			text, err := r.xml.text()
			if err != nil {
				return err
			}
			if e.word() == "instrText" {
				p.code(text)
				return nil
			}
			return r.text(p, oneLine.Replace(text), format)
		case "fldChar":
			if err := r.fieldMark(p, e.attr("fldCharType"), format); err != nil {
				return err
			}
		case "drawing", "pict", "object":
			return r.drawing(p)
		case "AlternateContent":
			return r.alternate(p.count, func() error { return r.drawing(p) })
		default:
			s = sign(e)
		}
		if err := r.text(p, s, format); err != nil {
			return err
		}
		return r.xml.skip()
	})
}

// oneLine makes text as Word prints it: breaks and tabs are elements of their own.
var oneLine = strings.NewReplacer("\n", " ", "\r", " ", "\t", " ")

// sign is the text that an element of a run stands for.
func sign(e element) string {
	switch e.word() {
	case "tab", "ptab":
		return "\t"
	case "br":
		if e.attr("type") == "page" {
			return "\f"
		}
		return "\n"
	case "cr":
		return "\n"
	case "noBreakHyphen":
		return "-"
	case "sym":
		if strings.EqualFold(e.attr("char"), "F02D") {
			return "-"
		}
		return "•"
	}
	return ""
}

// text adds text to a paragraph, within the limit.
func (r *reader) text(p *para, s string, format SpanFormat) error {
	if s == "" || format.Hidden {
		return nil
	}
	if r.room -= len(s); r.room < 0 {
		return ErrTooLong
	}
	if err := r.node(); err != nil {
		return err
	}
	name := ""
	if n := len(p.fields); n > 0 && p.fields[n-1].printed {
		name = p.fields[n-1].name
	}
	p.Spans = append(p.Spans, Span{Text: s, Format: format, Field: name})
	return nil
}

func (p *para) code(s string) {
	if n := len(p.fields); n > 0 {
		p.fields[n-1].add(s)
	}
}

func (r *reader) fieldMark(p *para, mark string, format SpanFormat) error {
	n := len(p.fields)
	switch {
	case mark == "begin":
		p.fields = append(p.fields, field{})
		return r.node()
	case mark == "separate" && n > 0:
		p.fields[n-1].end()
	case mark == "end" && n > 0:
		p.fields[n-1].end()
		return r.endField(p, format)
	}
	return nil
}

// endField ends a field; one that holds nothing yet is there all the same.
func (r *reader) endField(p *para, format SpanFormat) error {
	n := len(p.fields) - 1
	name := p.fields[n].name
	p.fields = p.fields[:n]
	if k := len(p.Spans); k > 0 && p.Spans[k-1].Field == name {
		return nil
	}
	p.Spans = append(p.Spans, Span{Format: format, Field: name})
	return r.node()
}

// String is the paragraph's text without its marker.
func (p *Para) String() string {
	var b strings.Builder
	for _, s := range p.Spans {
		b.WriteString(s.Text)
	}
	return b.String()
}
