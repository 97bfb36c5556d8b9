package web

import (
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/i18n"
	"lantoa/internal/web/ui"
)

// navGroup is a block of the left navigation as it is laid down here.
type navGroup struct {
	key   string // "" for no heading
	stage ui.Stage
	items []navItem
}

type navItem struct {
	key  string
	path string
	icon string // "" takes the stage's
}

// navigation is laid out by the four stages and the plan (ui.md). An entry
// shows to whoever has the right of its route; one without a route shows to nobody.
func navigation() []navGroup {
	return []navGroup{
		{items: []navItem{{"nav.worklist", "/quan-ly/viec-cua-toi", "inbox"}, {"nav.tasks", "/quan-ly/tac-vu", "clock"}}},
		{key: "nav.discover", stage: ui.Discover, items: []navItem{
			{"nav.batches", "/quan-ly/dot-de-nghi", "archive"},
			{"nav.nominations", "/quan-ly/ho-so", "folder2-open"},
		}},
		{key: "nav.nurture", stage: ui.Nurture, items: []navItem{{"nav.exemplars", "/quan-ly/dien-hinh", "award"}}},
		{key: "nav.plan", items: []navItem{
			{"nav.plans", "/quan-ly/ke-hoach", "journal-check"},
			{"nav.papers", "/quan-ly/du-thao", "pen"},
			{"nav.reports", "/quan-ly/bao-cao", "clipboard-check"},
			{"nav.documents", "/quan-ly/van-ban", "file-earmark-text"},
			{"nav.orgs", "/quan-ly/to-chuc", "building"},
			{"nav.blocs", "/quan-ly/cum-khoi", "people"},
		}},
		{key: "nav.admin", items: []navItem{
			{"nav.accounts", "/quan-ly/tai-khoan", "person-badge"},
			{"nav.templates", "/quan-ly/mau-van-ban", "file-earmark-text"},
			{"nav.settings", "/quan-ly/thiet-lap", "sliders"},
			{"nav.queues", "/quan-ly/hang-doi", "gear"},
		}},
	}
}

// navFor is the navigation of an actor.
func (s *site) navFor(actor access.Actor, p *i18n.Printer) []ui.NavGroup {
	var out []ui.NavGroup
	for _, g := range navigation() {
		group := ui.NavGroup{Stage: g.stage}
		if g.key != "" {
			group.Label = p.T(g.key)
		}
		for _, i := range g.items {
			if right, there := s.rights["GET "+i.path]; there && may(actor, right) {
				group.Items = append(group.Items, ui.NavItem{Label: p.T(i.key), Href: i.path, Icon: i.icon})
			}
		}
		if len(group.Items) > 0 {
			out = append(out, group)
		}
	}
	return out
}

// may is the coarse check of somebody who is signed in.
func may(actor access.Actor, right access.Action) bool {
	return right == access.Public || right == access.SignedIn || access.May(actor, right)
}

// staffPath reports a path of the working application.
func staffPath(path string) bool { return path == "/quan-ly" || strings.HasPrefix(path, "/quan-ly/") }
