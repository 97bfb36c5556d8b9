package load_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/app"
	"lantoa/internal/config"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/nomination"
)

// next is a step that a dossier can take from a state, and the role of who takes
// it at the body on whose desk it lies.
func next() []struct {
	state nomination.State
	level nomination.Level
	step  nomination.Step
	roles []access.Role
} {
	unit, lead := []access.Role{access.UnitOfficer, access.LeadOfficer, access.FrontOfficer}, []access.Role{access.LeadOfficer}
	head := []access.Role{access.UnitHead, access.LeadHead}
	return []struct {
		state nomination.State
		level nomination.Level
		step  nomination.Step
		roles []access.Role
	}{
		{nomination.Draft, nomination.LevelField, nomination.Submit, unit}, {nomination.Draft, nomination.LevelProvince, nomination.Endorse, unit},
		{nomination.Draft, nomination.LevelUnit, nomination.DecideUnit, unit}, {nomination.AwaitingHead, nomination.LevelUnit, nomination.DecideUnit, head},
		{nomination.AwaitingHead, nomination.LevelProvince, nomination.Endorse, head}, {nomination.Returned, nomination.LevelField, nomination.Withdraw, unit},
		{nomination.Received, nomination.LevelField, nomination.Return, lead}, {nomination.Selected, nomination.LevelField, nomination.DecideField, []access.Role{access.LeadHead}},
		{nomination.Selected, nomination.LevelProvince, nomination.Appraise, []access.Role{access.StandingOfficer}},
		{nomination.Appraised, nomination.LevelProvince, nomination.SubmitList, []access.Role{access.StandingHead}},
		{nomination.Submitted, nomination.LevelProvince, nomination.Approve, []access.Role{access.Chairman}},
		{nomination.Held, nomination.LevelField, nomination.Resume, lead},
	}
}

func TestLoad_leavesDossiersThatGoOn(t *testing.T) {
	t.Parallel()
	p := empty(t)
	p.load(25, 5)
	for i, c := range next() {
		n, err := db.One[nomination.Nomination](t.Context(), p.DB.Reader(), `select * from nomination where state = $1 and level = $2 order by id limit 1`, string(c.state), string(c.level))
		if err != nil {
			t.Errorf("%s at level %s: %v", c.state, c.level, err)
			continue
		}
		in := nomination.Act{Step: c.step, Items: []nomination.Item{{ID: n.ID, Version: n.Version}}, Reason: "Lý do", Deadline: "20/01/2026", Eligible: "yes"}
		if row, ok := nomination.NewWorkflow().Find(access.Actor{}, n, c.step); ok && row.Paper != nomination.NoPaper {
			scan, err := p.Files.Open(every[document.Document](t, p, "document")[0].Hash)
			if err != nil {
				t.Fatal(err)
			}
			in.Paper = document.Draft{Number: fmt.Sprintf("%d/QĐ", i), Day: "05/01/2026", SignerName: "Nguyễn Văn A", SignerPosition: "Chủ tịch", Scan: scan, ScanName: "a.pdf"}
			defer func() { _ = scan.Close() }()
		}
		by := p.holder(n, c.roles)
		if c.step.Admits() {
			_, err = p.exs.Approve(t.Context(), by, in)
		} else {
			_, err = p.noms.Do(t.Context(), by, in)
		}
		if err != nil {
			t.Errorf("%s, %s, %s by %s: %v", c.state, c.level, c.step, by.Username, err)
		}
	}
}

// holder is somebody with one of the roles at the body on whose desk it lies.
func (p *place) holder(n nomination.Nomination, roles []access.Role) access.Actor {
	p.t.Helper()
	grants, err := db.All[account.Grant](p.t.Context(), p.DB.Reader(), `select * from grant_role where org_id = $1 order by id`, n.HolderID)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, g := range grants {
		if slices.Contains(roles, g.Role) {
			a, err := p.users.Actor(p.t.Context(), g.AccountID)
			if err != nil {
				p.t.Fatal(err)
			}
			return a
		}
	}
	p.t.Fatalf("nobody of %v where %s lies, which is %s", roles, n.Ref, n.State)
	return access.Actor{}
}

func TestLoad_keepsVersionsWithoutGapsAndHistoriesInOrder(t *testing.T) {
	t.Parallel()
	p := empty(t)
	p.load(60, 9)
	type line struct {
		Entity, EntityID     string
		Lines, First, Newest int64
	}
	entries, err := db.All[line](t.Context(), p.DB.Reader(), `select entity, entity_id, count(*) as lines, min(entity_version) as first, max(entity_version) as newest
		from audit_entry where entity <> 'account' group by entity, entity_id`)
	if err != nil {
		t.Fatal(err)
	}
	newest := map[string]int64{}
	for _, e := range entries {
		if e.First != 1 || e.Newest != e.Lines {
			t.Errorf("%s %s: versions %d to %d in %d entries", e.Entity, e.EntityID, e.First, e.Newest, e.Lines)
		}
		newest[e.EntityID] = e.Newest
	}
	state, holder, at := map[string]nomination.State{}, map[string]string{}, map[string]time.Time{}
	for _, e := range every[nomination.Event](t, p, "nomination_event") { // by key
		if e.FromState != state[e.NominationID] || e.At.Before(at[e.NominationID]) {
			t.Errorf("%s: %s from %s after %s", e.NominationID, e.Step, e.FromState, state[e.NominationID])
		}
		state[e.NominationID], holder[e.NominationID], at[e.NominationID] = e.ToState, e.HolderID, e.At
	}
	for _, n := range every[nomination.Nomination](t, p, "nomination") {
		if n.State != state[n.ID] || n.HolderID != holder[n.ID] || !n.ChangedAt.Equal(at[n.ID]) || n.Version != newest[n.ID] {
			t.Errorf("%s: %s, %d, %s", n.Ref, n.State, n.Version, n.ChangedAt)
		}
	}
	papers := every[document.Document](t, p, "document")
	for _, d := range papers {
		if strings.HasPrefix(d.Number, "0/") {
			t.Errorf("a paper without a number: %s", d.Number)
		}
	}
}

func TestLoad_makesPagesThatCanBeShown(t *testing.T) {
	t.Parallel()
	p := empty(t)
	p.load(40, 13)
	a, err := app.Start(t.Context(), app.Options{Serve: config.Serve{Database: config.Database{Data: p.dir}, Addr: "127.0.0.1:0"}, Bare: true, Database: p.DB, Accounts: p.Accounts})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	token, _, err := p.users.SignIn(t.Context(), "standing_officer", password, account.Client{Address: "192.0.2.1", Agent: "test"})
	if err != nil {
		t.Fatal(err)
	}
	show := func(path string) string {
		t.Helper()
		r := httptest.NewRequest(http.MethodGet, "http://lantoa.test"+path, nil).WithContext(t.Context())
		r.AddCookie(&http.Cookie{Name: "lantoa", Value: token})
		w := httptest.NewRecorder()
		a.Handler().ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d", path, w.Code)
		}
		return w.Body.String()
	}
	for _, path := range []string{"/", "/quan-ly/viec-cua-toi", "/quan-ly/dot-de-nghi", "/quan-ly/ho-so", "/quan-ly/dien-hinh", "/quan-ly/van-ban", "/quan-ly/ke-hoach", "/quan-ly/bao-cao"} {
		show(path)
	}
	seen := map[string]bool{}
	for _, n := range every[nomination.Nomination](t, p, "nomination") {
		if what := string(n.Level) + string(n.State); n.Shared && !seen[what] {
			seen[what] = true
			if page := show("/quan-ly/ho-so/" + n.ID); !strings.Contains(page, n.Ref) {
				t.Errorf("%s is not on its page", n.Ref)
			}
			show("/quan-ly/dot-de-nghi/" + n.BatchID)
			show("/quan-ly/ho-so/" + n.ID + "/anh")
		}
	}
	for _, e := range every[struct{ ID, Name string }](t, p, "(select id, name from exemplar) as e") {
		show("/quan-ly/dien-hinh/" + e.ID)
	}
	if page := show("/quan-ly/tim-kiem?q=mo+hinh"); !strings.Contains(page, "/quan-ly/ho-so/") {
		t.Error("nothing was found")
	}
	if len(seen) < 12 {
		t.Errorf("only %d states and levels", len(seen))
	}
}
