package search_test

import (
	"fmt"
	"slices"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest"
	"lantoa/internal/db"
	"lantoa/internal/search"
)

func TestPutMany_filesAsPutDoes(t *testing.T) {
	t.Parallel()
	one, many := apptest.DB(t, apptest.NewClock()), apptest.DB(t, apptest.NewClock())
	var docs []search.Doc
	for i := range 60 {
		// Every third shares its number in the index with the one before.
		id := fmt.Sprintf("0177%04x-0000-7000-8000-%012x", i-i%3/2, i)
		docs = append(docs, search.Doc{Kind: "nomination", ID: id, Head: fmt.Sprintf("Mô hình %d", i), Full: "trồng chè Shan tuyết", Reach: access.Resource{KeeperID: "k", Shared: i%2 == 0}})
	}
	docs = append(docs, search.Doc{Kind: "portal", ID: docs[7].ID, Head: "Mô hình", Full: "chè"})
	err := one.Write(t.Context(), func(tx *db.Tx) error {
		for _, d := range docs {
			if err := search.Put(t.Context(), tx, d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := many.Write(t.Context(), func(tx *db.Tx) error { return search.Begin(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
	for _, part := range [][]search.Doc{docs[:20], docs[20:21], docs[21:]} {
		err := many.Write(t.Context(), func(tx *db.Tx) error {
			var ready []search.Prepared
			for _, d := range part {
				ready = append(ready, search.Prepare(d))
			}
			return search.PutMany(t.Context(), tx, ready)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := many.Write(t.Context(), func(tx *db.Tx) error { return search.End(t.Context(), tx) }); err != nil {
		t.Fatal(err)
	}
	if one, many := settings(t, one), settings(t, many); !slices.Equal(one, many) {
		t.Errorf("the index stands otherwise than before: %v, %v", one, many)
	}
	all := access.ScopeOf(access.Actor{Grants: []access.Grant{{Role: access.Inspector}}}, access.NominationView)
	for _, q := range []string{"mo hinh", "che shan tuyet", "mo hinh 16", "tuy"} {
		want, err := search.Find(t.Context(), one.Reader(), all, "nomination", q, 40)
		if err != nil {
			t.Fatal(err)
		}
		got, err := search.Find(t.Context(), many.Reader(), all, "nomination", q, 40)
		if err != nil || !slices.Equal(got, want) || len(want) == 0 {
			t.Errorf("%s: %d found instead of %d, %v", q, len(got), len(want), err)
		}
	}
}

// settings are how the index is kept, the names of databases left out.
func settings(t *testing.T, d *db.DB) []string {
	t.Helper()
	text := `select k || ' ' || cast(v as text) from search_full_config where k <> 'version' and not (k = 'automerge' and v = 4)
		and not (k = 'crisismerge' and v = 16) and not (k = 'hashsize' and v = 1048576) order by 1`
	if d.Engine() == db.PostgreSQL {
		text = `select indexdef from pg_indexes where tablename = 'search_doc' order by 1`
	}
	out, err := db.All[string](t.Context(), d.Reader(), text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
