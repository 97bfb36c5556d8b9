package docx_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestWrite_drawsEachTypeAsBefore holds the body of a document of each type to
// testdata. LANTOA_TEST_UPDATE=1 writes it anew.
func TestWrite_drawsEachTypeAsBefore(t *testing.T) {
	t.Parallel()
	for name, f := range samples(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			raw := written(t, f)
			if !bytes.Equal(raw, written(t, f)) {
				t.Error("the same file makes other bytes")
			}
			got := strings.NewReplacer("</w:p>", "</w:p>\n", "</w:tblGrid>", "</w:tblGrid>\n", "</w:tcPr>", "</w:tcPr>\n").Replace(string(parts(t, raw)["word/document.xml"])) + "\n"
			golden := filepath.Join("testdata", name+".xml")
			if os.Getenv("LANTOA_TEST_UPDATE") == "1" {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			for i, line := range strings.Split(string(want), "\n") {
				if lines := strings.Split(got, "\n"); i >= len(lines) || lines[i] != line {
					t.Fatalf("%s:%d:\ngot  %s\nwant %s", golden, i+1, strings.Join(lines[min(i, len(lines)):min(i+1, len(lines))], ""), line)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%s ends before the document", golden)
			}
		})
	}
}
