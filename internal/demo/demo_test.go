package demo_test

import (
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/demo"
	"lantoa/internal/errs"
	"lantoa/internal/exemplar"
	"lantoa/internal/listing"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

// Loading takes a second or two, so that what is looked at in the same
// demonstration shares one; the last of them loads again.
func TestLoad(t *testing.T) {
	t.Parallel()
	p := empty(t)
	p.load()
	for _, look := range []struct {
		sees string
		do   func(*testing.T, province)
	}{
		{"one account per role is listed first", listsOneAccountPerRoleFirst},
		{"every role finds something to do", leavesEveryRoleSomethingToDo},
		{"every state, kind and level is reached", reachesEveryStateKindAndLevel},
		{"the days follow each other", keepsTheOrderOfTheDays},
		{"the public sees what was cleared and consented to", showsThePublicOnlyWhatWasClearedAndConsentedTo},
		{"the audit trail marks the database", marksTheDatabaseInItsAuditTrail},
		{"the papers can be read", papersCanBeRead},
		{"an interim report was issued whose records have changed since", issuedAnInterimReport},
		{"the second time changes nothing", changesNothingTheSecondTime},
	} {
		t.Run(look.sees, func(t *testing.T) {
			p.t = t
			look.do(t, p)
		})
	}
}

func listsOneAccountPerRoleFirst(t *testing.T, p province) {
	var roles []access.Role
	list := p.load()
	for i, a := range list {
		roles = append(roles, a.Role)
		if i < len(access.Roles()) && a.Username != string(a.Role) || a.OrgName == "" {
			t.Errorf("account %d is %+v", i, a)
		}
	}
	if n := len(access.Roles()); len(list) < n || !slices.Equal(roles[:n], access.Roles()) {
		t.Errorf("the first accounts have the roles %v", roles)
	}
}

// What waits on the pages of the others is not nominations: a coordinator, a
// council member and secretary, an inspector and the administrator read, and the
// editor's are exemplars.
func leavesEveryRoleSomethingToDo(t *testing.T, p province) {
	reading := []access.Role{access.Coordinator, access.CouncilMember, access.CouncilSecretary, access.Inspector}
	for _, a := range p.load() {
		actor := p.as(a.Username)
		switch {
		case slices.Contains(reading, a.Role):
			if page, err := p.noms.List(t.Context(), actor, nomination.Filter{}); err != nil || len(page.Rows) < 3 {
				t.Errorf("%s reads %d nominations: %v", a.Username, len(page.Rows), err)
			}
			if page, err := p.exs.List(t.Context(), actor, exemplar.Filter{}); err != nil || len(page.Rows) == 0 {
				t.Errorf("%s reads no exemplar: %v", a.Username, err)
			}
		case a.Role == access.Editor || a.Role == access.Admin:
		default:
			waiting, err := p.noms.Waiting(t.Context(), actor)
			if err != nil || len(waiting) == 0 {
				t.Errorf("nothing waits for %s: %v", a.Username, err)
			}
		}
	}
}

func reachesEveryStateKindAndLevel(t *testing.T, p province) {
	for _, state := range nomination.States() {
		// The customer's route asks neither the people nor the council.
		if state == nomination.Consulted || state == nomination.Concluded {
			continue
		}
		if p.count(fmt.Sprintf(`nomination where state = '%s'`, state)) == 0 {
			t.Errorf("no nomination is %s", state)
		}
	}
	for _, level := range nomination.Levels() {
		if p.count(fmt.Sprintf(`nomination where state = 'approved' and level = '%s'`, level)) == 0 {
			t.Errorf("none is approved at level %s", level)
		}
	}
	for _, kind := range subject.Kinds() {
		if p.count(fmt.Sprintf(`nomination where kind = '%s'`, kind)) == 0 {
			t.Errorf("none is a %s", kind)
		}
	}
	for _, of := range []string{`nomination where on_behalf`, `nomination_event where recorded`, `nomination_event where step = 'forward'`, `nomination_field`,
		`exemplar where state = 'nurturing'`, `exemplar where state = 'recognised'`, `exemplar where state = 'replicating'`, `exemplar where state = 'revoked'`,
		`nomination_event where at < '2022-01-01'`, `nomination_event where at > '2026-11-01'`} {
		if p.count(of) == 0 {
			t.Errorf("there is no %s", of)
		}
	}
	if n := p.count(`nomination`); n < 30 || n > 50 {
		t.Errorf("%d nominations", n)
	}
	if n := p.count(`nomination_event where at > '2026-11-24 06:00:00'`); n > 0 {
		t.Errorf("%d events lie in the future", n)
	}
}

func keepsTheOrderOfTheDays(t *testing.T, p province) {
	times, err := db.All[time.Time](t.Context(), p.DB.Reader(), `select at from audit_entry where action <> 'law.seed' and action <> 'route.create' order by id`)
	if err != nil || !slices.IsSortedFunc(times, func(a, b time.Time) int { return a.Compare(b) }) {
		t.Errorf("the entries of the audit trail do not follow each other in time: %v", err)
	}
	// The district's time ended with 30/06/2025.
	if n := p.count(`nomination_event where step = 'forward' and at > '2025-06-30 17:00:00'`); n > 0 {
		t.Errorf("%d dossiers passed a district that was no longer on the route", n)
	}
}

func showsThePublicOnlyWhatWasClearedAndConsentedTo(t *testing.T, p province) {
	page, err := p.exs.PublicList(t.Context(), exemplar.PublicFilter{Page: listing.Page{Limit: 60}})
	if err != nil || len(page.Rows) < 8 {
		t.Fatalf("%d are public: %v", len(page.Rows), err)
	}
	fields, unnamed, bare := map[string]bool{}, 0, 0
	for _, e := range page.Rows {
		fields[e.FieldID] = true
		if e.FieldID == "" {
			unnamed++
		}
		if !e.HasPhoto {
			bare++
			continue
		}
		photo, err := p.exs.PublicPhoto(t.Context(), e.ID, 120)
		if err != nil {
			t.Errorf("the photo of %s: %v", e.Name, err)
			continue
		}
		_ = photo.Close()
	}
	if unnamed != 1 || bare != 1 || len(fields) < 6 {
		t.Errorf("%d without their field, %d without a photo, %d fields", unnamed, bare, len(fields))
	}
	if len(page.Rows) != p.count(`exemplar where public`) {
		t.Errorf("the list leaves out some")
	}
	for of, want := range map[string]int{
		// field 3 tells of poverty: one consented to that, one did not
		`exemplar e join field f on f.id = e.field_id where f.no = 3 and e.public and e.public_field = ''`:                1,
		`exemplar e join field f on f.id = e.field_id where f.no = 3 and e.public and e.public_field <> ''`:               1,
		`consent c join subject s on s.id = c.subject_id where s.kind in ('collective', 'model') and c.relation = 'self'`: 0,
		`exemplar where cleared and not public`: 1,
		`exemplar e where not e.cleared and e.state <> 'revoked' and exists (select 1 from consent c where c.subject_id = e.subject_id and c.purpose = 'publish' and c.withdrawn_at is null)`: 1,
	} {
		if got := p.count(of); got != want {
			t.Errorf("%d are %s, want %d", got, of, want)
		}
	}
}

func changesNothingTheSecondTime(t *testing.T, p province) {
	first := p.load()
	before := p.count(`audit_entry`)
	if second := p.load(); !slices.Equal(first, second) {
		t.Errorf("listed %v, then %v", first, second)
	}
	if after := p.count(`audit_entry`); after != before {
		t.Errorf("%d audit entries became %d", before, after)
	}
}

func TestLoad_beginsAgainAfterAnInterruption(t *testing.T) {
	t.Parallel()
	p := emptyOn(t, time.Date(2028, 2, 29, 16, 59, 0, 0, time.UTC))
	before := p.count(`audit_entry`)
	// A lost file store stops it in the middle.
	broken := p.Target
	broken.Files = lost(t)
	if _, err := demo.Load(t.Context(), broken, password); !errs.Is(err, errs.Internal) {
		t.Fatalf("it did not stop: %v", err)
	}
	if after := p.count(`audit_entry`); after != before || p.count(`account`) != 0 || p.count(`org`) != 0 {
		t.Errorf("something was left: %d audit entries of %d", after, before)
	}
	if p.load(); p.count(`nomination`) == 0 {
		t.Error("nothing was loaded afterwards")
	}
}

func TestLoad_tellsTheStoryFromTheEarliestDayOn(t *testing.T) {
	t.Parallel()
	p := emptyOn(t, time.Date(2025, 10, 1, 1, 0, 0, 0, time.UTC))
	p.load()
	if n, err := p.noms.Waiting(t.Context(), p.as("chairman")); err != nil || len(n) == 0 {
		t.Errorf("nothing waits for the Chairman: %v", err)
	}
}

func TestLoad_refusesAClockThatIsBehind(t *testing.T) {
	t.Parallel()
	p := emptyOn(t, time.Date(2025, 9, 30, 16, 0, 0, 0, time.UTC))
	if _, err := demo.Load(t.Context(), p.Target, password); errs.As(err) == nil || errs.As(err).Key != "demo.clock" {
		t.Errorf("got %v", err)
	}
}

func TestLoad_refusesADatabaseWithAccountsOfItsOwn(t *testing.T) {
	t.Parallel()
	p := empty(t)
	if _, err := p.orgs.Seed(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := p.users.Setup(t.Context(), account.Input{Username: "chairman", Name: "Nguyễn Văn A", Role: access.Chairman, OrgID: org.SeedID("ubnd-tinh")}, password, false); err != nil {
		t.Fatal(err)
	}
	list, err := demo.Load(t.Context(), p.Target, password)
	if !errs.Is(err, errs.Conflict) || list != nil || p.count(`nomination`) != 0 {
		t.Errorf("got %v, %v", list, err)
	}
}

func marksTheDatabaseInItsAuditTrail(t *testing.T, p province) {
	marks, err := audit.Of(t.Context(), p.DB.Reader(), "demonstration", "ha-giang")
	if err != nil || len(marks) != 1 {
		t.Errorf("%v, %v", marks, err)
	}
}

func papersCanBeRead(t *testing.T, p province) {
	papers, err := db.All[struct{ Number, Hash string }](t.Context(), p.DB.Reader(), `select number, hash from document order by id`)
	if err != nil || len(papers) < 40 {
		t.Fatalf("%d papers: %v", len(papers), err)
	}
	for i, d := range papers {
		f, err := p.Files.Open(d.Hash)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(f)
		_ = f.Close()
		if err != nil || !strings.HasPrefix(string(raw), "%PDF-") {
			t.Errorf("%s is no PDF: %v", d.Number, err)
		}
		if i%20 == 0 {
			readPaper(t, f.Name(), d.Number)
		}
	}
}

// readPaper reads a paper's words with another program, where there is one.
func readPaper(t *testing.T, file, number string) {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Log("pdftotext is not installed: the words of the papers were not read")
		return
	}
	text, err := exec.CommandContext(t.Context(), tool, file, "-").Output()
	for _, want := range []string{number, "Văn bản minh họa", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"} {
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %q is not in %q (%v)", number, want, text, err)
		}
	}
}
