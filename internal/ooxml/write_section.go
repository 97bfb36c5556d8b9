package ooxml

// SectionProps are the properties of a section: its paper and its header. Lengths
// are twips. Its pages are counted from 1.
type SectionProps struct {
	Width, Height            int // of the page as it lies
	Top, Bottom, Left, Right int
	Header                   int // from the paper's upper edge
	Landscape                bool
	// Numbered has the file's header on every page but the first.
	Numbered bool
}

// write writes w:sectPr with its children in the order of the schema (CT_SectPr).
func (p SectionProps) write(x *xmlWriter) {
	x.open("w:sectPr")
	if p.Numbered {
		x.empty("w:headerReference", "w:type", "default", "r:id", headerRel)
		x.empty("w:headerReference", "w:type", "first", "r:id", firstHeaderRel)
	}
	x.value("w:type", "nextPage")
	orient := ""
	if p.Landscape {
		orient = "landscape"
	}
	x.empty("w:pgSz", "w:w", decimal(p.Width), "w:h", decimal(p.Height), "w:orient", orient)
	x.empty("w:pgMar", "w:top", decimal(p.Top), "w:right", decimal(p.Right), "w:bottom", decimal(p.Bottom), "w:left", decimal(p.Left),
		"w:header", decimal(p.Header), "w:footer", decimal(p.Header), "w:gutter", "0")
	x.empty("w:pgNumType", "w:start", "1")
	x.empty("w:cols", "w:space", "720")
	x.flag("w:titlePg", p.Numbered)
	x.close("w:sectPr")
}
