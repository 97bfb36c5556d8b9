package nomination

import (
	"context"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/subject"
)

// Waiting is one thing that waits for the actor: the nominations of a batch (or
// of a list before the Chairman) that stand in one state, with the step that
// they wait for.
type Waiting struct {
	Step     Step
	State    State
	Level    Level
	BatchID  string // "" for a list before the Chairman
	ListID   string
	Title    string
	UnitID   string
	Count    int
	Deadline civil.Day // the earliest, "" for none
	Items    []Item
	First    string // a nomination of the group
	Name     string // of the first's subject
	Kind     subject.Kind
	Record   bool // by recording the signed paper
	// Unjudged are those that wait for judgements before anyone can select them,
	// NextUnjudged the oldest of them.
	Unjudged     int
	NextUnjudged string
}

// waitingLimit bounds what the home page looks at.
const waitingLimit = 400

// Waiting lists what waits for the actor, earliest deadline first, then oldest.
func (s *Service) Waiting(ctx context.Context, actor access.Actor) ([]Waiting, error) {
	r := s.db.Reader()
	var states []State
	for _, st := range States() {
		if !st.Closed() && st != Held {
			states = append(states, st)
		}
	}
	// What waits lies on the desk of one of the actor's bodies, or was entered by
	// the actor for another body: two narrow indexes, however much may be seen.
	rows, err := find(ctx, r, access.DeskScope(actor), Filter{States: states, Oldest: true}, waitingLimit)
	if err != nil {
		return nil, err
	}
	view := access.ScopeOf(actor, access.NominationView)
	rows = slices.DeleteFunc(rows, func(n Nomination) bool { return !view.Allows(n.Resource()) })
	open, err := unjudged(ctx, r, rows)
	if err != nil {
		return nil, err
	}
	var out []Waiting
	at := map[string]int{}
	for _, n := range rows {
		offer, ok := s.mainOffer(actor, n)
		// A dossier without its judgements waits for whoever judges, not for the head
		// who only selects.
		if !ok || offer.Step == Select && open[n.ID] && !access.Can(actor, access.NominationAssess, n.Resource()) {
			continue
		}
		key := n.BatchID
		if n.State == Submitted {
			key = n.ListID
		}
		key += string(offer.Step) + string(n.State)
		i, known := at[key]
		if !known {
			i = len(out)
			at[key] = i
			w := Waiting{Step: offer.Step, State: n.State, Level: n.Level, BatchID: n.BatchID, UnitID: n.UnitID, First: n.ID, Name: n.SubjectName, Kind: n.Kind, Record: offer.Record}
			if n.State == Submitted {
				w.BatchID, w.UnitID, w.ListID = "", "", n.ListID
			}
			out = append(out, w)
		}
		w := &out[i]
		w.Count++
		w.Items = append(w.Items, Item{n.ID, n.Version})
		if offer.Step == Select && open[n.ID] {
			w.Unjudged++
			if w.NextUnjudged == "" {
				w.NextUnjudged = n.ID
			}
		}
		if n.Deadline != "" && (w.Deadline == "" || n.Deadline < w.Deadline) {
			w.Deadline = n.Deadline
		}
	}
	if err := s.titles(ctx, r, out); err != nil {
		return nil, err
	}
	slices.SortStableFunc(out, func(a, b Waiting) int { return compareDeadlines(a.Deadline, b.Deadline) })
	return out, nil
}

// unjudged are the received dossiers among the rows that lack a judgement on a
// criterion of their set.
func unjudged(ctx context.Context, r db.Reader, rows []Nomination) (map[string]bool, error) {
	ids := []string{}
	for _, n := range rows {
		if n.State == Received {
			ids = append(ids, n.ID)
		}
	}
	open, err := db.All[string](ctx, r, `select distinct n.id from nomination n join criterion c on c.set_id = n.set_id
		left join nomination_criterion k on k.nomination_id = n.id and k.criterion_id = c.id and k.judgement <> ''
		where n.id = any($1) and k.criterion_id is null`, ids)
	out := make(map[string]bool, len(open))
	for _, id := range open {
		out[id] = true
	}
	return out, err
}

func compareDeadlines(a, b civil.Day) int {
	switch {
	case a == b:
		return 0
	case b == "" || a != "" && a < b:
		return -1
	}
	return 1
}

// mainOffer is the step that n waits for, when it waits for this actor: a main
// step, and the dossier lies on the desk of one of the actor's bodies or was
// entered by the actor. Whoever may only record the signed paper sees it too,
// marked: whether the head ever signs in is not known.
func (s *Service) mainOffer(actor access.Actor, n Nomination) (Offer, bool) {
	for _, o := range s.Offers(actor, n) {
		if o.Row.Main && (actor.At(n.HolderID) || n.AuthorID == actor.AccountID) {
			return o, true
		}
	}
	return Offer{}, false
}

func (s *Service) titles(ctx context.Context, r db.Reader, ws []Waiting) error {
	var ids []string
	for _, w := range ws {
		if w.BatchID != "" {
			ids = append(ids, w.BatchID)
		}
	}
	all, err := db.All[struct{ ID, Title string }](ctx, r, `select id, title from batch where id = any($1)`, ids)
	for i := range ws {
		for _, b := range all {
			if b.ID == ws[i].BatchID {
				ws[i].Title = b.Title
			}
		}
	}
	return err
}
