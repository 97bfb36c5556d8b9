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
	installed(t, "pdftotext", "skipped: tests that read PDF files: no pdftotext (Debian: poppler-utils)")
}

// LibreOffice leaves a test out where soffice is not installed; with
// LANTOA_TEST_REQUIRE_ALL=1 that fails it. .ci/run installs it, and the font whose
// letters are as wide as those of the documents.
func LibreOffice(t testing.TB) {
	t.Helper()
	installed(t, "soffice", "skipped: tests that print documents: no soffice (Debian: libreoffice-writer fonts-liberation2)")
}

func installed(t testing.TB, tool, sentence string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err == nil {
		return
	}
	if os.Getenv("LANTOA_TEST_REQUIRE_ALL") == "1" {
		t.Fatal(sentence)
	}
	t.Skip(sentence)
}
