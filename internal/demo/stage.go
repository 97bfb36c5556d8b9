package demo

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/paper"
	"lantoa/internal/plan"
	"lantoa/internal/report"
	"lantoa/internal/subject"
)

// stage is where the script is played: the services under the clock, and what
// has been made so far.
type stage struct {
	cast   cast
	script script
	album  map[string][]byte // pictures by story
	clock  *clock
	font   *font

	db       *db.DB
	orgs     *org.Service
	plans    *plan.Service
	noms     *nomination.Service
	exs      *exemplar.Service
	accounts *account.Service
	reports  *report.Service
	papers   *paper.Service

	fields    []plan.Field
	actors    map[string]access.Actor // by username
	dossiers  map[string]dossier      // by story
	exemplars map[string]string       // by story
}

// dossier is a nomination that was made, with who wrote it: the author always
// sees it.
type dossier struct {
	id        string
	subjectID string
	author    access.Actor
}

// event is something that happens on a day.
type event struct {
	day  civil.Day
	what string
	do   func(ctx context.Context) error
}

// play puts all batches' events into the order of their days, and lets them happen.
func (s *stage) play(ctx context.Context) error {
	var all []event
	for _, b := range s.script.course {
		made, err := s.eventsOf(b)
		if err != nil {
			return err
		}
		all = append(all, made...)
	}
	all = append(all, s.reportEvents()...)
	slices.SortStableFunc(all, func(a, b event) int { return compare(a.day, b.day) })
	for _, e := range all {
		s.clock.turn(e.day)
		if err := e.do(ctx); err != nil {
			// What the script does is the program's own affair: its faults are none of
			// the person's who starts it.
			return errs.Wrap(fmt.Errorf("demo: %s, %s: %w", e.day, e.what, err), errs.Internal, "error.internal")
		}
	}
	return nil
}

func compare(a, b civil.Day) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (s *stage) eventsOf(b batch) ([]event, error) {
	id := db.NewID()
	day, err := s.clock.dayOf(b.On)
	if err != nil {
		return nil, err
	}
	out := []event{{day, b.Title, func(ctx context.Context) error { return s.open(ctx, id, b) }}}
	for _, key := range b.Stories {
		out = append(out, event{day, key, func(ctx context.Context) error { return s.write(ctx, id, b, key) }})
	}
	for _, a := range b.Then {
		if a.Only == nil {
			a.Only = b.Stories
		}
		if day, err = s.clock.dayOf(a.On); err != nil {
			return nil, err
		}
		out = append(out, event{day, a.Do + " " + fmt.Sprint(a.Only), func(ctx context.Context) error { return s.act(ctx, b, a) }})
	}
	return out, nil
}

// day is one of the program's own days, which are known to be days.
func (s *stage) day(text civil.Day) civil.Day { return min(text, civil.DayOf(s.clock.end)) }

func (s *stage) actor(name string) (access.Actor, error) {
	a, ok := s.actors[name]
	if !ok {
		return a, fmt.Errorf("nobody is called %q", name)
	}
	return a, nil
}

func (s *stage) open(ctx context.Context, id string, b batch) error {
	by, err := s.actor(b.By)
	if err != nil {
		return err
	}
	_, err = s.noms.CreateBatch(ctx, by, id, nomination.BatchInput{UnitID: org.SeedID(b.Unit), Level: b.Level, Title: b.Title, Note: b.Note})
	return err
}

// write makes a dossier: its content, the photo, a certificate where a criterion
// asks for one, and, at level tỉnh, what shows each criterion.
func (s *stage) write(ctx context.Context, batchID string, b batch, key string) error {
	by, err := s.actor(b.By)
	if err != nil {
		return err
	}
	story, in, err := s.input(key)
	if err != nil {
		return err
	}
	n, err := s.noms.Create(ctx, by, batchID, db.NewID(), in)
	if err != nil {
		return err
	}
	s.dossiers[key] = dossier{id: n.ID, subjectID: n.SubjectID, author: by}
	if story.Picture == "" {
		return nil
	}
	if _, err := s.noms.Attach(ctx, by, n.ID, "", "photo", bytes.NewReader(s.album[key]), key+".jpg"); err != nil {
		return err
	}
	return s.prove(ctx, by, n.ID, in)
}

func (s *stage) prove(ctx context.Context, by access.Actor, id string, in nomination.Input) error {
	d, err := s.noms.Dossier(ctx, by, id)
	if err != nil {
		return err
	}
	given := map[string]string{}
	for i, c := range d.Criteria {
		if c.Certificate {
			scan, err := s.paper("certificate", "", "", d.SubjectName)
			if err != nil {
				return err
			}
			if _, err := s.noms.Attach(ctx, by, id, c.ID, "evidence", scan, "bang-chung-nhan.pdf"); err != nil {
				return err
			}
		}
		if d.Level == nomination.LevelProvince {
			given[c.ID] = s.script.papers.Evidence[i%len(s.script.papers.Evidence)]
		}
	}
	if len(given) == 0 {
		return nil
	}
	now, err := s.noms.Get(ctx, by, id)
	if err != nil {
		return err
	}
	in.Evidence = given
	_, err = s.noms.Save(ctx, by, nomination.Item{ID: id, Version: now.Version}, in)
	return err
}

// input is what somebody typed for a story.
func (s *stage) input(key string) (story, nomination.Input, error) {
	t, ok := s.script.stories[key]
	if !ok {
		return t, nomination.Input{}, fmt.Errorf("there is no story %q", key)
	}
	in := nomination.Input{Subject: subject.Input{Kind: t.Kind, Name: t.Name, Sex: t.Sex, BirthYear: t.Birth, Ethnicity: t.Ethnicity, Work: t.Work, Occupation: t.Occupation, Address: t.Address},
		Title: t.Title, Summary: t.Summary, FigureName: t.Figure[0], FigureUnit: t.Figure[1], FigureBefore: t.Figure[2], FigureAfter: t.Figure[3]}
	if t.Same != "" {
		first := s.script.stories[t.Same]
		in.SubjectID, in.Subject.Kind, in.Subject.Name = s.dossiers[t.Same].subjectID, first.Kind, first.Name
	}
	if t.Lead != "" {
		in.LeadID = org.SeedID(t.Lead)
	}
	for _, f := range s.fields {
		if f.No == t.Field {
			in.FieldID = f.ID
		}
		if slices.Contains(t.More, f.No) {
			in.MoreFields = append(in.MoreFields, f.ID)
		}
	}
	return t, in, nil
}
