package archtest

import (
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"strings"
)

// State finds func init, and package-level variables that can change: a table
// that a literal makes and nothing assigns to is a constant in all but name.
func State(files []File) []string {
	byDir := map[string][]File{}
	for _, f := range files {
		if !f.testKit() {
			byDir[f.Dir()+" "+f.AST.Name.Name] = append(byDir[f.Dir()+" "+f.AST.Name.Name], f)
		}
	}
	var found []string
	for _, dir := range slices.Sorted(maps.Keys(byDir)) {
		found = append(found, packageState(byDir[dir])...)
	}
	return found
}

func packageState(files []File) []string {
	var found []string
	specs := map[*ast.ValueSpec]bool{}
	names := map[string]bool{}
	for _, f := range files {
		for _, d := range f.AST.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil && d.Name.Name == "init" {
					found = append(found, f.at(d.Pos())+": func init runs before anyone has asked; do it where it is needed")
				}
			case *ast.GenDecl:
				if d.Tok != token.VAR {
					continue
				}
				for _, s := range d.Specs {
					spec := s.(*ast.ValueSpec)
					if embedded(d) {
						continue
					}
					specs[spec] = true
					for _, n := range spec.Names {
						names[n.Name] = true
					}
					if wrong := mutable(spec); wrong != "" {
						found = append(found, fmt.Sprintf("%s: the package variable %s %s", f.at(spec.Pos()), spec.Names[0].Name, wrong))
					}
				}
			}
		}
	}
	for _, f := range files {
		found = append(found, assignments(f, specs, names)...)
	}
	return found
}

// mutable says why the declaration itself is of state, "" where it is not.
func mutable(spec *ast.ValueSpec) string {
	if spec.Names[0].Name == "_" {
		return ""
	}
	if pkg := packageOf(spec.Type); pkg == "sync" || pkg == "atomic" {
		return "is of a type that is there to change"
	}
	if len(spec.Values) == 0 && packageOf(spec.Type) != "embed" {
		return "has no value, so something must set it later"
	}
	for _, v := range spec.Values {
		if u, ok := v.(*ast.UnaryExpr); ok && u.Op == token.AND {
			v = u.X
		}
		switch v := v.(type) {
		case *ast.CompositeLit:
			if pkg := packageOf(v.Type); pkg == "sync" || pkg == "atomic" {
				return "is of a type that is there to change"
			}
		case *ast.CallExpr:
			if id, ok := v.Fun.(*ast.Ident); ok && (id.Name == "make" || id.Name == "new") {
				return "is made empty, so something must fill it later"
			}
		}
	}
	return ""
}

// embedded reports a variable whose value the compiler reads from a file.
func embedded(d *ast.GenDecl) bool {
	return d.Doc != nil && slices.ContainsFunc(d.Doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed ") })
}

// packageOf is the package's name in a qualified type, "" for others.
func packageOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return packageOf(e.X)
	case *ast.IndexExpr:
		return packageOf(e.X)
	case *ast.SelectorExpr:
		if id, ok := e.X.(*ast.Ident); ok {
			return id.Name
		}
	}
	return ""
}

// assignments finds statements that change a package variable or a part of it.
func assignments(f File, specs map[*ast.ValueSpec]bool, names map[string]bool) []string {
	var found []string
	note := func(target ast.Expr) {
		if id := rootOf(target); id != nil && id.Name != "_" && isPackageVar(id, specs, names) {
			found = append(found, fmt.Sprintf("%s: changes the package variable %s", f.at(target.Pos()), id.Name))
		}
	}
	ast.Inspect(f.AST, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, target := range n.Lhs {
					note(target)
				}
			}
		case *ast.IncDecStmt:
			note(n.X)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				note(n.Key)
				note(n.Value)
			}
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && len(n.Args) > 0 && (id.Name == "delete" || id.Name == "clear" || id.Name == "copy") {
				note(n.Args[0])
			}
		}
		return true
	})
	return found
}

// rootOf is the variable that holds the assigned part: v of v.f[i].
func rootOf(e ast.Expr) *ast.Ident {
	switch e := e.(type) {
	case *ast.Ident:
		return e
	case *ast.SelectorExpr:
		return rootOf(e.X)
	case *ast.IndexExpr:
		return rootOf(e.X)
	case *ast.StarExpr:
		return rootOf(e.X)
	case *ast.ParenExpr:
		return rootOf(e.X)
	}
	return nil
}

// isPackageVar goes by the parser's resolution: a name that is not declared in
// the file's own scopes is the package's.
func isPackageVar(id *ast.Ident, specs map[*ast.ValueSpec]bool, names map[string]bool) bool {
	if id.Obj == nil {
		return names[id.Name]
	}
	spec, ok := id.Obj.Decl.(*ast.ValueSpec)
	return ok && specs[spec]
}
