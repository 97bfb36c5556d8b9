package plan

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/plan/parse"
	"lantoa/internal/plan/reading"
)

// Version is a state of a plan with the day from which it is in force.
type Version struct {
	ID        string
	No        int
	Reason    string
	FromDay   civil.Day
	AdoptedBy string // account; "" for the program itself
	AdoptedAt time.Time
	Draft     string `db:"draft"`
	Reading   string `db:"reading"`
}

const versionColumns = `id, no, reason, from_day, adopted_by, adopted_at, draft, reading`

// Versions lists a plan's versions, the newest first, without their content.
func (s *Service) Versions(ctx context.Context, planID string) ([]Version, error) {
	return db.All[Version](ctx, s.db.Reader(), `select id, no, reason, from_day, adopted_by, adopted_at, '' as draft, '' as reading from plan_version
		where plan_id = $1 order by no desc`, planID)
}

func lastVersion(ctx context.Context, r db.Reader, planID string) (Version, error) {
	return db.One[Version](ctx, r, `select `+versionColumns+` from plan_version where plan_id = $1 order by no desc limit 1`, planID)
}

// readingOf is a version as a reading. One that was stored before readings were
// is made again from its draft and its text.
func (s *Service) readingOf(ctx context.Context, r db.Reader, planID string, no int) (reading.Reading, error) {
	v, err := db.One[Version](ctx, r, `select `+versionColumns+` from plan_version where plan_id = $1 and no = $2`, planID, no)
	if err != nil {
		return reading.Reading{}, err
	}
	if v.Reading != "" {
		var out reading.Reading
		if err := json.Unmarshal([]byte(v.Reading), &out); err != nil {
			return out, fmt.Errorf("plan version %s: %w", v.ID, err)
		}
		return out, nil
	}
	return s.rebuilt(ctx, r, planID, v)
}

func (s *Service) rebuilt(ctx context.Context, r db.Reader, planID string, v Version) (reading.Reading, error) {
	var d parse.Draft
	if err := json.Unmarshal([]byte(v.Draft), &d); err != nil {
		return reading.Reading{}, fmt.Errorf("plan version %s: %w", v.ID, err)
	}
	text, err := s.textOf(ctx, r, planID)
	if err != nil {
		return reading.Reading{}, err
	}
	out := reading.From(d, text)
	fields, err := s.FieldsOf(ctx, r, v.ID)
	if err != nil {
		return out, err
	}
	for i := range out.Fields {
		if i < len(fields) {
			out.Fields[i].StoredID = fields[i].ID
		}
	}
	return out, s.match(ctx, r, &out)
}

// textOf is the text of the plan's document. Plans were read from plain text
// alone before their text was kept.
func (s *Service) textOf(ctx context.Context, r db.Reader, planID string) (string, error) {
	p, err := db.One[struct{ Text, SourceHash string }](ctx, r, `select text, source_hash from plan where id = $1`, planID)
	if err != nil || p.Text != "" {
		return p.Text, err
	}
	f, err := s.files.Open(p.SourceHash)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, parse.MaxText))
	return strings.ToValidUTF8(string(raw), ""), err
}

// Reopen gives a draft of the plan's next version: the one that is open, or a new
// one with what the last version has. Denied to others than the standing office;
// NotFound where there is no such plan.
func (s *Service) Reopen(ctx context.Context, actor access.Actor, planID string) (Paper, error) {
	if err := mayManage(actor); err != nil {
		return Paper{}, err
	}
	var out Paper
	reopen := func(tx *db.Tx) error {
		p, err := s.Get(ctx, tx, planID, civil.DayOf(tx.Now()))
		if err != nil {
			return err
		}
		there, err := db.All[Paper](ctx, tx, `select `+paperColumns+` from plan_paper where plan_id = $1 and closed = ''`, planID)
		if err != nil {
			return err
		}
		if len(there) > 0 {
			out = there[0]
			return out.unpack()
		}
		last, err := lastVersion(ctx, tx, planID)
		if err != nil {
			return err
		}
		out = Paper{ID: db.NewID(), PlanID: planID, SourceName: p.SourceName, SourceHash: p.SourceHash, Media: p.Media, Version: 1,
			CreatedBy: actor.AccountID, ChangedBy: actor.AccountID}
		if out.Reading, err = s.readingOf(ctx, tx, planID, last.No); err != nil {
			return err
		}
		if out.Text, err = s.textOf(ctx, tx, planID); err != nil {
			return err
		}
		return insertPaper(ctx, tx, &out, "reopen")
	}
	err := s.db.Write(ctx, reopen)
	if raced(err) {
		err = s.db.Write(ctx, reopen)
	}
	return out, err
}

// Preview lists what a draft of a next version changes; nothing for a new plan.
func (s *Service) Preview(ctx context.Context, actor access.Actor, id string, spell reading.Spell) ([]reading.Difference, error) {
	p, err := s.Paper(ctx, actor, id)
	if err != nil || p.PlanID == "" {
		return nil, err
	}
	last, err := lastVersion(ctx, s.db.Reader(), p.PlanID)
	if err != nil {
		return nil, err
	}
	before, err := s.readingOf(ctx, s.db.Reader(), p.PlanID, last.No)
	if err != nil {
		return nil, err
	}
	p.Reading.Tidy()
	return reading.Compare(before, p.Reading, spell), nil
}

// Compare lists what differs between two versions of a plan; NotFound where one
// of them is none.
func (s *Service) Compare(ctx context.Context, planID string, before, after int, spell reading.Spell) ([]reading.Difference, error) {
	a, err := s.readingOf(ctx, s.db.Reader(), planID, before)
	if err != nil {
		return nil, err
	}
	b, err := s.readingOf(ctx, s.db.Reader(), planID, after)
	if err != nil {
		return nil, err
	}
	return reading.Compare(a, b, spell), nil
}
