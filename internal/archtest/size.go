package archtest

import (
	"fmt"
	"go/ast"
)

// How long a hand-written Go file and a function may be, in lines.
const (
	maxFile     = 700
	maxFunction = 90
)

// Sizes finds files and functions that are too long to be read in one go.
func Sizes(files []File) []string {
	var found []string
	for _, f := range files {
		if n := f.Fset.Position(f.AST.FileEnd).Line; n > maxFile {
			found = append(found, fmt.Sprintf("%s:%d: the file has %d lines; %d are allowed", f.Path, n, n, maxFile))
		}
		for _, d := range f.AST.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := f.Fset.Position(fn.End()).Line - f.Fset.Position(fn.Pos()).Line + 1; n > maxFunction {
				found = append(found, fmt.Sprintf("%s: the function %s has %d lines; %d are allowed", f.at(fn.Pos()), fn.Name.Name, n, maxFunction))
			}
		}
	}
	return found
}
