package search_test

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lantoa/internal/access"
	"lantoa/internal/apptest"
	"lantoa/internal/db"
	"lantoa/internal/search"
)

func put(t testing.TB, d *db.DB, docs ...search.Doc) {
	t.Helper()
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		for _, doc := range docs {
			if err := search.Put(t.Context(), tx, doc); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

var everything = access.ScopeOf(access.Actor{Grants: []access.Grant{{Role: access.Editor}}}, access.ExemplarView)

func TestFind_ranksByTierThenNewest(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	ids := []string{db.NewID(), db.NewID(), db.NewID(), db.NewID(), db.NewID()}
	reach := access.Resource{Shared: true}
	put(t, d,
		search.Doc{Kind: "k", ID: ids[0], Head: "Mô hình trồng chè", Reach: reach},
		search.Doc{Kind: "k", ID: ids[1], Head: "Hình thức mô tả", Reach: reach},
		search.Doc{Kind: "k", ID: ids[2], Head: "Khác", Full: "một mô hình hay", Reach: reach},
		search.Doc{Kind: "k", ID: ids[3], Head: "mo hinh", Reach: reach},
		search.Doc{Kind: "other", ID: ids[4], Head: "mô hình", Reach: reach})
	for query, want := range map[string][]string{
		"mo hinh": {ids[3], ids[0], ids[1], ids[2]}, "MÔ HÌNH": {ids[3], ids[0], ids[1], ids[2]}, "mô hình trồng": {ids[0]}, "hình trồng mô": {ids[0]}, "trồng ch": {ids[0]},
		"không có": nil, "": nil, `" OR *`: nil, "chè": {ids[0]},
	} {
		got, err := search.Find(t.Context(), d.Reader(), everything, "k", query, 10)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, %v; want %v", query, got, err, want)
		}
	}
}

func TestPut_replacesWhatWasThere(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	id := db.NewID()
	put(t, d, search.Doc{Kind: "k", ID: id, Head: "chè Shan"}, search.Doc{Kind: "k", ID: id, Head: "cam sành"})
	for query, want := range map[string]int{"che": 0, "cam": 1} {
		if got, err := search.Find(t.Context(), d.Reader(), everything, "k", query, 5); err != nil || len(got) != want {
			t.Errorf("%s: %v, %v", query, got, err)
		}
	}
}

// One record is filed for staff and for the public under its one id.
func TestPut_filesOneIDUnderSeveralKinds(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	id := db.NewID()
	put(t, d, search.Doc{Kind: "staff", ID: id, Head: "chè Shan"}, search.Doc{Kind: "public", ID: id, Head: "chè Shan"}, search.Doc{Kind: "staff", ID: id, Head: "chè Shan tuyết"})
	for _, kind := range []string{"staff", "public"} {
		if got, err := search.Find(t.Context(), d.Reader(), everything, kind, "che shan", 5); err != nil || !slices.Equal(got, []string{id}) {
			t.Errorf("%s: %v, %v", kind, got, err)
		}
	}
}

// The index itself must give exactly what the policy allows, on both engines.
func TestFind_neverGoesBeyondTheScope(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	bodies := []string{db.NewID(), db.NewID(), db.NewID()}
	pick := func(rt *rapid.T, name string) string { return rapid.SampledFrom(append(bodies, "")).Draw(rt, name) }
	reaches := map[string]access.Resource{}
	rapid.Check(t, func(rt *rapid.T) {
		id := db.NewID()
		r := access.Resource{KeeperID: pick(rt, "keeper"), AreaID: pick(rt, "area"), LeadIDs: []string{pick(rt, "lead")}, FieldIDs: []string{pick(rt, "field")},
			HolderID: pick(rt, "holder"), AuthorID: pick(rt, "author"), Shared: rapid.Bool().Draw(rt, "shared")}
		put(t, d, search.Doc{Kind: "k", ID: id, Head: "điển hình", Reach: r})
		reaches[id] = r
		actor := access.Actor{AccountID: pick(rt, "me"), Grants: []access.Grant{{Role: rapid.SampledFrom(access.Roles()).Draw(rt, "role"), OrgID: rapid.SampledFrom(bodies).Draw(rt, "org"),
			Subtree: rapid.Bool().Draw(rt, "subtree"), FieldIDs: bodies[:1], BlocUnitIDs: bodies[1:2]}}}
		scope := access.ScopeOf(actor, access.NominationView)
		got, err := search.Find(t.Context(), d.Reader(), scope, "k", "dien hinh", 100000)
		if err != nil {
			rt.Fatal(err)
		}
		for id, r := range reaches {
			if slices.Contains(got, id) != scope.Allows(r) {
				rt.Fatalf("%+v: found %v, allowed %v by %+v", r, slices.Contains(got, id), scope.Allows(r), scope.Arms())
			}
		}
	})
}

// What was filed in many parts is found alike once they are one.
func TestSettle_changesNothingThatIsFound(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	for range 200 {
		put(t, d, search.Doc{Kind: "k", ID: db.NewID(), Head: "mô hình trồng chè", Full: "nông thôn mới", Reach: access.Resource{Shared: true}})
	}
	find := func() (all [][]string) {
		for _, q := range []string{"mo hinh", "trong ch", "nong thon m", "khong co"} {
			got, err := search.Find(t.Context(), d.Reader(), everything, "k", q, 50)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, got)
		}
		return all
	}
	before := find()
	for range 2 {
		if err := search.Settle(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		if after := find(); len(before[1]) != 50 || !reflect.DeepEqual(before, after) {
			t.Errorf("found %d before and other records after", len(before[1]))
		}
	}
}

// A kind is found among any mixture of others, newest first, none left out.
func TestFind_givesOneKindAmongOthers(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	round := 0
	rapid.Check(t, func(rt *rapid.T) {
		round++
		word := "vong " + strconv.Itoa(round) // of this round's records alone
		kinds := rapid.SliceOfN(rapid.SampledFrom([]string{"wanted", "other", "other", "third"}), 0, 40).Draw(rt, "kinds")
		limit := rapid.IntRange(1, 6).Draw(rt, "limit")
		var docs []search.Doc
		want := []string{}
		for _, kind := range kinds {
			id := db.NewID()
			docs = append(docs, search.Doc{Kind: kind, ID: id, Head: word})
			if kind == "wanted" {
				want = append(want, id)
			}
		}
		put(t, d, docs...)
		slices.Reverse(want)
		want = want[:min(limit, len(want))]
		got, err := search.Find(t.Context(), d.Reader(), everything, "wanted", word, limit)
		if err != nil || !slices.Equal(got, want) {
			rt.Fatalf("%v, limit %d: %v, %v; want %v", kinds, limit, got, err, want)
		}
	})
}

// However old and however many they are, the newest come first and none is left out.
func TestFind_reachesBackToTheOldest(t *testing.T) {
	t.Parallel()
	d := apptest.DB(t, apptest.NewClock())
	const n = 2600
	words := map[string]func(i int) bool{
		"thuong": func(int) bool { return true }, "hiem": func(i int) bool { return i%900 == 5 },
		"cu": func(i int) bool { return i < 100 }, "dau": func(i int) bool { return i == 0 }, "khong": func(int) bool { return false },
	}
	ids := make([]string, n)
	var docs []search.Prepared
	for i := range n {
		ms := time.Date(2018, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i).UnixMilli()
		ids[i] = fmt.Sprintf("%08x-%04x-7000-8000-%012x", ms>>16, ms&0xffff, i)
		var text []string
		for word, has := range words {
			if has(i) {
				text = append(text, word)
			}
		}
		docs = append(docs, search.Prepare(search.Doc{Kind: "k", ID: ids[i], Head: strings.Join(text, "\n")}))
	}
	if err := d.Write(t.Context(), func(tx *db.Tx) error { return search.PutMany(t.Context(), tx, docs) }); err != nil {
		t.Fatal(err)
	}
	check := func(word string, has func(int) bool) {
		t.Helper()
		want := []string{}
		for i := n - 1; i >= 0 && len(want) < 20; i-- {
			if has(i) {
				want = append(want, ids[i])
			}
		}
		if got, err := search.Find(t.Context(), d.Reader(), everything, "k", word, 20); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %v; want %v", word, got, err, want)
		}
	}
	for word, has := range words {
		check(word, has)
	}
	// So it is while some are still as an earlier edition filed them.
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		if d.Engine() == db.PostgreSQL {
			_, err := tx.Exec(t.Context(), `update search_doc set head = array_to_tsvector(array(select l from unnest(tsvector_to_array(head)) l where l not like '%·k·%')) where id > $1`, ids[n-100])
			if err != nil {
				return err
			}
		}
		_, err := tx.Exec(t.Context(), `insert into search_outdated (change) values ('test')`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	check("thuong", words["thuong"])
}
