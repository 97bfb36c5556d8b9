package archtest

import (
	"fmt"
	"slices"
	"strings"
)

// order lists the packages under internal/ layer by layer, each before those
// that may import it. "*" stands for packages that do not know each other.
var order = []struct {
	layer    int
	packages string
}{
	{0, "errs civil i18n media ooxml flock"},
	{1, "config db access turn temp"},
	{2, "audit jobs blob search listing sheet officialdoc officialdoc/check officialdoc/docx officialdoc/pdf edxml notify"},
	{3, "org law account document"},
	{4, "plan/parse plan/source plan/reading plan subject nomination council exemplar intake paper nurture review spread honour event story urging reorg"},
	{5, "worklist report"},
	{6, "web/ui web/assets web/kit web/sheets web/staff/* web/portal/* web/api web"},
	{7, "demo load app bench"},
}

// testing lists what only tests import.
var testing = []string{"internal/apptest", "internal/archtest"}

// only names, for the packages that are kept narrower than their place allows,
// all that they may import.
var only = map[string][]string{
	"access":       {"errs", "civil"},
	"errs":         {},
	"civil":        {},
	"plan/parse":   {"errs", "civil", "i18n"},
	"plan/source":  {"errs", "civil", "i18n", "media", "ooxml"},
	"plan/reading": {"errs", "plan/parse"},
	"web/ui":       {"errs", "civil", "i18n"},
}

// place is where a package stands: a smaller rank comes earlier.
type place struct{ layer, rank int }

// placeOf finds a package of internal/ in the list.
func placeOf(name string) (place, bool) {
	rank := 0
	for _, row := range order {
		for entry := range strings.FieldsSeq(row.packages) {
			rank++
			group, many := strings.CutSuffix(entry, "/*")
			if name == entry || many && strings.HasPrefix(name, group+"/") {
				return place{row.layer, rank}, true
			}
		}
	}
	return place{}, false
}

// LayerOf is the layer of a folder under the module, -1 for those outside.
func LayerOf(dir string) int {
	name, internal := strings.CutPrefix(dir, "internal/")
	p, known := placeOf(name)
	if !internal || !known {
		return -1
	}
	return p.layer
}

// Layers finds imports that go down or sideways, and packages without a place.
func Layers(all []Package) []string {
	var found []string
	for _, p := range all {
		name, internal := strings.CutPrefix(p.Path, "internal/")
		if !internal || isTesting(p.Path) {
			continue
		}
		own, known := placeOf(name)
		if !known {
			found = append(found, fmt.Sprintf("%s: the package has no place in the list of layers of internal/archtest/layers.go", p.Path))
			continue
		}
		for _, imported := range p.Imports {
			if wrong := misplaced(name, own, imported); wrong != "" {
				found = append(found, wrong)
			}
		}
	}
	return found
}

func isTesting(path string) bool {
	for _, t := range testing {
		if under(path, t) {
			return true
		}
	}
	return false
}

func misplaced(name string, own place, imported string) string {
	path, ours := strings.CutPrefix(imported, Module+"/")
	if !ours {
		return ""
	}
	if isTesting(path) {
		return fmt.Sprintf("internal/%s: imports %s, which is for tests only", name, path)
	}
	other, internal := strings.CutPrefix(path, "internal/")
	if !internal {
		return fmt.Sprintf("internal/%s: imports %s, a command", name, path)
	}
	theirs, known := placeOf(other)
	if known && theirs.rank >= own.rank {
		return fmt.Sprintf("internal/%s (layer %d): imports %s (layer %d), which does not stand before it", name, own.layer, path, theirs.layer)
	}
	if list, narrow := only[name]; narrow && !slices.Contains(list, other) {
		return fmt.Sprintf("internal/%s: imports %s; it may import only %s", name, path, strings.Join(append([]string{"the standard library"}, list...), ", "))
	}
	return ""
}
