package sheet_test

import (
	"bytes"
	"testing"

	"lantoa/internal/i18n"
	"lantoa/internal/sheet"
)

// kindColumn has the words of a language, and one word that two of them share.
func kindColumn(labels ...string) []sheet.Column[string] {
	choices := []sheet.Choice{{Code: "a", Label: labels[0], Also: []string{"Chung", "Hai"}}, {Code: "b", Label: labels[1], Also: []string{"Chung"}}}
	return []sheet.Column[string]{{Head: sheet.Head{Key: "kind", Title: "nomination.col.kind", Kind: sheet.ChoiceKind, Choices: choices}, Cell: func(s string) sheet.Value { return sheet.Chosen(s, s) }}}
}

func TestBoth_readsTheWordsOfBothLanguagesWhereTheyMeanOneChoice(t *testing.T) {
	t.Parallel()
	vi, en := printer(t, i18n.Vietnamese), printer(t, i18n.English)
	typed := []string{"Một", "One", "Hai", "Two", "Chung", "Ba"}
	want := []string{"a", "a", "b", "b", "", ""} // the label "Hai" comes before a's other word
	for _, p := range []*i18n.Printer{vi, en} {
		w, err := sheet.Fill(t.Context(), p, sheet.About{}, kindColumn("Một", "Hai"), func(yield func(string, error) bool) {
			for _, s := range typed {
				if !yield(s, nil) {
					return
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := w.Send(&file); err != nil {
			t.Fatal(err)
		}
		_ = w.Close()
		b, err := sheet.Open(bytes.NewReader(file.Bytes()), int64(file.Len()), sheet.Limits{Rows: 10, Columns: 10})
		if err != nil {
			t.Fatal(err)
		}
		table, err := b.Table(sheet.Both(sheet.Heads(kindColumn("Một", "Hai")), sheet.Heads(kindColumn("One", "Two"))), vi, en)
		if err != nil {
			t.Fatal(err)
		}
		i := 0
		for row, err := range table.Rows(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if got := row.Value("kind").Code(); got != want[i] || (got == "") != (len(row.Faults) == 1) {
				t.Errorf("%q is read as %q, want %q: %+v", typed[i], got, want[i], row.Faults)
			}
			i++
		}
		if i != len(typed) {
			t.Errorf("%d rows", i)
		}
	}
}
