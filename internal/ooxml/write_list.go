package ooxml

import "fmt"

// ListDef is how the levels of a list are numbered and look.
type ListDef struct {
	Levels []ListLevel
	Starts []Start // the lists that count by it
}

// ListLevel is a level of a list. Text is its label, with %1 for the number of the
// first level, and so on; without one it is the same for every paragraph.
type ListLevel struct {
	Format Format
	Text   string
	Style  string // id of the style of paragraphs that stands for the level
	// Bare is without a space behind the label.
	Bare   bool
	Indent Indent
	Align  Align // of the label
	Label  RunProps
}

// Format is how a level's numbers are written.
type Format string

// The formats.
const (
	Decimal     Format = "decimal"
	UpperRoman  Format = "upperRoman"
	LowerLetter Format = "lowerLetter"
	Bullet      Format = "bullet"
	Literal     Format = "none" // the label holds no number
)

// Start is a list: its number (w:numId) and where each of its levels begins.
type Start struct {
	Num int
	At  []int
}

func (f *File) writeNumbering() []byte {
	x := &xmlWriter{}
	x.WriteString(xmlHead)
	x.open("w:numbering", "xmlns:w", nsWord)
	for i, d := range f.Lists {
		x.open("w:abstractNum", "w:abstractNumId", decimal(i))
		kind := "singleLevel"
		if len(d.Levels) > 1 {
			kind = "multilevel"
		}
		x.value("w:nsid", fmt.Sprintf("%08X", 0x30200000+i+1)) // Word makes one of lists that have the same
		x.value("w:multiLevelType", kind)
		for k, l := range d.Levels {
			l.write(x, k)
		}
		x.close("w:abstractNum")
	}
	for i, d := range f.Lists {
		for _, s := range d.Starts {
			s.write(x, i)
		}
	}
	x.close("w:numbering")
	return x.Bytes()
}

// write writes w:lvl with its children in the order of the schema (CT_Lvl).
func (l ListLevel) write(x *xmlWriter, level int) {
	x.open("w:lvl", "w:ilvl", decimal(level))
	x.value("w:start", "1")
	x.value("w:numFmt", string(l.Format))
	x.value("w:pStyle", l.Style)
	suff := "space"
	if l.Bare {
		suff = "nothing"
	}
	x.value("w:suff", suff)
	x.empty("w:lvlText", "w:val", l.Text)
	align := l.Align
	if align == "" {
		align = AlignLeft
	}
	x.value("w:lvlJc", string(align))
	x.open("w:pPr")
	l.Indent.write(x)
	x.close("w:pPr")
	l.Label.write(x)
	x.close("w:lvl")
}

func (s Start) write(x *xmlWriter, list int) {
	x.open("w:num", "w:numId", decimal(s.Num))
	x.value("w:abstractNumId", decimal(list))
	for level, at := range s.At {
		x.open("w:lvlOverride", "w:ilvl", decimal(level))
		x.value("w:startOverride", decimal(at))
		x.close("w:lvlOverride")
	}
	x.close("w:num")
}
