package ui

// StaffPage is what the working application's shell shows around a page.
type StaffPage struct {
	Title       string // of the browser's tab; the page's own h1 is a PageHead
	Demo        bool   // the data are illustration: said on every page
	HomeHref    string // "" means /quan-ly/viec-cua-toi
	Account     AccountMenu
	Nav         []NavGroup
	Crumbs      []Link // from the top, without the page itself
	Flash       *Flash
	BackPath    string // this page's path and query, for the language switch
	SearchQuery string
	Assets      AssetPaths
	SheetHref   string // of the page's list as a spreadsheet, for its PageHead
}

func (p StaffPage) home() string {
	if p.HomeHref == "" {
		return "/quan-ly/viec-cua-toi"
	}
	return p.HomeHref
}

// AccountMenu is the signed-in person's menu.
type AccountMenu struct {
	Name         string
	RoleLine     string // "Cơ quan chủ trì lĩnh vực · Sở Nông nghiệp và PTNT"
	SessionsHref string
	PasswordHref string
	Links        []Link // more entries, before the two above
}

// NavGroup is a block of the left navigation: a stage, or the plan and the rest.
type NavGroup struct {
	Label string
	Stage Stage
	Items []NavItem
}

// NavItem is one entry of a navigation.
type NavItem struct {
	Label  string
	Href   string
	Icon   string // "" takes the group's stage's icon
	Active bool
	Count  int // what waits there; 0 shows nothing
}

func (i NavItem) icon(g NavGroup) string {
	if i.Icon != "" {
		return i.Icon
	}
	return g.Stage.icon()
}

// PortalPage is what the public shell shows around a page.
type PortalPage struct {
	Title        string
	Description  string // meta description and share card
	Canonical    string // whole address of the page, "" where none is known
	Image        string // whole address of the share card's picture
	Article      bool   // a story rather than a site page, for share cards
	JSONLD       any    // marshalled as a JSON-LD block; nil for none
	FeedHref     string // RSS or Atom
	FeedTitle    string
	Demo         bool
	NoIndex      bool
	Nav          []NavItem
	SignInHref   string // "" means /dang-nhap
	SignInLabel  string // "" means the shell's own word
	SearchAction string // "" shows no search
	SearchQuery  string
	Flash        *Flash
	BackPath     string
	Wide         bool // full-width main: the page lays out its own bands
	Assets       AssetPaths
}

func (p PortalPage) signIn() string {
	if p.SignInHref == "" {
		return "/dang-nhap"
	}
	return p.SignInHref
}

func (p PortalPage) mainClass() string {
	if p.Wide {
		return "portal-main wide"
	}
	return "portal-main"
}

func (p PortalPage) ogType() string {
	if p.Article {
		return "article"
	}
	return "website"
}

// BarePage is a centred card: sign-in, change of password, an error.
type BarePage struct {
	Title    string
	Demo     bool
	HomeHref string // "" means /
	BackPath string
	Flash    *Flash
	Wide     bool
	Assets   AssetPaths
}

func (p BarePage) home() string {
	if p.HomeHref == "" {
		return "/"
	}
	return p.HomeHref
}

func (p BarePage) cardClass() string {
	if p.Wide {
		return "bare-card wide"
	}
	return "bare-card"
}
