package apptest

import (
	"os"
	"os/exec"
	"testing"
)

// PDFToText leaves a test out where pdftotext is not installed; with
// LANTOA_TEST_REQUIRE_ALL=1 that fails it. .ci/run installs it.
func PDFToText(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err == nil {
		return
	}
	const sentence = "skipped: tests that read PDF files: no pdftotext (Debian: poppler-utils)"
	if os.Getenv("LANTOA_TEST_REQUIRE_ALL") == "1" {
		t.Fatal(sentence)
	}
	t.Skip(sentence)
}
