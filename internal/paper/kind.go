// Package paper makes the papers of a batch or a decision out of the dossiers:
// submission, list, one-page summaries, minutes, achievement reports, decisions
// ("in ra là trình được"). Each is begun from a template that the standing office
// edits, adjusted by whoever makes it, and drawn as DOCX, PDF or XLSX; the signed
// paper comes back as the act.
package paper

import (
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/document"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
)

// Kind is a kind of paper; its words are under "paper.kind.".
type Kind string

// The kinds.
const (
	UnitSubmission   Kind = "unit_submission" // the unit's, to the lead agencies
	OwnSubmission    Kind = "own_submission"  // level cơ sở: to the unit's own head
	List             Kind = "list"            // danh sách trích ngang
	Summary          Kind = "summary"         // a page per nominee, with photo
	Minutes          Kind = "minutes"         // of the unit's meeting
	Achievement      Kind = "achievement"     // báo cáo thành tích
	UnitDecision     Kind = "unit_decision"
	FieldDecision    Kind = "field_decision"
	ListSubmission   Kind = "list_submission" // the standing office's, to the Chairman
	CouncilMinutes   Kind = "council_minutes"
	ProvinceDecision Kind = "province_decision"
	Report           Kind = "report" // of the plan (V.5): package report makes it
)

// issuer is the body whose paper it is.
type issuer int

const (
	unit     issuer = iota // the batch's
	lead                   // the lead agency on whose desk the dossiers lie
	standing               // the standing office
	decider                // the People's Committee whose Chairman decides
)

// Sort is what a kind of paper is.
type Sort struct {
	Kind   Kind
	Type   officialdoc.Type
	Step   nomination.Step // that rests on it once it is signed; "" for none
	Levels []nomination.Level
	Batch  bool // of a whole batch; otherwise of ticked dossiers
	Sheet  bool // an appendix that goes with the submission, without head and signature
	Signed document.Kind
	from   issuer
}

// Sorts lists the kinds that are made from dossiers, in the order in which a
// batch needs them.
func Sorts() []Sort {
	above, own := []nomination.Level{nomination.LevelField, nomination.LevelProvince}, []nomination.Level{nomination.LevelUnit}
	province := []nomination.Level{nomination.LevelProvince}
	return []Sort{
		{Kind: Minutes, Type: officialdoc.Minutes, Levels: nomination.Levels(), Batch: true, Signed: document.Minutes},
		{Kind: UnitSubmission, Type: officialdoc.Submission, Step: nomination.Endorse, Levels: above, Batch: true, Signed: document.Submission},
		{Kind: OwnSubmission, Type: officialdoc.Submission, Levels: own, Batch: true, Signed: document.Submission},
		{Kind: List, Type: officialdoc.Submission, Levels: nomination.Levels(), Batch: true, Sheet: true},
		{Kind: Summary, Type: officialdoc.Submission, Levels: nomination.Levels(), Batch: true, Sheet: true},
		{Kind: Achievement, Type: officialdoc.Report, Levels: nomination.Levels(), Batch: true},
		{Kind: UnitDecision, Type: officialdoc.Decision, Step: nomination.DecideUnit, Levels: own, Batch: true, Signed: document.Decision},
		{Kind: FieldDecision, Type: officialdoc.Decision, Step: nomination.DecideField, Levels: []nomination.Level{nomination.LevelField}, Signed: document.Decision, from: lead},
		{Kind: CouncilMinutes, Type: officialdoc.Minutes, Step: nomination.Conclude, Levels: province, Signed: document.Minutes, from: standing},
		{Kind: ListSubmission, Type: officialdoc.Submission, Step: nomination.SubmitList, Levels: province, Signed: document.Submission, from: standing},
		{Kind: ProvinceDecision, Type: officialdoc.Decision, Step: nomination.Approve, Levels: province, Signed: document.Decision, from: decider},
	}
}

// SortOf is what the kind is; false for one that no dossier makes.
func SortOf(k Kind) (Sort, bool) {
	for _, s := range Sorts() {
		if s.Kind == k {
			return s, true
		}
	}
	return Sort{}, false
}

// Dated reports a kind whose head has place and day: minutes tell the time of the
// meeting in their text instead (Appendix III, mẫu 1.9).
func (k Kind) Dated() bool { return k != Minutes && k != CouncilMinutes }

// ForBatch are the kinds that a batch of the level needs.
func ForBatch(level nomination.Level) []Sort {
	return slices.DeleteFunc(Sorts(), func(s Sort) bool { return !s.Batch || !slices.Contains(s.Levels, level) })
}

// ForStep is the kind of paper that the step rests on, of ticked dossiers; false
// for a step that rests on none or whose paper is made from the batch.
func ForStep(step nomination.Step) (Sort, bool) {
	for _, s := range Sorts() {
		if s.Step == step && !s.Batch {
			return s, true
		}
	}
	return Sort{}, false
}

// Templates lists the kinds that have a template.
func Templates() []Kind {
	var out []Kind
	for _, s := range Sorts() {
		if !s.Sheet {
			out = append(out, s.Kind)
		}
	}
	return append(out, Report)
}

// Resource is a paper of the body as the policy sees it.
func (p Paper) Resource() access.Resource {
	return access.Resource{KeeperID: p.KeeperID, HolderID: p.OrgID, AuthorID: p.AuthorID}
}
