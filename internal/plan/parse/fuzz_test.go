package parse_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"lantoa/internal/plan/parse"
)

func FuzzParse(f *testing.F) {
	f.Add(readPlan(f))
	for _, name := range documents {
		f.Add(readDocument(f, name))
	}
	for _, text := range notPlans {
		f.Add(firstBytes(text, 5000)) // long ones only make the search slow
	}
	f.Add("III. LĨNH VỰC XÂY DỰNG ĐIỂN HÌNH\n1. Điển hình trong “A”\na) Tập thể: b; c.\nGiao Sở A, Sở B chủ trì, phối hợp với C lựa chọn.")
	f.Add("IV. THỜI GIAN\n1. Quý IV/2023 Tổ chức.\nNơi nhận:\n- A;\nCHỦ TỊCH\nLê Văn A")
	f.Add("UBND TỈNH A      CỘNG HÒA\nSố:  /KH      B, ngày  tháng  năm 2021\nKẾ HOẠCH\nPhần I\nMỤC ĐÍCH\nĐiều 1. X\n1.1. Y\n| a | b |\n")
	f.Fuzz(func(t *testing.T, text string) { holds(t, text, parse.Parse(text)) })
}

// firstBytes is the beginning of a text, whole letters only.
func firstBytes(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return strings.ToValidUTF8(text[:n], "")
}

// holds checks what is true of every draft, whatever the text.
func holds(t checker, text string, d parse.Draft) {
	t.Helper()
	raw, err := d.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(raw), ": null") {
		t.Fatal("a list is null")
	}
	var again parse.Draft
	if err := json.Unmarshal(raw, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, again); diff != "" {
		t.Fatalf("another draft comes back from JSON: %s", diff)
	}
	last := strings.Count(text, "\n") + strings.Count(text, "\r") + 1
	for _, w := range d.Warnings {
		if !strings.Contains(w.Message, "Hãy ") || w.Line < 0 || w.Line > last {
			t.Fatalf("a warning that says nothing or is nowhere: %+v", w)
		}
	}
	for _, q := range d.Quotas {
		if q.Line < 1 || q.Line > last || q.Per == "" || !strings.Contains(q.Text, q.Per) {
			t.Fatalf("a quota of nobody or nowhere: %+v", q)
		}
	}
	there := letters(text)
	for _, v := range values(d) {
		if strings.IndexFunc(strings.ReplaceAll(v, "\n", ""), unicode.IsControl) >= 0 {
			t.Fatalf("a control character: %q", v)
		}
		for w := range strings.FieldsSeq(v) {
			if !strings.Contains(there, letters(w)) {
				t.Fatalf("%q of %q does not stand in the document", w, v)
			}
		}
	}
}

// checker is a test or one run of a property.
type checker interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// values are all that was read in words but the issuer, which is written in the
// case of running text.
func values(d parse.Draft) []string {
	out := append([]string{d.Number, d.Symbol, d.Place, d.Title, d.Signer.Name, d.Signer.Position}, d.Recipients...)
	out = append(out, d.Yearly...)
	for _, list := range [][]parse.Numbered{d.Purposes, d.Contents} {
		for _, c := range list {
			out = append(out, c.No, c.Text)
		}
	}
	for _, m := range d.Milestones {
		out = append(out, m.Text)
	}
	for _, task := range d.Tasks {
		out = append(append(out, task.No, task.Text), task.Assignees...)
	}
	for _, q := range d.Quotas {
		out = append(out, q.Per, q.Text)
	}
	for _, f := range d.Fields {
		out = append(append(out, f.No, f.Movement), f.Coordinating...)
		for _, l := range f.Leads {
			out = append(out, l.Name, l.Scope)
		}
		for _, c := range f.Criteria {
			out = append(out, c.Items...)
		}
	}
	return out
}

// letters is the text by its letters alone, composed, with the one letter of
// another alphabet that old converters put for the Vietnamese one.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == 'Ð':
			return 'Đ'
		case r == 'ð':
			return 'đ'
		case !unicode.IsLetter(r):
			return -1
		}
		return r
	}, norm.NFC.String(s))
}
