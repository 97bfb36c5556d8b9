package archtest

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Views generates the code of all .templ files in a copy and finds the
// committed files that differ, are missing or have lost their view.
func Views(root, scratch string) ([]string, error) {
	views, generated, err := viewFiles(root)
	if err != nil || len(views)+len(generated) == 0 {
		return nil, err
	}
	// go.mod, so that the generator names files from the module's folder.
	for _, name := range append([]string{"go.mod"}, views...) {
		if err := copyFile(filepath.Join(root, name), filepath.Join(scratch, name)); err != nil {
			return nil, err
		}
	}
	generate := exec.Command("go", "tool", "templ", "generate", "-path", scratch)
	generate.Dir = root
	if out, err := generate.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("go tool templ generate: %w: %s", err, out)
	}
	var found []string
	for _, view := range views {
		name := strings.TrimSuffix(view, ".templ") + "_templ.go"
		want, err := os.ReadFile(filepath.Join(scratch, name))
		if err != nil {
			return nil, err
		}
		have, err := os.ReadFile(filepath.Join(root, name))
		if err != nil || !bytes.Equal(want, have) {
			found = append(found, fmt.Sprintf("%s:1: is not what %s generates; run make generate", name, view))
		}
	}
	for _, name := range generated {
		if view := strings.TrimSuffix(name, "_templ.go") + ".templ"; !slices.Contains(views, view) {
			found = append(found, fmt.Sprintf("%s:1: was generated from %s, which is gone; remove it", name, view))
		}
	}
	return found, nil
}

// viewFiles are the .templ and the _templ.go files under root.
func viewFiles(root string) (views, generated []string, err error) {
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && skipped(d.Name()) && path != root {
			return filepath.SkipDir
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		switch {
		case strings.HasSuffix(name, ".templ"):
			views = append(views, name)
		case strings.HasSuffix(name, "_templ.go"):
			generated = append(generated, name)
		}
		return nil
	})
	return views, generated, err
}

func copyFile(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o600)
}
