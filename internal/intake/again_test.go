package intake_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/apptest/client"
	"lantoa/internal/db"
	"lantoa/internal/intake"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

// site is the whole program at work, with dossiers of all kinds, accounts with
// several roles, with ended ones and with none.
func site(t *testing.T) (*client.Site, nomination.Batch) {
	t.Helper()
	s := client.Start(t)
	w := s.World
	if err := s.Jobs.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Jobs.Stop(t.Context()) })
	b := w.Batch(nomination.LevelProvince)
	for i, name := range []string{"Vừ Mí Sính", "Hồ Văn Páo", "Thôn Thèn Pả", "Mô hình nuôi ong; bạc hà", "=Lò Mí Pó", "Vừ Mí Sính"} {
		in := w.Input(name, subject.Kinds()[i%4], 1+i%3)
		if i%2 == 1 {
			in.MoreFields = []string{w.Fields[5].ID, w.Fields[10].ID}
			in.Summary = "Dòng một\nDòng hai; “ba”"
			in.FigureBefore, in.FigureAfter = "1.250", "0,75"
		}
		n := w.Draft(b, in)
		if i == 0 {
			w.Must("unit_officer", nomination.Submit, "", n.ID)
		}
	}
	for name := range w.People() {
		s.AccountID(name)
	}
	admin, err := s.Accounts.Actor(t.Context(), s.AccountID("admin"))
	if err != nil {
		t.Fatal(err)
	}
	clerk := s.AccountID("clerk")
	if err := s.Accounts.Grant(t.Context(), admin, clerk, account.GrantInput{Role: access.Inspector, OrgID: org.SeedID("ttt"), ToDay: "2029-01-01"}); err != nil {
		t.Fatal(err)
	}
	editor := s.AccountID("editor")
	grants, err := s.Accounts.Grants(t.Context(), editor)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Accounts.EndGrant(t.Context(), admin, editor, grants[0].ID); err != nil {
		t.Fatal(err)
	}
	return s, b
}

// versions are the versions of all records that imports change.
func versions(t *testing.T, s *client.Site) (out []int) {
	t.Helper()
	for _, of := range []string{`select coalesce(sum(version), 0) from nomination`, `select coalesce(sum(version), 0) from subject`, `select sum(version) from org`, `select sum(version) from account`,
		`select count(*) from org_name`, `select count(*) from grant_role`, `select count(*) from audit_entry where entity not in ('intake', 'export', 'session', 'account')`} {
		n, err := db.One[int](t.Context(), s.DB.Reader(), of)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, n)
	}
	return out
}

func TestImport_ofEveryListThatWasTakenAwayChangesNothing(t *testing.T) {
	t.Parallel()
	s, b := site(t)
	for _, c := range []struct {
		person, path, batch string
		kind                intake.Kind
	}{
		{"admin", "/quan-ly/to-chuc.xlsx", "", intake.Units},
		{"admin", "/quan-ly/tai-khoan.xlsx", "", intake.Accounts},
		{"unit_officer", "/quan-ly/dot-de-nghi/" + b.ID + "/ho-so.xlsx", b.ID, intake.Nominations},
	} {
		for _, locale := range []string{"vi", "en"} {
			as := s.As(c.person)
			as.SetCookie("lantoa_ngon_ngu", locale)
			answer := as.Get(c.path).Want(http.StatusOK)
			if title := "Mã trên hệ thống"; strings.HasSuffix(headOf(t, answer.Body), title) != (locale == "vi") {
				t.Errorf("%s in %s: %s", c.path, locale, headOf(t, answer.Body))
			}
			actor, err := s.Accounts.Actor(t.Context(), s.AccountID(c.person))
			if err != nil {
				t.Fatal(err)
			}
			before := versions(t, s)
			n, err := s.Intakes.Begin(t.Context(), actor, db.NewID(), c.kind, c.batch, "tai-ve.xlsx", bytes.NewReader(answer.Body))
			if err != nil {
				t.Fatalf("%s in %s: %v", c.path, locale, err)
			}
			n = arrived(t, s.Intakes, s.DB, actor, n.ID, intake.Checked)
			counts, err := s.Intakes.Counts(t.Context(), n)
			if err != nil || len(counts) != 1 || counts[intake.Same] < 5 {
				rows, _ := s.Intakes.Rows(t.Context(), n, intake.Filter{Verdict: intake.Changed, Limit: 3})
				bad, _ := s.Intakes.Rows(t.Context(), n, intake.Filter{Verdict: intake.Faulty, Limit: 3})
				t.Fatalf("%s in %s: %v %v; changed %+v, faulty %+v", c.path, locale, counts, err, rows, bad)
			}
			if err := s.Intakes.Confirm(t.Context(), actor, n.ID, n.Version, false); err != nil {
				t.Fatal(err)
			}
			arrived(t, s.Intakes, s.DB, actor, n.ID, intake.Done)
			if after := versions(t, s); !equal(before, after) {
				t.Errorf("%s in %s: %v became %v", c.path, locale, before, after)
			}
		}
	}
}

func equal(a, b []int) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}

func TestExport_ofABatchShowsToReadersWhatItsListShows(t *testing.T) {
	t.Parallel()
	s, b := site(t)
	path := "/quan-ly/dot-de-nghi/" + b.ID + "/ho-so.xlsx"
	for person, more := range map[string]bool{"unit_officer": true, "unit_head": false} {
		file := s.As(person).Get(path).Want(http.StatusOK)
		if got := strings.Contains(headOf(t, file.Body), "Năm sinh"); got != more {
			t.Errorf("%s: the year of birth is in the file: %v", person, got)
		}
	}
}

// headOf are the texts of a file's first row.
func headOf(t *testing.T, raw []byte) string {
	t.Helper()
	x, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	rows, err := x.GetRows(x.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(rows[0], "|")
}
