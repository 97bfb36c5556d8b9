// Package world is a small province for tests: Hà Giang's bodies, the customer's
// plan, and one person per role.
package world

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest"
	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/exemplar"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/paper"
	"lantoa/internal/plan"
	"lantoa/internal/subject"
)

// World has the services over one fresh database.
type World struct {
	T      testing.TB
	Clock  *apptest.Clock
	DB     *db.DB
	Orgs   *org.Service
	Laws   *law.Service
	Plans  *plan.Service
	Noms   *nomination.Service
	Exs    *exemplar.Service
	Papers *paper.Service
	Files  *blob.Store
	Data   string // the folder in which the program keeps its files

	Plan   plan.Plan
	Fields map[int]plan.Field // by number
	people map[string]access.Actor
}

// New seeds a world.
func New(t testing.TB) *World {
	t.Helper()
	ctx := context.Background()
	w := &World{T: t, Clock: apptest.NewClock(), Fields: map[int]plan.Field{}, Data: t.TempDir()}
	w.DB = apptest.DB(t, w.Clock)
	var err error
	if w.Files, err = blob.Open(filepath.Join(w.Data, "files")); err != nil {
		t.Fatal(err)
	}
	w.Orgs, w.Laws = org.New(w.DB), law.New(w.DB)
	w.Plans = plan.New(w.DB, w.Orgs, w.Files)
	w.Noms = nomination.New(w.DB, w.Orgs, w.Plans, w.Laws, w.Files)
	w.Exs = exemplar.New(w.DB, w.Noms, w.Orgs, w.Plans, w.Files)
	w.Papers = paper.New(w.DB, w.Noms, w.Orgs, w.Plans, w.Laws, w.Files, paper.Foreign{})
	if _, err := w.Orgs.Seed(ctx); err != nil {
		t.Fatal(err)
	}
	if err := w.Laws.Seed(ctx); err != nil {
		t.Fatal(err)
	}
	if err := w.Noms.SeedRoutes(ctx); err != nil {
		t.Fatal(err)
	}
	source := PlanText(t)
	doc, err := plan.Open(ctx, source, "ke-hoach-160-kh-ubnd.txt")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Plans.Import(ctx, doc); err != nil {
		t.Fatal(err)
	}
	if w.Plan, err = w.Plans.Current(ctx, w.DB.Reader(), "2021-02-01"); err != nil {
		t.Fatal(err)
	}
	fields, err := w.Plans.Fields(ctx, w.DB.Reader(), w.Plan.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fields {
		w.Fields[f.No] = f
	}
	w.people = people()
	w.lend("coordinator", func(g *access.Grant, ids []string) { g.FieldIDs = ids }, `select field_id from org_duty where org_id = $1 and kind = 'coordinate' and to_day = ''`)
	w.lend("council_member", func(g *access.Grant, ids []string) { g.BlocUnitIDs = ids },
		`select m.org_id from bloc_monitor b join bloc_member m on m.bloc_id = b.bloc_id and m.to_day = '' where b.org_id = $1 and b.to_day = ''`)
	return w
}

// lend gives a person the reach that the seed gives their body, as a session has it.
func (w *World) lend(person string, give func(*access.Grant, []string), query string) {
	w.T.Helper()
	g := &w.people[person].Grants[0]
	ids, err := db.All[string](context.Background(), w.DB.Reader(), query, g.OrgID)
	if err != nil || len(ids) == 0 {
		w.T.Fatalf("%s reaches nothing: %v", person, err)
	}
	give(g, ids)
}

// PlanText is the customer's plan as tests have it.
func PlanText(t testing.TB) []byte {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	raw, err := os.ReadFile(filepath.Join(filepath.Dir(here), "../../plan/parse/testdata/ke-hoach-160-kh-ubnd.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// The bodies of the world by their names in the seed.
const (
	Commune      = "x00715" // Lũng Cú, in Đồng Văn
	OtherCommune = "x00778" // Xín Cái, in Mèo Vạc
	District     = "h026"   // Đồng Văn
	Lead         = "vpdpntm"
	OtherLead    = "sldtbxh"
	Standing     = "btdkt"
	Monitor      = "snv" // of the bloc of highland districts, Đồng Văn among them
	Chair        = "ubnd-tinh"
)

// people has one person per role, two of some; the key is the account's name.
func people() map[string]access.Actor {
	out := map[string]access.Actor{}
	add := func(name string, role access.Role, at string, more ...access.Grant) {
		g := access.Grant{Role: role, OrgID: org.SeedID(at), OrgName: at, Subtree: strings.HasPrefix(at, "h0")}
		out[name] = access.Actor{AccountID: "account-" + strings.ReplaceAll(name, "_", "-"), Username: name, Name: "Người " + name, Grants: append([]access.Grant{g}, more...)}
	}
	add("unit_officer", access.UnitOfficer, Commune)
	add("unit_head", access.UnitHead, Commune)
	add("unit_officer2", access.UnitOfficer, OtherCommune)
	add("district_officer", access.UnitOfficer, District)
	add("district_head", access.UnitHead, District)
	add("lead_officer", access.LeadOfficer, Lead)
	add("lead_head", access.LeadHead, Lead)
	add("lead_officer2", access.LeadOfficer, OtherLead)
	add("standing_officer", access.StandingOfficer, Standing)
	add("standing_head", access.StandingHead, Standing)
	add("clerk", access.Clerk, Chair)
	add("council_secretary", access.CouncilSecretary, Standing)
	add("chairman", access.Chairman, Chair)
	add("editor", access.Editor, "stttt")
	add("inspector", access.Inspector, "ttt")
	add("admin", access.Admin, "vpubnd")
	add("front_officer", access.FrontOfficer, "mttq")
	add("coordinator", access.Coordinator, District) // of fields 2, 6 and 7
	add("council_member", access.CouncilMember, Monitor)
	return out
}

// As is the person of the name.
func (w *World) As(name string) access.Actor {
	a, ok := w.people[name]
	if !ok {
		w.T.Fatalf("no person %q", name)
	}
	return a
}

// People lists everybody's names with their actors.
func (w *World) People() map[string]access.Actor { return w.people }

// PNG is a small picture.
func PNG() io.Reader {
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for x := range 40 {
		for y := range 30 {
			img.Set(x, y, color.RGBA{uint8(x * 6), uint8(y * 8), 90, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return &b
}

// PDF is a file that is sniffed as a PDF; name makes its content its own.
func PDF(name string) io.Reader {
	return strings.NewReader("%PDF-1.4\n% " + name + "\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
}

// Paper is a filled-in signed document.
func Paper(number string) document.Draft {
	return document.Draft{Number: number, Day: "11/01/2021", SignerName: "Nguyễn Văn A", SignerPosition: "Chủ tịch", Scan: PDF(number), ScanName: "van-ban.pdf"}
}

// Input is a nomination that lacks nothing.
func (w *World) Input(name string, kind subject.Kind, field int) nomination.Input {
	return nomination.Input{Subject: subject.Input{Kind: kind, Name: name, BirthYear: birth(kind), Occupation: "Nông dân"}, FieldID: w.Fields[field].ID,
		Title: "Mở đường bê tông vào thôn", Summary: "Vận động bà con hiến đất, góp công làm 3 km đường.",
		FigureName: "Chiều dài đường bê tông", FigureUnit: "km", FigureBefore: "0,5", FigureAfter: "3,5"}
}

func birth(kind subject.Kind) int {
	if kind == subject.Individual || kind == subject.Household {
		return 1975
	}
	return 0
}

// Batch opens a batch of the commune.
func (w *World) Batch(level nomination.Level) nomination.Batch {
	w.T.Helper()
	return w.BatchBy("unit_officer", level)
}

// BatchBy opens a batch of the body of the person.
func (w *World) BatchBy(person string, level nomination.Level) nomination.Batch {
	w.T.Helper()
	me := w.As(person)
	b, err := w.Noms.CreateBatch(w.T.Context(), me, db.NewID(), nomination.BatchInput{UnitID: me.Grants[0].OrgID, Level: level, Title: "Đợt " + string(level)})
	if err != nil {
		w.T.Fatal(err)
	}
	return b
}

// Draft adds a nomination to a batch that lacks nothing for its level.
func (w *World) Draft(b nomination.Batch, in nomination.Input) nomination.Nomination {
	w.T.Helper()
	return w.DraftBy("unit_officer", b, in)
}

// DraftBy is Draft for a batch of the body of the person.
func (w *World) DraftBy(person string, b nomination.Batch, in nomination.Input) nomination.Nomination {
	w.T.Helper()
	ctx, me := w.T.Context(), w.As(person)
	n, err := w.Noms.Create(ctx, me, b.ID, db.NewID(), in)
	if err != nil {
		w.T.Fatal(err)
	}
	if _, err := w.Noms.Attach(ctx, me, n.ID, "", "photo", PNG(), "anh.png"); err != nil {
		w.T.Fatal(err)
	}
	d, err := w.Noms.Dossier(ctx, me, n.ID)
	if err != nil {
		w.T.Fatal(err)
	}
	in.Evidence = map[string]string{}
	for _, c := range d.Criteria {
		in.Evidence[c.ID] = "Biên bản nghiệm thu năm 2020."
		if c.Certificate {
			if _, err := w.Noms.Attach(ctx, me, n.ID, c.ID, "evidence", PDF("bằng"), "bang.pdf"); err != nil {
				w.T.Fatal(err)
			}
		}
	}
	n, err = w.Noms.Save(ctx, me, nomination.Item{ID: n.ID, Version: w.version(n.ID)}, in)
	if err != nil {
		w.T.Fatal(err)
	}
	return n
}

// version reads a nomination's version past all rights.
func (w *World) version(id string) int64 {
	v, err := db.One[int64](w.T.Context(), w.DB.Reader(), `select version from nomination where id = $1`, id)
	if err != nil {
		w.T.Fatal(err)
	}
	return v
}

// Item is a ticked row as it stands now.
func (w *World) Item(id string) nomination.Item {
	return nomination.Item{ID: id, Version: w.version(id)}
}

// State reads a nomination's state past all rights.
func (w *World) State(id string) nomination.State {
	s, err := db.One[nomination.State](w.T.Context(), w.DB.Reader(), `select state from nomination where id = $1`, id)
	if err != nil {
		w.T.Fatal(err)
	}
	return s
}

// Act builds a step with everything any step asks for.
func (w *World) Act(step nomination.Step, ids ...string) nomination.Act {
	a := nomination.Act{Step: step, Reason: "Lý do của bước này", Deadline: civil.DayOf(w.DB.Now()).AddDays(30).Vietnamese(), Eligible: "yes", Appraisal: "Đủ điều kiện"}
	for _, id := range ids {
		a.Items = append(a.Items, w.Item(id))
	}
	return a
}

// Do takes a step as a person, with a paper under the number if it is not "".
func (w *World) Do(person string, step nomination.Step, number string, ids ...string) error {
	a := w.Act(step, ids...)
	if number != "" {
		a.Paper = Paper(number)
	}
	if step.Admits() {
		_, err := w.Exs.Approve(w.T.Context(), w.As(person), a)
		return err
	}
	_, err := w.Noms.Do(w.T.Context(), w.As(person), a)
	return err
}

// Must is Do that has to succeed.
func (w *World) Must(person string, step nomination.Step, number string, ids ...string) {
	w.T.Helper()
	if err := w.Do(person, step, number, ids...); err != nil {
		w.T.Fatalf("%s, %s: %v", person, step, err)
	}
}

// Judge finds every criterion of a nomination met.
func (w *World) Judge(person, id string) {
	w.T.Helper()
	d, err := w.Noms.Dossier(w.T.Context(), w.As(person), id)
	if err != nil {
		w.T.Fatal(err)
	}
	given := map[string]nomination.Assessment{}
	for _, c := range d.Criteria {
		given[c.ID] = nomination.Assessment{Judgement: nomination.Met}
	}
	if err := w.Noms.Assess(w.T.Context(), w.As(person), w.Item(id), given); err != nil {
		w.T.Fatal(err)
	}
}

// Reach walks a nomination of the commune, level tỉnh, to a state.
func (w *World) Reach(state nomination.State, id string) {
	w.T.Helper()
	path := []struct {
		person string
		step   nomination.Step
		paper  string
		gives  nomination.State
	}{
		{"unit_officer", nomination.Submit, "", nomination.AwaitingHead}, {"unit_head", nomination.Endorse, "", nomination.Sent},
		{"district_officer", nomination.Forward, "", ""}, {"lead_officer", nomination.Receive, "", nomination.Received},
		{"lead_officer", nomination.Select, "", nomination.Selected}, {"standing_officer", nomination.Appraise, "", nomination.Appraised},
		{"standing_head", nomination.SubmitList, "01/TTr-BTĐKT", nomination.Submitted}, {"chairman", nomination.Approve, "02/QĐ-UBND", nomination.Approved},
	}
	for _, p := range path {
		if w.State(id) == state && p.step != nomination.Forward {
			return
		}
		if p.step == nomination.Select {
			w.Judge("lead_officer", id)
		}
		number := p.paper
		if number != "" {
			number = id[len(id)-6:] + p.paper
		}
		w.Must(p.person, p.step, number, id)
	}
	if w.State(id) != state {
		w.T.Fatalf("reached %s, not %s", w.State(id), state)
	}
}
