package ooxml

import (
	"io"
	"slices"
)

// sectionProps is what a section says of itself.
type sectionProps struct {
	Headers []headerLink `xml:"headerReference"`
	Footers []headerLink `xml:"footerReference"`
	Type    *value       `xml:"type"`
	Size    struct {
		W      string `xml:"w,attr"`
		H      string `xml:"h,attr"`
		Orient string `xml:"orient,attr"`
	} `xml:"pgSz"`
	Margin struct {
		Top    string `xml:"top,attr"`
		Right  string `xml:"right,attr"`
		Bottom string `xml:"bottom,attr"`
		Left   string `xml:"left,attr"`
		Header string `xml:"header,attr"`
		Gutter string `xml:"gutter,attr"`
	} `xml:"pgMar"`
	Title *value `xml:"titlePg"`
	Count struct {
		Start string `xml:"start,attr"`
	} `xml:"pgNumType"`
}

type headerLink struct {
	Type string `xml:"type,attr"`
	ID   string `xml:"id,attr"`
}

// section reads the settings of the body's last section.
func (r *reader) section(e element, to *[]Piece) error {
	var props sectionProps
	if err := r.xml.into(e, &props); err != nil {
		return err
	}
	return r.endSection(props, to)
}

// endSection ends a section; settings within a cell or a box are none.
func (r *reader) endSection(s sectionProps, to *[]Piece) error {
	if to != &r.word.Body {
		return nil
	}
	if len(r.raw) == maxPages {
		return ErrTooLong
	}
	out := PageSection{End: len(*to), Width: points(s.Size.W), Height: points(s.Size.H), Header: points(s.Margin.Header),
		Top: points(s.Margin.Top), Bottom: points(s.Margin.Bottom), Left: points(s.Margin.Left) + points(s.Margin.Gutter), Right: points(s.Margin.Right),
		TitlePage: s.Title.on(), Continuous: s.Type != nil && s.Type.Val == "continuous", First: whole(s.Count.Start)}
	// A negative margin says that the header never moves the text.
	out.Top, out.Bottom = max(out.Top, -out.Top), max(out.Bottom, -out.Bottom)
	out.Landscape = s.Size.Orient == "landscape" || out.Width > out.Height
	r.word.Sections = append(r.word.Sections, out)
	r.raw = append(r.raw, s)
	return nil
}

// sections reads the headers and footers; a section without one has that of the
// section before.
func (r *reader) sections() error {
	if len(r.word.Sections) == 0 {
		r.word.Sections = []PageSection{{Width: 612, Height: 792, Top: 72, Bottom: 72, Left: 72, Right: 72, Header: 36}} // Word's own
		r.raw = []sectionProps{{}}
	}
	last := len(r.word.Sections) - 1
	r.word.Sections[last].End = len(r.word.Body)
	var headers, footers map[string][]Piece
	for i := range r.word.Sections {
		var err error
		if headers, err = r.headers(headers, r.raw[i].Headers); err != nil {
			return err
		}
		if footers, err = r.headers(footers, r.raw[i].Footers); err != nil {
			return err
		}
		r.word.Sections[i].Headers, r.word.Sections[i].Footers = headers, footers
	}
	return nil
}

// headers are those of the section before with the section's own over them.
func (r *reader) headers(before map[string][]Piece, own []headerLink) (map[string][]Piece, error) {
	if len(own) == 0 {
		return before, nil
	}
	out := map[string][]Piece{}
	for kind, body := range before {
		out[kind] = body
	}
	for _, h := range own {
		if !slices.Contains([]string{"default", "first", "even"}, h.Type) {
			continue
		}
		body, err := r.header(r.links[h.ID].target)
		if err != nil {
			return nil, err
		}
		out[h.Type] = body
	}
	return out, nil
}

func (r *reader) header(part string) ([]Piece, error) {
	if body, ok := r.parts[part]; ok {
		return body, nil
	}
	if len(r.parts) >= maxHeaders {
		return nil, ErrTooLong
	}
	var body []Piece
	err := r.archive.read(part, maxSide, func(in io.Reader) error {
		r.xml = newElements(in)
		return r.xml.each(func(element) error { return r.pieces(&body) })
	})
	r.parts[part] = body
	return body, err
}
