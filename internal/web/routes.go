package web

import (
	"lantoa/internal/access"
	"lantoa/internal/web/kit"
	portalexemplar "lantoa/internal/web/portal/exemplar"
	staffaccount "lantoa/internal/web/staff/account"
	stafforg "lantoa/internal/web/staff/org"
)

// Pages are the handlers of all features. Each is a struct with its services
// that knows its handlers but not their addresses' rights: those stand here.
type Pages struct {
	Account *staffaccount.Pages
	Org     *stafforg.Pages
	Portal  *portalexemplar.Pages
}

// routes is every route of the program: method and path, handler, right. The
// right is the coarse one (access.May): what a person may do to one record, the
// service says.
func (s *site) routes(p Pages) []route {
	all := []route{
		get("/healthz", s.health, access.Public),
		get("/robots.txt", s.robots, access.Public),
		post("/ngon-ngu", s.chooseLocale, access.Public),
		get("/tai-san/", s.asset, access.Public),
	}
	if p.Account != nil {
		all = append(all, accountRoutes(p.Account)...)
	}
	if p.Org != nil {
		all = append(all, orgRoutes(p.Org)...)
	}
	if p.Portal != nil {
		all = append(all, portalRoutes(p.Portal)...)
	}
	return all
}

func accountRoutes(h *staffaccount.Pages) []route {
	return []route{
		get("/dang-nhap", h.SignInForm, access.Public),
		post("/dang-nhap", h.SignIn, access.Public),
		post("/dang-xuat", h.SignOut, access.Public),
		get("/quan-ly/doi-mat-khau", h.PasswordForm, access.SignedIn),
		post("/quan-ly/doi-mat-khau", h.ChangePassword, access.SignedIn),
		get("/quan-ly/phien", h.Sessions, access.SignedIn),
		post("/quan-ly/phien/{id}/ket-thuc", h.EndSession, access.SignedIn),
		get("/quan-ly/tai-khoan", h.List, access.AccountManage),
		get("/quan-ly/tai-khoan/moi", h.New, access.AccountManage),
		post("/quan-ly/tai-khoan/moi", h.Create, access.AccountManage),
		get("/quan-ly/tai-khoan/{id}", h.Show, access.AccountManage),
		post("/quan-ly/tai-khoan/{id}/vai-tro", h.Grant, access.AccountManage),
		post("/quan-ly/tai-khoan/{id}/vai-tro/{grant}/ket-thuc", h.EndGrant, access.AccountManage),
		post("/quan-ly/tai-khoan/{id}/mat-khau", h.ResetPassword, access.AccountManage),
		post("/quan-ly/tai-khoan/{id}/khoa", h.Disable, access.AccountManage),
		post("/quan-ly/tai-khoan/{id}/mo", h.Enable, access.AccountManage),
	}
}

func orgRoutes(h *stafforg.Pages) []route {
	return []route{
		get("/quan-ly/to-chuc", h.List, access.OrgView),
		get("/quan-ly/to-chuc/moi", h.New, access.OrgManage),
		post("/quan-ly/to-chuc/moi", h.Create, access.OrgManage),
		get("/quan-ly/to-chuc/{id}", h.Show, access.OrgView),
		post("/quan-ly/to-chuc/{id}/ten", h.Rename, access.OrgManage),
		get("/quan-ly/cum-khoi", h.Blocs, access.OrgView),
	}
}

func portalRoutes(h *portalexemplar.Pages) []route {
	return []route{
		get("/{$}", h.Front, access.Public),
		get("/dien-hinh", h.List, access.Public),
		get("/dien-hinh/{id}", h.Show, access.Public),
		get("/dien-hinh/{id}/anh", h.Photo, access.Public),
		get("/dien-hinh/{id}/anh/nho", h.SmallPhoto, access.Public),
		get("/dien-hinh.rss", h.Feed, access.Public),
		get("/sitemap.xml", h.SiteMap, access.Public),
	}
}

// route is one line of the table. It is made by get, post and upload only, none
// of which does without a right.
type route struct {
	pattern string
	handle  kit.Handler
	right   access.Action
	limit   int64 // of the body, in bytes
}

const (
	formLimit   = 1 << 20  // a form of text
	uploadLimit = 64 << 20 // a form with files, each of which blob bounds further
)

func get(path string, h kit.Handler, right access.Action) route {
	return route{pattern: "GET " + path, handle: h, right: right, limit: formLimit}
}

func post(path string, h kit.Handler, right access.Action) route {
	return route{pattern: "POST " + path, handle: h, right: right, limit: formLimit}
}

// upload is a post whose form may carry files.
func upload(path string, h kit.Handler, right access.Action) route {
	return route{pattern: "POST " + path, handle: h, right: right, limit: uploadLimit}
}
