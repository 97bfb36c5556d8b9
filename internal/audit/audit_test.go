package audit_test

import (
	"strings"
	"testing"

	"lantoa/internal/apptest/world"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// A whole path to the Chairman's decision: each record's entries count up
// without a gap, each is marked for sealing, and none says what is personal.
func TestEntries_ofAWalkedPathHaveNoGaps(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	var ids []string
	for _, name := range []string{"Vừ Mí Sính", "Lò Thị Mai"} {
		n := w.Draft(b, w.Input(name, subject.Individual, 2))
		w.Reach(nomination.Approved, n.ID)
		ids = append(ids, n.ID)
	}
	all, err := audit.Recent(t.Context(), w.DB.Reader(), "", 10_000)
	if err != nil || len(all) < 20 {
		t.Fatalf("%d entries, %v", len(all), err)
	}
	records := map[[2]string]bool{}
	for _, e := range all {
		records[[2]string{e.Entity, e.EntityID}] = true
		if e.Action == "" || e.Entity == "" || e.EntityID == "" || e.At.IsZero() {
			t.Errorf("an entry lacks something: %+v", e)
		}
		for _, personal := range []string{"Vừ Mí Sính", "Lò Thị Mai"} {
			if strings.Contains(e.Meta, personal) {
				t.Errorf("what stays for ever of %s says %q", e.Action, personal)
			}
		}
	}
	for r := range records {
		of, err := audit.Of(t.Context(), w.DB.Reader(), r[0], r[1])
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range of {
			if e.EntityVersion != int64(i+1) {
				t.Errorf("%s %s: entry %d has version %d", r[0], r[1], i+1, e.EntityVersion)
			}
		}
	}
	for _, id := range ids {
		of, err := audit.Of(t.Context(), w.DB.Reader(), "nomination", id)
		if err != nil {
			t.Fatal(err)
		}
		version, err := db.One[int64](t.Context(), w.DB.Reader(), `select version from nomination where id = $1`, id)
		if err != nil || len(of) == 0 || of[len(of)-1].EntityVersion != version {
			t.Errorf("the last of %d entries is not of version %d, %v", len(of), version, err)
		}
	}
	unmarked, err := db.One[int](t.Context(), w.DB.Reader(), `select count(*) from audit_entry e left join audit_pending p on p.entry_id = e.id where p.entry_id is null`)
	if err != nil || unmarked != 0 {
		t.Errorf("%d entries are not marked for sealing, %v", unmarked, err)
	}
}

func TestWrite_refusesAVersionThatIsTaken(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	write := func(version int64) error {
		return w.DB.Write(t.Context(), func(tx *db.Tx) error {
			return audit.Write(t.Context(), tx, audit.Entry{Action: "test", Entity: "thing", EntityID: "1", Version: version})
		})
	}
	for _, version := range []int64{1, 0, 3, 0} { // 0 takes the next
		if err := write(version); err != nil {
			t.Fatal(err)
		}
	}
	if err := write(3); err == nil {
		t.Error("version 3 was written twice")
	}
	of, err := audit.Of(t.Context(), w.DB.Reader(), "thing", "1")
	if err != nil || len(of) != 4 || of[3].EntityVersion != 4 {
		t.Errorf("%d entries, %v", len(of), err)
	}
}
