// Package reading is a plan on the correction screen: what was read out of a
// document, each item with the lines of the text that it stands on, and what a
// person makes of it. It is pure: no database, no clock.
package reading

import (
	"lantoa/internal/plan/parse"
)

// Reading is a plan as read and corrected. It is kept as JSON, beside the text
// that its lines count in.
type Reading struct {
	Next       int         `json:"next"` // the number of the next item's ID
	Number     string      `json:"number"`
	Symbol     string      `json:"symbol"`
	Issuer     string      `json:"issuer"`
	Place      string      `json:"place"`
	Date       string      `json:"date"` // YYYY-MM-DD, "" where the document leaves it blank
	Title      string      `json:"title"`
	From       int         `json:"from"` // first year of the period, 0 where none is named
	To         int         `json:"to"`
	Position   string      `json:"position"` // of who signed
	Signer     string      `json:"signer"`
	Purposes   []Item      `json:"purposes"`
	Contents   []Item      `json:"contents"`
	Fields     []Field     `json:"fields"`
	Milestones []Milestone `json:"milestones"`
	Yearly     []Item      `json:"yearly"`
	Tasks      []Task      `json:"tasks"`
	Recipients []Item      `json:"recipients"`
	Quotas     []Quota     `json:"quotas"`
	Warnings   []Warning   `json:"warnings"`
	Quotes     []Quote     `json:"quotes"` // where the facts at the head stand
}

// Span is a run of lines of the text, both ends included, from 1; zero where an
// item is nowhere in it: a person has written it.
type Span struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Quote is a fact of the head ("symbol", "date", "title", "signer" …) and its place.
type Quote struct {
	Fact string `json:"fact"`
	Span Span   `json:"span"`
}

// Item is a clause, a criterion or a recipient. Its ID is the Reading's own and
// stays the same from version to version; a copy of a stored text, never a key of
// the database.
type Item struct {
	ID   string `json:"id"`
	No   string `json:"no"` // as printed, "" for what has no number
	Text string `json:"text"`
	Span Span   `json:"span"`
}

// Field is a field of the plan (lĩnh vực, phong trào thi đua).
type Field struct {
	ID           string `json:"id"`
	StoredID     string `json:"stored_id"` // of the field in force that it continues, "" for a new one
	No           string `json:"no"`        // as printed
	Name         string `json:"name"`
	Span         Span   `json:"span"`
	Sets         []Set  `json:"sets"`
	Leads        []Body `json:"leads"`
	Coordinating []Body `json:"coordinating"`
}

// Choice is how the audiences within a set stand to each other (product.md §3).
type Choice string

// The choices. Without audiences the choice means nothing.
const (
	Each  Choice = ""      // each audience is held to its own criteria (III.7b: staff; pupils)
	OneOf Choice = "oneof" // alternatives: who meets one of them meets the set (III.2a, III.3b)
)

// Set is the criteria for some kinds of subject. Subjects are parse.Collective,
// Individual, Household; none means that the plan does not say for whom.
type Set struct {
	ID       string      `json:"id"`
	Subjects []string    `json:"subjects"`
	Choice   Choice      `json:"choice"`
	Items    []Criterion `json:"items"`
	Span     Span        `json:"span"`
}

// Criterion is one item of a set. Audience is for whom within the set it holds,
// "" for everyone.
type Criterion struct {
	ID       string `json:"id"`
	Text     string `json:"text"`
	Audience string `json:"audience"`
	Span     Span   `json:"span"`
}

// Match is what a name of the document stands for.
type Match string

// The matches.
const (
	Open      Match = ""      // nobody has said yet
	One       Match = "one"   // the organisation OrgID
	Group     Match = "group" // every body of a kind: "các huyện, thành phố"
	Undefined Match = "none"  // leaves open who is meant ("các đơn vị liên quan"): the lead names them
)

// Body is a lead or co-ordinating body as the document names it, with the
// organisation that it is. Mode and Scope are a lead's.
type Body struct {
	ID    string     `json:"id"`
	Name  string     `json:"name"`
	Mode  parse.Mode `json:"mode"`
	Scope string     `json:"scope"`
	Match Match      `json:"match"`
	OrgID string     `json:"org_id"`
	Span  Span       `json:"span"`
}

// Milestone is something due by a day. Quarter is 0 where none is named.
type Milestone struct {
	ID      string `json:"id"`
	Quarter int    `json:"quarter"`
	Year    int    `json:"year"`
	Due     string `json:"due"` // YYYY-MM-DD, "" where no day can be told
	Text    string `json:"text"`
	Span    Span   `json:"span"`
}

// Task is a clause of the part on organisation.
type Task struct {
	ID        string     `json:"id"`
	No        string     `json:"no"`
	Mode      parse.Mode `json:"mode"`
	Assignees []string   `json:"assignees"`
	Text      string     `json:"text"`
	Span      Span       `json:"span"`
}

// Quota is a number of exemplars that the plan asks of each of a kind of unit:
// "mỗi xã ít nhất 02". Text is the sentence that says so, which also stays where
// it was read.
type Quota struct {
	ID     string `json:"id"`
	Amount int    `json:"amount"`
	Per    string `json:"per"` // "Mỗi xã"
	Text   string `json:"text"`
	Span   Span   `json:"span"`
}

// Warning is a remark of the reading to work off. Line is 0 for the document as
// a whole.
type Warning struct {
	ID      string `json:"id"`
	Line    int    `json:"line"`
	Message string `json:"message"`
	Done    bool   `json:"done"`
}

// Part is a part of the plan that is corrected on a page of its own.
type Part string

// The parts; a field's is "field:" and its ID.
const (
	Facts      Part = "facts"
	Purposes   Part = "purposes"
	Contents   Part = "contents"
	Yearly     Part = "yearly"
	Milestones Part = "milestones"
	Tasks      Part = "tasks"
	Recipients Part = "recipients"
	Quotas     Part = "quotas"
)
