package ooxml

import (
	"math"
	"strconv"
	"strings"
)

// shape is a drawing being read.
type shape struct{ wide, high float64 }

// flat is how high a shape may be, in points, to be a line.
const flat = 3

// drawing looks in a drawing for lines, pictures and the text boxes.
func (r *reader) drawing(p *para) error { return r.shapes(p, &shape{}) }

func (r *reader) shapes(p *para, s *shape) error {
	return r.xml.each(func(e element) error {
		switch {
		case e.word() == "txbxContent":
			return r.pieces(&p.Boxes)
		case e.word() == "AlternateContent":
			return r.alternate(p.count, func() error { return r.drawing(p) })
		}
		if err := r.figure(p, s, e); err != nil {
			return err
		}
		return r.shapes(p, s)
	})
}

// figure notes what an element of a drawing draws.
func (r *reader) figure(p *para, s *shape, e element) error {
	switch e.Name.Local {
	case "extent": // of DrawingML, before what is drawn
		s.wide, s.high = fromEMU(e.attr("cx")), fromEMU(e.attr("cy"))
	case "prstGeom":
		kind := e.attr("prst")
		if kind == "line" || strings.HasPrefix(kind, "straightConnector") || kind == "rect" && s.high <= flat && s.wide > flat {
			return r.stroke(p, s.wide, s.high)
		}
	case "line": // of VML
		x1, y1 := pair(e.attr("from"))
		x2, y2 := pair(e.attr("to"))
		if !measured(e.attr("to")) {
			return r.stroke(p, unmeasured, 0)
		}
		return r.stroke(p, math.Abs(x2-x1), math.Abs(y2-y1))
	case "shape", "rect":
		style := e.attr("style")
		wide, high := css(style, "width"), css(style, "height")
		if wide > 0 && high <= flat && !measured(style) {
			wide = unmeasured
		}
		if strings.HasSuffix(e.attr("type"), "_t32") || e.attr("connectortype") == "straight" || e.Name.Local == "rect" && high <= flat && wide > flat {
			return r.stroke(p, wide, high)
		}
	case "blip", "imagedata":
		p.Picture = true
	}
	return nil
}

// unmeasured is the length of a line in a group, whose units are the group's own.
const unmeasured = -1

// measured reports lengths with units.
func measured(s string) bool {
	for _, unit := range []string{"pt", "in", "cm", "mm", "px"} {
		if strings.Contains(s, unit) {
			return true
		}
	}
	return false
}

func (r *reader) stroke(p *para, wide, high float64) error {
	if wide == 0 || high > flat {
		return nil
	}
	p.Strokes = append(p.Strokes, Stroke{Length: max(wide, 0)})
	return r.node()
}

// fromEMU is a length of DrawingML in points.
func fromEMU(s string) float64 {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n != n || n > 1e9 {
		return 0
	}
	return n / 12700
}

// pair is a point of VML: "12pt,3.5pt".
func pair(s string) (x, y float64) {
	a, b, _ := strings.Cut(s, ",")
	return length(a), length(b)
}

// css is a length in a style of VML.
func css(style, name string) float64 {
	for part := range strings.SplitSeq(style, ";") {
		if k, v, ok := strings.Cut(part, ":"); ok && strings.TrimSpace(k) == name {
			return length(v)
		}
	}
	return 0
}

// length is a length with its unit in points; without one, in points.
func length(s string) float64 {
	s = strings.TrimSpace(s)
	for _, u := range []struct {
		unit  string
		worth float64
	}{{"pt", 1}, {"in", 72}, {"cm", 72 / 2.54}, {"mm", 72 / 25.4}, {"px", 0.75}, {"", 1}} {
		if number, ok := strings.CutSuffix(s, u.unit); ok {
			n, err := strconv.ParseFloat(number, 64)
			if err != nil || n != n || math.Abs(n) > 1e6 {
				return 0
			}
			return n * u.worth
		}
	}
	return 0
}
