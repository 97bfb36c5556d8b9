package plan

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
	"lantoa/internal/org"
	"lantoa/internal/plan/reading"
)

// Adoption is how a draft comes into force.
type Adoption struct {
	From     civil.Day // the day from which it is in force
	Reason   string    // why there is a new version; of a first one nobody asks
	Province bool      // everybody works under it, not only the unit that issued it
}

// Adopted says what an adoption did.
type Adopted struct {
	PlanID    string
	Version   int
	Province  bool     // everybody works under it
	Already   bool     // the same file was there; nothing was changed
	Unmatched []string // bodies that are no organisation's: their fields have nobody to receive dossiers
}

// Adopt makes a draft of the version that the person saw the plan in force from
// a day: a new plan, or the next version of one. What was nominated under an
// earlier version keeps it. Invalid with the fields "from" and "reason", or for
// what no plan can be; Conflict for a stale version and for another plan of the
// same symbol and day.
func (s *Service) Adopt(ctx context.Context, actor access.Actor, id string, version int, a Adoption) (Adopted, error) {
	if err := mayManage(actor); err != nil {
		return Adopted{}, err
	}
	var out Adopted
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		p, err := paperAt(ctx, tx, id, version)
		if err != nil {
			return err
		}
		if out, err = s.adopt(ctx, tx, actor, &p, a); err != nil {
			return err
		}
		p.PlanID = out.PlanID
		return closePaper(ctx, tx, actor, p, "adopted")
	})
	return out, err
}

// adoption is an adoption on its way.
type adoption struct {
	Adoption
	*Service
	tx     *db.Tx
	by     string // account of who adopts, "" for the program itself
	plan   Plan
	before reading.Reading // of the version before, empty for a new plan
	then   org.Directory   // the bodies of the day from which the version is in force
	former org.Directory   // those of the day from which the one before was
	now    *reading.Reading
}

func (s *Service) adopt(ctx context.Context, tx *db.Tx, actor access.Actor, p *Paper, a Adoption) (Adopted, error) {
	p.Reading.Tidy()
	if err := adoptable(p.Reading, p.PlanID, a); err != nil {
		return Adopted{}, err
	}
	w := adoption{Adoption: a, Service: s, tx: tx, by: actor.AccountID, now: &p.Reading}
	var err error
	if w.then, err = s.orgs.Directory(ctx, tx, a.From); err != nil {
		return Adopted{}, err
	}
	if p.PlanID == "" {
		err = w.create(ctx, p)
	} else {
		err = w.renew(ctx, p.PlanID)
	}
	if err != nil {
		return Adopted{}, err
	}
	if err := w.version(ctx, actor); err != nil {
		return Adopted{}, err
	}
	out := Adopted{PlanID: w.plan.ID, Version: w.plan.VersionNo, Province: a.Province}
	for _, b := range w.now.Unmatched() {
		out.Unmatched = append(out.Unmatched, b.Name)
	}
	return out, audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "plan." + how(actor), Entity: "plan", EntityID: w.plan.ID,
		Meta:   map[string]any{"symbol": w.plan.Symbol, "hash": w.plan.SourceHash, "version": w.plan.VersionNo, "from": a.From, "unmatched": out.Unmatched},
		Detail: map[string]any{"reason": a.Reason}})
}

// how names in the audit whether a person adopted a plan or the program took it in.
func how(actor access.Actor) string {
	if actor.AccountID == "" {
		return "import"
	}
	return "adopt"
}

func adoptable(r reading.Reading, planID string, a Adoption) error {
	if len(r.Fields) == 0 {
		return errs.New(errs.Invalid, "plan.no_fields")
	}
	for i, f := range r.Fields {
		if f.Name == "" {
			return errs.New(errs.Invalid, "plan.field_nameless", i+1)
		}
	}
	invalid := errs.New(errs.Invalid, "error.invalid")
	if a.From.IsZero() {
		invalid = invalid.WithField("from", "field.required")
	}
	if planID != "" && strings.TrimSpace(a.Reason) == "" {
		invalid = invalid.WithField("reason", "field.required")
	}
	if len(invalid.Fields) > 0 {
		return invalid
	}
	return nil
}

// create stores the plan itself.
func (w *adoption) create(ctx context.Context, p *Paper) error {
	r := w.now
	if id, err := w.PlanOf(ctx, w.tx, p.SourceHash); err != nil || id != "" {
		return orElse(err, errs.New(errs.Conflict, "plan.already_adopted", p.SourceName))
	}
	if err := w.other(ctx, ""); err != nil {
		return err
	}
	w.plan = Plan{ID: db.NewID(), SourceName: p.SourceName, SourceHash: p.SourceHash, VersionNo: 1, VersionID: db.NewID(), Symbol: r.Symbol}
	_, err := w.tx.Exec(ctx, `insert into plan (id, number, symbol, issuer, place, day, title, period_from, period_to, signer, source_name, source_hash, created_at,
		media, text, from_day) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
		w.plan.ID, r.Number, r.Symbol, r.Issuer, r.Place, r.Date, r.Title, r.From, r.To, r.Signer, p.SourceName, p.SourceHash, w.tx.Now(),
		p.Media, p.Text, w.From)
	return err
}

// other refuses a second plan of the same symbol and day.
func (w *adoption) other(ctx context.Context, self string) error {
	if w.now.Symbol == "" {
		return nil
	}
	same, err := db.All[string](ctx, w.tx, `select source_name from plan where symbol = $1 and day = $2 and id <> $3`, w.now.Symbol, w.now.Date, self)
	if err == nil && len(same) > 0 {
		err = errs.New(errs.Conflict, "plan.other_file", w.now.Symbol, civil.Day(w.now.Date), same[0])
	}
	return err
}

// renew brings the plan up to date with its next version.
func (w *adoption) renew(ctx context.Context, planID string) error {
	if err := w.other(ctx, planID); err != nil {
		return err
	}
	last, err := lastVersion(ctx, w.tx, planID)
	if err != nil {
		return err
	}
	if w.From < last.FromDay {
		return errs.New(errs.Invalid, "error.invalid").WithField("from", "plan.from_before", last.No, last.FromDay)
	}
	if w.former, err = w.orgs.Directory(ctx, w.tx, last.FromDay); err != nil {
		return err
	}
	if w.before, err = w.readingOf(ctx, w.tx, planID, last.No); err != nil {
		return err
	}
	if w.plan, err = db.One[Plan](ctx, w.tx, `select id, source_name, source_hash from plan where id = $1`, planID); err != nil {
		return err
	}
	r := w.now
	w.plan.Symbol, w.plan.VersionNo, w.plan.VersionID = r.Symbol, last.No+1, db.NewID()
	// Symbol and day are kept on the plan too, where they are unique.
	_, err = w.tx.Exec(ctx, `update plan set symbol = $1, day = $2 where id = $3`, r.Symbol, r.Date, planID)
	return err
}

// version stores the version with everything in it.
func (w *adoption) version(ctx context.Context, actor access.Actor) error {
	r := w.now
	_, err := w.tx.Exec(ctx, `insert into plan_version (id, plan_id, no, reason, from_day, draft, reading, adopted_by, adopted_at, province,
		number, symbol, issuer, place, day, title, period_from, period_to, signer) values ($1, $2, $3, $4, $5, '', '', $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		w.plan.VersionID, w.plan.ID, w.plan.VersionNo, w.Reason, w.From, actor.AccountID, w.tx.Now(), w.Province,
		r.Number, r.Symbol, r.Issuer, r.Place, r.Date, r.Title, r.From, r.To, r.Signer)
	if err != nil {
		return err
	}
	for i, no := range numbers(w.now.Fields, func(f reading.Field) string { return f.No }) {
		if err := w.field(ctx, &w.now.Fields[i], no); err != nil {
			return err
		}
	}
	for _, m := range w.now.Milestones {
		_, err := w.tx.Exec(ctx, `insert into milestone (id, version_id, quarter, year, due, text) values ($1, $2, $3, $4, $5, $6)`,
			db.NewID(), w.plan.VersionID, m.Quarter, m.Year, m.Due, m.Text)
		if err != nil {
			return err
		}
	}
	// Only now each field has the key under which the next version continues it.
	draft, err := json.Marshal(w.now.Draft())
	if err != nil {
		return fmt.Errorf("plan: %w", err)
	}
	raw, err := json.Marshal(w.now)
	if err != nil {
		return fmt.Errorf("plan: %w", err)
	}
	_, err = w.tx.Exec(ctx, `update plan_version set draft = $1, reading = $2 where id = $3`, string(draft), string(raw), w.plan.VersionID)
	return err
}

// field stores a field of the version, with its sets and who is charged with it.
func (w *adoption) field(ctx context.Context, f *reading.Field, no int) error {
	if err := w.keepField(ctx, f, no); err != nil {
		return err
	}
	_, err := w.tx.Exec(ctx, `insert into version_field (version_id, field_id, no, name) values ($1, $2, $3, $4)`, w.plan.VersionID, f.StoredID, no, f.Name)
	if err != nil {
		return err
	}
	for i, set := range f.Sets {
		id := db.NewID()
		_, err := w.tx.Exec(ctx, `insert into criteria_set (id, version_id, field_id, no, subjects, choice) values ($1, $2, $3, $4, $5, $6)`,
			id, w.plan.VersionID, f.StoredID, i+1, strings.Join(set.Subjects, ","), string(set.Choice))
		if err != nil {
			return err
		}
		for j, c := range set.Items {
			_, err := w.tx.Exec(ctx, `insert into criterion (id, set_id, no, text, audience, certificate) values ($1, $2, $3, $4, $5, $6)`,
				db.NewID(), id, j+1, c.Text, c.Audience, certificate(c.Text))
			if err != nil {
				return err
			}
		}
	}
	return w.charge(ctx, *f)
}

// keepField makes a new field, or lets one go on. Once naming it has told of
// poverty it stays sensitive: what was nominated in it bears the old name.
func (w *adoption) keepField(ctx context.Context, f *reading.Field, no int) error {
	if f.StoredID != "" {
		known, err := db.One[int](ctx, w.tx, `select count(*) from field where id = $1 and plan_id = $2`, f.StoredID, w.plan.ID)
		if err != nil {
			return err
		}
		if known == 1 {
			_, err = w.tx.Exec(ctx, `update field set sensitive = sensitive or $1 where id = $2`, sensitive(f.Name), f.StoredID)
			return err
		}
	}
	taken, err := db.All[int](ctx, w.tx, `select no from field where plan_id = $1`, w.plan.ID)
	if err != nil {
		return err
	}
	if slices.Contains(taken, no) {
		no = 1 + slices.Max(taken)
	}
	f.StoredID = db.NewID()
	_, err = w.tx.Exec(ctx, `insert into field (id, plan_id, no, name, sensitive) values ($1, $2, $3, $4, $5)`, f.StoredID, w.plan.ID, no, f.Name, sensitive(f.Name))
	return err
}
