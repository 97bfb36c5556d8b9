package check_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"lantoa/internal/apptest"
	"lantoa/internal/officialdoc/check"
)

// TestDocument_findsNothingInWhatLibreOfficeSaves has LibreOffice read the sound
// documents and write them in its own way.
func TestDocument_findsNothingInWhatLibreOfficeSaves(t *testing.T) {
	t.Parallel()
	apptest.LibreOffice(t)
	dir := t.TempDir()
	files := map[string][]byte{}
	for name, f := range samples(t) {
		files[name] = written(t, f)
	}
	for name, body := range wordSamples() {
		files[name] = asWord(t, body)
	}
	for _, step := range []struct{ from, to string }{{"docx", "odt"}, {"odt", "docx"}} {
		args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", step.to, "--outdir", filepath.Join(dir, step.to)}
		for name, data := range files {
			file := filepath.Join(dir, "of", name+"."+step.from)
			if step.from == "odt" {
				file = filepath.Join(dir, "odt", name+".odt")
			} else if err := keep(file, data); err != nil {
				t.Fatal(err)
			}
			args = append(args, file)
		}
		if out, err := exec.CommandContext(t.Context(), "soffice", args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	for name := range files {
		data, err := os.ReadFile(filepath.Join(dir, "docx", name+".docx"))
		if err != nil {
			t.Fatal(err)
		}
		found, err := check.Document(rules(t), data, name)
		if err != nil || len(found) > 0 {
			t.Errorf("%s: %v\n%s", name, err, shown(found))
		}
	}
}

func keep(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o600)
}
