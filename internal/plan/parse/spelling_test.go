package parse_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"lantoa/internal/plan/parse"
)

// The customer's plan typed without accents has the same structure, and every
// value is that of the plan without its accents.
func TestParse_readsTheCustomersPlanWithoutItsAccents(t *testing.T) {
	t.Parallel()
	plain := readPlan(t)
	want, got := content(parse.Parse(plain)), content(parse.Parse(bare(plain)))
	wantValues, gotValues := values(want), values(got)
	for i := range wantValues {
		wantValues[i] = bare(wantValues[i])
	}
	if diff := cmp.Diff(wantValues, gotValues); diff != "" {
		t.Error(diff)
	}
	for i, f := range want.Fields {
		for j, c := range f.Criteria {
			if diff := cmp.Diff(c.Subjects, got.Fields[i].Criteria[j].Subjects); diff != "" {
				t.Errorf("field %s, set %d: %s", f.No, j+1, diff)
			}
		}
		for j, l := range f.Leads {
			if got.Fields[i].Leads[j].Mode != l.Mode {
				t.Errorf("field %s: %s is %s", f.No, l.Name, got.Fields[i].Leads[j].Mode)
			}
		}
	}
	for i, m := range want.Milestones {
		if got.Milestones[i].Due != m.Due {
			t.Errorf("milestone %d is due %s", i+1, got.Milestones[i].Due)
		}
	}
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == 'đ':
			return 'd'
		case r == 'Đ':
			return 'D'
		}
		return r
	}, norm.NFD.String(s))
}

// With the words of structure run together, as converters do, nothing else changes.
func TestParse_readsTheCustomersPlanWithWordsRunTogether(t *testing.T) {
	t.Parallel()
	plain := readPlan(t)
	fused := strings.NewReplacer("MỤC ĐÍCH", "MỤCĐÍCH", "NỘI DUNG", "NỘIDUNG", "ĐIỂN HÌNH TRÊN CÁC", "ĐIỂNHÌNH TRÊNCÁC", "THỜI GIAN", "THỜIGIAN", "TỔ CHỨC THỰC HIỆN", "TỔCHỨC THỰCHIỆN",
		"chủ trì, phối hợp", "chủtrì, phốihợp", "Nơi nhận", "Nơinhận", "KẾ HOẠCH", "KẾHOẠCH", "CHỦ TỊCH", "CHỦTỊCH").Replace(plain)
	back := strings.NewReplacer("chủtrì, phốihợp", "chủ trì, phối hợp", "CHỦTỊCH", "CHỦ TỊCH")
	want, got := values(parse.Parse(plain)), values(parse.Parse(fused))
	for i := range got {
		got[i] = back.Replace(got[i])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Each of the other plans too reads the same however wide its lines are set.
func TestParse_readsPlansOfOtherShapesAtAnyWidth(t *testing.T) {
	t.Parallel()
	for _, name := range documents {
		text := readDocument(t, name)
		if strings.Contains(text, "    ") || strings.Contains(text, "|") || strings.Count(text, "\n\n") < 20 {
			continue // set in columns, or with nothing between paragraphs
		}
		want := content(parse.Parse(text))
		for _, width := range []int{60, 72, 80, 100, 120} {
			if diff := cmp.Diff(want.Fields, parse.Parse(wrap(text, width)).Fields); diff != "" {
				t.Errorf("%s at %d: %s", name, width, diff)
			}
		}
	}
}
