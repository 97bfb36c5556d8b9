package kit

import (
	"encoding/base64"
	"math"
	"net/http"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
	"lantoa/internal/web/ui"
)

// sheetPage is a document, one of its appendices or a sheet, as the preview shows
// it: a page of its own.
type sheetPage struct {
	id    string // of its heading
	wide  bool
	doc   *officialdoc.Document // nil for an appendix
	label string                // of an appendix, with its title and document
	title string
	of    string
	body  []officialdoc.Counted
}

// sheetPages are the pages of a file, in order.
func sheetPages(r officialdoc.Rules, f officialdoc.File) []sheetPage {
	var out []sheetPage
	add := func(p sheetPage, body []officialdoc.Block) {
		p.id, p.body = "sheet-"+strconv.Itoa(len(out)+1), officialdoc.Count(r.Ended(body))
		out = append(out, p)
	}
	appendix := func(label string, a officialdoc.Appendix, of officialdoc.Reference) {
		add(sheetPage{wide: a.Landscape, label: label, title: officialdoc.Upper(a.Title), of: of.Text()}, a.Body)
	}
	for _, part := range f.Parts {
		if d := part.Document; d != nil {
			add(sheetPage{wide: d.Landscape, doc: d}, d.Body)
			for i, a := range d.Appendices {
				appendix(d.AppendixLabel(i), a, d.Reference())
			}
		}
		if part.Sheet != nil {
			appendix(part.Sheet.Label(), part.Sheet.Appendix, part.Sheet.Of)
		}
	}
	return out
}

func (p sheetPage) class() string {
	if p.wide {
		return "paper paper-wide"
	}
	return "paper"
}

// head is a letter's heading for those who do not see it: it has no title.
func (p sheetPage) head() string { return p.doc.Type.Name() + " " + p.doc.Summary }

// deep reports whether the block's heading stands below a section's.
func (p sheetPage) deep(at int) bool {
	for _, b := range p.body[:at] {
		if b.Kind == officialdoc.SectionBlock {
			return true
		}
	}
	return false
}

// sheetLook is a component's look in the rules as classes.
func sheetLook(r officialdoc.Rules, of officialdoc.Component) string {
	look := r.Look(of)
	classes := []string{"pt-" + strconv.Itoa(int(math.Round(min(max(look.Size.Use, 11), 14))))}
	if look.Bold {
		classes = append(classes, "paper-bold")
	}
	if look.Italic {
		classes = append(classes, "paper-italic")
	}
	if look.Align != officialdoc.Left {
		classes = append(classes, "paper-"+string(look.Align))
	}
	return strings.Join(classes, " ")
}

// sheetText is a text as the component is written.
func sheetText(r officialdoc.Rules, of officialdoc.Component, text string) string {
	if r.Look(of).Caps {
		return officialdoc.Upper(text)
	}
	return text
}

// sheetBlock is the component of a numbered block.
func sheetBlock(kind officialdoc.BlockKind) officialdoc.Component {
	switch kind {
	case officialdoc.SectionBlock:
		return officialdoc.Section
	case officialdoc.HeadingBlock:
		return officialdoc.Heading
	case officialdoc.ClauseBlock:
		return officialdoc.Clause
	case officialdoc.PointBlock:
		return officialdoc.Point
	}
	return officialdoc.Body
}

// sheetCell is a cell with what it is in its table.
type sheetCell struct {
	officialdoc.Cell
	scope string // of a head; "" for a cell with content
	class string
}

// sheetRow gives the cells of a row. A head's are heads of their columns; in a
// table without a head, bold first cells are heads of their rows.
func sheetRow(t officialdoc.Table, row []officialdoc.Cell, columns []int, head bool) []sheetCell {
	out := make([]sheetCell, len(row))
	for i, cell := range row {
		align := cell.Align
		if align == officialdoc.Left && !head && columns[i] < len(t.Columns) {
			align = t.Columns[columns[i]].Align
		}
		out[i] = sheetCell{Cell: cell}
		switch {
		case head && cell.Text != "":
			out[i].scope = "col"
			if cell.Span > 1 {
				out[i].scope = "colgroup"
			}
		case !head && len(t.Head) == 0 && i == 0 && cell.Bold && cell.Text != "":
			out[i].scope = "row"
		}
		classes := []string{}
		if cell.Bold {
			classes = append(classes, "paper-bold")
		}
		if cell.Italic {
			classes = append(classes, "paper-italic")
		}
		if align != officialdoc.Left {
			classes = append(classes, "paper-"+string(align))
		}
		out[i].class = strings.Join(classes, " ")
	}
	return out
}

// columnsOf are the columns in which the cells of each row begin, past those that
// cells of the rows above it take.
func columnsOf(rows [][]officialdoc.Cell) [][]int {
	out := make([][]int, len(rows))
	taken := map[[2]int]bool{}
	for r, row := range rows {
		col := 0
		for _, cell := range row {
			for taken[[2]int{r, col}] {
				col++
			}
			out[r] = append(out[r], col)
			for i := 1; i < cell.Down; i++ {
				for j := range max(cell.Span, 1) {
					taken[[2]int{r + i, col + j}] = true
				}
			}
			col += max(cell.Span, 1)
		}
	}
	return out
}

// sheetShares are the columns' widths in twentieths of the table.
func sheetShares(t officialdoc.Table) []string {
	sum := 0.0
	for _, c := range t.Columns {
		sum += max(c.Share, 0)
	}
	out := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		if sum > 0 {
			out[i] = "share-" + strconv.Itoa(int(max(1, math.Round(max(c.Share, 0)/sum*20))))
		}
	}
	return out
}

// sheetPicture is a picture as an address that holds it.
func sheetPicture(p officialdoc.Picture) string {
	return "data:" + http.DetectContentType(p.Data) + ";base64," + base64.StdEncoding.EncodeToString(p.Data)
}

// dots is a length in millimetres on a screen of 96 dots an inch.
func dots(mm float64) string { return strconv.Itoa(int(math.Round(mm / 25.4 * 96))) }

// tableName names the nth table of a page for those who do not see it.
func tableName(p *i18n.Printer, page sheetPage, at int) string {
	n := 0
	for _, b := range page.body[:at+1] {
		if b.Kind == officialdoc.TableBlock {
			n++
		}
	}
	return p.T("sheet.table", n, page.id[len("sheet-"):])
}

// spans are the columns and rows that a cell takes.
func spans(c officialdoc.Cell) templ.OrderedAttributes {
	var out templ.OrderedAttributes
	if c.Span > 1 {
		out = append(out, ui.Attrs("colspan", strconv.Itoa(c.Span))...)
	}
	if c.Down > 1 {
		out = append(out, ui.Attrs("rowspan", strconv.Itoa(c.Down))...)
	}
	return out
}
