package bench

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/web/kit"
)

// Paths of what is measured.
const (
	listPath   = "/quan-ly/ho-so"
	searchPath = "/quan-ly/tim-kiem"
	batchPath  = "/quan-ly/dot-de-nghi"

	exemplarPath = "/quan-ly/dien-hinh"
)

// The words that are searched for, beside a rare pair of the database's own.
const (
	commonPair  = "mo hinh"
	longQuery   = "mo hinh trong che shan tuyet"
	typedPrefix = "mo hinh tr"
)

// listRows is how many rows a page of a list has.
const listRows = 50

// scenario is one thing that is measured.
type scenario struct {
	Scenario
	acts []act // in turn
}

// act is one request with its floor. page does it over a connection and checks
// the answer.
type act struct {
	page  func(c *client) error
	floor *recording
}

// scenarios signs everybody in, asks for every page once inside this process to
// learn its statements, and once from the program to learn its answer.
func (h *house) scenarios(ctx context.Context, addr string) ([]scenario, []*person, error) {
	seats, err := h.seats(ctx)
	if err != nil {
		return nil, nil, err
	}
	var people []*person
	for _, s := range seats {
		p, err := h.seatPerson(ctx, addr, s)
		if err != nil {
			return nil, people, err
		}
		people = append(people, p)
	}
	var out []scenario
	for _, add := range []func(context.Context, string, []*person) ([]scenario, error){h.lists, h.detail, h.searches, h.creates} {
		some, err := add(ctx, addr, people)
		if err != nil {
			return nil, people, err
		}
		out = append(out, some...)
	}
	return append(out, mix(out)), people, nil
}

func (h *house) lists(ctx context.Context, addr string, people []*person) ([]scenario, error) {
	var out []scenario
	for _, p := range people {
		path := kit.Link(listPath, "linh-vuc", p.seat.field, "trang-thai", string(p.seat.state))
		want := min(p.seat.count, listRows)
		s := scenario{Scenario: Scenario{Name: listName + Name(p.seat.name), Person: p.seat.name, Path: path}}
		if err := h.get(ctx, addr, &s, p, path, func(a answer) ([]string, error) {
			rows := links(a.body, listPath)
			if len(rows) < want || len(rows) > listRows {
				return nil, fmt.Errorf("%d rows, not %d", len(rows), want)
			}
			return rows, nil
		}); err != nil {
			return nil, err
		}
		s.IDs = nil // of a search alone
		out = append(out, s)
	}
	return out, nil
}

func (h *house) detail(ctx context.Context, addr string, people []*person) ([]scenario, error) {
	p := people[0]
	ids, err := h.details(ctx)
	if err != nil || len(ids) == 0 {
		return nil, fmt.Errorf("no dossier was approved: %w", err)
	}
	s := scenario{Scenario: Scenario{Name: detailName, Person: p.seat.name, Path: listPath + "/" + ids[0]}}
	for _, id := range ids {
		n, err := h.app.Nominations.Get(ctx, access.Actor{Grants: []access.Grant{{Role: p.seat.role, OrgID: p.seat.body}}}, id)
		if err != nil {
			return nil, err
		}
		if err := h.get(ctx, addr, &s, p, listPath+"/"+id, func(a answer) ([]string, error) { return nil, says(a, n.Ref) }); err != nil {
			return nil, err
		}
	}
	return []scenario{s}, nil
}

func (h *house) searches(ctx context.Context, addr string, people []*person) ([]scenario, error) {
	p := people[0]
	actor, err := h.app.Accounts.Actor(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	rare, err := h.rare(ctx, access.ScopeOf(actor, access.NominationView))
	if err != nil {
		return nil, err
	}
	var out []scenario
	for _, q := range []struct{ name, words string }{{"common", commonPair}, {"rare", rare}, {"long", longQuery}, {"prefix", typedPrefix}} {
		path := kit.Link(searchPath, "q", q.words)
		s := scenario{Scenario: Scenario{Name: searchName + Name(q.name), Person: p.seat.name, Path: path}}
		if err := h.get(ctx, addr, &s, p, path, func(a answer) ([]string, error) {
			return append(links(a.body, listPath), links(a.body, exemplarPath)...), nil
		}); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// get adds a page to a scenario. An answer as long as the one that was checked
// is taken for the same; any other is checked itself.
func (h *house) get(ctx context.Context, addr string, s *scenario, p *person, path string, check checker) error {
	var calls []db.Call
	var want []string
	for range 2 { // the first fills what the program keeps
		h.recorder.begin()
		a, err := h.inside(ctx, http.MethodGet, path, p.cookies, "", nil)
		calls = h.recorder.end()
		if err != nil {
			return err
		}
		if want, err = right(a, check); err != nil {
			return fmt.Errorf("%s as %s: %w", path, p.Username, err)
		}
	}
	floor, err := newRecording(calls, time.Now().Add(time.Hour))
	if err != nil {
		return err
	}
	c, err := dial(addr)
	if err != nil {
		return err
	}
	defer c.close()
	first, err := c.get(path, p.cookies)
	if err != nil {
		return err
	}
	if s.IDs, err = right(first, check); err != nil {
		return fmt.Errorf("%s as %s: %w", path, p.Username, err)
	}
	if !slices.Equal(s.IDs, want) {
		return fmt.Errorf("%s as %s shows other records than the same page in this process", path, p.Username)
	}
	s.Rows = len(s.IDs)
	length := len(first.body)
	s.Bytes, s.Statements = length, len(calls)
	s.acts = append(s.acts, act{floor: floor, page: func(c *client) error {
		a, err := c.get(path, p.cookies)
		if err == nil && (a.status != http.StatusOK || len(a.body) != length) {
			_, err = right(a, check)
		}
		return err
	}})
	return nil
}

// checker says what records an answer shows, or what is wrong with it.
type checker func(answer) ([]string, error)

func right(a answer, check checker) ([]string, error) {
	if a.status != http.StatusOK {
		return nil, fmt.Errorf("answers %d", a.status)
	}
	return check(a)
}

func says(a answer, word string) error {
	if !slices.Contains(regexp.MustCompile(`HS\.\d{4}\.\w+`).FindAllString(string(a.body), -1), word) {
		return fmt.Errorf("the page does not say %s", word)
	}
	return nil
}

// links are the keys of the records to which a page's rows lead, in order, each once.
func links(page []byte, path string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`href="`+path+`/([0-9a-f-]{36})"`).FindAllSubmatch(page, -1) {
		if id := string(m[1]); !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// mix is nine pages of all kinds to one create.
func mix(all []scenario) scenario {
	out := scenario{Scenario: Scenario{Name: mixName, Person: "all"}}
	var reads []act
	var create act
	for _, s := range all {
		if s.Name == createName {
			create = s.acts[0]
			continue
		}
		reads = append(reads, s.acts[0])
	}
	for i, a := range reads {
		out.acts = append(out.acts, a)
		if i == len(reads)-1 {
			out.acts = append(out.acts, create)
		}
	}
	return out
}
