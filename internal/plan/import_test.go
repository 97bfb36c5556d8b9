package plan_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lantoa/internal/apptest"
	"lantoa/internal/audit"
	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/org"
	"lantoa/internal/plan"
)

const (
	file = "ke-hoach-160-kh-ubnd.txt"
	day  = civil.Day("2021-03-01")
)

// empty has Hà Giang's bodies and no plan yet.
func empty(t *testing.T) (*plan.Service, *org.Service, *db.DB) {
	t.Helper()
	d := apptest.DB(t, apptest.NewClock())
	orgs := org.New(d)
	if _, err := orgs.Seed(context.Background()); err != nil {
		t.Fatal(err)
	}
	files, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return plan.New(d, orgs, files), orgs, d
}

func source(t *testing.T) []byte {
	t.Helper()
	raw, err := os.ReadFile("parse/testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// importPlan imports the text as the program itself does.
func importPlan(s *plan.Service, text []byte) (plan.Adopted, error) {
	doc, err := plan.Open(context.Background(), text, file)
	if err != nil {
		return plan.Adopted{}, err
	}
	return s.Import(context.Background(), doc)
}

// imported has the customer's plan too.
func imported(t *testing.T) (*plan.Service, *org.Service, *db.DB, plan.Plan) {
	t.Helper()
	s, orgs, d := empty(t)
	if _, err := importPlan(s, source(t)); err != nil {
		t.Fatal(err)
	}
	p, err := s.Current(context.Background(), d.Reader(), day)
	if err != nil {
		t.Fatal(err)
	}
	return s, orgs, d, p
}

func TestImport_storesTheCustomersPlanWithItsLeadAgencies(t *testing.T) {
	t.Parallel()
	s, orgs, d := empty(t)
	ctx := context.Background()
	out, err := importPlan(s, source(t))
	if err != nil || out.Already || len(out.Unmatched) > 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	p, err := s.Current(ctx, d.Reader(), day)
	if err != nil || p.ID != out.PlanID || p.Symbol != "160/KH-UBND" || p.Number != "160" || p.Day != "2021-01-09" || p.PeriodFrom != 2021 || p.PeriodTo != 2025 || p.Signer != "Nguyễn Văn Sơn" || p.VersionNo != 1 {
		t.Errorf("%+v, %v", p, err)
	}
	fields, err := s.Fields(ctx, d.Reader(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	// III.1–10: the lead agencies by their keys in the seed; + is giao, ? is đề nghị.
	want := []string{"?btgtu", "+vpdpntm", "+sldtbxh", "+snv", "+snv", "?hnd", "+sgddt", "+syt", "?ldld", "+cat+bchqs+bchbdbp"}
	keys := map[string]string{}
	for _, k := range strings.FieldsFunc(strings.Join(want, ""), func(r rune) bool { return r == '+' || r == '?' }) {
		keys[org.SeedID(k)] = k
	}
	var got []string
	for i, f := range fields {
		if f.No != i+1 || f.PlanID != p.ID || f.Sensitive != (f.No == 3) {
			t.Errorf("%+v", f)
		}
		leads, err := orgs.Leads(ctx, d.Reader(), f.ID, day)
		if err != nil {
			t.Fatal(err)
		}
		line := ""
		for _, l := range leads {
			line += mode(t, orgs, d, l.ID, f.ID) + keys[l.ID]
		}
		got = append(got, line)
		if before, err := orgs.Leads(ctx, d.Reader(), f.ID, "2021-01-08"); err != nil || len(before) != 0 {
			t.Errorf("field %d was led before the plan was issued (%v)", f.No, err)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	entries, err := audit.Of(ctx, d.Reader(), "plan", p.ID)
	if err != nil || len(entries) != 1 || entries[0].Action != "plan.import" {
		t.Errorf("audit %+v, %v", entries, err)
	}
}

func mode(t *testing.T, orgs *org.Service, d *db.DB, orgID, fieldID string) string {
	t.Helper()
	duties, err := orgs.Duties(context.Background(), d.Reader(), orgID, day)
	if err != nil {
		t.Fatal(err)
	}
	for _, duty := range duties {
		if duty.FieldID == fieldID && duty.Kind == org.Lead {
			if duty.Scope != "" && duty.Scope != "điển hình thuộc lĩnh vực phụ trách" {
				t.Errorf("scope %q", duty.Scope)
			}
			return map[string]string{"assigned": "+", "requested": "?"}[duty.Mode]
		}
	}
	return "!"
}

func TestImport_namesTheCoordinatingAgenciesAsFarAsThePlanDoes(t *testing.T) {
	t.Parallel()
	s, orgs, d, p := imported(t)
	fields, err := s.Fields(context.Background(), d.Reader(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	for no, want := range map[int]int{1: 0, 2: 11, 3: 0, 5: 2, 6: 11, 7: 11, 9: 0, 10: 0} {
		got, err := orgs.Coordinators(context.Background(), d.Reader(), fields[no-1].ID, day)
		if err != nil || len(got) != want {
			t.Errorf("field %d: %d co-ordinate, want %d (%v)", no, len(got), want, err)
		}
		for _, o := range got {
			if want == 11 && o.Kind != org.District || want == 2 && o.Kind != org.Association {
				t.Errorf("field %d: %s", no, o.Name)
			}
		}
	}
}

func TestImport_ofTheSameFileAgainChangesNothing(t *testing.T) {
	t.Parallel()
	s, _, d, p := imported(t)
	before := rows(t, d)
	out, err := importPlan(s, source(t))
	if err != nil || !out.Already || out.PlanID != p.ID {
		t.Errorf("%+v, %v", out, err)
	}
	if after := rows(t, d); after != before {
		t.Errorf("rows were %v, are %v", before, after)
	}
}

// rows counts what an import writes.
func rows(t *testing.T, d *db.DB) (n [8]int) {
	t.Helper()
	for i, table := range []string{"plan", "plan_version", "field", "criteria_set", "criterion", "milestone", "org_duty", "audit_entry"} {
		v, err := db.One[int](context.Background(), d.Reader(), `select count(*) from `+table)
		if err != nil {
			t.Fatal(err)
		}
		n[i] = v
	}
	return n
}

func TestImport_refusesAnotherFileOfTheSamePlan(t *testing.T) {
	t.Parallel()
	s, _, d, _ := imported(t)
	before := rows(t, d)
	other := []byte(strings.Replace(string(source(t)), "Sở Y tế", "Sở Tài chính", 1))
	if _, err := importPlan(s, other); !errs.Is(err, errs.Conflict) || errs.As(err).Key != "plan.other_file" {
		t.Errorf("%v", err)
	}
	if after := rows(t, d); after != before {
		t.Errorf("rows were %v, are %v", before, after)
	}
	// The same symbol in another year is another plan.
	next := []byte(strings.Replace(string(source(t)), "năm 2021\n", "năm 2022\n", 1))
	if out, err := importPlan(s, next); err != nil || out.Already {
		t.Errorf("%+v, %v", out, err)
	}
	for on, want := range map[civil.Day]civil.Day{"2021-06-01": "2021-01-09", "2022-06-01": "2022-01-09"} {
		if p, err := s.Current(context.Background(), d.Reader(), on); err != nil || p.Day != want {
			t.Errorf("on %s the plan of %s, %v", on, p.Day, err)
		}
	}
	if all, err := s.List(context.Background(), d.Reader(), "2022-06-01"); err != nil || len(all) != 2 || all[0].Day != "2022-01-09" {
		t.Errorf("%d plans, %v", len(all), err)
	}
}

func TestImport_keepsTheRestWhenAnAgencyIsUnknownAndSaysWhich(t *testing.T) {
	t.Parallel()
	s, orgs, d := empty(t)
	text := []byte(strings.NewReplacer("Giao Sở Y tế chủ trì", "Giao Sở Phép thuật chủ trì", "Hội doanh nhân trẻ", "Hội doanh nhân già").Replace(string(source(t))))
	out, err := importPlan(s, text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Hội doanh nhân già", "Sở Phép thuật"}, out.Unmatched); diff != "" {
		t.Error(diff)
	}
	fields, err := s.Fields(context.Background(), d.Reader(), out.PlanID)
	if err != nil || len(fields) != 10 {
		t.Fatal(len(fields), err)
	}
	if leads, err := orgs.Leads(context.Background(), d.Reader(), fields[7].ID, day); err != nil || len(leads) != 0 {
		t.Errorf("field 8 is led by %v, %v", leads, err)
	}
}

func TestImport_refusesWhatIsNoPlan(t *testing.T) {
	t.Parallel()
	s, _, d := empty(t)
	for name, text := range map[string]string{
		"empty": "", "a letter": "Kính gửi: Sở Nội vụ\n\nĐề nghị báo cáo.\n", "binary": "\x00\xff\xfe",
		"with NUL": strings.Replace(string(source(t)), "rõ ràng", "rõ\x00ràng", 1),
	} {
		if _, err := importPlan(s, []byte(text)); !errs.Is(err, errs.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := rows(t, d); n[0] != 0 {
		t.Errorf("%d plans", n[0])
	}
}

func TestImport_atTheSameTimeStoresOnePlan(t *testing.T) {
	t.Parallel()
	s, _, d := empty(t)
	text := source(t)
	done := make(chan error)
	for range 4 {
		go func() {
			_, err := importPlan(s, text)
			done <- err
		}()
	}
	for range 4 {
		if err := <-done; err != nil && !errs.Is(err, errs.Conflict) {
			t.Error(err)
		}
	}
	if n := rows(t, d); n[0] != 1 || n[2] != 10 {
		t.Error(fmt.Sprint(n))
	}
}

func TestImport_ofACommunesPlanLeavesTheProvincesInForce(t *testing.T) {
	t.Parallel()
	s, _, d, p := imported(t)
	raw, err := os.ReadFile("parse/testdata/xa-chi-tieu.txt")
	if err != nil {
		t.Fatal(err)
	}
	out, err := importPlan(s, raw)
	if err != nil || out.Province {
		t.Fatalf("%+v, %v", out, err)
	}
	if current, err := s.Current(context.Background(), d.Reader(), "2026-06-01"); err != nil || current.ID != p.ID {
		t.Errorf("%+v, %v", current, err)
	}
}
