package plan_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/plan/reading"
)

var officer = access.Actor{AccountID: "x", Grants: []access.Grant{{Role: access.StandingOfficer, OrgID: "o"}}}

// spell leaves codes as they are.
func spell(_, value string) string { return value }

// read has the customer's plan open for correction.
func read(t *testing.T) (*plan.Service, *org.Service, *db.DB, plan.Paper) {
	t.Helper()
	s, orgs, d := empty(t)
	p, there, err := s.Read(context.Background(), officer, source(t), file)
	if err != nil || there {
		t.Fatal(there, err)
	}
	return s, orgs, d, p
}

func TestRead_keepsADraftAndNoPlan(t *testing.T) {
	t.Parallel()
	s, _, d, p := read(t)
	if n := rows(t, d); n[0] != 0 || n[2] != 0 {
		t.Errorf("stored %v", n)
	}
	if len(p.Reading.Fields) != 10 || len(p.Reading.Unmatched()) != 0 || p.Text != string(source(t)) {
		t.Errorf("%d fields, unmatched %v", len(p.Reading.Fields), p.Reading.Unmatched())
	}
	again, there, err := s.Read(context.Background(), officer, source(t), "khac.txt")
	if err != nil || !there || again.ID != p.ID {
		t.Errorf("the same file again is %+v, %v, %v", again.ID, there, err)
	}
	all, err := s.Papers(context.Background(), officer)
	if err != nil || len(all) != 1 || all[0].Title() == "" || all[0].Text != "" {
		t.Errorf("%+v, %v", all, err)
	}
	adopt(t, s, p, plan.Adoption{From: "2021-01-09", Province: true})
	if _, _, err := s.Read(context.Background(), officer, source(t), file); !errs.Is(err, errs.Conflict) {
		t.Errorf("an adopted file again: %v", err)
	}
}

func TestRead_waitsForItsTurnAsLongAsSomebodyWaitsForIt(t *testing.T) {
	t.Parallel()
	s, _, _ := empty(t)
	free := s.Occupy()
	ctx, leave := context.WithCancel(context.Background())
	leave()
	if _, _, err := s.Read(ctx, officer, source(t), file); !errors.Is(err, context.Canceled) {
		t.Errorf("read for nobody: %v", err)
	}
	free()
	if _, _, err := s.Read(context.Background(), officer, source(t), file); err != nil {
		t.Error(err)
	}
}

func TestPapers_areTheStandingOffices(t *testing.T) {
	t.Parallel()
	s, _, d, p := read(t)
	ctx := context.Background()
	before := rows(t, d)
	for _, role := range access.Roles() {
		if role == access.StandingOfficer {
			continue
		}
		actor := access.Actor{AccountID: "y", Grants: []access.Grant{{Role: role, OrgID: "o"}}}
		acts := map[string]func() error{
			"read":   func() error { _, _, err := s.Read(ctx, actor, source(t), file); return err },
			"list":   func() error { _, err := s.Papers(ctx, actor); return err },
			"open":   func() error { _, err := s.Paper(ctx, actor, p.ID); return err },
			"source": func() error { _, _, err := s.PaperSource(ctx, actor, p.ID); return err },
			"correct": func() error {
				_, err := s.Correct(ctx, actor, p.ID, 1, func(*reading.Reading) error { return nil })
				return err
			},
			"discard": func() error { return s.Discard(ctx, actor, p.ID, 1) },
			"adopt":   func() error { _, err := s.Adopt(ctx, actor, p.ID, 1, plan.Adoption{From: day}); return err },
			"reopen":  func() error { _, err := s.Reopen(ctx, actor, p.ID); return err },
			"preview": func() error { _, err := s.Preview(ctx, actor, p.ID, spell); return err },
		}
		for name, act := range acts {
			if err := act(); !errs.Is(err, errs.Denied) {
				t.Errorf("%s may %s: %v", role, name, err)
			}
		}
	}
	if after := rows(t, d); after != before {
		t.Errorf("rows were %v, are %v", before, after)
	}
}

func TestCorrect_keepsTheDraftAndRefusesWhatOthersChangedMeanwhile(t *testing.T) {
	t.Parallel()
	s, _, d, p := read(t)
	ctx := context.Background()
	rename := func(name string) func(*reading.Reading) error {
		return func(r *reading.Reading) error { r.Fields[0].Name = name; return nil }
	}
	got, err := s.Correct(ctx, officer, p.ID, p.Version, rename("học tập"))
	if err != nil || got.Version != 2 || got.ChangedBy != "x" {
		t.Fatal(got.Version, err)
	}
	if _, err := s.Correct(ctx, officer, p.ID, p.Version, rename("cũ")); !errs.Is(err, errs.Conflict) {
		t.Errorf("a stale version: %v", err)
	}
	if _, err := s.Correct(ctx, officer, p.ID, 2, rename(strings.Repeat("dài ", 400))); !errs.Is(err, errs.Invalid) {
		t.Errorf("a long name: %v", err)
	}
	if again, err := s.Correct(ctx, officer, p.ID, 2, rename("học tập")); err != nil || again.Version != 2 {
		t.Errorf("saving what is there made version %d, %v", again.Version, err)
	}
	kept, err := s.Paper(ctx, officer, p.ID)
	if err != nil || kept.Reading.Fields[0].Name != "học tập" {
		t.Errorf("%q, %v", kept.Reading.Fields[0].Name, err)
	}
	if entries, err := audit.Of(ctx, d.Reader(), "plan_paper", p.ID); err != nil || len(entries) != 2 {
		t.Errorf("%d audit entries, %v", len(entries), err)
	}
	if err := s.Discard(ctx, officer, p.ID, 2); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Paper(ctx, officer, p.ID); !errs.Is(err, errs.NotFound) {
		t.Errorf("a discarded draft: %v", err)
	}
	if _, err := s.Adopt(ctx, officer, p.ID, 3, plan.Adoption{From: day}); !errs.Is(err, errs.NotFound) {
		t.Errorf("adopting a discarded draft: %v", err)
	}
}

// A plan that was stored before readings were kept has its draft and its file.
func TestReopen_readsAnOlderPlanAgain(t *testing.T) {
	t.Parallel()
	s, _, d, p := imported(t)
	ctx := context.Background()
	want, err := s.Reopen(ctx, officer, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Discard(ctx, officer, want.ID, want.Version); err != nil {
		t.Fatal(err)
	}
	err = d.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `update plan_version set reading = ''`); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `update plan set text = ''`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Reopen(ctx, officer, p.ID)
	if err != nil || got.Text != want.Text {
		t.Fatal(len(got.Text), err)
	}
	if diff := cmp.Diff(want.Reading, got.Reading); diff != "" {
		t.Error(diff)
	}
}

func TestRead_ofOneFileByManyAtOnceKeepsOneDraft(t *testing.T) {
	t.Parallel()
	s, _, _ := empty(t)
	text := source(t)
	ids := make(chan string)
	for range 4 {
		go func() {
			p, _, err := s.Read(context.Background(), officer, text, file)
			if err != nil {
				t.Error(err)
			}
			ids <- p.ID
		}()
	}
	first := <-ids
	for range 3 {
		if id := <-ids; id != first {
			t.Errorf("drafts %s and %s", first, id)
		}
	}
}
