package plan

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/plan/reading"
)

// Paper is a document under correction, kept until it is adopted or discarded.
// All of the standing office work on it; the last change is whose it is.
type Paper struct {
	ID         string
	PlanID     string // of the plan whose next version it prepares, "" for a new plan
	SourceName string
	SourceHash string
	Media      string
	Text       string // in which the reading's lines count
	Version    int
	CreatedBy  string
	CreatedAt  time.Time
	ChangedBy  string // account
	ChangedAt  time.Time
	Reading    reading.Reading `db:"-"`
	Stored     string          `db:"reading"`
}

// Title is what a paper is called in a list: its plan's, or its file's name.
func (p Paper) Title() string {
	if p.Reading.Title != "" {
		return p.Reading.Title
	}
	return p.SourceName
}

const paperColumns = `id, plan_id, source_name, source_hash, media, text, reading, version, created_by, created_at, changed_by, changed_at`

func (p *Paper) unpack() error {
	if err := json.Unmarshal([]byte(p.Stored), &p.Reading); err != nil {
		return fmt.Errorf("plan paper %s: %w", p.ID, err)
	}
	p.Stored = ""
	return nil
}

func mayManage(actor access.Actor) error {
	if !access.May(actor, access.PlanManage) {
		return errs.New(errs.Denied, "error.denied")
	}
	return nil
}

// Read reads a document and keeps what was found for correction; with true the
// draft that is already open for the same file. Denied to others than the
// standing office; Invalid for what cannot be read; Conflict where the same file
// is an adopted plan.
func (s *Service) Read(ctx context.Context, actor access.Actor, data []byte, name string) (Paper, bool, error) {
	if err := mayManage(actor); err != nil {
		return Paper{}, false, err
	}
	doc, err := s.open(ctx, data, name)
	if err != nil {
		return Paper{}, false, err
	}
	p := Paper{ID: db.NewID(), SourceName: doc.Name, SourceHash: hashOf(data), Media: doc.Media, Text: doc.Text, Version: 1,
		CreatedBy: actor.AccountID, ChangedBy: actor.AccountID, Reading: reading.From(doc.Draft, doc.Text)}
	there := false
	keep := func(tx *db.Tx) error {
		same, err := db.All[Paper](ctx, tx, `select `+paperColumns+` from plan_paper where source_hash = $1 and closed = '' and plan_id = ''`, p.SourceHash)
		if err != nil {
			return err
		}
		if len(same) > 0 {
			p, there = same[0], true
			return p.unpack()
		}
		if id, err := s.PlanOf(ctx, tx, p.SourceHash); err != nil || id != "" {
			return orElse(err, errs.New(errs.Conflict, "plan.already_adopted", p.SourceName))
		}
		if err := s.match(ctx, tx, &p.Reading); err != nil {
			return err
		}
		kept, err := s.files.Put(ctx, tx, bytes.NewReader(data), p.SourceName, blob.Source)
		if err != nil {
			return err
		}
		p.SourceName = kept.Name // ends with what the file is
		return insertPaper(ctx, tx, &p, "read")
	}
	err = s.db.Write(ctx, keep)
	if raced(err) {
		err = s.db.Write(ctx, keep) // somebody kept the same file at the same moment: theirs is there now
	}
	return p, there, err
}

// raced reports that somebody else stored the same at the same moment.
func raced(err error) bool {
	e := errs.As(err)
	return e != nil && e.Key == "error.conflict"
}

func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// PlanOf is the plan that was read from the file with the hash, "" where there is none.
func (s *Service) PlanOf(ctx context.Context, r db.Reader, hash string) (string, error) {
	ids, err := db.All[string](ctx, r, `select id from plan where source_hash = $1`, hash)
	if err != nil || len(ids) == 0 {
		return "", err
	}
	return ids[0], nil
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func insertPaper(ctx context.Context, tx *db.Tx, p *Paper, how string) error {
	raw, err := json.Marshal(p.Reading)
	if err != nil {
		return fmt.Errorf("plan: %w", err)
	}
	p.CreatedAt, p.ChangedAt = tx.Now(), tx.Now()
	_, err = tx.Exec(ctx, `insert into plan_paper (`+paperColumns+`, closed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '')`,
		p.ID, p.PlanID, p.SourceName, p.SourceHash, p.Media, p.Text, string(raw), p.Version, p.CreatedBy, p.CreatedAt, p.ChangedBy, p.ChangedAt)
	if err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{ActorID: p.CreatedBy, Action: "plan." + how, Entity: "plan_paper", EntityID: p.ID, Version: int64(p.Version),
		Meta: map[string]any{"hash": p.SourceHash, "plan": p.PlanID}})
}

// Papers lists the drafts that are open, the last changed first, without their texts.
func (s *Service) Papers(ctx context.Context, actor access.Actor) ([]Paper, error) {
	if err := mayManage(actor); err != nil {
		return nil, err
	}
	all, err := db.All[Paper](ctx, s.db.Reader(), `select id, plan_id, source_name, source_hash, media, '' as text, reading, version, created_by, created_at, changed_by, changed_at
		from plan_paper where closed = '' order by changed_at desc, id`)
	for i := range all {
		if err := all[i].unpack(); err != nil {
			return nil, err
		}
	}
	return all, err
}

// Paper is the open draft with the id; NotFound where there is none.
func (s *Service) Paper(ctx context.Context, actor access.Actor, id string) (Paper, error) {
	if err := mayManage(actor); err != nil {
		return Paper{}, err
	}
	return openPaper(ctx, s.db.Reader(), id)
}

func openPaper(ctx context.Context, r db.Reader, id string) (Paper, error) {
	p, err := db.One[Paper](ctx, r, `select `+paperColumns+` from plan_paper where id = $1 and closed = ''`, id)
	if err != nil {
		return p, err
	}
	return p, p.unpack()
}

// AdoptedAs is the plan that an adopted draft became; NotFound where the draft is
// open, discarded, or none.
func (s *Service) AdoptedAs(ctx context.Context, actor access.Actor, id string) (planID string, err error) {
	if err := mayManage(actor); err != nil {
		return "", err
	}
	return db.One[string](ctx, s.db.Reader(), `select plan_id from plan_paper where id = $1 and closed = 'adopted'`, id)
}

// PaperSource is the document of an open draft, byte for byte.
func (s *Service) PaperSource(ctx context.Context, actor access.Actor, id string) (Paper, *os.File, error) {
	p, err := s.Paper(ctx, actor, id)
	if err != nil {
		return p, nil, err
	}
	f, err := s.files.Open(p.SourceHash)
	return p, f, err
}

// Correct changes a draft of the version that the person saw. Denied, NotFound,
// Conflict for a stale version, Invalid for what is beyond a reading's bounds.
func (s *Service) Correct(ctx context.Context, actor access.Actor, id string, version int, change func(*reading.Reading) error) (Paper, error) {
	if err := mayManage(actor); err != nil {
		return Paper{}, err
	}
	var out Paper
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		p, err := paperAt(ctx, tx, id, version)
		if err != nil {
			return err
		}
		before, err := json.Marshal(p.Reading)
		if err != nil {
			return fmt.Errorf("plan: %w", err)
		}
		if err := change(&p.Reading); err != nil {
			return err
		}
		if err := p.Reading.Check(); err != nil {
			return err
		}
		if err := s.match(ctx, tx, &p.Reading); err != nil {
			return err
		}
		out = p
		return updatePaper(ctx, tx, actor, &out, before)
	})
	return out, err
}

// paperAt is the open draft, locked, if it is still of the version.
func paperAt(ctx context.Context, tx *db.Tx, id string, version int) (Paper, error) {
	// The update takes the row's lock before it is read.
	if _, err := tx.Exec(ctx, `update plan_paper set version = version where id = $1 and closed = ''`, id); err != nil {
		return Paper{}, err
	}
	p, err := openPaper(ctx, tx, id)
	if err == nil && p.Version != version {
		err = errs.New(errs.Conflict, "error.stale")
	}
	return p, err
}

func updatePaper(ctx context.Context, tx *db.Tx, actor access.Actor, p *Paper, before []byte) error {
	after, err := json.Marshal(p.Reading)
	if err != nil {
		return fmt.Errorf("plan: %w", err)
	}
	if bytes.Equal(before, after) {
		return nil
	}
	p.Version++
	p.ChangedBy, p.ChangedAt = actor.AccountID, tx.Now()
	_, err = tx.Exec(ctx, `update plan_paper set reading = $1, version = $2, changed_by = $3, changed_at = $4 where id = $5`,
		string(after), p.Version, p.ChangedBy, p.ChangedAt, p.ID)
	if err != nil {
		return err
	}
	var old reading.Reading
	if err := json.Unmarshal(before, &old); err != nil {
		return fmt.Errorf("plan: %w", err)
	}
	code := func(_, value string) string { return value }
	return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "plan.correct", Entity: "plan_paper", EntityID: p.ID, Version: int64(p.Version),
		Detail: map[string]any{"changes": reading.Compare(old, p.Reading, code)}})
}

// Discard closes a draft without adopting it; its document stays in the store.
func (s *Service) Discard(ctx context.Context, actor access.Actor, id string, version int) error {
	if err := mayManage(actor); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		p, err := paperAt(ctx, tx, id, version)
		if err != nil {
			return err
		}
		return closePaper(ctx, tx, actor, p, "discarded")
	})
}

func closePaper(ctx context.Context, tx *db.Tx, actor access.Actor, p Paper, how string) error {
	_, err := tx.Exec(ctx, `update plan_paper set closed = $1, version = $2, changed_by = $3, changed_at = $4, plan_id = $5 where id = $6`,
		how, p.Version+1, actor.AccountID, tx.Now(), p.PlanID, p.ID)
	if err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "plan." + how, Entity: "plan_paper", EntityID: p.ID, Version: int64(p.Version + 1),
		Meta: map[string]any{"plan": p.PlanID}})
}
