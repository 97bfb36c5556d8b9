package kit_test

import (
	"os"
	"path/filepath"
	"testing"
)

// scratch is an open file; whoever sends it closes it.
func scratch(t *testing.T) *os.File {
	t.Helper()
	name := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(name, []byte("%PDF-1.4"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
