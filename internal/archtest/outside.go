package archtest

import (
	"fmt"
	"go/ast"
	"slices"
	"strconv"
	"strings"
)

// Environment finds readers of the environment and of flags outside config.
func Environment(files []File) []string {
	var found []string
	readers := []string{"Getenv", "LookupEnv", "Environ", "ExpandEnv", "Setenv", "Unsetenv"}
	for _, f := range files {
		if f.testKit() || f.Dir() == "internal/config" {
			continue
		}
		for _, use := range uses(f, "os", readers) {
			found = append(found, fmt.Sprintf("%s: %s: only internal/config reads the environment", f.at(use.Pos()), use.Sel.Name))
		}
		for _, s := range imports(f, func(path string) bool { return path == "flag" }) {
			found = append(found, f.at(s.Pos())+": only internal/config reads flags")
		}
	}
	return found
}

// Clock finds readers of the machine's clock: code gets its time from db.Tx or
// from a clock that tests can set.
func Clock(files []File) []string {
	var found []string
	for _, f := range files {
		if f.testKit() || slices.Contains([]string{"internal/db", "internal/app", "cmd/lantoa"}, f.Dir()) {
			continue
		}
		// How long a request took is measured, not decided on; deadlines of a
		// connection are the machine's.
		if f.Path == "internal/web/middleware.go" || f.Path == "internal/web/pace.go" || f.Dir() == "internal/bench" {
			continue
		}
		for _, use := range uses(f, "time", []string{"Now", "Since", "Until"}) {
			found = append(found, fmt.Sprintf("%s: time.%s: take the time from the transaction or from an injected clock", f.at(use.Pos()), use.Sel.Name))
		}
	}
	return found
}

// Drivers finds imports of database drivers outside db and jobs.
func Drivers(files []File) []string {
	var found []string
	driver := func(path string) bool {
		return path == "database/sql" || strings.HasPrefix(path, "modernc.org/") || strings.HasPrefix(path, "github.com/jackc/") || strings.HasPrefix(path, "github.com/pressly/goose")
	}
	for _, f := range files {
		if f.testKit() || under(f.Dir(), "internal/db") || under(f.Dir(), "internal/jobs") {
			continue
		}
		for _, s := range imports(f, driver) {
			found = append(found, fmt.Sprintf("%s: imports %s: only internal/db and internal/jobs, which gives them to River, know the drivers", f.at(s.Pos()), s.Path.Value))
		}
	}
	return found
}

// uses finds the mentions of names of a standard package.
func uses(f File, pkg string, names []string) []*ast.SelectorExpr {
	if len(imports(f, func(path string) bool { return path == pkg })) == 0 {
		return nil
	}
	var found []*ast.SelectorExpr
	ast.Inspect(f.AST, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok || !slices.Contains(names, sel.Sel.Name) {
			return true
		}
		if id, ok := sel.X.(*ast.Ident); ok && id.Name == pkg && id.Obj == nil {
			found = append(found, sel)
		}
		return true
	})
	return found
}

func imports(f File, wanted func(path string) bool) []*ast.ImportSpec {
	var found []*ast.ImportSpec
	for _, s := range f.AST.Imports {
		if path, err := strconv.Unquote(s.Path.Value); err == nil && wanted(path) {
			found = append(found, s)
		}
	}
	return found
}
