package pdf

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/signintech/gopdf"
)

// thin is the width of the lines of tables and rules.
const thin = 0.5

// draw writes the pages.
func (m composed) draw(w io.Writer) error {
	out := &gopdf.GoPdf{}
	out.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	out.SetInfo(gopdf.PdfInfo{Title: basic(m.title), Producer: "Lan Toa"})
	p := pen{out: out}
	if err := p.take(m.pages); err != nil {
		return err
	}
	sections := 0
	for _, pg := range m.pages {
		if pg.mark != "" {
			sections++
		}
	}
	for _, pg := range m.pages {
		out.AddPageWithOption(gopdf.PageOption{PageSize: &gopdf.Rect{W: pg.area.pageWidth, H: pg.area.pageHeight}})
		if pg.mark != "" && sections > 1 {
			out.AddOutline(basic(pg.mark))
		}
		out.SetLineWidth(thin)
		for _, it := range pg.items {
			if err := p.put(it); err != nil {
				return err
			}
		}
	}
	var file bytes.Buffer // gopdf does not tell of an error of its writer
	if _, err := out.WriteTo(&file); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	_, err := w.Write(file.Bytes())
	return err
}

// basic is a text without characters above U+FFFF, which gopdf's file properties
// do not hold.
func basic(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return missing
		}
		return r
	}, s)
}

// pen draws items and knows what it drew last.
type pen struct {
	out  *gopdf.GoPdf
	face face
	size float64
	red  bool
}

// take embeds the faces that the pages use.
func (p *pen) take(pages []page) error {
	var used [faceCount]bool
	for _, pg := range pages {
		for _, it := range pg.items {
			if it.kind == textItem {
				used[it.face] = true
			}
		}
	}
	for f, c := range cuts() {
		if !used[f] {
			continue
		}
		if err := p.out.AddTTFFontData(c.name, c.data); err != nil {
			return fmt.Errorf("font %s: %w", c.name, err)
		}
	}
	p.face = -1
	return nil
}

func (p *pen) put(it item) error {
	switch it.kind {
	case textItem:
		return p.write(it)
	case lineItem:
		p.out.Line(it.x, it.y, it.x+it.w, it.y+it.h)
	case frameItem:
		if it.red {
			p.out.SetStrokeColor(200, 0, 0)
		}
		p.out.RectFromUpperLeftWithStyle(it.x, it.y, it.w, it.h, "D")
		if it.red {
			p.out.SetStrokeColor(0, 0, 0)
		}
	case imageItem:
		from := holder{bytes.NewReader(it.picture.data), it.picture.id}
		return p.out.ImageByHolder(from, it.x, it.y, &gopdf.Rect{W: it.w, H: it.h})
	}
	return nil
}

func (p *pen) write(it item) error {
	if it.face != p.face || it.size != p.size {
		if err := p.out.SetFont(cuts()[it.face].name, "", it.size); err != nil {
			return err
		}
		p.face, p.size = it.face, it.size
	}
	if it.red != p.red {
		shade := uint8(0)
		if it.red {
			shade = 200
		}
		p.out.SetTextColor(shade, 0, 0)
		p.red = it.red
	}
	p.out.SetXY(it.x, it.y)
	return p.out.Text(it.text)
}
