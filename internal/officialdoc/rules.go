package officialdoc

import (
	_ "embed" // the rules of the decree
	"encoding/json"
	"errors"
	"fmt"

	"lantoa/internal/civil"
	"lantoa/internal/errs"
)

// Rules are the values of a decree for a time: what it allows, and within it what
// the program takes. Lengths are millimetres, letters and gaps points.
type Rules struct {
	Decree   string // "Nghị định số 30/2020/NĐ-CP"
	FromDay  civil.Day
	ToDay    civil.Day // "" while it is in force
	Font     string
	Width    float64 // of the page, upright
	Height   float64
	Top      Range
	Bottom   Range
	Left     Range
	Right    Range
	Indent   []float64 // of a first line: the lengths allowed, the first is taken
	Gap      Range     // between paragraphs, in points
	Line     Range     // of the line spacing: 1 is single
	Table    float64   // the letters of tables, in points
	Rule     Range     // a short line under a name or a summary: its share of the text's width
	PadBelow int       // numbers below it are written with a zero before them: 10
	PadMonth int       // and months below it: 3 (Appendix I, II.4b)
	End      string    // "./."
	Looks    map[Component]Look
}

// Range is what is allowed and what is taken.
type Range struct{ Min, Max, Use float64 }

// Holds reports whether v is allowed, but for what is lost in a file's own units.
// Without a Max there is no upper end.
func (r Range) Holds(v float64) bool { return v >= r.Min-0.1 && (r.Max == 0 || v <= r.Max+0.1) }

// Look is how a component is written (Appendix I, V).
type Look struct {
	Size   Range // points
	Bold   bool
	Italic bool
	Caps   bool // IN HOA
	Align  Align
	Clause string // where the decree says so: "Phụ lục I, mục II.1"
}

// Component is an element of the form (thành phần thể thức).
type Component string

// The components of Appendix I.
const (
	National      Component = "national"       // Quốc hiệu
	Motto         Component = "motto"          // Tiêu ngữ
	Parent        Component = "parent"         // tên cơ quan chủ quản
	Issuer        Component = "issuer"         // tên cơ quan ban hành
	Number        Component = "number"         // số, ký hiệu
	Place         Component = "place"          // địa danh và thời gian
	TypeName      Component = "type"           // tên loại
	Summary       Component = "summary"        // trích yếu
	LetterSummary Component = "letter_summary" // trích yếu công văn
	Authority     Component = "authority"      // thẩm quyền ban hành
	Basis         Component = "basis"          // căn cứ
	Body          Component = "body"           // lời văn
	PartLabel     Component = "part_label"
	PartTitle     Component = "part_title"
	Section       Component = "section"
	Article       Component = "article"
	Heading       Component = "heading"
	Clause        Component = "clause"
	Point         Component = "point"
	SignAuthority Component = "sign_authority" // quyền hạn, chức vụ của người ký
	Signer        Component = "signer"         // họ tên
	To            Component = "to"             // Kính gửi
	ToLabel       Component = "recipients_label"
	Recipients    Component = "recipients"
	AppendixLabel Component = "appendix_label"
	AppendixTitle Component = "appendix_title"
	AppendixOf    Component = "appendix_of" // (Kèm theo …)
	PageNumber    Component = "page_number"
	Urgency       Component = "urgency"
	Circulation   Component = "circulation"
	Page          Component = "page" // the sheet and its margins
	Font          Component = "font"
	TableText     Component = "table"
)

//go:embed rules.json
var rulesFile []byte

// ReadRules reads rules as rules.json has them, by time. They are never none.
func ReadRules(raw []byte) ([]Rules, error) {
	var all []Rules
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, fmt.Errorf("officialdoc: rules: %w", err)
	}
	if len(all) == 0 {
		return nil, errors.New("officialdoc: rules: none")
	}
	return all, nil
}

// Decrees are the rules that the program brings along, by time.
func Decrees() ([]Rules, error) { return ReadRules(rulesFile) }

// On picks the rules in force on the day; before the first ones, the first.
func On(all []Rules, day civil.Day) Rules {
	found := all[0]
	for _, r := range all {
		if r.FromDay <= day && (r.ToDay == "" || r.ToDay > day) {
			found = r
		}
	}
	return found
}

// Look is how the component is written; the zero Look for one that the rules do
// not speak of.
func (r Rules) Look(c Component) Look { return r.Looks[c] }

// Valid names the values that cannot be: a length or a size that is taken but not
// allowed, a range that ends before it begins, a component that has no look. Its
// fields are "top", "bottom", "left", "right", "gap", "line", "rule", "font",
// "width", "height", "table", "indent", "from_day" and "look.<component>".
func (r Rules) Valid() *errs.Error {
	bad := errs.New(errs.Invalid, "error.invalid")
	if r.FromDay.IsZero() {
		bad.WithField("from_day", "field.required")
	}
	if r.Font == "" {
		bad.WithField("font", "field.required")
	}
	r.checkPage(bad)
	for _, v := range []struct {
		field string
		Range
		high float64
	}{{"top", r.Top, 60}, {"bottom", r.Bottom, 60}, {"left", r.Left, 60}, {"right", r.Right, 60}, {"gap", r.Gap, 60}, {"line", r.Line, 3}, {"rule", r.Rule, 1}} {
		v.check(bad, v.field, v.high)
	}
	for _, c := range Components() {
		look, ok := r.Looks[c]
		switch {
		case !ok:
			bad.WithField(fmt.Sprintf("look.%s", c), "field.required")
		case c != Page && c != Font && c != TableText:
			look.Size.check(bad, fmt.Sprintf("look.%s", c), 72)
		}
	}
	return bad
}

// checkPage checks the paper, the letters of tables and the indents.
func (r Rules) checkPage(bad *errs.Error) {
	for _, v := range []struct {
		field            string
		value, low, high float64
	}{{"width", r.Width, 100, 1000}, {"height", r.Height, 100, 1000}, {"table", r.Table, 6, 36}} {
		if !(v.value >= v.low && v.value <= v.high) {
			bad.WithField(v.field, "field.range", int(v.low), int(v.high))
		}
	}
	good := len(r.Indent) > 0
	for _, v := range r.Indent {
		good = good && v > 0 && v <= 60
	}
	if !good {
		bad.WithField("indent", "rules.indent")
	}
}

func (r Range) check(bad *errs.Error, field string, high float64) {
	if r.Min <= 0 || r.Use < r.Min || r.Max != 0 && (r.Max < r.Min || r.Use > r.Max) || r.Use > high {
		bad.WithField(field, "rules.range")
	}
}

// Components lists the elements in the order of Appendix I.
func Components() []Component {
	return []Component{Page, Font, PageNumber, National, Motto, Parent, Issuer, Number, Place, TypeName, Summary, LetterSummary, To, Authority, Basis, Body,
		PartLabel, PartTitle, Section, Article, Heading, Clause, Point, SignAuthority, Signer, ToLabel, Recipients, AppendixLabel, AppendixTitle, AppendixOf,
		Urgency, Circulation, TableText}
}
