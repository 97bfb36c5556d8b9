package demo

import (
	"context"
	"fmt"
	"io"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/document"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

// act lets somebody do something with dossiers of a batch or with the exemplars
// that came of them.
func (s *stage) act(ctx context.Context, b batch, a act) error {
	by, err := s.actor(a.By)
	if err != nil {
		return err
	}
	switch exemplar.Step(a.Do) {
	case exemplar.Consent, exemplar.Clear, exemplar.Launch, exemplar.Revoke:
		for _, key := range a.Only {
			if err := s.onExemplar(ctx, by, a, key); err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
		}
		return nil
	}
	step := nomination.Step(a.Do)
	if a.Do == "assess" || step == nomination.Select || step == nomination.NotSelect {
		for _, key := range a.Only {
			if err := s.assess(ctx, by, a, key); err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
		}
		if a.Do == "assess" {
			return nil
		}
	}
	return s.onDossiers(ctx, by, b, a)
}

// assess judges the criteria of a dossier that nobody has judged yet.
func (s *stage) assess(ctx context.Context, by access.Actor, a act, key string) error {
	d, err := s.noms.Dossier(ctx, by, s.dossiers[key].id)
	if err != nil {
		return err
	}
	judge := a.Judge
	if judge == "" {
		judge = nomination.Met
	}
	given := map[string]nomination.Assessment{}
	for i, c := range d.Criteria {
		if c.Judgement != "" || a.Part && i > 0 {
			continue
		}
		given[c.ID] = nomination.Assessment{Judgement: judge, Note: s.script.papers.Judged[judge]}
	}
	if len(given) == 0 {
		return nil
	}
	return s.noms.Assess(ctx, by, nomination.Item{ID: d.ID, Version: d.Version}, given)
}

func (s *stage) onDossiers(ctx context.Context, by access.Actor, b batch, a act) error {
	in := nomination.Act{Step: nomination.Step(a.Do), Reason: a.Reason, Eligible: a.Eligible, Appraisal: a.Appraisal, AskEvidence: a.Ask}
	if a.Deadline > 0 {
		in.Deadline = written(civil.DayOf(s.db.Now()).AddDays(a.Deadline))
	}
	var names []string
	holder := ""
	for _, key := range a.Only {
		n, err := s.noms.Get(ctx, by, s.dossiers[key].id)
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		in.Items = append(in.Items, nomination.Item{ID: n.ID, Version: n.Version})
		names, holder = append(names, n.SubjectName), n.HolderID
	}
	if a.Number != "" {
		var err error
		if in.Paper, err = s.signed(a, holder, names); err != nil {
			return err
		}
	}
	if !in.Step.Admits() {
		_, err := s.noms.Do(ctx, by, in)
		return err
	}
	made, err := s.exs.Approve(ctx, by, in)
	for i, e := range made {
		s.exemplars[a.Only[i]] = e.ID
	}
	return err
}

func (s *stage) onExemplar(ctx context.Context, by access.Actor, a act, key string) error {
	card, err := s.exs.Card(ctx, by, s.exemplars[key])
	if err != nil {
		return err
	}
	if exemplar.Step(a.Do) == exemplar.Consent {
		in := subject.ConsentInput{Purposes: a.For, GivenDay: written(civil.DayOf(s.db.Now())), GivenBy: card.Name, Relation: "self"}
		if speaker := s.script.stories[key].Speaker; speaker != "" {
			in.Relation, in.GivenBy = "representative", speaker
		}
		form, err := s.paper("consent", "", written(civil.DayOf(s.db.Now())), card.Name, "", in.GivenBy)
		if err != nil {
			return err
		}
		return s.exs.RecordConsent(ctx, by, card.ID, in, form, "phieu-dong-y.pdf")
	}
	in := exemplar.Change{ID: card.ID, Version: card.Version, Step: exemplar.Step(a.Do), Reason: a.Reason}
	if a.Number != "" {
		chair, err := s.orgs.Decider(ctx, s.db.Reader(), civil.DayOf(s.db.Now()))
		if err != nil {
			return err
		}
		if in.Paper, err = s.signed(a, chair.ID, []string{card.Name}); err != nil {
			return err
		}
	}
	return s.exs.Do(ctx, by, in)
}

// signed is the paper of an act, signed for the body on whose desk the dossiers
// lie.
func (s *stage) signed(a act, orgID string, names []string) (document.Draft, error) {
	who, ok := s.cast.Signers[seedOf(s.cast, orgID)]
	if !ok {
		return document.Draft{}, fmt.Errorf("nobody signs for %s", orgID)
	}
	day := written(civil.DayOf(s.db.Now()))
	scan, err := s.paper(a.Do, a.Number, day, append(names, "", who.Position, who.Name)...)
	name := strings.NewReplacer("/", "-", "Đ", "D").Replace(a.Number) + ".pdf"
	return document.Draft{Number: a.Number, Day: day, Title: s.script.papers.About[a.Do], SignerName: who.Name, SignerPosition: who.Position,
		Scan: scan, ScanName: name}, err
}

// seedOf is a signing body's name in the seed.
func seedOf(c cast, orgID string) string {
	for key := range c.Signers {
		if org.SeedID(key) == orgID {
			return key
		}
	}
	return ""
}

// written is a day as a person types it.
func written(d civil.Day) string { return d.Time().Format("02/01/2006") }

// paper is an illustrated paper.
func (s *stage) paper(kind, number, day string, lines ...string) (io.Reader, error) {
	w := s.script.papers
	sheet := []line{{w.Country, 13, bold}, {w.Motto, 12, bold}, {"", 12, plain}}
	if number != "" {
		sheet = append(sheet, line{w.Number + " " + number, 12, plain})
	}
	if day != "" {
		sheet = append(sheet, line{w.Place + day, 12, plain})
	}
	sheet = append(sheet, line{"", 12, plain}, line{w.Titles[kind], 16, bold}, line{w.About[kind], 13, bold}, line{"", 12, plain})
	for _, text := range lines {
		sheet = append(sheet, line{text, 12, plain})
	}
	sheet = append(sheet, line{"", 12, plain}, line{w.Mark, 22, stamp}, line{w.Explain, 10, plain})
	return pdf(s.font, sheet)
}
