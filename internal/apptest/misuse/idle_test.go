package misuse_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"lantoa/internal/account"
	"lantoa/internal/db"
)

const (
	idlers = 1000
	// perIdler is the memory for somebody who is signed in and does nothing, in MB: the
	// session is a row of the database; what is kept is an open connection with its
	// two buffers of 4 kB and the stack of its goroutine.
	perIdler = 0.1
	// soon is how long a page may take while others do what they do: some 10 ms alone,
	// and its share of cores that are all at work.
	soon = 2 * time.Second
)

// people are user names of the loaded database.
func people() []string {
	return []string{"unit_officer", "unit_head", "lead_officer", "lead_head", "coordinator", "front_officer", "standing_officer", "standing_head", "clerk", "council_member",
		"council_secretary", "chairman", "editor", "inspector", "admin"}
}

// A thousand people have signed in, opened a page, kept the connection and do
// nothing. Ten of them signed in by the form, with a password that costs what it
// costs; the sessions of the others were opened by the account service over the
// same database, which is all that signing in leaves behind.
func TestIdle_aThousandPeopleCostLittleAndSlowNobody(t *testing.T) {
	heavy(t)
	p := start(t, "")
	tokens := p.signedIn(10)
	service := p.accounts()
	for i := len(tokens); i < idlers; i++ {
		token, _, err := service.SignIn(t.Context(), people()[i%len(people())], password, account.Client{Address: "127.0.0.1", Agent: "test"})
		if err != nil {
			t.Fatal(err)
		}
		tokens = append(tokens, token)
	}
	for range 3 { // what the program keeps once for all: statements, pages of the database
		for _, token := range tokens[:30] {
			p.get(client(t), "/quan-ly/viec-cua-toi", token)
		}
	}
	before := p.memory("VmRSS")
	c := client(t)
	var all sync.WaitGroup
	began := time.Now()
	for part := range 20 { // by twenties, each over a connection that stays open
		all.Go(func() {
			for i := part; i < idlers; i += 20 {
				a, err := p.send(&http.Client{Transport: c.Transport.(*http.Transport).Clone()}, http.MethodGet, "/quan-ly/phien", tokens[i], "", nil)
				if err != nil || a.status != http.StatusOK {
					t.Errorf("person %d: %d, %v", i, a.status, err)
				}
			}
		})
	}
	all.Wait()
	t.Logf("%d people opened a page in %v", idlers, time.Since(began))
	each := (p.memory("VmRSS") - before) / idlers
	t.Logf("resident before %.0f MB, with %d idle %.0f MB: %.0f kB each", before, idlers, p.memory("VmRSS"), each*1024)
	if each > perIdler {
		t.Errorf("%.2f MB for each, at most %.2f are right", each, perIdler)
	}
	for i := range 50 {
		if a := p.get(c, "/quan-ly/ho-so", tokens[i*20]); a.status != http.StatusOK || a.took > soon {
			t.Errorf("a page of another: %d after %v", a.status, a.took)
		}
	}
	p.within(250)
}

// signedIn are sessions of people who sign in by the form; their passwords are kept
// as those of real people are.
func (p *program) signedIn(n int) []string {
	p.t.Helper()
	d, err := db.Open(p.t.Context(), db.Options{Dir: p.dir, URL: p.url})
	if err != nil {
		p.t.Fatal(err)
	}
	defer d.Close()
	service := account.New(d, account.DefaultConfig())
	var tokens []string
	for _, who := range people()[:n] {
		if err := service.KeepPassword(p.t.Context(), who, password); err != nil {
			p.t.Fatal(err)
		}
		a, err := p.send(client(p.t), http.MethodPost, "/dang-nhap", "", "application/x-www-form-urlencoded", strings.NewReader(url.Values{"username": {who}, "password": {password}}.Encode()))
		if err != nil || a.status != http.StatusSeeOther {
			p.t.Fatalf("%s signs in: %d, %v", who, a.status, err)
		}
		for _, k := range (&http.Response{Header: a.header}).Cookies() {
			if k.Name == "lantoa" {
				tokens = append(tokens, k.Value)
			}
		}
	}
	if len(tokens) != n {
		p.t.Fatalf("%d sessions of %d", len(tokens), n)
	}
	return tokens
}

const (
	signingIn = 200
	// checked is the memory while passwords are checked: 19 MiB for each of the four
	// at most that are checked at once, as much again that is not yet swept up, and
	// the program with 200 connections.
	checked = 350.0
)

// Two hundred people sign in at the same moment. Each is let in, refused, or told
// to come back; none is locked out by the others, and pages are shown meanwhile.
func TestSignIn_manyAtOnceWaitTheirTurnInBoundedMemory(t *testing.T) {
	heavy(t)
	p := start(t, "")
	token := p.token(everywhere)
	c := client(t)
	count := map[int]int{}
	var lock sync.Mutex
	var all sync.WaitGroup
	began := time.Now()
	for i := range signingIn {
		all.Go(func() { // unknown names cost as much as known ones
			form := url.Values{"username": {fmt.Sprintf("khong.co.%d", i)}, "password": {password}}
			a, err := p.send(c, http.MethodPost, "/dang-nhap", "", "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
			if err != nil || a.words("main") == "" {
				t.Errorf("%d %q, %v", a.status, a.words("main"), err)
			}
			if a.status == http.StatusServiceUnavailable && !strings.Contains(a.words("main"), "đăng nhập lại") {
				t.Errorf("told %q", a.words("main"))
			}
			lock.Lock()
			count[a.status]++
			lock.Unlock()
		})
	}
	p.others(token, 20)
	all.Wait()
	t.Logf("%v after %v", count, time.Since(began))
	if count[http.StatusUnprocessableEntity]+count[http.StatusServiceUnavailable] != signingIn || count[http.StatusUnprocessableEntity] == 0 {
		t.Errorf("answers: %v", count)
	}
	p.within(checked)
}

// others opens pages one after the other, each of which must come soon.
func (p *program) others(token string, n int) {
	p.t.Helper()
	c := client(p.t)
	worst := time.Duration(0)
	for range n {
		a := p.get(c, "/quan-ly/ho-so", token)
		if worst = max(worst, a.took); a.status != http.StatusOK || a.took > soon {
			p.t.Errorf("somebody else's page: %d after %v", a.status, a.took)
		}
	}
	p.t.Logf("others' pages: %v at most", worst.Round(time.Millisecond))
}
