package i18n_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lantoa/internal/i18n"
)

func TestFold_matchesAcrossAccentsFormsAndTonePlaces(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{
		{"Hoà Bình", "hòa bình"}, {"Đồng Văn", "dong van"}, {"thuý", "THÚY"},
		{"Nguye\u0302\u0303n", "nguyễn"}, {"chè  Shan-tuyết", "che shan tuyet"}, {" (Vừ) ", "vu"},
	} {
		if a, b := i18n.Fold(pair[0]), i18n.Fold(pair[1]); a != b {
			t.Errorf("Fold(%q)=%q, Fold(%q)=%q", pair[0], a, pair[1], b)
		}
	}
}

func TestFold_isIdempotent(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := i18n.Fold(rapid.String().Draw(t, "s"))
		if again := i18n.Fold(s); again != s {
			t.Fatalf("%q folds to %q", s, again)
		}
	})
}

func TestSortKey_ordersByGivenThenFamilyThenMiddle(t *testing.T) {
	t.Parallel()
	want := []string{"Vàng Thị An", "Lò Văn Ánh", "Vừ Mí Bình", "Nguyễn Đức Dũng", "Lý Thị Đào", "Sùng Mí Mua", "Sùng Thị Mua", "Vàng Mí Mua"}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, func(a, b string) int { return bytes.Compare(i18n.SortKey(a), i18n.SortKey(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPrinter_writesNumbersAndDaysOfTheAdministration(t *testing.T) {
	t.Parallel()
	cat, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	vi, en := cat.Printer(i18n.Vietnamese), cat.Printer(i18n.English)
	if got := vi.Decimal(-1234567.85, 1); got != "-1.234.567,9" && got != "-1.234.567,8" {
		t.Error(got)
	}
	if got := en.Int(1234567); got != "1,234,567" {
		t.Error(got)
	}
	if got := vi.Time(time.Date(2021, 9, 30, 18, 5, 0, 0, time.UTC)); got != "01/10/2021 01:05" {
		t.Error(got)
	}
}

func TestPrinter_writesTheFormOfAWordBesideItsNumber(t *testing.T) {
	t.Parallel()
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{0: "0 rows will be added.", 1: "1 row will be added.", 2: "2 rows will be added.", 1000: "1,000 rows will be added."} {
		if got := texts.Printer(i18n.English).T("import.outcome.new", n); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := texts.Printer(i18n.English).T("import.read_so_far", int64(1100)); got != "1,100 rows checked so far." {
		t.Errorf("of a count of a task: %q", got)
	}
	if got, want := texts.Printer(i18n.English).T("import.stuck.storing.text", 1, 2), "1 row was stored and stays so; 2 rows are left. "; !strings.HasPrefix(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := texts.Printer(i18n.Vietnamese).T("import.outcome.new", 1); got != "1 dòng sẽ được thêm mới." {
		t.Errorf("%q", got)
	}
}
