package plan_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/apptest"
	"lantoa/internal/plan"
	"lantoa/internal/plan/parse"
)

// The documents in testdata are the texts of parse's testdata, saved by an office
// suite as Word and, from that, as PDF.
func TestRead_findsTheSamePlanInEveryFormat(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.*")
	if err != nil || len(files) < 6 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, name := range files {
		base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			if filepath.Ext(name) == ".pdf" {
				apptest.PDFToText(t)
			}
			want := draftOf(t, filepath.Join("parse", "testdata", base+".txt"))
			if diff := cmp.Diff(want, draftOf(t, name)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// draftOf is what is read out of a file, its lines left aside: they count in the
// file's own text.
func draftOf(t *testing.T, name string) parse.Draft {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := plan.Open(context.Background(), raw, filepath.Base(name))
	if err != nil {
		t.Fatal(err)
	}
	d := doc.Draft
	for i := range d.Warnings {
		d.Warnings[i].Line = min(d.Warnings[i].Line, 1)
	}
	for i := range d.Quotas {
		d.Quotas[i].Line = 1
	}
	return d
}
