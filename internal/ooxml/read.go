package ooxml

import (
	"errors"
	"io"
	"path"
)

// Reading is bound in memory and time whatever a file holds, and asks nothing of
// the outside: no entity and no link is followed.

// The limits of a Word document, so that no file fills the memory or the time.
const (
	maxEntries = 10_000
	maxMain    = 32 << 20 // bytes of the body, unpacked
	maxSide    = 4 << 20  // bytes of any other part
	maxDepth   = 200      // of elements in each other
	maxNodes   = 250_000  // paragraphs, spans, cells and strokes
	maxHeaders = 100      // headers and footers that differ
	maxPages   = 2000     // sections
	maxAll     = 64 << 20 // bytes of all parts that are read, unpacked
	maxTags    = 4 << 20  // "<" in all parts
	maxSideTag = 200_000  // "<" in a part that is kept as it is read: styles, numbering
	maxValue   = 255      // bytes of a name or a value, as Word has it
)

// Why a file is not read. Any other error says that it is damaged.
var (
	ErrNotWord = errors.New("ooxml: the archive holds no Word document")
	ErrTooLong = errors.New("ooxml: the document is longer than what is read")
)

// Word is a Word document as it prints: its formats are resolved through the
// defaults, the styles, the lists and what a place says of itself. Lengths are
// points.
type Word struct {
	Body     []Piece
	Sections []PageSection // in order, never none
	EvenOdd  bool          // even pages have headers of their own
}

// Piece is a paragraph or a table.
type Piece struct {
	Para *Para
	Grid *Grid
}

// Para is a paragraph.
type Para struct {
	Style   string // its name, as "heading 1"
	Format  ParaFormat
	Marker  Marker
	Spans   []Span
	Boxes   []Piece  // what stands in the text boxes that hang on it
	Strokes []Stroke // the lines drawn on it
	Picture bool     // a picture stands in it
}

// Span is text of one look. A tab is "\t", a line break "\n", a page break "\f".
type Span struct {
	Text   string
	Format SpanFormat
	Field  string // "PAGE" for what that field prints; the text may be empty
}

// Marker is what Word prints before a paragraph of a list: "III.", "a)", "-".
type Marker struct {
	Text   string
	Bullet bool
	Format SpanFormat
}

// Stroke is a drawn horizontal line; its length is 0 where the file does not say it.
type Stroke struct{ Length float64 }

// Grid is a table.
type Grid struct{ Rows []GridRow }

// GridRow is a row of a table.
type GridRow struct {
	Head      bool // repeated on every page
	CantSplit bool
	Cells     []GridCell
}

// GridCell is a cell of a row.
type GridCell struct {
	Width       float64 // of its text; 0 where nothing says
	Top, Bottom bool    // it has a line of its own there
	Borders     bool    // any line around it, of its own or its table's
	Joined      bool    // it continues the cell above
	Body        []Piece
}

// PageSection is a stretch of the body on pages of one setting.
type PageSection struct {
	End                      int // the index in Body behind its last piece
	Width, Height            float64
	Top, Bottom, Left, Right float64
	Header                   float64 // from the page's edge to the header
	Landscape                bool
	TitlePage                bool // its first page has a header of its own
	Continuous               bool // begins on the page where the one before ends
	First                    int  // the number of its first page; 0 counts on
	Headers, Footers         map[string][]Piece
}

// Read reads a Word document with no more than maxText bytes of text. Errors are
// ErrNotWord, ErrTooLong, or say in what the file is damaged.
func Read(data []byte, maxText int) (*Word, error) {
	a, err := open(data)
	if err != nil {
		return nil, err
	}
	if a.main == "" {
		return nil, ErrNotWord
	}
	r, err := newReader(a, maxText)
	if err != nil {
		return nil, err
	}
	if err := a.read(a.main, maxMain, r.document); err != nil {
		return nil, err
	}
	if err := r.sections(); err != nil {
		return nil, err
	}
	return &r.word, nil
}

// reader is the reading of a document.
type reader struct {
	archive *archive
	links   map[string]link // of the main part
	styles  *styleSheet
	lists   lists
	word    Word
	raw     []sectionProps // as read, one for each of word.Sections
	parts   map[string][]Piece
	xml     *elements
	room    int // for text, in bytes
	nodes   int
	tables  []tableFrame // around the place that is read
}

func newReader(a *archive, maxText int) (*reader, error) {
	r := &reader{archive: a, room: maxText, parts: map[string][]Piece{}}
	var err error
	if r.links, err = a.links(a.main); err != nil {
		return nil, err
	}
	var sheet stylesPart
	var theme themePart
	var numbers numberingPart
	var settings settingsPart
	err = errors.Join(a.decode(r.part("styles"), &sheet), a.decode(r.part("theme"), &theme),
		a.decode(r.part("numbering"), &numbers), a.decode(r.part("settings"), &settings))
	if err != nil {
		return nil, err
	}
	r.styles = sheet.sheet(theme)
	r.lists = numbers.lists(r.styles)
	r.word.EvenOdd = settings.EvenOdd.on()
	return r, nil
}

// part is the side part of a kind: where the main part says, or where it usually is.
func (r *reader) part(kind string) string {
	for _, l := range r.links {
		if l.kind == kind {
			return l.target
		}
	}
	return path.Join(path.Dir(r.archive.main), kind+".xml")
}

type settingsPart struct {
	EvenOdd *value `xml:"evenAndOddHeaders"`
}

func (r *reader) document(in io.Reader) error {
	r.xml = newElements(in)
	return r.xml.each(func(element) error { // document
		return r.xml.each(func(e element) error {
			if e.word() != "body" {
				return r.xml.skip()
			}
			return r.pieces(&r.word.Body)
		})
	})
}

// node counts what is kept in memory.
func (r *reader) node() error {
	if r.nodes++; r.nodes > maxNodes {
		return ErrTooLong
	}
	return nil
}
