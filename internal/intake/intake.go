// Package intake reads bodies, accounts and dossiers from spreadsheets. A file is kept, its
// rows are checked by the very commands of the forms (each is tried and taken
// back), and nothing of it stands until its author has seen what would change and
// confirmed it. Both halves are tasks, so that a crash loses and doubles nothing.
package intake

import (
	"strings"
	"time"

	"lantoa/internal/account"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
	"lantoa/internal/jobs"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/turn"
)

// Kind is what a file's rows are.
type Kind string

// The kinds.
const (
	Units       Kind = "units"
	Nominations Kind = "nominations"
	Accounts    Kind = "accounts"
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{Units, Nominations, Accounts} }

// task names the tasks that check files of the kind.
func (k Kind) task() string { return strings.Join([]string{"import", string(k)}, ".") }

// keeping names those that store what was checked.
func (k Kind) keeping() string { return k.task() + ".store" }

// State is where an import stands: reading → checked → storing → done, or
// discarded. One whose task failed or was stopped can be gone on with (Resume) or
// ended (Discard).
type State string

// The states.
const (
	Reading   State = "reading"
	Checked   State = "checked"
	Storing   State = "storing"
	Done      State = "done"
	Discarded State = "discarded"
)

// Verdict is what a row comes to.
type Verdict string

// The verdicts of a checked row, and of one that was stored.
const (
	Fresh   Verdict = "new"
	Changed Verdict = "changed"
	Same    Verdict = "same"
	Faulty  Verdict = "error"
	Made    Verdict = "made"    // stored as a new record
	Altered Verdict = "altered" // stored as a change
)

// MaxRows is how many rows a file may have.
const MaxRows = 20_000

// Intake is one file that a person reads in.
type Intake struct {
	ID        string
	Kind      Kind
	BatchID   string
	AuthorID  string
	Hash      string
	FileName  string
	Unread    string // titles of columns that are not read, a line each
	State     State
	Skip      bool
	TaskID    string
	CreatedAt time.Time
	MovedAt   time.Time // when it came to where it stands
	Version   int64
}

// Fault is what is wrong with a cell, or with the row where Column is "".
type Fault struct {
	Cell   string // "B12"
	Column string // its key
	Key    string
	Args   []any
}

// Cell is a column of a row as a person sees it.
type Cell struct {
	Column        string
	Before, After string
	At            string `json:",omitempty"` // "B12"; "" where the file has no such column
	Stays         bool   `json:",omitempty"` // what was before stays beside what comes
}

// Row is a row of a file and what it came to.
type Row struct {
	IntakeID string
	No       int
	RecordID string
	Version  int64
	Verdict  Verdict
	Line     string
	Cells    []Cell  `db:"-"`
	Faults   []Fault `db:"-"`
	claims   []claim
}

// at is the row's cell in a column, "" where the file has none.
func (w Row) at(column string) string {
	for _, c := range w.Cells {
		if c.Column == column {
			return c.At
		}
	}
	return ""
}

// after is what the row makes of a column, as a person sees it.
func (w Row) after(column string) string {
	for _, c := range w.Cells {
		if c.Column == column {
			return c.After
		}
	}
	return ""
}

// claim is what a row alone may be in its file: another that says it too is a
// fault of that other.
type claim struct {
	text   string
	column string // whose cell says it
	quiet  bool   // others are told of this row, it is not told of others
}

// Service has the commands and queries of imports.
type Service struct {
	db       *db.DB
	jobs     *jobs.Runner
	files    *blob.Store
	accounts *account.Service
	orgs     *org.Service
	features map[Kind]feature
	texts    *i18n.Printer
	others   []*i18n.Printer
	turns    turn.Turns // in which files are unpacked, some 100 MB each
	behind   turn.Turns // the same for tasks
}

// At once so many files are unpacked on a node, and by tasks all but one of them: a
// page that looks into a file does not wait for the end of imports.
const (
	unpacked = 3
	waiting  = 20 * time.Second
)

// New makes the service and hands its tasks to the runner. What it says of a file
// is in the language of texts; columns and choices are read in the others' too.
func New(d *db.DB, r *jobs.Runner, files *blob.Store, accounts *account.Service, orgs *org.Service, plans *plan.Service, noms *nomination.Service,
	texts *i18n.Printer, others ...*i18n.Printer) *Service {
	s := &Service{db: d, jobs: r, files: files, accounts: accounts, orgs: orgs, texts: texts, others: others, turns: turn.New(unpacked, waiting, "intake.busy_files")}
	s.behind = s.turns.Patient().AtMost(unpacked - 1)
	s.features = map[Kind]feature{Units: units{orgs, others}, Nominations: dossiers{noms, plans, others}, Accounts: people{accounts, orgs, others}}
	for _, k := range Kinds() {
		r.HandleTask(k.task(), s.work)
		r.HandleTask(k.keeping(), s.work)
	}
	return s
}
