package demo

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// document puts a page and the font into a PDF file (ISO 32000-1): a composite
// font with the glyphs' own numbers, and the map back to letters (9.10.3).
func (f *font) document(page string, used map[rune]bool) (io.Reader, error) {
	widths, letters, err := f.tables(used)
	if err != nil {
		return nil, err
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>", pageWidth, pageHeight),
		stream("", page),
		"<< /Type /Font /Subtype /Type0 /BaseFont /NotoSerif /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 9 0 R >>",
		"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /NotoSerif /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> " +
			"/FontDescriptor 7 0 R /CIDToGIDMap /Identity /W [" + widths + "] >>",
		"<< /Type /FontDescriptor /FontName /NotoSerif /Flags 4 /FontBBox [-300 -300 1300 1100] /ItalicAngle 0 /Ascent 1069 /Descent -293 /CapHeight 714 /StemV 80 /FontFile2 8 0 R >>",
		stream(fmt.Sprintf("/Filter /FlateDecode /Length1 %d ", len(fontFile)), string(f.packed)),
		stream("", letters),
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return &b, nil
}

func stream(entries, content string) string {
	return fmt.Sprintf("<< %s/Length %d >>\nstream\n%s\nendstream", entries, len(content), content)
}

// tables are the widths of the letters used, and the way back from glyphs to them.
func (f *font) tables(used map[rune]bool) (widths, letters string, err error) {
	var w, m strings.Builder
	all := slices.Sorted(maps.Keys(used))
	for part := range slices.Chunk(all, 100) { // a block of the map holds at most 100
		fmt.Fprintf(&m, "%d beginbfchar\n", len(part))
		for _, r := range part {
			g, wide, err := f.glyph(r)
			if err != nil {
				return "", "", err
			}
			fmt.Fprintf(&w, "%d [%d] ", g, wide)
			fmt.Fprintf(&m, "<%04X> <%04X>\n", int(g), r)
		}
		m.WriteString("endbfchar\n")
	}
	const head = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Letters def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
	return w.String(), head + m.String() + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n", nil
}
