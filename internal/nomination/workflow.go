package nomination

import (
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/document"
)

// The life of a nomination.
//
// An officer of the unit writes a draft and submits it to the head, who sends
// it back, or endorses it; a unit without a head at the keyboard records the
// signed paper instead. At level cơ sở the head decides and the path ends there.
// Otherwise the dossier is sent: where the route of the day says so, first to
// the district, which forwards it, then to the lead agency of its field, which
// receives, assesses, and selects it or not. Until it is received the unit may
// recall it to mend it, or withdraw it. At level lĩnh vực the head of the lead
// agency decides. At level tỉnh the standing office appraises, where the route
// asks records what the people and the council said, and its head submits a
// list to the Chairman, who approves or not. Whoever holds a dossier may return
// it with a reason and a deadline, and it comes again as before. While
// discipline, an investigation or a complaint is open it is held, and goes on
// from where it stood. Every decision rests on a document.

// Step is what a person does to a nomination; its words are under "step.".
type Step string

// The steps.
const (
	Submit      Step = "submit"
	SendBack    Step = "send-back"
	Endorse     Step = "endorse"
	DecideUnit  Step = "decide-unit"
	RejectUnit  Step = "reject-unit"
	Recall      Step = "recall"
	Withdraw    Step = "withdraw"
	Forward     Step = "forward"
	Receive     Step = "receive"
	Select      Step = "select"
	NotSelect   Step = "not-select"
	DecideField Step = "decide-field"
	RejectField Step = "reject-field"
	Appraise    Step = "appraise"
	Consult     Step = "consult"
	Conclude    Step = "conclude"
	SubmitList  Step = "submit-list"
	Ineligible  Step = "ineligible"
	Reconsider  Step = "reconsider"
	Approve     Step = "approve"
	NotApprove  Step = "not-approve"
	Return      Step = "return"
	Hold        Step = "hold"
	Resume      Step = "resume"
)

// Paper says whether a step rests on a signed document.
type Paper int

// What a step asks of a signed document.
const (
	NoPaper       Paper = iota
	OptionalPaper       // may come along when the step is taken in person; must when it is recorded
	RequiredPaper
)

// desk names the body on whose desk a step puts the dossier.
type desk int

const (
	sameDesk     desk = iota
	unitDesk          // the keeper
	nextDesk          // the district if the route of the day passes it, else the lead agency; sent again, it passes the district again
	leadDesk          // the lead agency
	standingDesk      // the standing office
	chairDesk         // the People's Committee of the province
)

// Transition is a row of the table: from one of the states, at one of the
// levels (nil: any), the step leads to the next state and desk. Who has Right
// signs in person; who has Record only must record the signed paper. Main marks
// the step that a waiting dossier waits for (Việc của tôi).
type Transition struct {
	From     []State
	Levels   []Level
	Step     Step
	Next     State // "" goes back to where a hold began
	desk     desk
	Right    access.Action
	Record   access.Action
	Paper    Paper
	Kind     document.Kind
	Reason   bool
	Deadline bool
	Main     bool
	guards   []guard
}

// table is the whole workflow. docs/workflow.md is rendered from it.
func table() []Transition {
	above := []Level{LevelField, LevelProvince}
	province, field, unit := []Level{LevelProvince}, []Level{LevelField}, []Level{LevelUnit}
	ready := []guard{complete, openRoute}
	return []Transition{
		{From: []State{Draft, Returned}, Step: Submit, Next: AwaitingHead, desk: unitDesk, Right: access.NominationWrite, Main: true, guards: ready},
		{From: []State{AwaitingHead}, Step: SendBack, Next: Draft, desk: unitDesk, Right: access.NominationEndorse, Reason: true},
		{From: []State{AwaitingHead}, Levels: above, Step: Endorse, Next: Sent, desk: nextDesk, Right: access.NominationEndorse,
			Record: access.NominationEndorseRecord, Paper: OptionalPaper, Kind: document.Submission, Main: true, guards: ready},
		{From: []State{Draft, Returned}, Levels: above, Step: Endorse, Next: Sent, desk: nextDesk,
			Record: access.NominationEndorseRecord, Paper: RequiredPaper, Kind: document.Submission, guards: ready},
		{From: []State{AwaitingHead}, Levels: unit, Step: DecideUnit, Next: Approved, desk: unitDesk, Right: access.NominationEndorse,
			Record: access.NominationEndorseRecord, Paper: RequiredPaper, Kind: document.Decision, Main: true, guards: ready},
		{From: []State{Draft}, Levels: unit, Step: DecideUnit, Next: Approved, desk: unitDesk,
			Record: access.NominationEndorseRecord, Paper: RequiredPaper, Kind: document.Decision, guards: ready},
		{From: []State{AwaitingHead}, Levels: unit, Step: RejectUnit, Next: NotApproved, desk: unitDesk, Right: access.NominationEndorse, Reason: true},
		{From: []State{AwaitingHead, Sent}, Step: Recall, Next: Draft, desk: unitDesk, Right: access.NominationWrite},
		{From: []State{Draft, AwaitingHead, Returned, Sent}, Step: Withdraw, Next: Withdrawn, desk: unitDesk, Right: access.NominationWrite, Reason: true},

		{From: []State{Sent}, Step: Forward, Next: Sent, desk: leadDesk, Right: access.NominationForward, Paper: OptionalPaper, Kind: document.Submission,
			Main: true, guards: []guard{atDistrict}},
		{From: []State{Sent}, Step: Receive, Next: Received, desk: leadDesk, Right: access.NominationReceive, Main: true, guards: []guard{atLead}},
		{From: []State{Received}, Step: Select, Next: Selected, desk: leadDesk, Levels: field, Right: access.NominationSelect, Main: true, guards: []guard{assessed}},
		{From: []State{Received}, Step: Select, Next: Selected, desk: standingDesk, Levels: province, Right: access.NominationSelect, Main: true, guards: []guard{assessed}},
		{From: []State{Received}, Step: NotSelect, Next: NotSelected, desk: leadDesk, Right: access.NominationSelect, Reason: true, guards: []guard{assessed}},
		{From: []State{Selected}, Levels: field, Step: DecideField, Next: Approved, desk: leadDesk, Right: access.NominationDecideField,
			Record: access.NominationDecideFieldRecord, Paper: RequiredPaper, Kind: document.Decision, Main: true},
		{From: []State{Selected}, Levels: field, Step: RejectField, Next: NotApproved, desk: leadDesk, Right: access.NominationDecideField, Reason: true},

		{From: []State{Selected}, Levels: province, Step: Appraise, Next: Appraised, desk: standingDesk, Right: access.NominationAppraise,
			Main: true, guards: []guard{otherThanSelector}},
		{From: []State{Appraised}, Levels: province, Step: Appraise, Next: Appraised, desk: standingDesk, Right: access.NominationAppraise,
			guards: []guard{otherThanSelector}},
		{From: []State{Appraised}, Levels: province, Step: Consult, Next: Consulted, desk: standingDesk, Right: access.NominationCouncil,
			Paper: RequiredPaper, Kind: document.Notice, guards: []guard{eligible, consultationDue}},
		{From: []State{Appraised, Consulted}, Levels: province, Step: Conclude, Next: Concluded, desk: standingDesk, Right: access.NominationCouncil,
			Paper: RequiredPaper, Kind: document.Minutes, guards: []guard{eligible, councilDue}},
		{From: []State{Appraised, Consulted, Concluded}, Levels: province, Step: SubmitList, Next: Submitted, desk: chairDesk, Right: access.NominationSubmit,
			Record: access.NominationSubmitRecord, Paper: RequiredPaper, Kind: document.Submission, Main: true, guards: []guard{eligible, stepsDone}},
		{From: []State{Appraised}, Levels: province, Step: Ineligible, Next: NotApproved, desk: standingDesk, Right: access.NominationSubmit,
			Reason: true, Main: true, guards: []guard{ineligible}},
		{From: []State{Submitted}, Levels: province, Step: Approve, Next: Approved, desk: chairDesk, Right: access.NominationDecide,
			Record: access.NominationDecideRecord, Paper: RequiredPaper, Kind: document.Decision, Main: true},
		{From: []State{Submitted}, Levels: province, Step: NotApprove, Next: NotApproved, desk: chairDesk, Right: access.NominationDecide,
			Record: access.NominationDecideRecord, Paper: OptionalPaper, Kind: document.Notice, Reason: true},
		{From: []State{Submitted}, Levels: province, Step: Reconsider, Next: Selected, desk: standingDesk, Right: access.NominationDecide, Reason: true},

		{From: []State{Sent}, Step: Return, Next: Returned, desk: unitDesk, Right: access.NominationForward, Reason: true, Deadline: true, guards: []guard{atDistrict}},
		{From: []State{Sent, Received}, Step: Return, Next: Returned, desk: unitDesk, Right: access.NominationReceive, Reason: true, Deadline: true, guards: []guard{atLead}},
		{From: []State{Selected, Appraised, Consulted, Concluded}, Levels: province, Step: Return, Next: Returned, desk: unitDesk,
			Right: access.NominationAppraise, Reason: true, Deadline: true},
		{From: []State{Selected}, Levels: field, Step: Return, Next: Returned, desk: unitDesk, Right: access.NominationDecideField, Reason: true, Deadline: true},

		{From: []State{Sent, Received, Selected, Appraised, Consulted, Concluded, Submitted}, Step: Hold, Next: Held, Right: access.NominationHold, Reason: true},
		{From: []State{Held}, Step: Resume, Next: "", Right: access.NominationHold, Reason: true},
	}
}

// Workflow answers from the table; it has no state.
type Workflow struct{ rows []Transition }

// NewWorkflow makes the table ready to ask.
func NewWorkflow() *Workflow { return &Workflow{rows: table()} }

// Rows gives the table, for documentation and tests.
func (w *Workflow) Rows() []Transition { return slices.Clone(w.rows) }

// Waits reports a dossier that waits for the step, whoever may take it.
func (w *Workflow) Waits(n Nomination, step Step) bool {
	return slices.ContainsFunc(w.rows, func(t Transition) bool { return t.Step == step && t.fits(n) && offered(t, n) })
}

// Find is the row of a step from a state at a level: of two, the one whose
// rights the actor has.
func (w *Workflow) Find(actor access.Actor, n Nomination, step Step) (Transition, bool) {
	var found Transition
	ok := false
	for _, t := range w.rows {
		if t.Step != step || !t.fits(n) || !offered(t, n) {
			continue
		}
		if mode := t.mode(actor, n); mode != notAllowed {
			return t, true
		}
		if !ok {
			found, ok = t, true
		}
	}
	return found, ok
}

func (t Transition) fits(n Nomination) bool {
	return slices.Contains(t.From, n.State) && (t.Levels == nil || slices.Contains(t.Levels, n.Level))
}

type mode int

const (
	notAllowed mode = iota
	inPerson
	byRecord
)

// mode says how the actor may take the row's step on n.
func (t Transition) mode(actor access.Actor, n Nomination) mode {
	r := n.Resource()
	switch {
	case t.Right != "" && access.Can(actor, t.Right, r):
		return inPerson
	case t.Record != "" && access.Can(actor, t.Record, r):
		return byRecord
	}
	return notAllowed
}
