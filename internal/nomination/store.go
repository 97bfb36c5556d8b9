package nomination

import (
	"context"
	"fmt"
	"strings"
	"time"

	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/search"
)

// searchKind is how nominations are filed in the search index.
const searchKind = "nomination"

// values are the columns of a batch, in their order.
func (b Batch) values() []any {
	return []any{b.ID, b.Ref, b.PlanID, b.VersionID, b.LawID, b.UnitID, b.KeeperID, b.AreaID, b.LeadID, string(b.Level), b.Title, b.Note, b.AuthorID, b.OnBehalf,
		b.Shared, b.CreatedAt, b.Version}
}

func insertBatch(ctx context.Context, tx *db.Tx, b Batch) (bool, error) {
	names := strings.ReplaceAll(batchColumns, "n.", "")
	n, err := tx.Exec(ctx, `insert into batch (`+names+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
		on conflict (id) do nothing`, b.values()...)
	return n == 1, err
}

func updateBatch(ctx context.Context, tx *db.Tx, b Batch) error {
	n, err := tx.Exec(ctx, `update batch set title = $3, note = $4, version = version + 1 where id = $1 and version = $2 and shared = false`, b.ID, b.Version, b.Title, b.Note)
	if err == nil && n == 0 {
		err = errs.New(errs.Conflict, "error.stale")
	}
	return err
}

// shareBatch lets the bodies that a nomination reached see its batch: of several
// lead agencies the first is the batch's own, the others are noted beside it.
func shareBatch(ctx context.Context, tx *db.Tx, actorID string, n Nomination) error {
	if n.LeadID != "" {
		_, err := tx.Exec(ctx, `insert into batch_agency (batch_id, lead_id) values ($1, $2) on conflict (batch_id, lead_id) do nothing`, n.BatchID, n.LeadID)
		if err != nil {
			return err
		}
	}
	changed, err := tx.Exec(ctx, `update batch set shared = true, area_id = case when area_id = '' then $2 else area_id end,
		lead_id = case when lead_id = '' then $3 else lead_id end, version = version + 1
		where id = $1 and (shared = false or area_id = '' and $2 <> '' or lead_id = '' and $3 <> '')`, n.BatchID, n.AreaID, n.LeadID)
	if err != nil || changed == 0 {
		return err
	}
	return audit.Write(ctx, tx, shared(actorID, n))
}

// unshareBatch closes a batch of which nothing is out of the unit any more to the
// bodies above.
func unshareBatch(ctx context.Context, tx *db.Tx, actorID, batchID string) error {
	n, err := tx.Exec(ctx, `update batch set shared = false, area_id = '', lead_id = '', version = version + 1 where id = $1 and shared = true
		and not exists (select 1 from nomination n where n.batch_id = $1 and n.shared = true)`, batchID)
	if err != nil || n == 0 {
		return err
	}
	if _, err = tx.Exec(ctx, `delete from batch_agency where batch_id = $1`, batchID); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{ActorID: actorID, Action: "batch.close", Entity: "batch", EntityID: batchID})
}

// clearJudgements takes back what was judged of a dossier, for it is read anew.
func clearJudgements(ctx context.Context, tx *db.Tx, nominationID string) error {
	_, err := tx.Exec(ctx, `update nomination_criterion set judgement = '', note = '', judged_by = '' where nomination_id = $1`, nominationID)
	return err
}

// holdRefs waits until nobody else is numbering records of a kind, and has others
// wait: what they made is there to be seen.
func holdRefs(ctx context.Context, tx *db.Tx, kind string) error {
	year := civil.DayOf(tx.Now()).Year()
	if _, err := tx.Exec(ctx, `insert into ref_counter (kind, year, last) values ($1, $2, 0) on conflict (kind, year) do nothing`, kind, year); err != nil {
		return err
	}
	_, err := db.Hold[int](ctx, tx, `select last from ref_counter where kind = $1 and year = $2`, kind, year)
	return err
}

// NextRef numbers a batch, a dossier or an exemplar within the year: ĐN.2021.0001.
func NextRef(ctx context.Context, tx *db.Tx, kind string, width int) (string, error) {
	year := civil.DayOf(tx.Now()).Year()
	if _, err := tx.Exec(ctx, `insert into ref_counter (kind, year, last) values ($1, $2, 0) on conflict (kind, year) do nothing`, kind, year); err != nil {
		return "", err
	}
	last, err := db.One[int](ctx, tx, `update ref_counter set last = last + 1 where kind = $1 and year = $2 returning last`, kind, year)
	return Ref(kind, year, last, width), err
}

// Ref is a number within the year, of so many digits at least: ĐN.2021.0001.
func Ref(kind string, year, no, width int) string {
	return fmt.Sprintf("%s.%d.%0*d", kind, year, width, no)
}

// values are the columns of a nomination, in their order.
func (n Nomination) values() []any {
	return []any{n.ID, n.Ref, n.BatchID, n.PlanID, n.VersionID, n.LawID, n.SetID, n.SubjectID, n.SubjectName, string(n.Kind), string(n.Level), n.FieldID,
		n.Title, n.Summary, n.FigureName, n.FigureUnit, n.FigureBefore, n.FigureAfter, n.PhotoID, string(n.State), string(n.HeldFrom), n.Reason, n.Deadline,
		n.Eligible, n.Appraisal, n.EvidenceDue, n.SelectedBy, n.AppraisedBy, n.ListID, n.UnitID, n.KeeperID, n.AreaID, n.LeadID, n.TargetID,
		n.HolderID, n.Shared, n.AuthorID, n.OnBehalf, n.CreatedAt, n.ChangedAt, n.Version}
}

func insertNomination(ctx context.Context, tx *db.Tx, n Nomination) error {
	names := strings.ReplaceAll(columns, "n.", "")
	_, err := tx.Exec(ctx, `insert into nomination (`+names+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
		$21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41)`, n.values()...)
	return err
}

// updateNomination writes all that a person or a step may change, when the
// version is still the one that was read; Conflict otherwise.
func updateNomination(ctx context.Context, tx *db.Tx, n Nomination) (Nomination, error) {
	n.ChangedAt = tx.Now()
	rows, err := tx.Exec(ctx, `update nomination set set_id = $3, subject_id = $4, subject_name = $5, kind = $6, field_id = $7, title = $8, summary = $9,
		figure_name = $10, figure_unit = $11, figure_before = $12, figure_after = $13, photo_id = $14, state = $15, held_from = $16, reason = $17,
		deadline = $18, eligible = $19, appraisal = $20, evidence_due = $21, selected_by = $22, appraised_by = $23, list_id = $24, area_id = $25,
		lead_id = $26, target_id = $27, holder_id = $28, shared = $29, changed_at = $30, version = version + 1 where id = $1 and version = $2`,
		n.ID, n.Version, n.SetID, n.SubjectID, n.SubjectName, string(n.Kind), n.FieldID, n.Title, n.Summary,
		n.FigureName, n.FigureUnit, n.FigureBefore, n.FigureAfter, n.PhotoID, string(n.State), string(n.HeldFrom), n.Reason,
		n.Deadline, n.Eligible, n.Appraisal, n.EvidenceDue, n.SelectedBy, n.AppraisedBy, n.ListID, n.AreaID,
		n.LeadID, n.TargetID, n.HolderID, n.Shared, n.ChangedAt)
	if err != nil {
		return n, err
	}
	if rows == 0 {
		return n, errs.New(errs.Conflict, "error.stale")
	}
	n.Version++
	_, err = tx.Exec(ctx, `update nomination_field set area_id = $2 where nomination_id = $1 and area_id <> $2`, n.ID, n.AreaID)
	return n, err
}

func replaceFields(ctx context.Context, tx *db.Tx, n Nomination) error {
	if _, err := tx.Exec(ctx, `delete from nomination_field where nomination_id = $1`, n.ID); err != nil {
		return err
	}
	for i, f := range n.MoreFields {
		lead := ""
		if i < len(n.MoreLeads) {
			lead = n.MoreLeads[i]
		}
		if _, err := tx.Exec(ctx, `insert into nomination_field (nomination_id, field_id, lead_id, keeper_id, area_id, author_id) values ($1, $2, $3, $4, $5, $6)`,
			n.ID, f, lead, n.KeeperID, n.AreaID, n.AuthorID); err != nil {
			return err
		}
	}
	return nil
}

// index files the nomination for search, with its reach of now.
func index(ctx context.Context, tx *db.Tx, n Nomination, unitName string) error {
	return search.Put(ctx, tx, n.Doc(unitName))
}

// Doc is the nomination as search files it, under its unit's name.
func (n Nomination) Doc(unitName string) search.Doc {
	return search.Doc{Kind: searchKind, ID: n.ID, Head: n.SubjectName + "\n" + n.Title + "\n" + unitName + "\n" + n.Ref,
		Full: n.Summary + "\n" + n.FigureName, Reach: n.Resource()}
}

func putEvidence(ctx context.Context, tx *db.Tx, nominationID, criterionID, evidence string) error {
	_, err := tx.Exec(ctx, `insert into nomination_criterion (nomination_id, criterion_id, evidence, judgement, note, judged_by) values ($1, $2, $3, '', '', '')
		on conflict (nomination_id, criterion_id) do update set evidence = excluded.evidence`, nominationID, criterionID, evidence)
	return err
}

func putJudgement(ctx context.Context, tx *db.Tx, nominationID, criterionID, judgement, note, by string) error {
	_, err := tx.Exec(ctx, `insert into nomination_criterion (nomination_id, criterion_id, evidence, judgement, note, judged_by) values ($1, $2, '', $3, $4, $5)
		on conflict (nomination_id, criterion_id) do update set judgement = excluded.judgement, note = excluded.note, judged_by = excluded.judged_by`,
		nominationID, criterionID, judgement, note, by)
	return err
}

// Event is one line of a nomination's history.
type Event struct {
	ID           string
	NominationID string
	At           time.Time
	ActorID      string
	ActorName    string
	OrgID        string // the body for which the actor acted
	Step         Step   // or "create", "edit", "assess"
	FromState    State
	ToState      State
	HolderID     string // on whose desk it lay afterwards
	Reason       string
	Deadline     civil.Day
	DocumentID   string
	Recorded     bool // a signed paper was recorded, the signer is on it
	OnBehalf     bool
}

const eventColumns = `id, nomination_id, at, actor_id, actor_name, org_id, step, from_state, to_state, holder_id, reason, deadline, document_id, recorded, on_behalf`

// note adds the event and its audit entry.
func note(ctx context.Context, tx *db.Tx, n Nomination, e Event, detail any) error {
	e.ID, e.NominationID, e.At, e.ToState, e.HolderID = db.NewID(), n.ID, tx.Now(), n.State, n.HolderID
	_, err := tx.Exec(ctx, `insert into nomination_event (`+eventColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`, e.values()...)
	if err != nil {
		return err
	}
	return audit.Write(ctx, tx, e.entry(n.Version, detail))
}

// values are the columns of an event, in their order.
func (e Event) values() []any {
	return []any{e.ID, e.NominationID, e.At, e.ActorID, e.ActorName, e.OrgID, string(e.Step), string(e.FromState), string(e.ToState), e.HolderID, e.Reason, e.Deadline,
		e.DocumentID, e.Recorded, e.OnBehalf}
}

// entry is the event in the audit trail, with the version that it gave and what
// was changed.
func (e Event) entry(version int64, detail any) audit.Entry {
	return audit.Entry{ActorID: e.ActorID, Action: "nomination." + string(e.Step), Entity: "nomination", EntityID: e.NominationID, Version: version,
		Meta:   map[string]string{"from": string(e.FromState), "to": string(e.ToState), "holder": e.HolderID, "document": e.DocumentID},
		Detail: map[string]any{"reason": e.Reason, "change": detail}}
}

// events lists a nomination's history, oldest first.
func events(ctx context.Context, r db.Reader, nominationID string) ([]Event, error) {
	return db.All[Event](ctx, r, `select `+eventColumns+` from nomination_event where nomination_id = $1 order by id`, nominationID)
}

const routeColumns = `id, level, via_district, consultation, council, from_day, to_day, note`

func allRoutes(ctx context.Context, r db.Reader) ([]Route, error) {
	return db.All[Route](ctx, r, `select `+routeColumns+` from route order by level, from_day`)
}

func insertRoute(ctx context.Context, tx *db.Tx, actorID string, v Route) error {
	n, err := tx.Exec(ctx, `insert into route (`+routeColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (level, from_day) do nothing`,
		v.ID, string(v.Level), v.ViaDistrict, v.Consultation, v.Council, v.FromDay, v.ToDay, v.Note)
	if err != nil || n == 0 {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{ActorID: actorID, Action: "route.create", Entity: "route", EntityID: v.ID, Version: 1, Meta: v})
}

func closeRoute(ctx context.Context, tx *db.Tx, actorID, id string, to civil.Day) error {
	n, err := tx.Exec(ctx, `update route set to_day = $2 where id = $1 and to_day = ''`, id, to)
	if err != nil {
		return err
	}
	if n == 0 {
		return errs.New(errs.Conflict, "setting.stale")
	}
	return audit.Write(ctx, tx, audit.Entry{ActorID: actorID, Action: "route.close", Entity: "route", EntityID: id, Meta: map[string]string{"to": string(to)}})
}

// keptCriterion is what was typed and judged of one criterion.
type keptCriterion struct {
	CriterionID, Evidence, Note, JudgedBy string
	Judgement                             Judgement
}

func keptCriteria(ctx context.Context, r db.Reader, nominationID string) ([]keptCriterion, error) {
	return db.All[keptCriterion](ctx, r, `select criterion_id, evidence, judgement, note, judged_by from nomination_criterion where nomination_id = $1`, nominationID)
}

// batchOf is the batch of a nomination, for whoever may see the nomination.
func batchOf(ctx context.Context, r db.Reader, n Nomination) (Batch, error) {
	return db.One[Batch](ctx, r, `select `+batchColumns+` from batch n where n.id = $1`, n.BatchID)
}

// restsOn reports whether a step of the nomination rests on the document.
func restsOn(ctx context.Context, r db.Reader, nominationID, documentID string) (bool, error) {
	n, err := db.One[int](ctx, r, `select count(*) from nomination_event where nomination_id = $1 and document_id = $2`, nominationID, documentID)
	return n > 0, err
}

// otherDossiers reports whether dossiers other than the one rest on the identity.
func otherDossiers(ctx context.Context, r db.Reader, subjectID, nominationID string) (bool, error) {
	n, err := db.One[int](ctx, r, `select count(*) from nomination where subject_id = $1 and id <> $2`, subjectID, nominationID)
	return n > 0, err
}

// knownOutside picks the identities of which a dossier has left its unit.
func knownOutside(ctx context.Context, r db.Reader, subjectIDs []string) (map[string]bool, error) {
	ids, err := db.All[string](ctx, r, `select distinct subject_id from nomination where subject_id = any($1) and shared = true`, subjectIDs)
	out := map[string]bool{}
	for _, id := range ids {
		out[id] = true
	}
	return out, err
}
