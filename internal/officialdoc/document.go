// Package officialdoc is the official document of Decree 30/2020/NĐ-CP: one
// model of what a document says, drawn as DOCX (officialdoc/docx) and as PDF
// (officialdoc/pdf) after rules that are data (Rules), and a checker of DOCX
// files against the same rules (officialdoc/check). It knows no feature.
package officialdoc

import "lantoa/internal/civil"

// Document is what an official document says. Texts are given as the
// administration writes them in running text: the renderers put the letterhead,
// titles and authorities into capitals, add the colons, dashes and semicolons of
// lists and the "./." at the end of the body.
type Document struct {
	Type   Type
	Parent string // tên cơ quan chủ quản trực tiếp; "" without one. A newline breaks it
	Issuer string // tên cơ quan ban hành
	Number string // "12"; "" leaves room for the clerk's
	Symbol string // "TTr-UBND", "QĐ-UBND"
	// Unnumbered leaves out the whole line "Số:", for papers of a person.
	Unnumbered bool
	Place      string    // địa danh: "Lũng Cú"
	Day        civil.Day // zero leaves room: "ngày … tháng … năm 2026" without the day
	Title      string    // tên loại other than the type's own: "Báo cáo thành tích"
	Summary    string    // trích yếu, without V/v
	Authority  string    // thẩm quyền ban hành of a decision: "Chủ tịch Ủy ban nhân dân tỉnh Hà Giang"
	To         []string  // kính gửi; empty leaves it out
	Bases      []string  // căn cứ, each with its first word: "Căn cứ Luật …", "Theo đề nghị của …"
	Body       []Block
	Signatures []Signature // right one last: minutes have two, side by side
	Recipients []string    // nơi nhận without dashes; the last is "Lưu: VT, NCPC"; empty leaves it out
	Appendices []Appendix
	Landscape  bool
	Urgency    string // "Khẩn", "Thượng khẩn", "Hỏa tốc"; "" without
	Circulate  string // "Lưu hành nội bộ", "Xem xong trả lại"; "" without
}

// Signature is the block of one signer.
type Signature struct {
	Authority []string // "TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch": one line each, as signed
	Note      string   // "(Ký, ghi rõ họ tên)"; "" without
	Name      string   // "" leaves room
}

// Appendix is a phụ lục of the document, on pages of its own. In a document with
// two or more they are numbered I, II, …
type Appendix struct {
	No        int // among all that go with the document; 0 counts those in the document itself
	Title     string
	Landscape bool
	Body      []Block
}

// Sheet is a file of appendices that stands apart from its document: "Phụ lục",
// its title, and "(Kèm theo Tờ trình số … của …)".
type Sheet struct {
	Appendix
	Of Reference
}

// Reference names the document that an appendix goes with.
type Reference struct {
	Type   Type
	Symbol string // "TTr-UBND"
	Issuer string // in running text: "Ủy ban nhân dân xã Lũng Cú"
}

// File is what one file holds, in order: documents and sheets, each from a new page.
type File struct {
	Title string // of the file's properties
	Parts []Part
}

// Part is a document or a sheet.
type Part struct {
	Document *Document
	Sheet    *Sheet
}

// Of is a file of documents.
func Of(title string, docs ...Document) File {
	f := File{Title: title}
	for i := range docs {
		f.Parts = append(f.Parts, Part{Document: &docs[i]})
	}
	return f
}

// BlockKind is what a block is in the layout of Appendix I, II.6.
type BlockKind string

// The kinds of blocks. Numbered ones carry no number: it is counted (Count).
const (
	PartBlock      BlockKind = "part"      // "Phần I" and its title below
	SectionBlock   BlockKind = "section"   // "I. TIÊU ĐỀ"
	HeadingBlock   BlockKind = "heading"   // "1. Tiêu đề", a clause with a title of its own, bold
	ClauseBlock    BlockKind = "clause"    // "1. …"
	PointBlock     BlockKind = "point"     // "a) …", in the order of the Vietnamese alphabet
	DashBlock      BlockKind = "dash"      // "- …"
	ArticleBlock   BlockKind = "article"   // "Điều 1. …": the label is bold, and Title when there is one
	ParagraphBlock BlockKind = "paragraph" // running text, first line indented
	CenterBlock    BlockKind = "center"    // "QUYẾT ĐỊNH:", bold and centred, in capitals as given
	TitleBlock     BlockKind = "title"     // a name over a page or a table, bold and centred, as given
	NoteBlock      BlockKind = "note"      // italic, centred: units of a table, a source
	TableBlock     BlockKind = "table"
	PictureBlock   BlockKind = "picture"
	PageBreak      BlockKind = "page_break"
)

// Block is a piece of a body.
type Block struct {
	Kind    BlockKind
	Title   string // of a part or an article
	Runs    []Run
	Table   *Table
	Picture *Picture
}

// Run is a piece of text of one look.
type Run struct {
	Text         string
	Bold, Italic bool
	Link         string // on a page: where it leads; files have no links
}

// Text is a block of plain text.
func Text(kind BlockKind, text string) Block { return Block{Kind: kind, Runs: []Run{{Text: text}}} }

// Table is a table of a body; its head is repeated on every page that it reaches,
// and no row is broken over two pages.
type Table struct {
	Columns    []Column
	Head       [][]Cell
	Rows       [][]Cell
	Size       float64 // of the letters in points; 0 for the rules' own
	Borderless bool
}

// Leads reports a row that names the rows below it ("I. Tập thể"): a bold cell over
// all columns, or all but the first. It stands on the page of the next row.
func (t Table) Leads(row []Cell) bool {
	if len(row) == 0 || len(row) > 2 || len(t.Columns) < 3 {
		return false
	}
	last := row[len(row)-1]
	return last.Bold && last.Span+len(row)-1 >= len(t.Columns)
}

// Column is a column's share of the table's width and how its cells are aligned.
type Column struct {
	Share float64
	Align Align
}

// Align is where text stands in its line.
type Align string

// The alignments; "" is left.
const (
	Left    Align = ""
	Center  Align = "center"
	Right   Align = "right"
	Justify Align = "justify"
)

// Cell is a cell of a table. A row lists the cells that begin in it: one with
// Span 2 stands for two columns, and one with Down 2 reaches into the next row,
// which does not list it again.
type Cell struct {
	Text         string // newlines break it
	Bold, Italic bool
	Align        Align // "" takes the column's; heads are centred and bold of themselves
	Span, Down   int   // 0 is 1
	Picture      *Picture
	Link         string // on a page: where the text leads; files have no links
}

// Picture is a picture as PNG or JPEG, drawn at a size in millimetres.
type Picture struct {
	Data          []byte
	Width, Height float64
	Alt           string
}
