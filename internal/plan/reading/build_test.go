package reading_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/plan/parse"
	"lantoa/internal/plan/reading"
)

func customers(t *testing.T) (reading.Reading, string) {
	t.Helper()
	raw, err := os.ReadFile(filepath.FromSlash("../parse/testdata/ke-hoach-160-kh-ubnd.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return reading.From(parse.Parse(string(raw)), string(raw)), string(raw)
}

func TestFrom_knowsWhereEachItemOfTheCustomersPlanStands(t *testing.T) {
	t.Parallel()
	r, text := customers(t)
	lines := strings.Split(text, "\n")
	on := func(s reading.Span, want string) {
		t.Helper()
		if s.From < 1 || s.To < s.From || !strings.Contains(strings.Join(lines[s.From-1:s.To], " "), want) {
			t.Errorf("%q at %+v", want, s)
		}
	}
	for _, f := range r.Fields {
		on(f.Span, f.Name)
		for _, set := range f.Sets {
			for _, c := range set.Items {
				words := strings.Fields(c.Text)
				on(c.Span, words[0])
				if c.Span.From < f.Span.From {
					t.Errorf("%q stands before its field", c.Text)
				}
			}
		}
		for _, b := range f.Leads {
			on(b.Span, b.Name)
			if b.Span.From < f.Span.From || b.Span.From > f.Span.From+12 {
				t.Errorf("%s of field %s stands on line %d, the field on %d", b.Name, f.No, b.Span.From, f.Span.From)
			}
		}
	}
	for _, all := range [][]reading.Item{r.Purposes, r.Contents, r.Yearly, r.Recipients} {
		for _, c := range all {
			on(c.Span, strings.Fields(c.Text)[0])
		}
	}
	places := map[string]string{"symbol": "/KH-UBND", "date": "tháng 1 năm 2021", "title": "tiên tiến", "signer": "Nguyễn Văn Sơn"}
	for _, q := range r.Quotes {
		on(q.Span, places[q.Fact])
		delete(places, q.Fact)
	}
	if len(places) > 0 {
		t.Errorf("nowhere: %v", places)
	}
}

func TestFrom_andBackIsTheSameDraft(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.FromSlash("../parse/testdata/*.txt"))
	if err != nil || len(files) < 3 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d := parse.Parse(string(raw))
		if diff := cmp.Diff(d, reading.From(d, string(raw)).Draft()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
