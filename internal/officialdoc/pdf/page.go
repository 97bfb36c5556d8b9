package pdf

import "lantoa/internal/officialdoc"

// mm is a millimetre in points.
const mm = 72 / 25.4

// area is a page and what its margins leave, in points from the top left corner.
type area struct {
	pageWidth, pageHeight    float64
	left, top, width, height float64
}

func areaOf(r officialdoc.Rules, landscape bool) area {
	w, h := r.Width*mm, r.Height*mm
	if landscape {
		w, h = h, w
	}
	return area{
		pageWidth: w, pageHeight: h, left: r.Left.Use * mm, top: r.Top.Use * mm,
		width: w - (r.Left.Use+r.Right.Use)*mm, height: h - (r.Top.Use+r.Bottom.Use)*mm,
	}
}

// itemKind is what an item draws.
type itemKind int

const (
	textItem  itemKind = iota // from x, standing on y
	lineItem                  // from x, y to x+w, y+h
	frameItem                 // an empty rectangle
	imageItem
)

// item is one thing on a page.
type item struct {
	kind       itemKind
	x, y, w, h float64
	text       string
	face       face
	size       float64
	red        bool
	picture    *picture
	again      bool // a page's number, a repeated head: nothing that the model says here
}

// page is a finished page.
type page struct {
	area  area
	items []item
	mark  string // names what begins here in the reader's table of contents
}

// moved gives the items lower by dy.
func moved(items []item, dy float64) []item {
	out := make([]item, len(items))
	for i, it := range items {
		it.y += dy
		out[i] = it
	}
	return out
}

// repeated are the items as they stand again lower by dy.
func repeated(items []item, dy float64) []item {
	out := moved(items, dy)
	for i := range out {
		out[i].again = true
	}
	return out
}

// strip is a piece of a section that no page break divides: a line of text, a row
// of a table, a block of signatures. Its items count y from its own top.
type strip struct {
	gap    float64 // above it, but at the top of a page
	height float64
	items  []item
	keep   bool // never the last of its page
	fresh  bool // begins a page
	head   *head
}

// head is what stands again above a strip that begins a page: a table's column heads.
type head struct {
	height float64
	items  []item
}

// above is the height of what a strip repeats when it begins a page.
func (s strip) above() float64 {
	if s.head == nil {
		return 0
	}
	return s.head.height
}

// stack makes one strip of several, each below the other.
func stack(strips []strip) strip {
	var out strip
	for i, s := range strips {
		if i > 0 {
			out.height += s.gap
		}
		out.items = append(out.items, moved(s.items, out.height)...)
		out.height += s.height
	}
	if len(strips) > 0 {
		out.gap = strips[0].gap
	}
	return out
}

// chained keeps all the strips together.
func chained(strips []strip) []strip {
	for i := range strips {
		strips[i].keep = true
	}
	return strips
}

// paginate sets the strips onto pages. Strips that are kept with the next ones go
// to the next page with them, unless that would not hold them all.
func paginate(a area, strips []strip) []page {
	f := flow{area: a}
	f.turn()
	for i := 0; i < len(strips); {
		n := chain(a, strips[i:])
		if strips[i].fresh && f.y > 0 || f.y > 0 && f.y+tall(strips[i:i+n], true) > a.height+tolerance {
			f.turn()
		}
		for _, s := range strips[i : i+n] {
			f.place(s)
		}
		i += n
	}
	return f.pages
}

// tolerance is what two sums of the same lengths may differ by.
const tolerance = 0.01

// chain counts the strips that stay together from the first on; where they are
// taller than a page, only those that come before the ones that fit.
func chain(a area, strips []strip) int {
	n := 1
	for n < len(strips) && strips[n-1].keep && !strips[n].fresh {
		n++
	}
	for from := range n {
		if strips[from].above()+tall(strips[from:n], false) <= a.height+tolerance {
			if from == 0 {
				return n
			}
			return 1
		}
	}
	return 1
}

// tall is the height of strips that follow each other, with the gap above the
// first or without.
func tall(strips []strip, gap bool) float64 {
	sum := 0.0
	for i, s := range strips {
		if i > 0 || gap {
			sum += s.gap
		}
		sum += s.height
	}
	return sum
}

// flow fills pages from the top.
type flow struct {
	area  area
	pages []page
	y     float64 // below the top margin
}

func (f *flow) turn() {
	f.pages = append(f.pages, page{area: f.area})
	f.y = 0
}

func (f *flow) place(s strip) {
	if f.y > 0 && f.y+s.gap+s.height > f.area.height+tolerance {
		f.turn()
	}
	here := &f.pages[len(f.pages)-1]
	switch {
	case f.y > 0:
		f.y += s.gap
	case s.head != nil:
		here.items = append(here.items, repeated(s.head.items, f.area.top)...)
		f.y += s.head.height
	}
	here.items = append(here.items, moved(s.items, f.area.top+f.y)...)
	f.y += s.height
}
