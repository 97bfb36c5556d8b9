package nomination

import (
	"context"
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/plan"
	"lantoa/internal/subject"
)

// Case is a nomination with all that papers say of it.
type Case struct {
	Nomination
	Subject   subject.Subject // bare where the actor's bodies do not answer for it
	Criteria  []CriterionLine
	PhotoHash string // "" without a photo
}

// maxCases bounds the dossiers of one paper.
const maxCases = 2000

// Cases reads many nominations at once: those of the ids in their order, NotFound
// when the actor may not see one of them; or those of a batch that were not
// withdrawn, oldest first, of which the actor sees what lies in their scope.
func (s *Service) Cases(ctx context.Context, actor access.Actor, batchID string, ids []string) ([]Case, error) {
	r := s.db.Reader()
	if len(ids) > maxCases {
		return nil, errs.New(errs.Invalid, "act.too_many", maxCases)
	}
	f := Filter{BatchID: batchID, IDs: ids, Oldest: true}
	rows, err := find(ctx, r, access.ScopeOf(actor, access.NominationView), f, maxCases+1)
	if err != nil {
		return nil, err
	}
	if len(rows) > maxCases {
		return nil, errs.New(errs.Invalid, "act.too_many", maxCases)
	}
	if ids == nil {
		rows = slices.DeleteFunc(rows, func(n Nomination) bool { return n.State == Withdrawn })
	} else if rows, err = inOrder(rows, ids); err != nil {
		return nil, err
	}
	return s.fillCases(ctx, r, actor, rows)
}

func inOrder(rows []Nomination, ids []string) ([]Nomination, error) {
	at := make(map[string]Nomination, len(rows))
	for _, n := range rows {
		at[n.ID] = n
	}
	out := make([]Nomination, 0, len(ids))
	for _, id := range ids {
		n, ok := at[id]
		if !ok {
			return nil, errs.New(errs.NotFound, "nomination.not_found")
		}
		out = append(out, n)
	}
	return out, nil
}

func (s *Service) fillCases(ctx context.Context, r db.Reader, actor access.Actor, rows []Nomination) ([]Case, error) {
	var subjects, sets, noms, photos []string
	for _, n := range rows {
		subjects, sets, noms, photos = append(subjects, n.SubjectID), append(sets, n.SetID), append(noms, n.ID), append(photos, n.PhotoID)
	}
	who, err := subject.ByIDs(ctx, r, subjects)
	if err != nil {
		return nil, err
	}
	items, err := s.plans.CriteriaOf(ctx, r, sets)
	if err != nil {
		return nil, err
	}
	kept, err := db.All[struct {
		NominationID string
		keptCriterion
	}](ctx, r, `select nomination_id, criterion_id, evidence, judgement, note, judged_by from nomination_criterion where nomination_id = any($1)`, noms)
	if err != nil {
		return nil, err
	}
	byNom := map[string]map[string]keptCriterion{}
	for _, k := range kept {
		if byNom[k.NominationID] == nil {
			byNom[k.NominationID] = map[string]keptCriterion{}
		}
		byNom[k.NominationID][k.CriterionID] = k.keptCriterion
	}
	pictures, err := db.All[struct{ ID, Hash string }](ctx, r, `select id, hash from attachment where id = any($1)`, photos)
	if err != nil {
		return nil, err
	}
	hashes := map[string]string{}
	for _, p := range pictures {
		hashes[p.ID] = p.Hash
	}
	out := make([]Case, len(rows))
	for i, n := range rows {
		out[i] = Case{Nomination: n, Subject: who[n.SubjectID], PhotoHash: hashes[n.PhotoID], Criteria: lines(items[n.SetID], byNom[n.ID])}
		if out[i].Subject.UnitID != n.UnitID && !actor.At(out[i].Subject.UnitID) {
			out[i].Subject = out[i].Subject.Bare()
		}
	}
	return out, nil
}

func lines(items []plan.Criterion, kept map[string]keptCriterion) []CriterionLine {
	out := make([]CriterionLine, len(items))
	for i, c := range items {
		k := kept[c.ID]
		out[i] = CriterionLine{Criterion: c, Evidence: k.Evidence, Judgement: k.Judgement, Note: k.Note, JudgedBy: k.JudgedBy}
	}
	return out
}
