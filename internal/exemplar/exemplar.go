// Package exemplar is the registry of exemplars (I.2): who was recognised, at
// which level, by which document; what of it the public may read; and its life
// from nurturing to replication or revocation.
package exemplar

import (
	"slices"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// State is where an exemplar stands; the words are in the catalogue under
// "exemplar.state.".
type State string

// The states of product.md §3 that this stage reaches.
const (
	Nurturing   State = "nurturing"
	Recognised  State = "recognised"
	Replicating State = "replicating"
	Revoked     State = "revoked"
)

// States lists them along the life-cycle.
func States() []State { return []State{Nurturing, Recognised, Replicating, Revoked} }

// Exemplar is an entry of the registry, one per subject.
type Exemplar struct {
	ID           string
	Ref          string // "ĐH.2021.0001"
	SubjectID    string
	PlanID       string
	Name         string
	Kind         subject.Kind
	Occupation   string // as the decision's dossier had it
	Title        string
	Summary      string
	FigureName   string
	FigureUnit   string
	FigureBefore string
	FigureAfter  string
	PhotoHash    string
	FieldID      string
	Level        nomination.Level // the highest reached
	State        State
	Reason       string // of a revocation
	UnitID       string // the unit of its day
	KeeperID     string
	AreaID       string
	LeadID       string
	Shared       bool
	Cleared      bool // the editor let it onto the portal
	// What the public sees, worked out from clearance, consent and state.
	Public      bool
	PublicPhoto bool
	PublicField string // "" where the field would tell of poverty and nobody consented
	// PublicDiscreet reports that one of the fields must stay unnamed: whatever
	// else tells it is left out too.
	PublicDiscreet bool
	PublicUnit     string // "" where the unit leads the unnamed field
	PublicDistrict string // "" for bodies of the province, and without PublicUnit
	CreatedAt      time.Time
	ChangedAt      time.Time
	Version        int64

	MoreFields []string `db:"-"`
	MoreLeads  []string `db:"-"`
}

// Resource is the exemplar as the policy sees it.
func (e Exemplar) Resource() access.Resource {
	return access.Resource{KeeperID: e.KeeperID, AreaID: e.AreaID, LeadIDs: append([]string{e.LeadID}, e.MoreLeads...),
		FieldIDs: append([]string{e.FieldID}, e.MoreFields...), Shared: e.Shared}
}

// Comprehensive reports an exemplar of several fields (toàn diện, I.2).
func (e Exemplar) Comprehensive() bool { return len(e.MoreFields) > 0 }

// Recognition is a level's decision on an exemplar.
type Recognition struct {
	ID           string
	ExemplarID   string
	NominationID string
	Level        nomination.Level
	OrgID        string // the body that decided
	DocumentID   string
	Number       string
	Day          civil.Day
	RevokedBy    string // document that revoked it, "" while it holds
}

// Step is what is done to an exemplar; its words are under "exemplar.step.".
type Step string

// The steps.
const (
	Admit   Step = "admit" // by a decision on a nomination
	Launch  Step = "launch"
	Revoke  Step = "revoke"
	Clear   Step = "clear" // onto the portal
	Unclear Step = "unclear"
	Consent Step = "consent"
	Refuse  Step = "refuse" // consent withdrawn
)

// Reread marks an admission that brought another story to an exemplar cleared
// for the portal: what the editor cleared is no longer what stands there, so it
// is read and cleared again.
const Reread = "reread"

// Transition is a row of the exemplar's table.
type Transition struct {
	From   []State
	Levels []nomination.Level // of the highest recognition; nil: any
	Step   Step
	Next   State // "" stays
	Right  access.Action
	Paper  bool
	Reason bool
}

// Table is the exemplar's workflow: admission comes from nominations, the
// chairman's level makes it recognised, the others nurturing; a recognised one
// may be launched for replication; a revocation ends it and takes it off the
// portal. Clearing and consent change nothing but what the public sees.
func Table() []Transition {
	live := []State{Nurturing, Recognised, Replicating}
	return []Transition{
		{From: []State{Recognised}, Step: Launch, Next: Replicating, Right: access.ExemplarSpread},
		{From: live, Step: Clear, Right: access.ExemplarPublish},
		{From: live, Step: Unclear, Right: access.ExemplarPublish, Reason: true},
		// Who recognised revokes, by a decision of the same body.
		{From: live, Levels: []nomination.Level{nomination.LevelUnit}, Step: Revoke, Next: Revoked, Right: access.ExemplarRevokeUnit, Paper: true, Reason: true},
		{From: live, Levels: []nomination.Level{nomination.LevelField}, Step: Revoke, Next: Revoked, Right: access.ExemplarRevokeField, Paper: true, Reason: true},
		{From: live, Levels: []nomination.Level{nomination.LevelProvince}, Step: Revoke, Next: Revoked, Right: access.ExemplarRevoke, Paper: true, Reason: true},
	}
}

// Right is the right that a step asks for at the exemplar's level, "" for a step
// that there is not.
func (e Exemplar) Right(step Step) access.Action {
	for _, t := range Table() {
		if t.Step == step && t.at(e.Level) {
			return t.Right
		}
	}
	return ""
}

func (t Transition) at(level nomination.Level) bool {
	return t.Levels == nil || slices.Contains(t.Levels, level)
}

// rowOf is the row of a step that fits the exemplar: buttons and Do both ask it.
func rowOf(step Step, e Exemplar) (Transition, bool) {
	if step == Clear && e.Cleared || step == Unclear && !e.Cleared {
		return Transition{}, false
	}
	for _, t := range Table() {
		if t.Step == step && slices.Contains(t.From, e.State) && t.at(e.Level) {
			return t, true
		}
	}
	return Transition{}, false
}

// admitted is the state that a decision at the level gives, from the state
// before ("" for a new exemplar).
func admitted(before State, level nomination.Level) State {
	switch {
	case before == Replicating || before == Recognised:
		return before
	case level == nomination.LevelProvince:
		return Recognised
	}
	return Nurturing
}

// higher is the higher of two levels.
func higher(a, b nomination.Level) nomination.Level {
	all := nomination.Levels()
	if slices.Index(all, b) > slices.Index(all, a) {
		return b
	}
	return a
}

// show works out what the public sees: cleared by an editor, consented to, and
// not revoked; the photo with its own consent; a field that tells of poverty
// only with its own consent (III.3, product.md §5).
func (e *Exemplar) show(granted map[subject.Purpose]bool, sensitive []string) {
	e.Public = e.Cleared && granted[subject.Publish] && e.State != Revoked
	e.PublicPhoto = e.Public && granted[subject.Photo] && e.PhotoHash != ""
	e.PublicDiscreet = e.Public && len(sensitive) > 0 && !granted[subject.Field]
	e.PublicField = ""
	if e.Public && (!e.PublicDiscreet || !slices.Contains(sensitive, e.FieldID)) {
		e.PublicField = e.FieldID
	}
}

// shows reports whether the public may read a recognition's number and body:
// those of a lead agency tell its field.
func (e Exemplar) shows(g Recognition) bool {
	return !e.PublicDiscreet || g.Level == nomination.LevelProvince || g.OrgID == e.PublicUnit
}
