package bench

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"lantoa/internal/db"
	"lantoa/internal/nomination"
)

// Words that stand in the form for what every create has anew.
const (
	keyMark  = "00000000-key0-0000-0000-000000000000"
	nameMark = "Name-Mark"
)

// creating enters a new draft through the form of a batch of the measurement's own.
type creating struct {
	p       *person
	batch   nomination.Batch
	path    string
	kind    string // the content type, with its boundary
	form    []byte
	entered atomic.Int64 // by page, by floor and while watching
}

func (h *house) creates(ctx context.Context, addr string, people []*person) ([]scenario, error) {
	p := people[len(people)-1]
	actor, err := h.app.Accounts.Actor(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	e := &creating{p: p}
	if e.batch, err = h.app.Nominations.CreateBatch(ctx, actor, db.NewID(), nomination.BatchInput{UnitID: p.seat.body, Level: nomination.LevelUnit, Title: "lantoa bench"}); err != nil {
		return nil, err
	}
	e.path = batchPath + "/" + e.batch.ID + "/ho-so/moi"
	if err := e.fill(ctx, h, addr); err != nil {
		return nil, err
	}
	var calls []db.Call
	var since time.Time
	for range 2 {
		h.recorder.begin()
		since = time.Now()
		key := db.NewID()
		a, err := h.inside(ctx, http.MethodPost, e.path, p.cookies, e.kind, e.body(key))
		calls = h.recorder.end()
		if err == nil {
			err = e.right(a, key)
		}
		if err != nil {
			return nil, err
		}
		e.entered.Add(1)
	}
	floor, err := newRecording(calls, since)
	if err != nil {
		return nil, err
	}
	s := scenario{Scenario: Scenario{Name: createName, Person: p.seat.name, Path: e.path, Statements: len(calls), Bytes: len(e.form)}}
	s.acts = []act{{page: e.page, floor: floor}}
	return []scenario{s}, nil
}

// fill asks for the form and fills it in as a person does: a name, a field, a
// title and a story of the length that the database's have.
func (e *creating) fill(ctx context.Context, h *house, addr string) error {
	c, err := dial(addr)
	if err != nil {
		return err
	}
	defer c.close()
	a, err := c.get(e.path, e.p.cookies)
	if err != nil || a.status != http.StatusOK {
		return fmt.Errorf("the form for a dossier answers %d: %w", a.status, err)
	}
	f, err := formOf(a.body, e.path)
	if err != nil {
		return err
	}
	story, err := h.story(ctx)
	if err != nil {
		return err
	}
	for _, name := range []string{"key", "kind", "name", "field", "title", "summary"} {
		if _, there := f.values[name]; !there {
			return fmt.Errorf("the form for a dossier has no %s", name)
		}
	}
	f.values.Set("key", keyMark)
	f.values.Set("kind", "collective")
	f.values.Set("name", nameMark)
	f.values.Set("title", nameMark)
	f.values.Set("summary", story)
	for _, v := range f.choices["field"] {
		if v != "" {
			f.values.Set("field", v)
			break
		}
	}
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, all := range f.values {
		for _, v := range all {
			if err := w.WriteField(name, v); err != nil {
				return err
			}
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	e.form, e.kind = b.Bytes(), w.FormDataContentType()
	return nil
}

// body is the form with a key and a name that nobody has yet.
func (e *creating) body(key string) []byte {
	name := "Do " + strings.ReplaceAll(key, "-", " ")
	return bytes.ReplaceAll(bytes.ReplaceAll(e.form, []byte(keyMark), []byte(key)), []byte(nameMark), []byte(name))
}

func (e *creating) page(c *client) error {
	key := db.NewID()
	a, err := c.post(e.path, e.p.cookies, e.kind, e.body(key))
	if err != nil {
		return err
	}
	e.entered.Add(1)
	return e.right(a, key)
}

// right is an answer that leads to the page of the dossier just entered.
func (e *creating) right(a answer, key string) error {
	if a.status != http.StatusSeeOther || a.location != listPath+"/"+key {
		return fmt.Errorf("entering a dossier answers %d to %q", a.status, a.location)
	}
	return nil
}
