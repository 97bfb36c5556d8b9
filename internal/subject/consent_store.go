package subject

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"lantoa/internal/audit"
	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// Purpose is what a consent covers; each is given and withdrawn by itself.
type Purpose string

// The purposes. Field is asked for where naming the field tells of poverty (III.3).
const (
	Publish Purpose = "publish" // name, unit, the story and its figures
	Photo   Purpose = "photo"
	Field   Purpose = "field"
)

// Purposes lists them.
func Purposes() []Purpose { return []Purpose{Publish, Photo, Field} }

// Consent is one purpose consented to.
type Consent struct {
	ID          string
	SubjectID   string
	Purpose     Purpose
	GivenDay    civil.Day
	GivenBy     string
	Relation    string // "self", "representative"
	Hash        string // the signed form, "" without a scan
	FileName    string
	RecordedBy  string
	RecordedAt  time.Time
	WithdrawnAt *time.Time
	WithdrawnBy string
}

// ConsentInput is what a person records.
type ConsentInput struct {
	Purposes []Purpose
	GivenDay string // dd/mm/yyyy as typed
	GivenBy  string
	Relation string
	Form     blob.File
}

// Check cleans the input and names the fields that cannot be stored.
func (in *ConsentInput) Check(today civil.Day) (civil.Day, error) {
	bad := errs.New(errs.Invalid, "error.invalid")
	in.GivenBy = strings.Join(strings.Fields(i18n.Clean(in.GivenBy)), " ")
	if in.GivenBy == "" {
		bad.WithField("given_by", "consent.given_by_missing")
	}
	if utf8.RuneCountInString(in.GivenBy) > 120 {
		bad.WithField("given_by", "field.too_long", 120)
	}
	if in.Relation != "self" && in.Relation != "representative" {
		bad.WithField("relation", "consent.relation_missing")
	}
	if len(in.Purposes) == 0 {
		bad.WithField("purpose", "consent.purpose_missing")
	}
	for _, p := range in.Purposes {
		if p != Publish && p != Photo && p != Field {
			bad.WithField("purpose", "field.choice")
		}
	}
	day, err := civil.ParseDay(strings.TrimSpace(in.GivenDay))
	switch {
	case err != nil:
		bad.WithField("given_day", "field.day")
	case day.IsZero():
		bad.WithField("given_day", "consent.day_missing")
	case day > today:
		bad.WithField("given_day", "document.day_ahead")
	}
	return day, bad.OrNil()
}

const consentColumns = `id, subject_id, purpose, given_day, given_by, relation, hash, file_name, recorded_by, recorded_at, withdrawn_at, withdrawn_by`

// RecordConsent opens a consent for each purpose, in the caller's transaction,
// and gives those it opened. A consent that is open already with the same
// content is left as it is; with another content it is Invalid: it must be
// withdrawn first.
func RecordConsent(ctx context.Context, tx *db.Tx, actorID, subjectID string, in ConsentInput) ([]Purpose, error) {
	day, err := in.Check(civil.DayOf(tx.Now()))
	if err != nil {
		return nil, err
	}
	all, err := Consents(ctx, tx, subjectID)
	if err != nil {
		return nil, err
	}
	var opened []Purpose
	for _, p := range Purposes() {
		if !slices.Contains(in.Purposes, p) {
			continue
		}
		c := Consent{ID: db.NewID(), SubjectID: subjectID, Purpose: p, GivenDay: day, GivenBy: in.GivenBy, Relation: in.Relation, Hash: in.Form.Hash, FileName: in.Form.Name}
		if at := slices.IndexFunc(all, func(o Consent) bool { return o.Purpose == p && o.WithdrawnAt == nil }); at >= 0 {
			if !all[at].same(c) {
				return nil, errs.New(errs.Invalid, "error.invalid").WithField("purpose", "consent.already")
			}
			continue
		}
		if err := insertConsent(ctx, tx, actorID, c); err != nil {
			return nil, err
		}
		opened = append(opened, p)
	}
	return opened, nil
}

// same reports that two records tell of one consent.
func (c Consent) same(o Consent) bool {
	return c.GivenDay == o.GivenDay && c.GivenBy == o.GivenBy && c.Relation == o.Relation && c.Hash == o.Hash
}

func insertConsent(ctx context.Context, tx *db.Tx, actorID string, c Consent) error {
	n, err := tx.Exec(ctx, `insert into consent (`+consentColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, null, '')
		on conflict (subject_id, purpose) where withdrawn_at is null do nothing`,
		c.ID, c.SubjectID, string(c.Purpose), c.GivenDay, c.GivenBy, c.Relation, c.Hash, c.FileName, actorID, tx.Now())
	if err != nil {
		return err
	}
	if n == 0 { // somebody else recorded it meanwhile
		return errs.New(errs.Conflict, "error.stale")
	}
	c.RecordedBy = actorID
	return audit.Write(ctx, tx, c.recorded())
}

func (c Consent) recorded() audit.Entry {
	return audit.Entry{ActorID: c.RecordedBy, Action: "consent.record", Entity: "consent", EntityID: c.ID, Version: 1,
		Meta: map[string]string{"subject": c.SubjectID, "purpose": string(c.Purpose), "day": string(c.GivenDay)}, Detail: map[string]string{"by": c.GivenBy}}
}

// WithdrawConsent closes the open consent for the purpose; withdrawing the
// consent to publish closes all, for the others rest on it. It gives the
// purposes that it closed.
func WithdrawConsent(ctx context.Context, tx *db.Tx, actorID, subjectID string, p Purpose) ([]Purpose, error) {
	all, err := Consents(ctx, tx, subjectID)
	if err != nil {
		return nil, err
	}
	var closed []Purpose
	for _, c := range all {
		if c.WithdrawnAt != nil || (c.Purpose != p && p != Publish) {
			continue
		}
		if _, err := tx.Exec(ctx, `update consent set withdrawn_at = $2, withdrawn_by = $3 where id = $1`, c.ID, tx.Now(), actorID); err != nil {
			return nil, err
		}
		err := audit.Write(ctx, tx, audit.Entry{ActorID: actorID, Action: "consent.withdraw", Entity: "consent", EntityID: c.ID, Version: 2,
			Meta: map[string]string{"subject": subjectID, "purpose": string(c.Purpose)}})
		if err != nil {
			return nil, err
		}
		closed = append(closed, c.Purpose)
	}
	return closed, nil
}

// Consents lists a subject's consents, oldest first, withdrawn ones too.
func Consents(ctx context.Context, r db.Reader, subjectID string) ([]Consent, error) {
	return db.All[Consent](ctx, r, `select `+consentColumns+` from consent where subject_id = $1 order by id`, subjectID)
}

// Granted reports the purposes consented to now.
func Granted(all []Consent) map[Purpose]bool {
	out := map[Purpose]bool{}
	for _, c := range all {
		if c.WithdrawnAt == nil {
			out[c.Purpose] = true
		}
	}
	return out
}
