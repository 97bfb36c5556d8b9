package exemplar

import (
	"context"
	"strings"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/listing"
	"lantoa/internal/org"
	"lantoa/internal/search"
)

// The kinds under which exemplars are filed for search: for staff, and for the
// public with only what the public may read.
const (
	searchKind       = "exemplar"
	publicSearchKind = "portal"
)

const columns = `n.id, n.ref, n.subject_id, n.plan_id, n.name, n.kind, n.title, n.summary, n.figure_name, n.figure_unit, n.figure_before, n.figure_after,
	n.photo_hash, n.field_id, n.level, n.state, n.reason, n.unit_id, n.keeper_id, n.area_id, n.lead_id, n.shared, n.cleared, n.public, n.public_photo,
	n.public_field, n.created_at, n.changed_at, n.version, n.occupation, n.public_discreet, n.public_unit, n.public_district`

func source() listing.Source {
	return listing.Source{Table: "exemplar", FieldTable: "exemplar_field", RecordColumn: "exemplar_id"}
}

func key(e Exemplar) string { return e.ID }

// values are the columns of an exemplar, in their order.
func (e Exemplar) values() []any {
	return []any{e.ID, e.Ref, e.SubjectID, e.PlanID, e.Name, string(e.Kind), e.Title, e.Summary, e.FigureName, e.FigureUnit, e.FigureBefore, e.FigureAfter,
		e.PhotoHash, e.FieldID, string(e.Level), string(e.State), e.Reason, e.UnitID, e.KeeperID, e.AreaID, e.LeadID, e.Shared, e.Cleared, e.Public,
		e.PublicPhoto, e.PublicField, e.CreatedAt, e.ChangedAt, e.Version, e.Occupation, e.PublicDiscreet, e.PublicUnit, e.PublicDistrict}
}

func insertExemplar(ctx context.Context, tx *db.Tx, e Exemplar) error {
	names := strings.ReplaceAll(columns, "n.", "")
	_, err := tx.Exec(ctx, `insert into exemplar (`+names+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
		$21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)`, e.values()...)
	return err
}

func updateExemplar(ctx context.Context, tx *db.Tx, e Exemplar) (Exemplar, error) {
	e.ChangedAt = tx.Now()
	rows, err := tx.Exec(ctx, `update exemplar set name = $3, title = $4, summary = $5, figure_name = $6, figure_unit = $7, figure_before = $8,
		figure_after = $9, photo_hash = $10, field_id = $11, level = $12, state = $13, reason = $14, lead_id = $15, area_id = $16, cleared = $17,
		public = $18, public_photo = $19, public_field = $20, changed_at = $21, occupation = $22, public_discreet = $23,
		public_unit = $24, public_district = $25, version = version + 1 where id = $1 and version = $2`,
		e.ID, e.Version, e.Name, e.Title, e.Summary, e.FigureName, e.FigureUnit, e.FigureBefore, e.FigureAfter, e.PhotoHash, e.FieldID,
		string(e.Level), string(e.State), e.Reason, e.LeadID, e.AreaID, e.Cleared, e.Public, e.PublicPhoto, e.PublicField, e.ChangedAt,
		e.Occupation, e.PublicDiscreet, e.PublicUnit, e.PublicDistrict)
	if err != nil {
		return e, err
	}
	if rows == 0 {
		return e, errs.New(errs.Conflict, "error.stale")
	}
	e.Version++
	_, err = tx.Exec(ctx, `update exemplar_field set area_id = $2 where exemplar_id = $1 and area_id <> $2`, e.ID, e.AreaID)
	return e, err
}

func putFields(ctx context.Context, tx *db.Tx, e Exemplar) error {
	for i, f := range e.MoreFields {
		_, err := tx.Exec(ctx, `insert into exemplar_field (exemplar_id, field_id, lead_id, keeper_id, area_id) values ($1, $2, $3, $4, $5)
			on conflict (exemplar_id, field_id) do update set lead_id = excluded.lead_id`, e.ID, f, e.MoreLeads[i], e.KeeperID, e.AreaID)
		if err != nil {
			return err
		}
	}
	return nil
}

const recognitionColumns = `id, exemplar_id, nomination_id, level, org_id, document_id, number, day, revoked_by`

func insertRecognition(ctx context.Context, tx *db.Tx, g Recognition) error {
	_, err := tx.Exec(ctx, `insert into recognition (`+recognitionColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		g.values()...)
	return err
}

func (g Recognition) values() []any {
	return []any{g.ID, g.ExemplarID, g.NominationID, string(g.Level), g.OrgID, g.DocumentID, g.Number, g.Day, g.RevokedBy}
}

func recognitions(ctx context.Context, r db.Reader, exemplarID string) ([]Recognition, error) {
	return db.All[Recognition](ctx, r, `select `+recognitionColumns+` from recognition where exemplar_id = $1 order by day, id`, exemplarID)
}

func revokeRecognitions(ctx context.Context, tx *db.Tx, exemplarID, documentID string) error {
	_, err := tx.Exec(ctx, `update recognition set revoked_by = $2 where exemplar_id = $1 and revoked_by = ''`, exemplarID, documentID)
	return err
}

// Event is one line of an exemplar's history.
type Event struct {
	ID         string
	ExemplarID string
	At         time.Time
	ActorID    string
	ActorName  string
	Step       Step
	FromState  State
	ToState    State
	Reason     string
	DocumentID string
	// Detail is of a consent given or withdrawn its purposes ("publish,photo"), and
	// of an admission Reread where it ended the clearance for the portal.
	Detail string
}

const eventColumns = `id, exemplar_id, at, actor_id, actor_name, step, from_state, to_state, reason, document_id, detail`

func note(ctx context.Context, tx *db.Tx, actor access.Actor, e Exemplar, v Event, detail any) error {
	v.ID, v.ExemplarID, v.At, v.ActorID, v.ActorName, v.ToState = db.NewID(), e.ID, tx.Now(), actor.AccountID, actor.Name, e.State
	_, err := tx.Exec(ctx, `insert into exemplar_event (`+eventColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, v.values()...)
	if err != nil {
		return err
	}
	return audit.Write(ctx, tx, v.entry(e.Version, detail))
}

// values are the columns of an event, in their order.
func (v Event) values() []any {
	return []any{v.ID, v.ExemplarID, v.At, v.ActorID, v.ActorName, string(v.Step), string(v.FromState), string(v.ToState), v.Reason, v.DocumentID, v.Detail}
}

// entry is the event in the audit trail, with the version that it gave and what
// was changed.
func (v Event) entry(version int64, detail any) audit.Entry {
	return audit.Entry{ActorID: v.ActorID, Action: "exemplar." + string(v.Step), Entity: "exemplar", EntityID: v.ExemplarID, Version: version,
		Meta:   map[string]string{"from": string(v.FromState), "to": string(v.ToState), "document": v.DocumentID, "detail": v.Detail},
		Detail: map[string]any{"reason": v.Reason, "change": detail}}
}

func events(ctx context.Context, r db.Reader, exemplarID string) ([]Event, error) {
	return db.All[Event](ctx, r, `select `+eventColumns+` from exemplar_event where exemplar_id = $1 order by id`, exemplarID)
}

// index files the exemplar for staff, and for the public exactly while it is
// public and with nothing but what the public may read.
func index(ctx context.Context, tx *db.Tx, e Exemplar, unit org.Org) error {
	docs := e.Docs(unit)
	for _, d := range docs {
		if err := search.Put(ctx, tx, d); err != nil {
			return err
		}
	}
	if len(docs) == 1 {
		return search.Remove(ctx, tx, publicSearchKind, e.ID)
	}
	return nil
}

// Docs are the exemplar as search files it: for staff, and where it is public
// for the public.
func (e Exemplar) Docs(unit org.Org) []search.Doc {
	doc := search.Doc{Kind: searchKind, ID: e.ID, Head: e.Name + "\n" + e.Title + "\n" + unit.Name + "\n" + e.Ref, Full: e.Summary, Reach: e.Resource()}
	if !e.Public {
		return []search.Doc{doc}
	}
	public := search.Doc{Kind: publicSearchKind, ID: e.ID, Head: e.Name + "\n" + e.Title, Full: e.Summary + "\n" + e.Occupation + "\n" + e.FigureName}
	if e.PublicUnit != "" {
		public.Head += "\n" + unit.Name + "\n" + unit.Place
	}
	return []search.Doc{doc, public}
}

func addFields(ctx context.Context, r db.Reader, rows []Exemplar) error {
	if len(rows) == 0 {
		return nil
	}
	ids := make([]string, len(rows))
	at := make(map[string]int, len(rows))
	for i, e := range rows {
		ids[i], at[e.ID] = e.ID, i
	}
	more, err := db.All[struct{ ExemplarID, FieldID, LeadID string }](ctx, r,
		`select exemplar_id, field_id, lead_id from exemplar_field where exemplar_id = any($1) order by exemplar_id, field_id`, ids)
	for _, m := range more {
		e := &rows[at[m.ExemplarID]]
		e.MoreFields, e.MoreLeads = append(e.MoreFields, m.FieldID), append(e.MoreLeads, m.LeadID)
	}
	return err
}

func bySubject(ctx context.Context, r db.Reader, subjectID string) (Exemplar, bool, error) {
	rows, err := db.All[Exemplar](ctx, r, `select `+columns+` from exemplar n where n.subject_id = $1`, subjectID)
	if err != nil || len(rows) == 0 {
		return Exemplar{}, false, err
	}
	return rows[0], true, addFields(ctx, r, rows)
}
