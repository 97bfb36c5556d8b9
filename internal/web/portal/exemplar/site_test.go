package exemplar_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"lantoa/internal/app"
	"lantoa/internal/apptest/world"
	"lantoa/internal/config"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

// site is the whole program over a world, asked as a stranger asks.
type site struct {
	*world.World
	handler http.Handler
}

func open(t *testing.T) site {
	t.Helper()
	t.Parallel()
	w := world.New(t)
	a, err := app.Start(t.Context(), app.Options{Serve: config.Serve{Database: config.Database{Data: w.Data}, PublicURL: "https://guong.example.vn"},
		Bare: true, Database: w.DB, Now: w.Clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return site{w, a.Handler()}
}

// answer is what came back.
type answer struct {
	t      *testing.T
	status int
	header http.Header
	body   string
}

func (s site) get(path string, headers ...string) answer {
	t := s.T.(*testing.T)
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return answer{t, w.Code, w.Header(), w.Body.String()}
}

// page is get of what must be there.
func (s site) page(path string) answer {
	s.T.Helper()
	a := s.get(path)
	if a.status != http.StatusOK {
		s.T.Fatalf("%s answers %d: %.400s", path, a.status, a.body)
	}
	return a
}

// texts are the words of the elements that css selects.
func (a answer) texts(css string) []string {
	a.t.Helper()
	root, err := html.Parse(strings.NewReader(a.body))
	if err != nil {
		a.t.Fatal(err)
	}
	var out []string
	for _, n := range cascadia.QueryAll(root, cascadia.MustCompile(css)) {
		out = append(out, strings.Join(strings.Fields(words(n)), " "))
	}
	return out
}

// attrs are an attribute of the elements that css selects.
func (a answer) attrs(css, name string) []string {
	a.t.Helper()
	root, err := html.Parse(strings.NewReader(a.body))
	if err != nil {
		a.t.Fatal(err)
	}
	var out []string
	for _, n := range cascadia.QueryAll(root, cascadia.MustCompile(css)) {
		for _, at := range n.Attr {
			if at.Key == name {
				out = append(out, at.Val)
			}
		}
	}
	return out
}

func words(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(words(c) + " ")
	}
	return b.String()
}

// recognise decides on a dossier of the commune at level cơ sở.
func (s site) recognise(in nomination.Input) exemplar.Exemplar {
	s.T.Helper()
	n := s.Draft(s.Batch(nomination.LevelUnit), in)
	s.Must("unit_officer", nomination.Submit, "", n.ID)
	s.Must("unit_head", nomination.DecideUnit, n.ID[len(n.ID)-6:]+"/QĐ-UBND", n.ID)
	return s.registered(n)
}

func (s site) registered(n nomination.Nomination) exemplar.Exemplar {
	s.T.Helper()
	list, err := s.Exs.List(s.T.Context(), s.As("editor"), exemplar.Filter{})
	if err != nil {
		s.T.Fatal(err)
	}
	for _, e := range list.Rows {
		if e.SubjectID == n.SubjectID {
			return e
		}
	}
	s.T.Fatal("not in the registry")
	return exemplar.Exemplar{}
}

func (s site) consent(id string, purposes ...subject.Purpose) {
	s.T.Helper()
	in := subject.ConsentInput{Purposes: purposes, GivenDay: "11/01/2021", GivenBy: "Người ký", Relation: "self"}
	if err := s.Exs.RecordConsent(s.T.Context(), s.As("editor"), id, in, nil, ""); err != nil {
		s.T.Fatal(err)
	}
}

func (s site) withdraw(id string, p subject.Purpose) {
	s.T.Helper()
	if err := s.Exs.WithdrawConsent(s.T.Context(), s.As("editor"), id, p); err != nil {
		s.T.Fatal(err)
	}
}

// step takes a step on an exemplar as it stands.
func (s site) step(person string, step exemplar.Step, id string) {
	s.T.Helper()
	c, err := s.Exs.Card(s.T.Context(), s.As("editor"), id)
	if err != nil {
		s.T.Fatal(err)
	}
	change := exemplar.Change{ID: id, Version: c.Version, Step: step, Reason: "Lý do", Paper: world.Paper(string(step) + id[len(id)-6:])}
	if err := s.Exs.Do(s.T.Context(), s.As(person), change); err != nil {
		s.T.Fatal(err)
	}
}

// publish makes a public exemplar of the commune with the purposes consented to.
func (s site) publish(in nomination.Input, purposes ...subject.Purpose) exemplar.Exemplar {
	s.T.Helper()
	e := s.recognise(in)
	s.consent(e.ID, purposes...)
	s.step("editor", exemplar.Clear, e.ID)
	return e
}

// ofLead makes a dossier of the agency that leads field 3 itself.
func (s site) ofLead(in nomination.Input) nomination.Nomination {
	s.T.Helper()
	ctx, me := s.T.Context(), s.As("lead_officer2")
	b, err := s.Noms.CreateBatch(ctx, me, db.NewID(), nomination.BatchInput{UnitID: org.SeedID(world.OtherLead), Level: nomination.LevelUnit, Title: "Tự xây dựng"})
	if err != nil {
		s.T.Fatal(err)
	}
	n, err := s.Noms.Create(ctx, me, b.ID, db.NewID(), in)
	if err != nil {
		s.T.Fatal(err)
	}
	if _, err := s.Noms.Attach(ctx, me, n.ID, "", "photo", world.PNG(), "anh.png"); err != nil {
		s.T.Fatal(err)
	}
	s.Must("lead_officer2", nomination.DecideUnit, "77/QĐ-SLĐTBXH", n.ID)
	return n
}

// atField walks a dossier of the commune to the decision of field 3's lead agency.
func (s site) atField(in nomination.Input) nomination.Nomination {
	s.T.Helper()
	n := s.Draft(s.Batch(nomination.LevelField), in)
	s.Must("unit_officer", nomination.Submit, "", n.ID)
	s.Must("unit_head", nomination.Endorse, "", n.ID)
	s.Must("district_officer", nomination.Forward, "", n.ID)
	s.Must("lead_officer2", nomination.Receive, "", n.ID)
	s.Judge("lead_officer2", n.ID)
	s.Must("lead_officer2", nomination.Select, "", n.ID)
	s.Must("lead_officer2", nomination.DecideField, "88/QĐ-SLĐTBXH", n.ID)
	return n
}
