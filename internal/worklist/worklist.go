// Package worklist is the read model of Việc của tôi: what waits for a person,
// by deadline, each thing with its one action, and what the person is responsible
// for, in numbers that lead to exactly those rows. It changes nothing.
package worklist

import (
	"cmp"
	"context"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

// Work is what has to be done about an item; the words are in the catalogue
// under "worklist.work.".
type Work string

// The works.
const (
	TakeStep Work = "step"    // a step of the first stage
	Complete Work = "draft"   // a draft to be completed and submitted
	Amend    Work = "amend"   // a returned dossier to be amended
	Assess   Work = "assess"  // judgements before anyone can select
	Consent  Work = "consent" // a consent to publication to be recorded
	Clear    Work = "clear"   // an exemplar to be cleared for the portal
)

// Item is one thing that waits, with its one action.
type Item struct {
	Work     Work
	Step     nomination.Step // of TakeStep
	Record   bool            // by recording the signed paper
	State    nomination.State
	Exemplar exemplar.State // of Consent and Clear
	Level    nomination.Level
	BatchID  string
	ListID   string // the submission before the Chairman
	Title    string // the batch's title, or the submission's number
	RecordID string // a dossier or exemplar: the one, or the one to begin with
	Name     string // of its subject
	Kind     subject.Kind
	UnitID   string
	Count    int
	Unjudged int // of Assess
	Deadline civil.Day
}

// Late reports a deadline that has passed.
func (i Item) Late(today civil.Day) bool { return i.Deadline != "" && i.Deadline < today }

// Source lists what waits for an actor in one feature.
type Source func(ctx context.Context, actor access.Actor) ([]Item, error)

// Service asks all sources.
type Service struct {
	sources []Source
	noms    *nomination.Service
	exs     *exemplar.Service
	orgs    *org.Service
	db      *db.DB
}

// New makes the service.
func New(d *db.DB, noms *nomination.Service, exs *exemplar.Service, orgs *org.Service, sources ...Source) *Service {
	return &Service{db: d, sources: sources, noms: noms, exs: exs, orgs: orgs}
}

// Items lists what waits for the actor, the earliest deadline first.
func (s *Service) Items(ctx context.Context, actor access.Actor) ([]Item, error) {
	var out []Item
	for _, source := range s.sources {
		some, err := source(ctx, actor)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	slices.SortStableFunc(out, func(a, b Item) int {
		if (a.Deadline == "") != (b.Deadline == "") {
			return cmp.Compare(b.Deadline, a.Deadline) // something due comes before what is not
		}
		return cmp.Compare(a.Deadline, b.Deadline)
	})
	return out, nil
}
