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
	Quotas     []Quota     `json:"quotas,omitempty"`
	Warnings   []Warning   `json:"warnings"`
}

// reading is a draft being read.
type reading struct {
	Draft
	numberAt, dateAt int             // the lines where number and day stand, or room is left for them
	names            map[string]bool // the fields read, by key
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

// Quota is a number of exemplars that a sentence of the plan asks of each of
// some bodies or years: "mỗi thôn ít nhất 02 điển hình". The sentence also stands
// in its clause.
type Quota struct {
	Line   int    `json:"line"`
	Amount int    `json:"amount"`
	Per    string `json:"per"` // "mỗi thôn"
	Text   string `json:"text"`
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

// MaxText is the longest text that is read, in bytes: some 300 pages.
const MaxText = 1 << 20

// maxLines is the most lines with words that are read; no plan has a tenth of them.
const maxLines = 20_000

// Parse reads the text. It never fails: what is not such a plan gives empty
// values and warnings.
func Parse(text string) Draft {
	d := reading{names: map[string]bool{}, Draft: Draft{Purposes: []Numbered{}, Contents: []Numbered{}, Fields: []Field{}, Milestones: []Milestone{}, Yearly: []string{},
		Tasks: []Task{}, Recipients: []string{}, Warnings: []Warning{}}}
	switch {
	case len(text) > MaxText:
		d.warn(0, msgTooLong)
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		// A NUL is of no text, and dropping it would join two words unseen.
		d.warn(0, msgNotText)
	default:
		d.read(newDocument(text))
	}
	return d.Draft
}

func (d *reading) read(doc document) {
	switch {
	case doc.long:
		d.warn(0, msgTooLong)
		return
	case len(doc.blocks) == 0:
		d.warn(0, msgEmpty)
		return
	}
	if why := doc.refusal(); why != "" {
		d.warn(0, why)
	} else {
		d.letterhead(doc)
		d.sections(doc)
		d.quotas(doc)
		d.signature(doc)
		d.doubts()
	}
	d.missing()
	d.ordered()
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
