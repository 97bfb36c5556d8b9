package report_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"lantoa/internal/apptest/printed"
	"lantoa/internal/officialdoc/check"
	"lantoa/internal/officialdoc/docx"
	"lantoa/internal/officialdoc/pdf"
	"lantoa/internal/report"
)

// TestFile_isInOrderAndPrintsTheSameFromWordAsPDF holds the report's document
// against the decree and its two files against each other.
func TestFile_isInOrderAndPrintsTheSameFromWordAsPDF(t *testing.T) {
	t.Parallel()
	o := open(t)
	page := o.get(t, o.create(t).ID)
	rules, err := o.Laws.DocumentRules(t.Context(), o.DB.Reader(), o.today())
	if err != nil {
		t.Fatal(err)
	}
	f, err := page.Content().File(rules, report.UsualText())
	if err != nil {
		t.Fatal(err)
	}
	var word, own bytes.Buffer
	if err := docx.Write(&word, rules, f); err != nil {
		t.Fatal(err)
	}
	if err := pdf.Write(&own, rules, f); err != nil {
		t.Fatal(err)
	}
	found, err := check.Document(rules, word.Bytes(), "bao-cao.docx")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range found {
		t.Errorf("%s at %q: %s, expected %v, found %v", d.Component, d.Where, d.Key, d.Expected, d.Found)
	}
	ours := filepath.Join(t.TempDir(), "bao-cao.pdf")
	if err := os.WriteFile(ours, own.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	theirs := printed.Files(t, map[string][]byte{"bao-cao": word.Bytes()})["bao-cao"]
	for _, file := range []string{ours, theirs} {
		printed.InMargins(t, rules, printed.Pages(t, file))
		printed.OnlyTimes(t, file)
	}
	printed.Same(t, f, theirs, ours)
}
