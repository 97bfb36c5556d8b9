package check_test

import (
	"fmt"
	"strings"
	"testing"

	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/check"
)

func shown(found []check.Deviation) string {
	s := ""
	for _, d := range found {
		s += fmt.Sprintf("%s %s %q expected %v found %v ×%d\n", d.Component, d.Key, d.Where, d.Expected, d.Found, d.Count)
	}
	return s
}

func TestDocument_findsNothingInWhatTheProgramWrites(t *testing.T) {
	t.Parallel()
	for name, f := range samples(t) {
		found, err := check.Document(rules(t), written(t, f), name)
		if err != nil || len(found) > 0 {
			t.Errorf("%s: %v\n%s", name, err, shown(found))
		}
	}
}

func TestClauses_areOfChecksThatThereAre(t *testing.T) {
	t.Parallel()
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	p := texts.Printer(i18n.Vietnamese)
	r := rules(t)
	for key, clause := range r.Clauses {
		if p.T(key) == key || clause == "" {
			t.Errorf("%s stands for no check, or says nothing: %q", key, clause)
		}
	}
	for _, c := range officialdoc.Components() {
		if key := "rules.component." + string(c); p.T(key) == key {
			t.Errorf("no name for %s", c)
		}
	}
	if got := r.Clause(officialdoc.SignAuthority, "check.sign.tm"); !strings.HasSuffix(got, "II.7.b") {
		t.Error(got)
	}
	if got := r.Clause(officialdoc.SignAuthority, "check.bold"); !strings.HasSuffix(got, "II.7.đ") {
		t.Error(got)
	}
}

func TestDocument_countsTheSameDeviationOnce(t *testing.T) {
	t.Parallel()
	f := opened(t, asWord(t, wordPlan()))
	for _, text := range []string{"b) Có địa chỉ", "c) Có sức", "d) Có người"} {
		f.look(text, size16)
	}
	found, err := check.Document(rules(t), f.bytes(), "a.docx")
	if err != nil || len(found) != 1 || found[0].Count != 3 || found[0].Where != "b) Có địa chỉ cụ thể;" {
		t.Errorf("%v\n%s", err, shown(found))
	}
}
