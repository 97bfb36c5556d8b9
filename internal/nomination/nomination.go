// Package nomination is the first stage, phát hiện (clauses I, II.1 of the
// plan): units propose, in batches, who or what may become an exemplar at one of
// three levels; each dossier goes by the dated route through the bodies that
// endorse, receive, assess, select, appraise and decide. States and steps are
// one table (workflow.go); only step writes a state.
package nomination

import (
	"slices"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/subject"
)

// Level is the level at which an exemplar is recognised.
type Level string

// The levels of product.md §3: decided by the head of unit, the lead agency, the Chairman.
const (
	LevelUnit     Level = "unit"
	LevelField    Level = "field"
	LevelProvince Level = "province"
)

// Levels lists them from the grassroots up.
func Levels() []Level { return []Level{LevelUnit, LevelField, LevelProvince} }

// Valid reports a known level.
func (l Level) Valid() bool { return slices.Contains(Levels(), l) }

// State is where a nomination stands.
type State string

// The states; their words are in the catalogue under "state.".
const (
	Draft        State = "draft"
	AwaitingHead State = "awaiting_head"
	Sent         State = "sent"
	Received     State = "received"
	Selected     State = "selected"
	NotSelected  State = "not_selected"
	Appraised    State = "appraised"
	Consulted    State = "consulted" // opinions of the people were taken (where the route asks)
	Concluded    State = "concluded" // the council has concluded (where the route asks)
	Submitted    State = "submitted" // before the Chairman
	Approved     State = "approved"
	NotApproved  State = "not_approved"
	Returned     State = "returned"
	Held         State = "held"
	Withdrawn    State = "withdrawn"
)

// States lists them along the path.
func States() []State {
	return []State{Draft, AwaitingHead, Returned, Sent, Received, Selected, Appraised, Consulted, Concluded, Submitted,
		Held, Approved, NotSelected, NotApproved, Withdrawn}
}

// Closed reports a state from which no step leads on.
func (s State) Closed() bool {
	return s == Approved || s == NotApproved || s == NotSelected || s == Withdrawn
}

// Editable reports that the unit may change the content.
func (s State) Editable() bool { return s == Draft || s == Returned }

// Batch is a unit's submission of nominations of one level (đợt đề nghị).
type Batch struct {
	ID        string
	Ref       string // "ĐN.2021.0001"
	PlanID    string
	VersionID string // the plan's version that it was opened under
	LawID     string
	UnitID    string // the unit of its day
	KeeperID  string // who answers for it now
	AreaID    string // the district it passed, "" until it did
	LeadID    string // "" until it reached one
	Level     Level
	Title     string
	Note      string
	AuthorID  string
	OnBehalf  bool // entered by another body ("Nhập thay")
	Shared    bool // has left the unit
	CreatedAt time.Time
	Version   int64
}

// Resource is the batch as the policy sees it.
func (b Batch) Resource() access.Resource {
	return access.Resource{KeeperID: b.KeeperID, AreaID: b.AreaID, LeadIDs: []string{b.LeadID}, AuthorID: b.AuthorID, Shared: b.Shared}
}

// Nomination is one dossier: who or what, in which field, for what achievement.
type Nomination struct {
	ID          string
	Ref         string // "HS.2021.00001"
	BatchID     string
	PlanID      string
	VersionID   string // the criteria's version
	LawID       string // the law it was written under
	SetID       string // the criteria set that a person chose
	SubjectID   string
	SubjectName string
	Kind        subject.Kind
	Level       Level
	FieldID     string // the main field: its lead agency handles the dossier
	Title       string // the achievement or the model, in a line
	Summary     string
	// One figure before and after, as typed; "" where not given yet.
	FigureName   string
	FigureUnit   string
	FigureBefore string
	FigureAfter  string
	PhotoID      string // attachment

	State       State
	HeldFrom    State // where a held dossier goes on
	Reason      string
	Deadline    civil.Day // of a return
	Eligible    bool      // appraisal: đủ điều kiện
	Appraisal   string
	EvidenceDue bool // the lead asks for evidence per criterion
	SelectedBy  string
	AppraisedBy string
	ListID      string // the submission to the Chairman that carries it

	UnitID    string
	KeeperID  string
	AreaID    string // set when it reaches the district
	LeadID    string // set when it reaches the lead agency
	TargetID  string // the lead agency it is meant for
	HolderID  string
	Shared    bool
	AuthorID  string
	OnBehalf  bool
	CreatedAt time.Time
	ChangedAt time.Time
	Version   int64

	// Further fields (toàn diện) and their leads; filled by the finder.
	MoreFields []string `db:"-"`
	MoreLeads  []string `db:"-"`
}

// Resource is the nomination as the policy sees it.
func (n Nomination) Resource() access.Resource {
	r := access.Resource{KeeperID: n.KeeperID, AreaID: n.AreaID, FieldIDs: append([]string{n.FieldID}, n.MoreFields...),
		HolderID: n.HolderID, AuthorID: n.AuthorID, Shared: n.Shared, LeadIDs: []string{n.LeadID}}
	if n.Shared {
		r.LeadIDs = append(r.LeadIDs, n.MoreLeads...)
	}
	return r
}

// Comprehensive reports an exemplar of several fields (toàn diện, I.2).
func (n Nomination) Comprehensive() bool { return len(n.MoreFields) > 0 }

// NeedsEvidence reports that every criterion asks for evidence: at level tỉnh,
// or when the lead agency asks (product.md §3).
func (n Nomination) NeedsEvidence() bool { return n.Level == LevelProvince || n.EvidenceDue }
