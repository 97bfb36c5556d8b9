package nomination

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// Item is a ticked row: the nomination and the version that the person saw.
type Item struct {
	ID      string
	Version int64
}

// Act is one step on a batch or on ticked rows.
type Act struct {
	Step        Step
	Items       []Item
	Reason      string
	Deadline    string         // dd/mm/yyyy as typed
	Paper       document.Draft // the signed document, where the step rests on one
	Eligible    string         // "yes" or "no", for Appraise
	Appraisal   string
	AskEvidence bool // with Return: evidence is asked for each criterion
}

// maxDeadline is how many days ahead a deadline can be meant: beyond it a year
// was mistyped.
const maxDeadline = 366

// maxItems bounds one act; a bulk step beyond it is done in parts.
const maxItems = 500

// Acted is a nomination after the step, with the paper that it rests on.
type Acted struct {
	Nomination Nomination
	Document   document.Document // zero without one
}

// Do takes the step on all items or on none. Approvals are exemplar.Approve's:
// they also make exemplars, so Do refuses them.
//
// Errors: NotFound for what the actor may not see, Denied, Conflict for a stale
// version or a step that the state does not allow, Invalid with fields (reason,
// deadline, eligible, appraisal, the paper's, and "n:<id>" for an item's own).
func (s *Service) Do(ctx context.Context, actor access.Actor, in Act) ([]Acted, error) {
	if in.Step.Admits() {
		return nil, errs.New(errs.Internal, "error.internal")
	}
	defer in.Paper.Ahead(ctx, s.files)()
	var out []Acted
	err := s.db.Write(ctx, func(tx *db.Tx) (err error) {
		out, err = s.DoTx(ctx, tx, actor, in)
		return err
	})
	return out, err
}

// Admits reports a step by which the nominee becomes an exemplar.
func (s Step) Admits() bool { return s == DecideUnit || s == DecideField || s == Approve }

// DoTx is Do in the caller's transaction, for exemplar.Approve.
func (s *Service) DoTx(ctx context.Context, tx *db.Tx, actor access.Actor, in Act) ([]Acted, error) {
	todo, err := s.gather(ctx, tx, actor, in)
	if err != nil {
		return nil, err
	}
	deadline, err := in.check(todo, civil.DayOf(tx.Now()))
	if err != nil {
		return nil, err
	}
	var paper document.Document
	// A step without a paper registers none, whatever the form brings along.
	if todo[0].t.Paper != NoPaper && (in.Paper.Filled() || slices.ContainsFunc(todo, due.paperNeeded)) {
		in.Paper.OrgID, in.Paper.Kind = todo[0].f.n.HolderID, todo[0].t.Kind
		if paper, err = document.Record(ctx, tx, s.files, actor, in.Paper); err != nil {
			return nil, err
		}
		if err := s.underPlan(ctx, tx, paper, todo); err != nil {
			return nil, err
		}
	}
	out := make([]Acted, 0, len(todo))
	for _, d := range todo {
		n, err := s.take(ctx, tx, actor, d, in, deadline, paper)
		if err != nil {
			return nil, err
		}
		out = append(out, Acted{Nomination: n, Document: paper})
	}
	return out, nil
}

// underPlan refuses a paper dated before the plan that it acts under.
func (s *Service) underPlan(ctx context.Context, tx *db.Tx, paper document.Document, todo []due) error {
	for _, d := range todo {
		p, err := s.plans.Get(ctx, tx, d.f.n.PlanID, civil.DayOf(tx.Now()))
		if err != nil {
			return err
		}
		if paper.Day < p.Day {
			return errs.New(errs.Invalid, "error.invalid").WithField("day", "act.day_before_plan", p.Symbol, p.Day)
		}
	}
	return nil
}

// due is one item with the row of the table that applies to it.
type due struct {
	f    facts
	t    Transition
	mode mode
}

func (d due) paperNeeded() bool {
	return d.t.Paper == RequiredPaper || (d.t.Paper != NoPaper && d.mode == byRecord)
}

// gather loads the items in the actor's sight, finds each one's row and checks
// right, version and guards.
func (s *Service) gather(ctx context.Context, tx *db.Tx, actor access.Actor, in Act) ([]due, error) {
	if len(in.Items) == 0 {
		return nil, errs.New(errs.Invalid, "act.nothing_ticked")
	}
	if len(in.Items) > maxItems {
		return nil, errs.New(errs.Invalid, "act.too_many", maxItems)
	}
	bad := errs.New(errs.Invalid, "act.not_possible")
	todo := make([]due, 0, len(in.Items))
	seen := map[string]bool{}
	// In one order whatever was ticked first, so that two acts at once do not
	// wait for each other's rows.
	items := slices.SortedFunc(slices.Values(in.Items), func(a, b Item) int { return strings.Compare(a.ID, b.ID) })
	for _, item := range items {
		if seen[item.ID] {
			continue
		}
		seen[item.ID] = true
		n, err := get(ctx, tx, actor, item.ID)
		if err != nil {
			return nil, err
		}
		t, ok := s.flow.Find(actor, n, in.Step)
		if !ok {
			return nil, errs.New(errs.Conflict, "act.state", n.Ref)
		}
		d := due{t: t, mode: t.mode(actor, n)}
		if d.mode == notAllowed {
			return nil, errs.New(errs.Denied, "act.denied", n.Ref)
		}
		if n.Version != item.Version {
			return nil, errs.New(errs.Conflict, "act.stale", n.Ref)
		}
		if d.f, err = s.facts(ctx, tx, actor, n); err != nil {
			return nil, err
		}
		for _, g := range t.guards {
			for _, fe := range g(d.f) {
				bad.Fields = append(bad.Fields, errs.FieldError{Field: "n:" + n.ID, Key: fe.Key, Args: fe.Args})
			}
		}
		todo = append(todo, d)
	}
	for _, d := range todo[1:] {
		if d.f.n.HolderID != todo[0].f.n.HolderID && (in.Paper.Filled() || d.paperNeeded()) {
			return nil, errs.New(errs.Invalid, "act.one_desk")
		}
	}
	return todo, bad.OrNil()
}

// check looks at what was typed for the step as a whole.
func (in *Act) check(todo []due, today civil.Day) (civil.Day, error) {
	bad := errs.New(errs.Invalid, "error.invalid")
	in.Reason, in.Appraisal = i18n.Clean(in.Reason), i18n.Clean(in.Appraisal)
	for field, text := range map[string]string{"reason": in.Reason, "appraisal": in.Appraisal} {
		if utf8.RuneCountInString(text) > 2000 {
			bad.WithField(field, "field.too_long", 2000)
		}
	}
	t := todo[0].t
	if t.Reason && in.Reason == "" {
		bad.WithField("reason", "act.reason_missing")
	}
	var deadline civil.Day
	if t.Deadline {
		day, err := civil.ParseDay(strings.TrimSpace(in.Deadline))
		switch {
		case err != nil:
			bad.WithField("deadline", "field.day")
		case day.IsZero():
			bad.WithField("deadline", "field.required")
		case day < today:
			bad.WithField("deadline", "act.deadline_past")
		case day > today.AddDays(maxDeadline):
			bad.WithField("deadline", "act.deadline_far", maxDeadline)
		}
		deadline = day
	}
	if in.Step == Appraise {
		switch {
		case in.Eligible != "yes" && in.Eligible != "no":
			bad.WithField("eligible", "field.required")
		case in.Eligible == "no" && in.Appraisal == "":
			bad.WithField("appraisal", "act.appraisal_missing")
		}
	}
	return deadline, bad.OrNil()
}

// take writes the step: the state and desk of the table, what the step carries,
// who sees the dossier from now on, its history and its place in search.
func (s *Service) take(ctx context.Context, tx *db.Tx, actor access.Actor, d due, in Act, deadline civil.Day, paper document.Document) (Nomination, error) {
	n := d.f.n
	e := NewEvent(actor, n, in.Step, n.State)
	e.Deadline, e.DocumentID, e.Recorded = deadline, paper.ID, d.mode == byRecord
	e.Reason = in.Said()
	to, err := s.desks(ctx, tx, d)
	if err != nil {
		return n, err
	}
	if in.Step == Receive {
		// Judgements of an earlier round were of the text before; the history keeps them.
		if err := clearJudgements(ctx, tx, n.ID); err != nil {
			return n, err
		}
	}
	n = d.t.Carry(n, actor.AccountID, in, deadline, paper.ID, to)
	if n, err = updateNomination(ctx, tx, n); err != nil {
		return n, err
	}
	if n.Shared {
		err = shareBatch(ctx, tx, actor.AccountID, n)
	} else {
		err = unshareBatch(ctx, tx, actor.AccountID, n.BatchID)
	}
	if err != nil {
		return n, err
	}
	if err := note(ctx, tx, n, e, nil); err != nil {
		return n, err
	}
	return n, s.reindex(ctx, tx, n)
}

// Said is what the history keeps as the words of the act.
func (in Act) Said() string {
	if in.Step == Appraise {
		return in.Appraisal
	}
	return in.Reason
}

// Desks are the bodies that a step may put a dossier before, beside its own unit
// and lead agency: each "" where there is none or the step does not ask.
type Desks struct {
	District string // that the route of the day passes
	Standing string // the standing office
	Decider  string // the People's Committee of the province
}

// Carry is the nomination after the step: what the step writes into it, the state
// and the desk of the table, and which bodies see it from now on. It asks nothing
// and stores nothing; guards and rights are the caller's.
func (t Transition) Carry(n Nomination, actorID string, in Act, deadline civil.Day, paperID string, to Desks) Nomination {
	n.Reason, n.Deadline = in.Reason, deadline
	switch in.Step {
	case Hold:
		n.HeldFrom = n.State
	case Select:
		n.SelectedBy = actorID
	case Appraise:
		n.Eligible, n.Appraisal, n.AppraisedBy = in.Eligible == "yes", in.Appraisal, actorID
	case SubmitList:
		n.ListID = paperID
	case Reconsider:
		n.AppraisedBy, n.Appraisal, n.Eligible, n.ListID = "", "", false, ""
	case Return:
		n.EvidenceDue = n.EvidenceDue || in.AskEvidence
		// What was found of it was found of the text before.
		n.SelectedBy, n.AppraisedBy, n.Appraisal, n.Eligible = "", "", "", false
	case Recall:
		n.Shared, n.AreaID, n.LeadID = false, "", ""
	}
	n.State = t.Next
	if in.Step == Resume {
		n.State, n.HeldFrom = n.HeldFrom, ""
	}
	t.place(&n, to)
	return n
}

// place puts the dossier on the next desk and opens it to the bodies it reached.
func (t Transition) place(n *Nomination, to Desks) {
	switch t.desk {
	case unitDesk:
		n.HolderID = n.KeeperID
		if n.State == Approved {
			n.Shared, n.AreaID, n.LeadID = true, to.District, n.TargetID
		}
	case nextDesk:
		n.Shared = true
		n.HolderID = n.TargetID
		if to.District != "" {
			n.HolderID, n.AreaID = to.District, to.District
		}
	case leadDesk:
		n.HolderID = n.TargetID
	case standingDesk:
		n.HolderID = to.Standing
	case chairDesk:
		n.HolderID = to.Decider
	}
	if n.HolderID == n.TargetID && n.Shared {
		n.LeadID = n.TargetID
	}
}

// desks finds the bodies that the step may put the dossier before.
func (s *Service) desks(ctx context.Context, tx *db.Tx, d due) (Desks, error) {
	to, today := Desks{District: d.f.districtID}, civil.DayOf(tx.Now())
	switch d.t.desk {
	case standingDesk:
		body, err := s.orgs.Standing(ctx, tx, today)
		to.Standing = body.ID
		return to, err
	case chairDesk:
		body, err := s.orgs.Decider(ctx, tx, today)
		to.Decider = body.ID
		return to, err
	}
	return to, nil
}

// Offer is a step that the actor may take on a nomination now.
type Offer struct {
	Step   Step
	Row    Transition
	Record bool // only by recording the signed paper
}

// Offers lists the steps that the actor may take on n, in the table's order:
// the page's buttons. Guards are not asked: their sentences tell what is missing.
func (s *Service) Offers(actor access.Actor, n Nomination) []Offer {
	var out []Offer
	for _, t := range s.flow.rows {
		if !t.fits(n) || !offered(t, n) {
			continue
		}
		m := t.mode(actor, n)
		if m == notAllowed || (len(out) > 0 && out[len(out)-1].Step == t.Step) {
			continue
		}
		out = append(out, Offer{Step: t.Step, Row: t, Record: m == byRecord})
	}
	return out
}

// offered hides steps whose guard on the desk or the judgement can never hold as
// the dossier stands, so that no button leads to a certain refusal.
func offered(t Transition, n Nomination) bool {
	switch t.Step {
	case Forward:
		return n.HolderID != n.TargetID
	case Receive:
		return n.HolderID == n.TargetID
	case Return:
		if t.Right == access.NominationForward {
			return n.HolderID != n.TargetID
		}
		return t.Right != access.NominationReceive || n.HolderID == n.TargetID
	case Consult, Conclude, SubmitList:
		return n.Eligible
	case Ineligible:
		return !n.Eligible
	}
	return true
}
