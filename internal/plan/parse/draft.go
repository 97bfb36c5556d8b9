// Package parse reads the text of a province's plan to build and replicate
// exemplars into a draft that a person then checks. It goes by the structure of
// administrative documents and by their set words, never by one text; what it
// does not find stays empty and is named in a warning. It is pure: text in,
// draft out.
package parse

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Mode is how a body is charged: giao (assigned) or đề nghị (requested).
type Mode string

// The modes. A body that is requested cannot be urged or ranked.
const (
	Assigned  Mode = "assigned"
	Requested Mode = "requested"
)

// Subjects that criteria can be for.
const (
	Collective = "collective"
	Individual = "individual"
	Household  = "household"
)

// Draft is what was read. Its JSON is the program's exchange format.
type Draft struct {
	Number     string      `json:"number"` // bare: "160"
	Symbol     string      `json:"symbol"` // whole: "160/KH-UBND"
	Issuer     string      `json:"issuer"`
	Place      string      `json:"place"`
	Date       string      `json:"date"` // YYYY-MM-DD
	Title      string      `json:"title"`
	Period     Period      `json:"period"`
	Purposes   []Numbered  `json:"purposes"`
	Contents   []Numbered  `json:"contents"`
	Fields     []Field     `json:"fields"`
	Milestones []Milestone `json:"milestones"`
	Yearly     []string    `json:"yearly"`
	Tasks      []Task      `json:"tasks"`
	Recipients []string    `json:"recipients"`
	Signer     Signer      `json:"signer"`
	Warnings   []Warning   `json:"warnings"`
}

// Period is the years of the plan, 0 where not found.
type Period struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Numbered is a clause with its number as printed, without the dot.
type Numbered struct {
	No   string `json:"no"`
	Text string `json:"text"`
}

// Field is a field of part III with its criteria and agencies. No is as printed
// and may be empty or Roman in plans of other shapes.
type Field struct {
	No           string        `json:"no"`
	Movement     string        `json:"movement"` // the movement's name, or what the field is where it has none
	Criteria     []CriteriaSet `json:"criteria"`
	Leads        []Lead        `json:"leads"`
	Coordinating []string      `json:"coordinating"`
}

// CriteriaSet is the criteria for some kinds of subject.
type CriteriaSet struct {
	Subjects []string `json:"subjects"`
	Items    []string `json:"items"`
}

// Lead is a lead agency (chủ trì) as the plan names it.
type Lead struct {
	Name  string `json:"name"`
	Mode  Mode   `json:"mode"`
	Scope string `json:"scope"`
}

// Milestone is something due by a day: the last of the quarter, month, half or
// whole year that the plan names. Quarter is 0 where it names none, Due is ""
// where no day can be told.
type Milestone struct {
	Quarter int    `json:"quarter"`
	Year    int    `json:"year"`
	Due     string `json:"due"` // YYYY-MM-DD
	Text    string `json:"text"`
}

// Task is a clause of the part on organisation. Assignees are all whom it names
// before its verb ("A phối hợp với B chỉ đạo …"); where one is to lead ("A chủ
// trì, phối hợp với B"), that one only.
type Task struct {
	No        string   `json:"no"`
	Mode      Mode     `json:"mode"`
	Assignees []string `json:"assignees"`
	Text      string   `json:"text"`
}

// Signer is who signed: the post itself ("PHÓ CHỦ TỊCH", not "KT. CHỦ TỊCH" above
// it) and the name without rank or degree.
type Signer struct {
	Position string `json:"position"`
	Name     string `json:"name"`
}

// Warning tells the person who checks what to look at. Line counts from 1; 0 is
// the document as a whole.
type Warning struct {
	Line    int    `json:"line"`
	Message string `json:"message"`
}

// MaxText is the longest text that is read, in bytes: some 400 pages.
const MaxText = 2 << 20

// Parse reads the text. It never fails: what is not such a plan gives empty
// values and warnings.
func Parse(text string) Draft {
	d := Draft{Purposes: []Numbered{}, Contents: []Numbered{}, Fields: []Field{}, Milestones: []Milestone{}, Yearly: []string{},
		Tasks: []Task{}, Recipients: []string{}, Warnings: []Warning{}}
	if len(text) > MaxText {
		d.warn(0, msgTooLong)
		return d
	}
	// A NUL is of no text, and dropping it would join two words unseen.
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		d.warn(0, msgNotText)
		return d
	}
	doc := newDocument(text)
	if len(doc.blocks) == 0 {
		d.warn(0, msgEmpty)
		return d
	}
	if kind := doc.otherType(); kind != "" {
		d.warn(0, notPlan(kind))
	} else {
		d.read(doc)
	}
	d.missing()
	return d
}

func (d *Draft) read(doc document) {
	d.letterhead(doc)
	d.sections(doc)
	d.signature(doc)
}

func (d *Draft) warn(line int, message string) {
	d.Warnings = append(d.Warnings, Warning{Line: line, Message: message})
}

// missing names what was not found.
func (d *Draft) missing() {
	for _, m := range []struct {
		lacks   bool
		message string
	}{
		{d.Symbol == "", msgNoNumber}, {d.Date == "", msgNoDate}, {d.Title == "", msgNoTitle}, {d.Period.From == 0, msgNoPeriod},
		{len(d.Purposes) == 0, msgNoPurposes}, {len(d.Contents) == 0, msgNoContents}, {len(d.Fields) == 0, msgNoFields}, {len(d.Milestones) == 0, msgNoMilestones}, {len(d.Tasks) == 0, msgNoTasks},
		{len(d.Recipients) == 0, msgNoRecipients}, {d.Signer.Name == "", msgNoSigner},
	} {
		if m.lacks {
			d.warn(0, m.message)
		}
	}
}

// JSON writes the draft indented, Vietnamese letters and quotes as they are.
func (d Draft) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(d)
	return b.Bytes(), err
}
