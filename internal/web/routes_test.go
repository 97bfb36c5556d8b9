package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/account"
	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/org"
	"lantoa/internal/web"
)

var parameter = regexp.MustCompile(`\{[^}]*\}`)

// nobody is a key that no record has.
const nobody = "00000000-0000-0000-0000-000000000000"

// address is a route's path with keys that nothing has.
func address(line web.Line) string {
	return parameter.ReplaceAllStringFunc(line.Path, func(p string) string {
		if p == "{$}" {
			return ""
		}
		return nobody
	})
}

func TestRoutes_haveARightThatThePolicyKnows(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, line := range web.Table() {
		if line.Right == "" || line.Right != access.Public && line.Right != access.SignedIn && !slices.Contains(access.Actions(), line.Right) {
			t.Errorf("%s %s has the right %q", line.Method, line.Path, line.Right)
		}
		if staff := strings.HasPrefix(line.Path, "/quan-ly"); staff == (line.Right == access.Public) && line.Right == access.Public {
			t.Errorf("%s %s is public", line.Method, line.Path)
		}
		if line.Method != http.MethodGet && line.Method != http.MethodPost {
			t.Errorf("%s %s: browsers' forms send GET and POST", line.Method, line.Path)
		}
		if key := line.Method + " " + line.Path; seen[key] {
			t.Errorf("%s stands twice", key)
		} else {
			seen[key] = true
		}
	}
}

func TestRoutes_askTheSignedOutToSignInAndBringThemBack(t *testing.T) {
	t.Parallel()
	c := client.Start(t).Visitor()
	for _, line := range web.Table() {
		if line.Right == access.Public {
			continue
		}
		if line.Method == http.MethodPost {
			a := c.Post(address(line), url.Values{})
			kept := a.Status == http.StatusUnauthorized && a.Has(`a[href^="/dang-nhap"]`) // what was typed waits on a page of its own
			if !kept && (a.Status != http.StatusSeeOther || !strings.HasPrefix(a.Location(), "/dang-nhap")) {
				t.Errorf("POST %s: %d to %q", line.Path, a.Status, a.Location())
			}
			continue
		}
		path := address(line) + "?a=1&b=2"
		if a := c.Get(path); a.Status != http.StatusSeeOther || a.Location() != "/dang-nhap?ve="+url.QueryEscape(path) {
			t.Errorf("GET %s: %d to %q", path, a.Status, a.Location())
		}
	}
}

// Every route, asked by every role: refused with 403 exactly where the policy
// gives the role no such right.
func TestRoutes_agreeWithThePolicyForEveryRole(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	seats := map[access.Role]string{access.LeadOfficer: world.Lead, access.LeadHead: world.Lead, access.StandingOfficer: world.Standing, access.StandingHead: world.Standing,
		access.CouncilSecretary: world.Standing, access.Chairman: world.Chair}
	for _, role := range access.Roles() {
		t.Run(string(role), func(t *testing.T) {
			at, bound := seats[role]
			if !bound {
				at = "vpubnd"
			}
			a, err := s.Accounts.Setup(t.Context(), account.Input{Username: "role." + string(role), Name: "Người thử", Role: role, OrgID: org.SeedID(at)}, client.Password, false)
			if err != nil {
				t.Fatal(err)
			}
			actor, err := s.Accounts.Actor(t.Context(), a.ID)
			if err != nil {
				t.Fatal(err)
			}
			token, _, err := s.Accounts.SignIn(t.Context(), a.Username, client.Password, account.Client{})
			if err != nil {
				t.Fatal(err)
			}
			c := s.Visitor()
			c.SetCookie("lantoa", token)
			for _, line := range web.Table() {
				if line.Right == access.Public {
					continue
				}
				var got *client.Answer
				if line.Method == http.MethodPost {
					got = c.Post(address(line), url.Values{})
				} else {
					got = c.Get(address(line))
				}
				may := line.Right == access.SignedIn || access.May(actor, line.Right)
				switch {
				case !may && got.Status != http.StatusForbidden:
					t.Errorf("%s %s answers %d", line.Method, line.Path, got.Status)
				case may && (got.Status == http.StatusForbidden || got.Status >= 500 || strings.HasPrefix(got.Location(), "/dang-nhap")):
					t.Errorf("%s %s answers %d %s", line.Method, line.Path, got.Status, got.Location())
				}
			}
		})
	}
}

func TestNavigation_leadsOnlyWhereARoleMayGo(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	for person := range s.World.People() {
		c := s.As(person)
		for _, link := range c.Open("/quan-ly/phien").All(`#nav a[href^="/"]`) {
			href, _ := client.Attr(link, "href")
			if a := c.Get(href); a.Status != http.StatusOK {
				t.Errorf("%s: %s answers %d", person, href, a.Status)
			}
		}
	}
}
