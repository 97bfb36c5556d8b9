package ui

import "github.com/a-h/templ"

// Badge is a state in words with a tone.
type Badge struct {
	Label string
	Tone  Tone
	Stage Stage // takes the stage's hue and icon instead of the tone
}

func (b Badge) class() string {
	if b.Stage != "" {
		return "badge " + b.Stage.class()
	}
	return "badge " + b.Tone.class()
}

// Level is a level of recognition: its code draws one, two or three diamonds.
type Level string

// The levels of product.md §3.
const (
	UnitLevel     Level = "unit"
	FieldLevel    Level = "field"
	ProvinceLevel Level = "province"
)

func (l Level) diamonds() []struct{} {
	switch l {
	case FieldLevel:
		return make([]struct{}, 2)
	case ProvinceLevel:
		return make([]struct{}, 3)
	}
	return make([]struct{}, 1)
}

// StepState is where a step of a track stands.
type StepState string

// The states of a step.
const (
	StepDone    StepState = "done"
	StepCurrent StepState = "current"
	StepNext    StepState = "next"
)

// StageStep is one of the four steps of a StageTrack.
type StageStep struct {
	Stage Stage
	State StepState
	Note  string // "Đã công nhận cấp cơ sở, 12/03/2022"
}

// TrackAt is the track of something that stands in the stage.
func TrackAt(current Stage) []StageStep {
	state := StepDone
	var out []StageStep
	for _, s := range Stages() {
		if s == current {
			out = append(out, StageStep{Stage: s, State: StepCurrent})
			state = StepNext
			continue
		}
		out = append(out, StageStep{Stage: s, State: state})
	}
	return out
}

// Sorted is how a column is sorted now.
type Sorted string

// The orders.
const (
	Unsorted   Sorted = ""
	Ascending  Sorted = "ascending"
	Descending Sorted = "descending"
)

// ColumnKind sets a column's alignment; give its cells the class of the same name.
type ColumnKind string

// The kinds of columns.
const (
	TextColumn   ColumnKind = ""
	NumberColumn ColumnKind = "num"
	DateColumn   ColumnKind = "date"
	ActionColumn ColumnKind = "act"
	CheckColumn  ColumnKind = "check"
)

// Column is a column's heading.
type Column struct {
	Label    string
	Hidden   bool // read by a screen reader only
	Kind     ColumnKind
	SortHref string // sorts by this column, or turns the order round
	Sorted   Sorted
}

// Table is a table's frame; its rows are the children.
type Table struct {
	ID            string // of the body, as a target for htmx
	Caption       string // names the table; also the name of its scrolling box
	CaptionHidden bool
	Columns       []Column
	CheckAll      string // label of the box that ticks all rows, "" for none
	Wide          bool   // many columns: keeps a readable width and scrolls
	Stacked       bool   // on a phone each row is a block of its own, its cells under one another by their data-label
	Numbered      bool
}

func (t Table) class() string {
	class := "table"
	if t.Wide {
		class += " table-wide"
	}
	if t.Stacked {
		class += " table-stacked"
	}
	return class
}

// RowLink is a row's first cell: what it is, and beneath it what is said of it.
type RowLink struct {
	Href  string
	Title string
	Meta  string
}

// Pager leads through a list by key.
type Pager struct {
	Label     string // names the navigation: "Trang của danh sách hồ sơ"
	CountText string // see CountText
	PrevHref  string
	NextHref  string
	FirstHref string
	Attrs     templ.OrderedAttributes // of the links
}

// Chip is a filter in force, with the address of the list without it.
type Chip struct {
	Label      string
	RemoveHref string
}

// FilterBar is a list's filters; the fields are its children.
type FilterBar struct {
	Action   string
	Label    string // names the form: "Lọc hồ sơ"
	Hidden   []HiddenValue
	Chips    []Chip
	ClearURL string // the list without filters
	Folded   bool   // many fields: shown on demand
	Attrs    templ.OrderedAttributes
}

// HomeTile is a large way in on a home page.
type HomeTile struct {
	Label string
	Hint  string
	Href  string
	Icon  string
	Stage Stage
	Count int
}

func (t HomeTile) icon() string {
	if t.Icon != "" {
		return t.Icon
	}
	return t.Stage.icon()
}

// WorkItem is one thing that waits, with its one action.
type WorkItem struct {
	Title    string
	Href     string // of the title; "" leaves it plain
	Meta     string
	Badge    Badge
	Stage    Stage
	Deadline string // "Hạn 12/03/2022"
	Late     bool
	Action   Link
}

// Description is one line of facts.
type Description struct {
	Term       string
	Text       string
	Body       templ.Component // instead of Text
	ChangeHref string          // on a check-your-answers page
}

// Card is a block of a page under its own heading.
type Card struct {
	ID     string
	Title  string
	Icon   string
	Stage  Stage
	Link   *Link // beside the heading
	Accent bool  // the one block of a page to look at first
}

func (c Card) class() string {
	class := "card"
	if c.Accent {
		class += " card-accent"
	}
	if c.Stage != "" {
		class += " " + c.Stage.class()
	}
	return class
}

// Tab is a view of one thing, with an address of its own.
type Tab struct {
	Label  string
	Href   string
	Active bool
	Count  int
}

// HistoryEntry is a sentence of what happened.
type HistoryEntry struct {
	Sentence string
	At       string
	Detail   string // a reason, in the words of who gave it
	Tone     Tone
	Link     *Link // the document
}

// Task is a line of a task list: a part of a long dossier.
type Task struct {
	Label string
	Href  string
	Hint  string
	State Badge
}

// PageHead is a page's title with what is said of it.
type PageHead struct {
	Kicker string // above the title: what kind of thing this is
	Title  string
	Lead   string
	Badges []Badge
	Level  *LevelMark
	Field  string // the field's name as a tag

	MoreFields []string // further fields' names, as tags

	SheetHref string // of the list as a spreadsheet; "" for no such button
}

// LevelMark is a level with its words.
type LevelMark struct {
	Level Level
	Label string
}
