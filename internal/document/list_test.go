package document_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/listing"
	"lantoa/internal/org"
)

// record keeps a paper of a body under the number.
func record(t *testing.T, w *world.World, body, number string, kind document.Kind) document.Document {
	t.Helper()
	d := world.Paper(number)
	d.Kind, d.OrgID = kind, org.SeedID(body)
	var out document.Document
	err := w.DB.Write(t.Context(), func(tx *db.Tx) (err error) {
		out, err = document.Record(t.Context(), tx, w.Files, w.As("clerk"), d)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestList_showsEachPersonThePapersOfTheirBodies(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	var all []document.Document
	for i, body := range []string{world.Commune, world.OtherCommune, world.District, world.Lead, world.Standing, world.Chair} {
		all = append(all, record(t, w, body, fmt.Sprintf("%d/TTr", i), document.Submission))
	}
	for name, person := range w.People() {
		got, err := document.List(t.Context(), w.DB.Reader(), person, document.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range all {
			want := access.Can(person, access.DocumentView, access.Resource{KeeperID: d.OrgID})
			listed := slices.ContainsFunc(got.Rows, func(x document.Document) bool { return x.ID == d.ID })
			_, err := document.Visible(t.Context(), w.DB.Reader(), person, d.ID)
			if listed != want || (err == nil) != want {
				t.Errorf("%s and %s: listed %v, opened %v, allowed %v", name, d.Number, listed, err, want)
			}
			_, missing := document.Visible(t.Context(), w.DB.Reader(), person, db.NewID())
			if err != nil && (!errs.Is(err, errs.NotFound) || errs.As(err).Key != errs.As(missing).Key) {
				t.Errorf("%s: what may not be seen must look as if it were not there: %v, %v", name, err, missing)
			}
		}
	}
	for name, want := range map[string]int{"unit_officer": 1, "lead_head": 1, "clerk": 1, "standing_officer": 6, "inspector": 6, "editor": 0, "admin": 0} {
		if got, err := document.List(t.Context(), w.DB.Reader(), w.As(name), document.Filter{}); err != nil || got.Count != want {
			t.Errorf("%s sees %d, %v; want %d", name, got.Count, err, want)
		}
	}
}

func TestList_pagesBothWaysAndNarrows(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	for i := range 5 {
		record(t, w, world.Commune, fmt.Sprintf("%d/TTr", i), document.Submission)
	}
	last := record(t, w, world.Chair, "9/QĐ", document.Decision)
	list := func(f document.Filter) document.Page {
		t.Helper()
		p, err := document.List(t.Context(), w.DB.Reader(), w.As("inspector"), f)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	first := list(document.Filter{Page: listing.Page{Limit: 2}})
	second := list(document.Filter{Page: listing.Page{Limit: 2, Cursor: first.Next}})
	back := list(document.Filter{Page: listing.Page{Limit: 2, Cursor: second.Previous, Back: true}})
	if first.Count != 6 || first.Rows[0].ID != last.ID || second.Rows[0].Number != "3/TTr" || back.Rows[0].ID != last.ID || back.Previous != "" || first.Previous != "" {
		t.Errorf("%d; %s; %s; %s", first.Count, first.Rows[0].Number, second.Rows[0].Number, back.Rows[0].Number)
	}
	if p := list(document.Filter{Kind: document.Decision}); len(p.Rows) != 1 || p.Rows[0].ID != last.ID {
		t.Errorf("decisions: %d", len(p.Rows))
	}
	if p := list(document.Filter{OrgID: org.SeedID(world.Commune)}); p.Count != 5 {
		t.Errorf("of the commune: %d", p.Count)
	}
}

func TestRecord_keepsOnePaperOnceAndRefusesAnotherScan(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	a, b := record(t, w, world.Chair, "160/QĐ-UBND", document.Decision), record(t, w, world.Chair, "160/QĐ-UBND", document.Decision)
	if a.ID != b.ID {
		t.Error("one paper was kept twice")
	}
	d := world.Paper("160/QĐ-UBND")
	d.OrgID, d.Kind, d.Scan = org.SeedID(world.Chair), document.Decision, world.PDF("another")
	err := w.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := document.Record(t.Context(), tx, w.Files, w.As("clerk"), d)
		return err
	})
	if e := errs.As(err); e == nil || e.Kind != errs.Invalid || e.Fields[0].Key != "document.number_taken" {
		t.Errorf("%v", err)
	}
}

func TestRecord_namesWhatIsMissing(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	stop := errors.New("not refused")
	for what, c := range map[string]struct {
		draft document.Draft
		want  string
	}{
		"nothing": {document.Draft{}, "number document.number_missing; signer_name document.signer_missing; signer_position document.position_missing; day document.day_missing; file document.scan_missing"},
		"ahead":   {document.Draft{Number: "1", Day: "12/01/2021", SignerName: "A", SignerPosition: "B", Scan: world.PDF("x")}, "day document.day_ahead"},
		"no day":  {document.Draft{Number: "1", Day: "30/02/2021", SignerName: "A", SignerPosition: "B", Scan: world.PDF("x")}, "day field.day"},
		"long":    {document.Draft{Number: strings.Repeat("1", 61), Day: "11/01/2021", SignerName: "A", SignerPosition: "B", Scan: world.PDF("x")}, "number field.too_long"},
		"hostile": {document.Draft{Number: "1", Day: "11/01/2021", SignerName: "A", SignerPosition: "B", Scan: world.PDF("/JavaScript")}, "file file.hostile"},
		"text":    {document.Draft{Number: "1", Day: "11/01/2021", SignerName: "A", SignerPosition: "B", Scan: strings.NewReader("chữ")}, "file file.wrong_type.scan"},
	} {
		err := w.DB.Write(t.Context(), func(tx *db.Tx) error {
			c.draft.OrgID = org.SeedID(world.Chair)
			if _, err := document.Record(t.Context(), tx, w.Files, w.As("clerk"), c.draft); err != nil {
				return err
			}
			return stop
		})
		var got []string
		if e := errs.As(err); e != nil {
			for _, f := range e.Fields {
				got = append(got, f.Field+" "+f.Key)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %v, want %s", what, got, c.want)
		}
	}
}

func TestList_readsAnIndexInOrder(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	d := record(t, w, world.Commune, "1/TTr", document.Submission)
	err := w.DB.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `insert into document (id, kind, org_id, number, day, title, signer_name, signer_position, hash, file_name, media_type, size, recorded_by, recorded_at)
			with recursive s(i) as (select 1 union all select i + 1 from s where i < 20000)
			select '0' || cast(1000000 + i as text), kind, case when i % 100 = 0 then org_id else 'org-' || cast(i % 100 as text) end, 'N' || cast(i as text), day, title,
			signer_name, signer_position, hash, file_name, media_type, size, recorded_by, recorded_at from s, document n where n.id = $1`, d.ID)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(t.Context(), `analyze`); err != nil {
			return err
		}
		if w.DB.Engine() == db.PostgreSQL {
			for _, off := range []string{"enable_sort", "enable_bitmapscan", "enable_seqscan"} {
				if _, err := tx.Exec(t.Context(), "set local "+off+" = off"); err != nil {
					return err
				}
			}
		}
		for name, person := range w.People() {
			for what, f := range map[string]document.Filter{"all": {}, "kind": {Kind: document.Decision}, "next": {Page: listing.Page{Cursor: d.ID}}, "back": {Page: listing.Page{Cursor: d.ID, Back: true}}} {
				plan, err := document.Explain(t.Context(), tx, person, f)
				if err != nil {
					return err
				}
				for _, line := range plan {
					if strings.Contains(line, "TEMP B-TREE") || strings.Contains(line, "Seq Scan") || strings.HasPrefix(strings.TrimSpace(line), "Sort") || strings.TrimSpace(line) == "SCAN n" {
						t.Errorf("%s, %s:\n%s", name, what, strings.Join(plan, "\n"))
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
