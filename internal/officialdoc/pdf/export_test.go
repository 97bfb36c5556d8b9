package pdf

import "lantoa/internal/officialdoc"

// Item is an item of a page, for tests.
type Item struct {
	Kind          string
	Text          string
	Font          string
	Size          float64
	X, Y, W, H    float64
	Again         bool
	Above, Bottom float64 // of a text: what it covers from top to bottom
}

// Page is a page, for tests.
type Page struct {
	Width, Height            float64
	Left, Top, Right, Bottom float64 // the margins' edges
	Items                    []Item
}

// Layout lays a file out without drawing it.
func Layout(rules officialdoc.Rules, f officialdoc.File) ([]Page, error) {
	made, err := compose(rules, f)
	if err != nil {
		return nil, err
	}
	names := [...]string{textItem: "text", lineItem: "line", frameItem: "frame", imageItem: "image"}
	out := make([]Page, len(made.pages))
	for i, p := range made.pages {
		a := p.area
		out[i] = Page{Width: a.pageWidth, Height: a.pageHeight, Left: a.left, Top: a.top, Right: a.left + a.width, Bottom: a.top + a.height}
		for _, it := range p.items {
			to := Item{Kind: names[it.kind], X: it.x, Y: it.y, W: it.w, H: it.h, Again: it.again, Above: it.y, Bottom: it.y + it.h}
			if it.kind == textItem {
				to.Text, to.Size, to.Font = it.text, it.size, cuts()[it.face].name
				to.Above, to.Bottom = it.y-ascender*it.size, it.y+descender*it.size
			}
			out[i].Items = append(out[i].Items, to)
		}
	}
	return out, nil
}
