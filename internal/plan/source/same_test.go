package source_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/apptest"
	"lantoa/internal/plan/parse"
	"lantoa/internal/plan/source"
)

// draftOf reads a plan, without the warnings: their lines are those of the file.
func draftOf(t *testing.T, name string) (parse.Draft, source.Document) {
	t.Helper()
	doc, err := source.Read(context.Background(), read(t, name), name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	d := parse.Parse(doc.Text)
	d.Warnings = nil
	return d, doc
}

func jsonOf(t *testing.T, d parse.Draft) string {
	t.Helper()
	raw, err := d.JSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestRead_givesTheSamePlanFromEveryFormat(t *testing.T) {
	t.Parallel()
	plain, _ := draftOf(t, plainPlan)
	want := jsonOf(t, plain)
	for name, is := range map[string]struct{ media, note string }{
		wordPlan:     {source.Word, ""},
		numberedWord: {source.Word, ""},
		pdfPlan:      {source.PDF, ""},
		numberedPDF:  {source.PDF, ""},
		tcvn3Plan:    {source.PlainText, "source.from_tcvn3"},
		vniPlan:      {source.PlainText, "source.from_vni"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if is.media == source.PDF {
				apptest.PDFToText(t)
			}
			d, doc := draftOf(t, name)
			got := jsonOf(t, d)
			if is.note == "source.from_tcvn3" {
				got = strings.ReplaceAll(got, "Uỷ", "Ủy")
			}
			if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
				t.Error(diff)
			}
			notes := ""
			for _, n := range doc.Notes {
				notes += n.Key
			}
			if doc.Media != is.media || notes != is.note {
				t.Errorf("%s, %v", doc.Media, doc.Notes)
			}
		})
	}
}
