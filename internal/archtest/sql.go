package archtest

import (
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// owners says which package of internal/ writes which tables.
var owners = map[string]string{
	"intake":     "intake intake_row intake_claim",
	"jobs":       "task river_job river_leader",
	"audit":      "audit_entry audit_pending audit_seal audit_sealed",
	"blob":       "blob",
	"search":     "search_doc search_head search_full search_outdated search_settled",
	"org":        "org org_name org_code org_parent org_closure org_duty bloc bloc_member bloc_monitor",
	"law":        "legal_reference setting document_rule",
	"account":    "account grant_role session signin_try",
	"document":   "document",
	"plan":       "plan plan_version plan_paper version_field field criteria_set criterion milestone",
	"subject":    "subject consent",
	"nomination": "route ref_counter batch batch_agency nomination nomination_field nomination_criterion attachment nomination_event",
	"paper":      "paper paper_item paper_template",
	"exemplar":   "exemplar exemplar_field recognition exemplar_event",
	"report":     "report report_case",
}

// libraryTable begins the tables that River makes with its own migrations.
const libraryTable = "river_"

// ownerOf is the package that writes a table, "" for an unknown table.
func ownerOf(table string) string {
	for owner, tables := range owners {
		if slices.Contains(strings.Fields(tables), table) {
			return owner
		}
	}
	return ""
}

// Literal is a string literal of a Go file.
type Literal struct {
	File File
	Pos  token.Pos
	Text string
}

func literals(f File) []Literal {
	var all []Literal
	ast.Inspect(f.AST, func(n ast.Node) bool {
		if _, isImport := n.(*ast.ImportSpec); isImport {
			return false
		}
		lit, ok := n.(*ast.BasicLit)
		if ok && lit.Kind == token.STRING {
			if text, err := strconv.Unquote(lit.Value); err == nil {
				all = append(all, Literal{f, lit.Pos(), text})
			}
		}
		return true
	})
	return all
}

var (
	writes    = regexp.MustCompile(`(?i)(?:\binsert\s+(?:or\s+\w+\s+)?into\s+([a-z_][a-z0-9_]*)|(?:^|[;)])\s*update\s+([a-z_][a-z0-9_]*)(?:\s+as\s+\w+|\s+[a-z]\w*)?\s+set\b|\bdelete\s+from\s+([a-z_][a-z0-9_]*))`)
	openEnded = regexp.MustCompile(`(?i)(?:\binsert\s+into|\bdelete\s+from|^\s*update)\s*$`)
	statement = regexp.MustCompile(`(?s)^\s*(?:select\s|insert\s+into\s|update\s+\w+\s+(?:\w+\s+)?set\s|delete\s+from\s|with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\s*\()`)
	clause    = regexp.MustCompile(`\b(?:from\s+[a-z_]+(?:\s+[a-z]+)?\s+(?:where|join|left\s+join)\b|join\s+[a-z_]+(?:\s+[a-z]+)?\s+on\b)`)
	created   = regexp.MustCompile(`(?i)\bcreate\s+(?:virtual\s+)?table\s+(?:if\s+not\s+exists\s+)?([a-z_][a-z0-9_]*)`)
)

// TableOwners finds tables written outside the package that owns them.
func TableOwners(files []File) []string {
	var found []string
	for _, f := range files {
		if f.testKit() || under(f.Dir(), "internal/db") {
			continue
		}
		found = append(found, bulkRows(f)...)
		for _, lit := range literals(f) {
			if openEnded.MatchString(lit.Text) {
				found = append(found, fmt.Sprintf("%s: a statement is put together from parts here; write the table's name in the statement, so that its owner can be checked", f.at(lit.Pos)))
			}
			for _, m := range writes.FindAllStringSubmatch(lit.Text, -1) {
				table := strings.ToLower(m[1] + m[2] + m[3])
				if wrong := foreign(f, table); wrong != "" {
					found = append(found, f.at(lit.Pos)+": "+wrong)
				}
			}
		}
	}
	return found
}

// bulkRows finds rows for Tx.Bulk that a package makes of a table of another.
func bulkRows(f File) []string {
	var found []string
	ast.Inspect(f.AST, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		if sel, ok := call.Fun.(*ast.SelectorExpr); !ok || sel.Sel.Name != "NewRows" {
			return true
		}
		lit, ok := call.Args[0].(*ast.BasicLit)
		if !ok {
			found = append(found, f.at(call.Pos())+": write the table's name here, so that its owner can be checked")
			return true
		}
		if table, err := strconv.Unquote(lit.Value); err == nil {
			if wrong := foreign(f, table); wrong != "" {
				found = append(found, f.at(call.Pos())+": "+wrong)
			}
		}
		return true
	})
	return found
}

func foreign(f File, table string) string {
	owner := ownerOf(table)
	switch {
	case owner == "":
		return fmt.Sprintf("writes the table %s, which has no owner in internal/archtest/sql.go", table)
	case f.Dir() != "internal/"+owner:
		return fmt.Sprintf("writes the table %s, which only internal/%s may write", table, owner)
	}
	return ""
}

// UnownedTables finds tables of the migrations without an owner, and owned
// tables that no migration makes.
func UnownedTables(migrations fs.FS) ([]string, error) {
	names, err := fs.Glob(migrations, "*.sql")
	if err != nil || len(names) == 0 {
		return nil, err
	}
	var found []string
	made := map[string]bool{}
	for _, name := range names {
		text, err := fs.ReadFile(migrations, name)
		if err != nil {
			return nil, err
		}
		for i, line := range strings.Split(string(text), "\n") {
			m := created.FindStringSubmatch(line)
			if m == nil || strings.HasPrefix(strings.TrimSpace(line), "--") {
				continue
			}
			made[m[1]] = true
			if ownerOf(m[1]) == "" {
				found = append(found, fmt.Sprintf("internal/db/migrations/%s:%d: the table %s has no owner in internal/archtest/sql.go", name, i+1, m[1]))
			}
		}
	}
	for owner, tables := range owners {
		for table := range strings.FieldsSeq(tables) {
			if !made[table] && !strings.HasPrefix(table, libraryTable) {
				found = append(found, fmt.Sprintf("internal/archtest/sql.go: %s owns the table %s, which no migration makes", owner, table))
			}
		}
	}
	slices.Sort(found)
	return found, nil
}

// Migrations is the folder of the migrations of a module.
func Migrations(root string) fs.FS {
	return os.DirFS(filepath.Join(root, "internal", "db", "migrations"))
}

// anywhere lists packages that consist of queries.
var anywhere = []string{"internal/db", "internal/search", "internal/audit", "internal/worklist", "internal/report", "internal/listing"}

// SQLInStores finds SQL outside the files that are named for it.
func SQLInStores(files []File) []string {
	var found []string
	for _, f := range files {
		if f.testKit() || isStore(f) {
			continue
		}
		for _, lit := range literals(f) {
			if statement.MatchString(lit.Text) || clause.MatchString(lit.Text) {
				found = append(found, fmt.Sprintf("%s: SQL belongs in store.go, list.go, *_store.go or *_list.go of a package of layers 2 to 4", f.at(lit.Pos)))
			}
		}
	}
	return found
}

func isStore(f File) bool {
	if slices.Contains(anywhere, f.Dir()) {
		return true
	}
	layer, name := LayerOf(f.Dir()), f.Name()
	named := name == "store.go" || name == "list.go" || strings.HasSuffix(name, "_store.go") || strings.HasSuffix(name, "_list.go")
	// What is measured is chosen by looking at the rows.
	return named && (layer >= 2 && layer <= 4 || f.Dir() == "internal/bench")
}
