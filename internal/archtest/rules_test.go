package archtest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"lantoa/internal/archtest"
)

// given parses made-up files: "path" then text.
func given(t *testing.T, pathsAndTexts ...string) []archtest.File {
	t.Helper()
	var all []archtest.File
	for i := 0; i < len(pathsAndTexts); i += 2 {
		f, err := archtest.Parse(pathsAndTexts[i], pathsAndTexts[i+1])
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f)
	}
	return all
}

// expect compares findings with the beginnings wanted, in order.
func expect(t *testing.T, found []string, want ...string) {
	t.Helper()
	if len(found) != len(want) {
		t.Fatalf("found %d, want %d:\n%s", len(found), len(want), strings.Join(found, "\n"))
	}
	for i := range want {
		if !strings.HasPrefix(found[i], want[i]) {
			t.Errorf("found %q, want it to begin with %q", found[i], want[i])
		}
	}
}

func TestLayers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from, to string
		want     []string
	}{
		"up":                   {"internal/nomination", "lantoa/internal/org", nil},
		"earlier in a layer":   {"internal/exemplar", "lantoa/internal/nomination", nil},
		"outside the module":   {"internal/errs", "fmt", nil},
		"a part of a feature":  {"internal/plan", "lantoa/internal/plan/parse", nil},
		"down":                 {"internal/org", "lantoa/internal/plan", []string{"internal/org (layer 3): imports internal/plan (layer 4)"}},
		"later in a layer":     {"internal/nomination", "lantoa/internal/exemplar", []string{"internal/nomination (layer 4)"}},
		"another screen":       {"internal/web/staff/plan", "lantoa/internal/web/staff/org", []string{"internal/web/staff/plan (layer 6)"}},
		"a component, feature": {"internal/web/ui", "lantoa/internal/org", []string{"internal/web/ui: imports internal/org; it may import only"}},
		"a pure package":       {"internal/access", "lantoa/internal/db", []string{"internal/access: imports internal/db"}},
		"unknown":              {"internal/helpers", "fmt", []string{"internal/helpers: the package has no place"}},
		"the test kit":         {"internal/org", "lantoa/internal/apptest", []string{"internal/org: imports internal/apptest, which is for tests only"}},
		"a command":            {"internal/app", "lantoa/cmd/lantoa", []string{"internal/app: imports cmd/lantoa"}},
		"the kit itself":       {"internal/apptest/world", "lantoa/internal/plan", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			expect(t, archtest.Layers([]archtest.Package{{Path: c.from, Imports: []string{c.to}}}), c.want...)
		})
	}
}

func TestTableOwners(t *testing.T) {
	t.Parallel()
	const body = "package x\nfunc f() {\n\tg(`update org set kind = $1`)\n\tg(`insert into blob (id) values ($1) on conflict do update set id = 1`)\n\tg(\"DELETE FROM nomination_event\")\n\tg(`select id from org for nothing`)\n}"
	expect(t, archtest.TableOwners(given(t, "internal/org/store.go", body)),
		"internal/org/store.go:4: writes the table blob, which only internal/blob may write",
		"internal/org/store.go:5: writes the table nomination_event, which only internal/nomination may write")
	expect(t, archtest.TableOwners(given(t, "internal/org/store_test.go", body)))
	expect(t, archtest.TableOwners(given(t, "internal/demo/demo.go", "package demo\nvar q = `insert into\n\torg (id) values ($1)`")),
		"internal/demo/demo.go:2: writes the table org")
	expect(t, archtest.TableOwners(given(t, "internal/org/store.go", "package org\nfunc f(t string) string { return `insert into ` + t }")),
		"internal/org/store.go:2: a statement is put together")
	expect(t, archtest.TableOwners(given(t, "internal/org/fill.go", "package org\nfunc f() {\n\tdb.NewRows(\"org\", \"id\")\n\tdb.NewRows(\"blob\", \"hash\")\n\tdb.NewRows(name, \"id\")\n}")),
		"internal/org/fill.go:4: writes the table blob, which only internal/blob may write", "internal/org/fill.go:5: write the table's name here")
	expect(t, archtest.TableOwners(given(t, "internal/org/store.go", "package org\nvar q = `update ghost g set a = 1`")),
		"internal/org/store.go:2: writes the table ghost, which has no owner")
	expect(t, archtest.TableOwners(given(t, "internal/org/texts.go", "package org\nvar s = \"an update of the set failed\"")))
}

func TestUnownedTables_findsTheNewTableAndThoseGone(t *testing.T) {
	t.Parallel()
	found, err := archtest.UnownedTables(fstest.MapFS{"0001_x.sql": {Data: []byte("-- +goose Up\ncreate table ghost (\n")}})
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(found, "\n")
	for _, want := range []string{"0001_x.sql:2: the table ghost has no owner", "org owns the table org, which no migration makes"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in:\n%s", want, all)
		}
	}
	if found, err := archtest.UnownedTables(fstest.MapFS{}); err != nil || found != nil {
		t.Errorf("without migrations: %v, %v", found, err)
	}
}

func TestSQLInStores(t *testing.T) {
	t.Parallel()
	const body = "package x\nvar q = `\n\tselect id from org`\nvar w = `with a as (select 1) select * from a`\nvar m = \"select one of the list\"\n"
	expect(t, archtest.SQLInStores(given(t, "internal/nomination/guard.go", body)),
		"internal/nomination/guard.go:2: SQL belongs in", "internal/nomination/guard.go:4: SQL belongs in", "internal/nomination/guard.go:5: SQL belongs in")
	expect(t, archtest.SQLInStores(given(t, "internal/nomination/batch_list.go", body, "internal/search/query.go", body, "internal/org/org_test.go", body)))
	expect(t, archtest.SQLInStores(given(t, "internal/web/staff/org/list.go", "package org\nvar q = ` join org o on o.id = x`")),
		"internal/web/staff/org/list.go:2: SQL belongs in")
	expect(t, archtest.SQLInStores(given(t, "internal/org/org.go", "package org\nvar s = \"Update or delete from the menu\"")))
}

func TestSizes(t *testing.T) {
	t.Parallel()
	long := "package x\n\nfunc long() {\n" + strings.Repeat("\tlong()\n", 89) + "}\n"
	expect(t, archtest.Sizes(given(t, "internal/x/a.go", long)), "internal/x/a.go:3: the function long has 91 lines")
	fits := "package x\n\nfunc fits() {\n" + strings.Repeat("\tfits()\n", 88) + "}\n"
	expect(t, archtest.Sizes(given(t, "internal/x/a.go", fits)))
	expect(t, archtest.Sizes(given(t, "internal/x/a.go", "package x\n"+strings.Repeat("// x\n", 700))), "internal/x/a.go:")
}

func TestState(t *testing.T) {
	t.Parallel()
	expect(t, archtest.State(given(t, "internal/x/a.go", `package x
import ("errors"; "regexp"; "embed")
var errGone = errors.New("gone")
var word = regexp.MustCompile("x")
var files embed.FS
var table = map[string]int{"a": 1}
var _ error = errGone
func f(table map[string]int) { table["b"] = 2; word := 1; word++; _ = word }
`)))
	expect(t, archtest.State(given(t, "internal/x/a.go", `package x
import "sync"
var mu sync.Mutex
var later string
var seen = make(map[string]bool)
var cache = &sync.Map{}
func init() {}
`)), "internal/x/a.go:3: the package variable mu", "internal/x/a.go:4: the package variable later", "internal/x/a.go:5: the package variable seen",
		"internal/x/a.go:6: the package variable cache", "internal/x/a.go:7: func init")
	expect(t, archtest.State(given(t, "internal/x/a.go", "package x\nvar table = map[string]int{}\nvar count = 0\n", "internal/x/b.go", `package x
func f() {
	table["a"] = 1
	count++
	delete(table, "a")
	p.count = 1
}
`)), "internal/x/b.go:3: changes the package variable table", "internal/x/b.go:4: changes the package variable count", "internal/x/b.go:5: changes the package variable table")
	expect(t, archtest.State(given(t, "internal/apptest/a.go", "package apptest\nvar once int\nfunc init() { once = 1 }")))
}

func TestEnvironment(t *testing.T) {
	t.Parallel()
	const body = "package x\nimport (\n\t\"flag\"\n\t\"os\"\n)\nfunc f() { flag.Parse(); _ = os.Getenv(\"A\"); _ = os.Args }"
	expect(t, archtest.Environment(given(t, "internal/org/a.go", body)), "internal/org/a.go:6: Getenv", "internal/org/a.go:3: only internal/config reads flags")
	expect(t, archtest.Environment(given(t, "internal/config/a.go", body, "internal/apptest/a.go", body, "internal/org/a_test.go", body)))
}

func TestClock(t *testing.T) {
	t.Parallel()
	const body = "package x\nimport \"time\"\nvar now = time.Now\nfunc f(t time.Time) time.Duration { return time.Since(t) }"
	expect(t, archtest.Clock(given(t, "internal/org/a.go", body)), "internal/org/a.go:3: time.Now", "internal/org/a.go:4: time.Since")
	expect(t, archtest.Clock(given(t, "internal/db/a.go", body, "internal/org/a_test.go", body)))
}

func TestDrivers(t *testing.T) {
	t.Parallel()
	const body = "package x\nimport (\n\t\"database/sql/driver\"\n\t_ \"modernc.org/sqlite\"\n\t\"github.com/jackc/pgx/v5\"\n)\nvar _ driver.Valuer\nvar _ pgx.Tx"
	expect(t, archtest.Drivers(given(t, "internal/org/a.go", body)), "internal/org/a.go:4: imports", "internal/org/a.go:5: imports")
	expect(t, archtest.Drivers(given(t, "internal/db/a.go", body)))
}

func TestViews_findsStaleMissingAndOrphanedFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	project := root(t)
	for name, text := range map[string]string{
		"a/stale.templ":    "package a\n\ntempl Stale() {\n\t<p>new</p>\n}\n",
		"a/stale_templ.go": "package a\n",
		"a/bare.templ":     "package a\n\ntempl Bare() {\n\t<p>x</p>\n}\n",
		"a/gone_templ.go":  "package a\n",
	} {
		path := filepath.Join(dir, "internal", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(project, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found, err := archtest.Views(dir, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	expect(t, found, "internal/a/bare_templ.go:1: is not what", "internal/a/stale_templ.go:1: is not what", "internal/a/gone_templ.go:1: was generated from internal/a/gone.templ, which is gone")
}

func TestRules_passOnAnEmptyTree(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	all, err := archtest.Files(dir)
	if err != nil || len(all) != 0 {
		t.Fatalf("%v, %v", all, err)
	}
	for _, found := range [][]string{archtest.Layers(nil), archtest.TableOwners(all), archtest.SQLInStores(all), archtest.Sizes(all), archtest.State(all), archtest.Environment(all), archtest.Clock(all), archtest.Drivers(all)} {
		expect(t, found)
	}
	if found, err := archtest.UnownedTables(archtest.Migrations(dir)); err != nil || len(found) != 0 {
		t.Errorf("%v, %v", found, err)
	}
	if found, err := archtest.Views(dir, t.TempDir()); err != nil || len(found) != 0 {
		t.Errorf("%v, %v", found, err)
	}
}
