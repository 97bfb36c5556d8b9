package access

import (
	"maps"
	"slices"
)

// Action is a right that the policy table gives to roles.
type Action string

// The actions.
const (
	NominationView        Action = "nomination.view"
	NominationWrite       Action = "nomination.write"     // create for one's own body, edit, attach, submit to the head, recall, withdraw
	NominationOnBehalf    Action = "nomination.on_behalf" // create for another body: "Nhập thay"
	NominationEndorse     Action = "nomination.endorse"   // the head's act: send on, or decide at unit level
	NominationForward     Action = "nomination.forward"   // the district's
	NominationReceive     Action = "nomination.receive"
	NominationAssess      Action = "nomination.assess"
	NominationSelect      Action = "nomination.select"
	NominationDecideField Action = "nomination.decide_field"
	NominationAppraise    Action = "nomination.appraise"
	NominationHold        Action = "nomination.hold"
	NominationCouncil     Action = "nomination.council" // record a consultation or the council's conclusion
	NominationSubmit      Action = "nomination.submit"  // sign the submission to the Chairman
	NominationDecide      Action = "nomination.decide"  // the Chairman's decision

	// Recording what was signed on paper: "Ghi nhận văn bản đã ký".
	NominationEndorseRecord     Action = "nomination.endorse.record"
	NominationDecideFieldRecord Action = "nomination.decide_field.record"
	NominationSubmitRecord      Action = "nomination.submit.record"
	NominationDecideRecord      Action = "nomination.decide.record"

	ExemplarView    Action = "exemplar.view"
	ExemplarConsent Action = "exemplar.consent" // record or withdraw a consent to publication
	ExemplarPublish Action = "exemplar.publish" // clear for the portal, take down
	ExemplarSpread  Action = "exemplar.spread"  // launch replication
	ExemplarRevoke  Action = "exemplar.revoke"  // what the province recognised
	// What a unit, or a lead agency, recognised.
	ExemplarRevokeUnit  Action = "exemplar.revoke.unit"
	ExemplarRevokeField Action = "exemplar.revoke.field"

	PaperView         Action = "paper.view"  // papers under work
	PaperWrite        Action = "paper.write" // make, adjust, register as signed
	PaperTemplates    Action = "paper.templates"
	ReportView        Action = "report.view"
	ReportManage      Action = "report.manage"       // draft, edit, discard
	ReportIssue       Action = "report.issue"        // freeze its figures and issue it, by one's own act
	ReportIssueRecord Action = "report.issue.record" // by the paper that the head signed

	DocumentView  Action = "document.view"
	PlanView      Action = "plan.view"
	PlanManage    Action = "plan.manage"
	OrgView       Action = "org.view"
	OrgManage     Action = "org.manage"
	AccountManage Action = "account.manage"
	SettingManage Action = "setting.manage" // routes, legal references, deadlines
	// The figures of sign-in.
	SecurityManage Action = "security.manage"
	JobManage      Action = "job.manage" // queues of background work: see, try again, drop
)

type rule struct {
	role Role
	over []Over
}

// policy is the whole of who may do what. It is read, never written.
//
// A step on a dossier belongs to the body on whose desk it lies (Holder). The
// unit's own people see it always (Unit); those it passed see it from then on
// (Subtree, Lead); the standing office, the Chairman, the council's secretary
// and the inspector see everything that has left its unit (Shared). Whoever
// entered a dossier on behalf of another body keeps it in sight (Mine). The
// administrator decides on no dossier.
var policy = map[Action][]rule{
	NominationView: {
		{UnitOfficer, []Over{Unit, Subtree, Holder, Mine}}, {UnitHead, []Over{Unit, Subtree, Holder}}, {FrontOfficer, []Over{Unit, Mine}},
		{LeadOfficer, []Over{Lead, Unit, Mine}}, {LeadHead, []Over{Lead, Unit}}, {Coordinator, []Over{Field}},
		{Clerk, []Over{Unit, Lead, Holder}}, {StandingOfficer, []Over{Shared, Mine}}, {StandingHead, []Over{Shared}},
		{CouncilMember, []Over{Bloc}}, {CouncilSecretary, []Over{Shared}}, {Chairman, []Over{Shared}}, {Inspector, []Over{Shared}},
	},
	NominationWrite: {
		{UnitOfficer, []Over{Unit, Mine}}, {FrontOfficer, []Over{Unit, Mine}}, {LeadOfficer, []Over{Unit, Mine}}, {StandingOfficer, []Over{Mine}},
	},
	NominationOnBehalf: {
		{UnitOfficer, []Over{Subtree}}, {LeadOfficer, []Over{All}}, {StandingOfficer, []Over{All}},
	},
	NominationEndorse: {{UnitHead, []Over{Unit}}, {LeadHead, []Over{Unit}}},
	NominationEndorseRecord: {
		{UnitOfficer, []Over{Unit, Mine}}, {FrontOfficer, []Over{Unit, Mine}}, {LeadOfficer, []Over{Unit, Mine}},
		{StandingOfficer, []Over{Mine}}, {Clerk, []Over{Unit}},
	},
	NominationForward:           {{UnitOfficer, []Over{Holder}}, {UnitHead, []Over{Holder}}},
	NominationReceive:           {{LeadOfficer, []Over{Holder}}},
	NominationAssess:            {{LeadOfficer, []Over{Holder}}},
	NominationSelect:            {{LeadOfficer, []Over{Holder}}, {LeadHead, []Over{Holder}}},
	NominationDecideField:       {{LeadHead, []Over{Holder}}},
	NominationDecideFieldRecord: {{LeadOfficer, []Over{Holder}}, {Clerk, []Over{Holder}}},
	NominationAppraise:          {{StandingOfficer, []Over{Holder}}},
	NominationHold:              {{LeadOfficer, []Over{Holder}}, {StandingOfficer, []Over{Shared}}},
	NominationCouncil:           {{CouncilSecretary, []Over{Shared}}, {StandingOfficer, []Over{Holder}}},
	NominationSubmit:            {{StandingHead, []Over{Holder}}},
	NominationSubmitRecord:      {{StandingOfficer, []Over{Holder}}, {Clerk, []Over{Holder}}},
	NominationDecide:            {{Chairman, []Over{Holder}}},
	NominationDecideRecord:      {{StandingOfficer, []Over{Shared}}, {Clerk, []Over{Holder}}},

	ExemplarView: {
		{UnitOfficer, []Over{Unit, Subtree}}, {UnitHead, []Over{Unit, Subtree}}, {FrontOfficer, []Over{Unit}},
		{LeadOfficer, []Over{Lead, Unit}}, {LeadHead, []Over{Lead, Unit}}, {Coordinator, []Over{Field}}, {Clerk, []Over{Unit, Lead}},
		{StandingOfficer, []Over{All}}, {StandingHead, []Over{All}}, {CouncilMember, []Over{Bloc}}, {CouncilSecretary, []Over{All}},
		{Chairman, []Over{All}}, {Editor, []Over{All}}, {Inspector, []Over{All}},
	},
	ExemplarConsent: {
		{UnitOfficer, []Over{Unit}}, {FrontOfficer, []Over{Unit}}, {LeadOfficer, []Over{Lead}}, {StandingOfficer, []Over{All}}, {Editor, []Over{All}},
	},
	ExemplarPublish:     {{Editor, []Over{All}}, {StandingOfficer, []Over{All}}},
	ExemplarSpread:      {{StandingHead, []Over{All}}, {LeadHead, []Over{Lead}}},
	ExemplarRevoke:      {{StandingHead, []Over{All}}, {Chairman, []Over{All}}},
	ExemplarRevokeUnit:  {{UnitHead, []Over{Unit}}, {StandingHead, []Over{All}}},
	ExemplarRevokeField: {{LeadHead, []Over{Lead}}, {StandingHead, []Over{All}}},

	// A paper belongs to the body that works on it (Unit), and in sight to the one
	// that issues it (Holder); who entered the dossiers for a unit makes its papers.
	PaperView: {
		{UnitOfficer, []Over{Unit, Mine}}, {UnitHead, []Over{Unit}}, {FrontOfficer, []Over{Unit, Mine}}, {LeadOfficer, []Over{Unit, Mine}}, {LeadHead, []Over{Unit}},
		{Clerk, []Over{Unit, Holder}}, {StandingOfficer, []Over{Unit, Mine}}, {StandingHead, []Over{Unit}}, {CouncilSecretary, []Over{Unit}},
		{Chairman, []Over{Holder}},
	},
	PaperWrite: {
		{UnitOfficer, []Over{Unit, Mine}}, {FrontOfficer, []Over{Unit, Mine}}, {LeadOfficer, []Over{Unit, Mine}},
		{StandingOfficer, []Over{Unit, Mine}}, {CouncilSecretary, []Over{Unit}},
	},
	PaperTemplates: {{StandingOfficer, []Over{All}}},

	DocumentView: {
		{UnitOfficer, []Over{Unit}}, {UnitHead, []Over{Unit}}, {FrontOfficer, []Over{Unit}}, {LeadOfficer, []Over{Unit}}, {LeadHead, []Over{Unit}},
		{Clerk, []Over{Unit}}, {StandingOfficer, []Over{All}}, {StandingHead, []Over{All}}, {CouncilSecretary, []Over{All}},
		{Chairman, []Over{All}}, {Inspector, []Over{All}},
	},
	ReportView: {
		{StandingOfficer, []Over{All}}, {StandingHead, []Over{All}}, {Chairman, []Over{All}}, {CouncilSecretary, []Over{All}}, {Inspector, []Over{All}},
	},
	ReportManage:      {{StandingOfficer, []Over{All}}},
	ReportIssue:       {{StandingHead, []Over{All}}},
	ReportIssueRecord: {{StandingOfficer, []Over{All}}, {StandingHead, []Over{All}}},

	PlanView:       everyRoleBut(),
	PlanManage:     {{StandingOfficer, []Over{All}}},
	OrgView:        everyRoleBut(),
	OrgManage:      {{Admin, []Over{All}}},
	AccountManage:  {{Admin, []Over{All}}},
	SettingManage:  {{StandingOfficer, []Over{All}}, {Admin, []Over{All}}},
	SecurityManage: {{Admin, []Over{All}}},
	JobManage:      {{Admin, []Over{All}}},
}

func everyRoleBut(out ...Role) []rule {
	var rules []rule
	for _, r := range Roles() {
		if !slices.Contains(out, r) {
			rules = append(rules, rule{r, []Over{All}})
		}
	}
	return rules
}

// Actions lists every action of the policy table, sorted.
func Actions() []Action { return slices.Sorted(maps.Keys(policy)) }
