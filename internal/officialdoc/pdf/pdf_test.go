package pdf_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"lantoa/internal/officialdoc/pdf"
)

// TestWrite_files writes each sample into LANTOA_TEST_PAPERS to be looked at.
func TestWrite_files(t *testing.T) {
	t.Parallel()
	for name, f := range samples(t) {
		var b bytes.Buffer
		if err := pdf.Write(&b, rules(t), f); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if dir := os.Getenv("LANTOA_TEST_PAPERS"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, name+".pdf"), b.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
