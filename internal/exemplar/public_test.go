package exemplar_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lantoa/internal/access"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/search"
	"lantoa/internal/subject"
)

// TestPublic_followsClearanceConsentAndState takes random acts on exemplars of a
// plain and of a sensitive field and holds what the public sees against the rule.
func TestPublic_followsClearanceConsentAndState(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	rapid.Check(t, func(rt *rapid.T) {
		no := rapid.SampledFrom([]int{2, 3}).Draw(rt, "field")
		c := made(w, nomination.LevelUnit, "Tập thể", no)
		cleared, revoked, given := false, false, map[subject.Purpose]bool{}
		for range rapid.IntRange(1, 8).Draw(rt, "acts") {
			p := rapid.SampledFrom(subject.Purposes()).Draw(rt, "purpose")
			switch rapid.SampledFrom([]string{"clear", "clear", "agree", "agree", "agree", "unclear", "withdraw", "revoke"}).Draw(rt, "act") {
			case "clear":
				err := do(w, "editor", exemplar.Clear, c.ID)
				if (err == nil) == (cleared || revoked) {
					rt.Fatalf("clear when cleared %v, revoked %v: %v", cleared, revoked, err)
				}
				cleared = !revoked
			case "unclear":
				err := do(w, "editor", exemplar.Unclear, c.ID)
				if (err == nil) != cleared {
					rt.Fatalf("unclear when cleared %v: %v", cleared, err)
				}
				cleared = false
			case "agree":
				if err := agree(w, "editor", c.ID, p); (err == nil) == revoked {
					rt.Fatalf("consent when revoked %v: %v", revoked, err)
				}
				given[p] = given[p] || !revoked
			case "withdraw":
				if err := w.Exs.WithdrawConsent(t.Context(), w.As("editor"), c.ID, p); err != nil {
					rt.Fatal(err)
				}
				given[p] = false
				if p == subject.Publish {
					given = map[subject.Purpose]bool{}
				}
			case "revoke":
				if err := do(w, "standing_head", exemplar.Revoke, c.ID); (err == nil) == revoked {
					rt.Fatalf("revoke when revoked %v: %v", revoked, err)
				}
				cleared, revoked = false, true
			}
			public := cleared && given[subject.Publish] && !revoked
			seen(rt, w, c.ID, public, public && given[subject.Photo], public && (no == 2 || given[subject.Field]))
		}
	})
}

// seen fails where the registry, the public page, the photo or the search show
// more or less than they should.
func seen(t rapid.TB, w *world.World, id string, public, photo, field bool) {
	t.Helper()
	ctx := w.T.Context()
	e := card(w, id)
	if e.Public != public || e.PublicPhoto != photo || (e.PublicField != "") != field {
		t.Fatalf("public %v, photo %v, field %q; want %v, %v, %v", e.Public, e.PublicPhoto, e.PublicField, public, photo, field)
	}
	got, err := w.Exs.PublicCard(ctx, id)
	if (err == nil) != public || err != nil && !errs.Is(err, errs.NotFound) {
		t.Fatalf("the public page: %v, want %v", err, public)
	}
	if got.HasPhoto != photo || (got.FieldID != "") != field {
		t.Fatalf("the public page shows photo %v, field %q", got.HasPhoto, got.FieldID)
	}
	file, err := w.Exs.PublicPhoto(ctx, id, 320)
	if (err == nil) != photo {
		t.Fatalf("the public photo: %v, want %v", err, photo)
	}
	if file != nil {
		_ = file.Close()
	}
	everything := access.ScopeOf(w.As("editor"), access.ExemplarView)
	for kind, want := range map[string]bool{"portal": public, "exemplar": true} {
		ids, err := search.Find(ctx, w.DB.Reader(), everything, kind, "tap the", 5000)
		if err != nil || slices.Contains(ids, id) != want {
			t.Fatalf("found under %s: %v, want %v (%v)", kind, !want, want, err)
		}
	}
}

func TestWithdrawConsent_takesThePageDownAtOnceAndIsKeptOnce(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	c := made(w, nomination.LevelField, "Thôn Thèn Pả", 2)
	must(t, agree(w, "unit_officer", c.ID, subject.Publish, subject.Photo))
	must(t, do(w, "editor", exemplar.Clear, c.ID))
	if _, err := w.Exs.PublicCard(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	must(t, w.Exs.WithdrawConsent(t.Context(), w.As("unit_officer"), c.ID, subject.Publish))
	if _, err := w.Exs.PublicCard(t.Context(), c.ID); !errs.Is(err, errs.NotFound) {
		t.Errorf("still public: %v", err)
	}
	before := card(w, c.ID)
	must(t, w.Exs.WithdrawConsent(t.Context(), w.As("unit_officer"), c.ID, subject.Publish))
	after := card(w, c.ID)
	if last := before.History[len(before.History)-1]; last.Step != exemplar.Refuse || last.Detail != "publish,photo" {
		t.Errorf("the history says %+v", last)
	}
	if after.Version != before.Version || len(after.History) != len(before.History) || len(after.Consents) != 2 {
		t.Errorf("a second withdrawal changed something: %d lines, %d consents", len(after.History), len(after.Consents))
	}
}

func TestRecordConsent_sentTwiceIsKeptOnceAndAnotherOneIsRefused(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	c := made(w, nomination.LevelUnit, "Thôn Ma Lé", 2)
	in := subject.ConsentInput{Purposes: []subject.Purpose{subject.Publish}, GivenDay: "10/01/2021", GivenBy: "  Lý  Thị Mỷ ", Relation: "self"}
	for range 2 {
		must(t, w.Exs.RecordConsent(t.Context(), w.As("unit_officer"), c.ID, in, world.PDF("giấy đồng ý"), "dong-y.pdf"))
	}
	got := card(w, c.ID)
	if len(got.Consents) != 1 || len(got.History) != 2 || got.Consents[0].GivenBy != "Lý Thị Mỷ" || got.Consents[0].FileName != "dong-y.pdf" {
		t.Errorf("%d consents, %d lines: %+v", len(got.Consents), len(got.History), got.Consents)
	}
	v, f, err := w.Exs.ConsentForm(t.Context(), w.As("unit_officer"), c.ID, got.Consents[0].ID)
	if err != nil || v.ID != got.Consents[0].ID {
		t.Fatal(err)
	}
	_ = f.Close()
	if _, _, err := w.Exs.ConsentForm(t.Context(), w.As("unit_officer2"), c.ID, got.Consents[0].ID); !errs.Is(err, errs.NotFound) {
		t.Errorf("another unit reads the form: %v", err)
	}
	in.Purposes, in.GivenBy = []subject.Purpose{subject.Photo, subject.Publish}, "Người khác"
	e := errs.As(w.Exs.RecordConsent(t.Context(), w.As("unit_officer"), c.ID, in, nil, ""))
	if e == nil || e.Kind != errs.Invalid || len(e.Fields) != 1 || e.Fields[0].Key != "consent.already" {
		t.Errorf("another consent over an open one: %v", e)
	}
	if got := card(w, c.ID); len(got.Consents) != 1 {
		t.Errorf("a part of what was refused was kept: %+v", got.Consents)
	}
}

func TestRevoke_keepsTheRecord(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	c := made(w, nomination.LevelProvince, "Công ty Chè", 2)
	must(t, agree(w, "editor", c.ID, subject.Publish))
	must(t, do(w, "editor", exemplar.Clear, c.ID))
	must(t, do(w, "standing_head", exemplar.Revoke, c.ID))
	got := card(w, c.ID)
	if got.State != exemplar.Revoked || got.Public || got.Reason == "" || len(got.Recognitions) != 1 || len(got.Consents) != 1 {
		t.Errorf("%+v", got.Exemplar)
	}
	paper, there := got.Documents[got.Recognitions[0].RevokedBy]
	if !there || !strings.HasSuffix(paper.Number, "/QĐ-UBND") {
		t.Errorf("the revocation rests on %+v", paper)
	}
	if len(got.Steps) != 0 || got.CanConsent || !got.CanWithdraw {
		t.Errorf("still offered: %+v, consent %v, withdraw %v", got.Steps, got.CanConsent, got.CanWithdraw)
	}
	must(t, w.Exs.WithdrawConsent(t.Context(), w.As("editor"), c.ID, subject.Publish))
	if p, err := w.Exs.List(t.Context(), w.As("inspector"), exemplar.Filter{Query: "cong ty che"}); err != nil || len(p.Rows) != 1 {
		t.Errorf("staff find %d, %v", len(p.Rows), err)
	}
}

func TestDo_tellsTheFaultsOfReasonAndPaperTogether(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	c := made(w, nomination.LevelUnit, "Tập thể", 2)
	e := errs.As(w.Exs.Do(t.Context(), w.As("standing_head"), exemplar.Change{ID: c.ID, Version: c.Version, Step: exemplar.Revoke}))
	if e == nil || e.Kind != errs.Invalid {
		t.Fatal(e)
	}
	var fields []string
	for _, f := range e.Fields {
		fields = append(fields, f.Field)
	}
	for _, want := range []string{"reason", "number", "day", "signer_name", "signer_position", "file"} {
		if !slices.Contains(fields, want) {
			t.Errorf("%s is not asked for: %v", want, fields)
		}
	}
	if n, err := db.One[int](t.Context(), w.DB.Reader(), `select count(*) from document where kind = 'decision' and org_id <> $1`, c.KeeperID); err != nil || n != 0 {
		t.Errorf("%d papers were kept, %v", n, err)
	}
}

func TestDo_refusesAStaleVersion(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	c := made(w, nomination.LevelUnit, "Tập thể", 2)
	must(t, agree(w, "editor", c.ID, subject.Publish))
	if err := w.Exs.Do(t.Context(), w.As("editor"), exemplar.Change{ID: c.ID, Version: c.Version, Step: exemplar.Clear}); errs.As(err) == nil || errs.As(err).Key != "error.stale" {
		t.Errorf("%v", err)
	}
}
