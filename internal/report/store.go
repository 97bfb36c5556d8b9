package report

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// row is a report as it is stored.
type row struct {
	Report
	FromDay, ToDay    civil.Day
	NamedRaw, HeadRaw string
}

const columns = `id, plan_id, from_day, to_day, state, text, named as named_raw, head as head_raw, document_id, replaces_id, replaced_by_id,
	created_by, created_name, created_at, changed_by, changed_name, changed_at, issued_by, issued_name, issued_at, version`

func (w row) report() (Report, error) {
	out := w.Report
	out.Period = Period{From: w.FromDay, To: w.ToDay}
	if err := json.Unmarshal([]byte(w.NamedRaw), &out.Named); err != nil {
		return out, fmt.Errorf("report %s: %w", w.ID, err)
	}
	if err := json.Unmarshal([]byte(w.HeadRaw), &out.Head); err != nil {
		return out, fmt.Errorf("report %s: %w", w.ID, err)
	}
	return out, nil
}

func find(ctx context.Context, r db.Reader, query string, args ...any) ([]Report, error) {
	rows, err := db.All[row](ctx, r, query, args...)
	if err != nil {
		return nil, err
	}
	out := make([]Report, len(rows))
	for i, w := range rows {
		if out[i], err = w.report(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// get is the report; NotFound when there is none.
func get(ctx context.Context, r db.Reader, id string) (Report, error) {
	all, err := find(ctx, r, `select `+columns+` from report where id = $1 and state <> 'discarded'`, id)
	if err != nil {
		return Report{}, err
	}
	if len(all) == 0 {
		return Report{}, errs.New(errs.NotFound, "report.not_found")
	}
	return all[0], nil
}

// known is the report, or nil for the id "".
func known(ctx context.Context, r db.Reader, id string) (*Report, error) {
	if id == "" {
		return nil, nil
	}
	out, err := get(ctx, r, id)
	return &out, err
}

// insert keeps a new draft; false where there is one of the id already.
func insert(ctx context.Context, tx *db.Tx, rep Report) (bool, error) {
	named, head, err := rep.raw()
	if err != nil {
		return false, err
	}
	n, err := tx.Exec(ctx, `insert into report (id, plan_id, from_day, to_day, state, text, named, head, frame, document_id, replaces_id, replaced_by_id,
		created_by, created_name, created_at, changed_by, changed_name, changed_at, issued_by, issued_name, version)
		values ($1, $2, $3, $4, $5, $6, $7, $8, '', '', $9, '', $10, $11, $12, $10, $11, $12, '', '', 1) on conflict (id) do nothing`,
		rep.ID, rep.PlanID, rep.Period.From, rep.Period.To, string(Draft), rep.Text, named, head, rep.ReplacesID, rep.CreatedBy, rep.CreatedName, tx.Now())
	return n > 0, err
}

func (r Report) raw() (named, head string, err error) {
	a, err := json.Marshal(orNone(r.Named))
	if err != nil {
		return "", "", fmt.Errorf("report: %w", err)
	}
	b, err := json.Marshal(r.Head)
	return string(a), string(b), err
}

func orNone(ids []string) []string {
	if ids == nil {
		return []string{}
	}
	return ids
}

// update keeps what a person changed; Conflict where somebody was faster.
func update(ctx context.Context, tx *db.Tx, actor access.Actor, rep Report) error {
	named, head, err := rep.raw()
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `update report set text = $3, named = $4, head = $5, changed_by = $6, changed_name = $7, changed_at = $8, version = version + 1
		where id = $1 and version = $2 and state = 'draft'`, rep.ID, rep.Version, rep.Text, named, head, actor.AccountID, actor.Name, tx.Now())
	return stale(n, err)
}

func stale(n int64, err error) error {
	if err == nil && n == 0 {
		return errs.New(errs.Conflict, "error.stale")
	}
	return err
}

// freeze turns a draft into an issued report with its cases and its frame.
func freeze(ctx context.Context, tx *db.Tx, actor access.Actor, rep Report, c Content) error {
	_, head, err := rep.raw()
	if err != nil {
		return err
	}
	frame, err := json.Marshal(c.Frame)
	if err != nil {
		return fmt.Errorf("report: %w", err)
	}
	n, err := tx.Exec(ctx, `update report set state = 'issued', head = $3, frame = $4, document_id = $5, issued_by = $6, issued_name = $7, issued_at = $8, version = version + 1
		where id = $1 and version = $2 and state = 'draft'`, rep.ID, rep.Version, head, string(frame), rep.DocumentID, actor.AccountID, actor.Name, tx.Now())
	if err := stale(n, err); err != nil {
		return err
	}
	return keep(ctx, tx, rep.ID, c.Cases)
}

// atOnce is how many cases an insert keeps: four arguments each and the report's
// id, well below the engines' limits (65,535 and 32,766).
const atOnce = 200

// keep writes the cases of a report, numbered in their order.
func keep(ctx context.Context, tx *db.Tx, id string, cases []Case) error {
	no := 0
	for some := range slices.Chunk(cases, atOnce) {
		query, args := strings.Builder{}, []any{id}
		query.WriteString(`insert into report_case (report_id, no, record, record_id, data) values `)
		for i, one := range some {
			data, err := json.Marshal(one)
			if err != nil {
				return fmt.Errorf("report: %w", err)
			}
			if i > 0 {
				query.WriteString(", ")
			}
			no++
			n := len(args)
			fmt.Fprintf(&query, "($1, $%d, $%d, $%d, $%d)", n+1, n+2, n+3, n+4)
			args = append(args, no, string(one.Record), one.RecordID, string(data))
		}
		if _, err := tx.Exec(ctx, query.String(), args...); err != nil {
			return err
		}
	}
	return nil
}

// record keeps the signed paper of an issued report.
func record(ctx context.Context, tx *db.Tx, rep Report) error {
	_, head, err := rep.raw()
	if err != nil {
		return err
	}
	n, err := tx.Exec(ctx, `update report set head = $3, document_id = $4, version = version + 1 where id = $1 and version = $2 and state = 'issued' and document_id = ''`,
		rep.ID, rep.Version, head, rep.DocumentID)
	return stale(n, err)
}

// replace marks the report that the new one stands for; Conflict where another
// has been issued in its place.
func replace(ctx context.Context, tx *db.Tx, oldID, newID string) error {
	n, err := tx.Exec(ctx, `update report set replaced_by_id = $2, version = version + 1 where id = $1 and state = 'issued' and replaced_by_id = ''`, oldID, newID)
	if err == nil && n == 0 {
		return errs.New(errs.Conflict, "report.replaced_already")
	}
	return err
}

func discard(ctx context.Context, tx *db.Tx, actor access.Actor, id string, version int64) error {
	n, err := tx.Exec(ctx, `update report set state = 'discarded', changed_by = $3, changed_name = $4, changed_at = $5, version = version + 1
		where id = $1 and version = $2 and state = 'draft'`, id, version, actor.AccountID, actor.Name, tx.Now())
	return stale(n, err)
}

// frozen are the cases and the frame of an issued report.
func frozen(ctx context.Context, r db.Reader, id string) (Frame, []Case, error) {
	var f Frame
	raw, err := db.One[string](ctx, r, `select frame from report where id = $1`, id)
	if err != nil {
		return f, nil, err
	}
	if err := json.Unmarshal([]byte(raw), &f); err != nil {
		return f, nil, fmt.Errorf("report %s: %w", id, err)
	}
	rows, err := db.All[string](ctx, r, `select data from report_case where report_id = $1 order by no`, id)
	if err != nil {
		return f, nil, err
	}
	cases := make([]Case, len(rows))
	for i, data := range rows {
		if err := json.Unmarshal([]byte(data), &cases[i]); err != nil {
			return f, nil, fmt.Errorf("report %s: %w", id, err)
		}
	}
	return f, cases, nil
}

// note leaves the entry of a change in the audit trail.
func note(ctx context.Context, tx *db.Tx, actor access.Actor, e audit.Entry) error {
	e.ActorID, e.Entity = actor.AccountID, "report"
	return audit.Write(ctx, tx, e)
}
