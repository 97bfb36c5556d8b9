// Package archtest holds the sources to the rules of docs/architecture.md:
// which package may import which, who writes which table, where SQL, the clock
// and the environment may be used, and how long files and functions may be.
package archtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Module is the module path; packages are named without it.
const Module = "lantoa"

// Package is a package as `go list` sees it, without its tests.
type Package struct {
	Path    string // under the module: "internal/db", "cmd/lantoa"
	Imports []string
}

// File is one parsed Go file.
type File struct {
	Path string // under the module's folder, with slashes
	Fset *token.FileSet
	AST  *ast.File
}

// Dir is the file's folder: the path of its package.
func (f File) Dir() string {
	if i := strings.LastIndex(f.Path, "/"); i >= 0 {
		return f.Path[:i]
	}
	return "."
}

// Name is the file's name in its folder.
func (f File) Name() string { return f.Path[strings.LastIndex(f.Path, "/")+1:] }

// IsTest tells files that only `go test` compiles.
func (f File) IsTest() bool { return strings.HasSuffix(f.Path, "_test.go") }

// at is file:line of a place in the file.
func (f File) at(pos token.Pos) string {
	return fmt.Sprintf("%s:%d", f.Path, f.Fset.Position(pos).Line)
}

// testKit tells code that only tests run: the kit and this package.
func (f File) testKit() bool {
	return f.IsTest() || under(f.Dir(), "internal/apptest") || under(f.Dir(), "internal/archtest") || under(f.Dir(), "scripts")
}

func under(dir, parent string) bool { return dir == parent || strings.HasPrefix(dir, parent+"/") }

// Root is the folder of go.mod above the working folder.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("no go.mod above the working folder")
		}
	}
}

// Packages asks `go list` for the module's packages.
func Packages(root string) ([]Package, error) {
	list := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", "./...")
	list.Dir = root
	var complaint bytes.Buffer
	list.Stderr = &complaint
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, complaint.String())
	}
	var all []Package
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := decoder.Decode(&p); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, Package{Path: strings.TrimPrefix(p.ImportPath, Module+"/"), Imports: p.Imports})
	}
}

// Files parses the module's hand-written Go files.
func Files(root string) ([]File, error) {
	all, err := Sources(root)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(f File) bool { return ast.IsGenerated(f.AST) }), nil
}

// Sources parses all Go files of the module, those generated from views too.
func Sources(root string) ([]File, error) {
	var all []File
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if skipped(d.Name()) && path != root {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		f, err := Parse(filepath.ToSlash(name), string(text))
		all = append(all, f)
		return err
	})
	return all, err
}

func skipped(dir string) bool {
	return strings.HasPrefix(dir, ".") || dir == "node_modules" || dir == "testdata" || dir == "var" || dir == "bin"
}

// Parse reads one file; tests give made-up ones.
func Parse(path, text string) (File, error) {
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, path, text, parser.ParseComments)
	if err != nil {
		return File{}, err
	}
	return File{Path: path, Fset: set, AST: tree}, nil
}
