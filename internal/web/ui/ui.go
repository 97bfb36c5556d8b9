// Package ui has the shells and components that all pages are built from. It
// knows no feature: texts come in translated; only the shells' own words are
// looked up here (ui.* in the catalogues). Everything works without JavaScript
// and under a policy that forbids inline style and script.
package ui

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"lantoa/internal/i18n"
)

// spritePath is the address of the icon sprite. It is stable rather than
// hashed, so that an icon needs no page data; the assets handler revalidates it.
const spritePath = "/tai-san/icons.svg"

// licencesPath is the address of the licences of what the pages are built from.
const licencesPath = "/tai-san/licences.txt"

// Tone is what a colour says; it never says it alone: the words do.
type Tone string

// The tones. Danger is for danger and for faults in a form only.
const (
	Plain   Tone = "plain"
	Info    Tone = "info"
	Gold    Tone = "gold"
	Success Tone = "success"
	Warning Tone = "warning"
	Danger  Tone = "danger"
)

func (t Tone) class() string {
	if t == "" {
		return "tone-plain"
	}
	return "tone-" + string(t)
}

func (t Tone) icon() string {
	switch t {
	case Success:
		return "check-circle"
	case Warning:
		return "exclamation-triangle"
	case Danger:
		return "exclamation-octagon"
	}
	return "info-circle"
}

// Stage is one of the plan's four stages, each with one hue and one icon (II.1–II.4, I.3).
type Stage string

// The four stages in order.
const (
	Discover  Stage = "discover"
	Nurture   Stage = "nurture"
	Review    Stage = "review"
	Replicate Stage = "replicate"
)

// Stages lists the four stages in order.
func Stages() []Stage { return []Stage{Discover, Nurture, Review, Replicate} }

func (s Stage) class() string {
	if s == "" {
		return ""
	}
	return "stage-" + string(s)
}

func (s Stage) icon() string {
	switch s {
	case Discover:
		return "search-heart"
	case Nurture:
		return "flower1"
	case Review:
		return "clipboard-check"
	case Replicate:
		return "diagram-3"
	}
	return "grid"
}

// Label is the stage's name in the request's language.
func (s Stage) Label(ctx context.Context) string {
	switch s {
	case Discover:
		return i18n.T(ctx, "ui.stage.discover")
	case Nurture:
		return i18n.T(ctx, "ui.stage.nurture")
	case Review:
		return i18n.T(ctx, "ui.stage.review")
	case Replicate:
		return i18n.T(ctx, "ui.stage.replicate")
	}
	return ""
}

// AssetPaths are the addresses of the built assets that a shell links to.
type AssetPaths struct {
	Style   string
	Script  string // staff pages: htmx and ours
	Portal  string // public and sign-in pages: ours only
	Favicon string
	Fonts   []string // preloaded
}

// AssetPathsFrom asks path for the address of each asset by its plain name.
func AssetPathsFrom(path func(name string) string) AssetPaths {
	return AssetPaths{
		Style: path("app.css"), Script: path("app.js"), Portal: path("portal.js"), Favicon: path("favicon.svg"),
		Fonts: []string{path("be-vietnam-pro-400.woff2"), path("be-vietnam-pro-700.woff2")},
	}
}

// htmxConfig keeps htmx inside the content security policy and lets a 422 form
// appear (by default htmx drops it).
const htmxConfig = `{"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"historyCacheSize":0,"responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"403|404|409|422","swap":true},{"code":"[45]..","swap":false,"error":true}]}`

// Link is a text with an address.
type Link struct {
	Label string
	Href  string
}

// HiddenValue is a value that a form carries unseen.
type HiddenValue struct {
	Name  string
	Value string
}

// CountText says how many rows a list has; beyond limit it says only that.
func CountText(ctx context.Context, n, limit int) string {
	switch {
	case n > limit:
		return i18n.T(ctx, "ui.count.more", limit)
	case n == 1:
		return i18n.T(ctx, "ui.count.one")
	}
	return i18n.T(ctx, "ui.count.rows", n)
}

// Attrs makes extra attributes of name and value pairs: Attrs: ui.Attrs("hx-get", href, "hx-target", "#rows").
func Attrs(pairs ...string) templ.OrderedAttributes {
	out := make(templ.OrderedAttributes, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		out = append(out, templ.KeyValue[string, any]{Key: pairs[i], Value: pairs[i+1]})
	}
	return out
}

// idOf makes an element id of a form's prefix and a field's name.
func idOf(form, name string) string {
	id := "f-"
	if form != "" {
		id += form + "-"
	}
	return id + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, name)
}

func itoa(n int) string { return strconv.Itoa(n) }
