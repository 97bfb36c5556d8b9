package exemplar

import (
	"net/http"
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/subject"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// shareLimit is how much of the story a share card shows, in characters.
const shareLimit = 200

type storyView struct {
	page     ui.PortalPage
	head     ui.PageHead
	photo    *ui.Picture
	seed     string
	compare  *ui.Comparison
	story    []string // paragraphs
	facts    []ui.Description
	decision []ui.Description
	ask      string
}

// Show is an exemplar's story.
func (p *Pages) Show(w http.ResponseWriter, r *http.Request) error {
	e, err := p.exs.PublicCard(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	all, err := p.name(r.Context(), []exemplar.Public{e})
	if err != nil {
		return err
	}
	n, printer := all[0], kit.Printer(r)
	field, err := p.fieldName(r, n)
	if err != nil {
		return err
	}
	v := storyView{page: p.storyShell(r, n), seed: n.ID, compare: n.comparison(printer), story: paragraphs(n.Summary),
		head:  ui.PageHead{Kicker: printer.T("kind." + string(n.Kind)), Title: n.Title, Lead: n.whoWhere(printer), Level: n.level(printer)},
		facts: n.facts(printer, field), decision: n.decision(printer)}
	if n.HasPhoto {
		v.photo = &ui.Picture{Src: photoPath(n.ID), SrcSet: smallPath(n.ID) + " 480w, " + photoPath(n.ID) + " 1200w", Sizes: "(min-width: 62rem) 46rem, 100vw",
			Alt: printer.T("portal.photo_of", n.who(printer)), Eager: true}
	}
	if v.ask, err = p.ask(r, n); err != nil {
		return err
	}
	return respond(w, r, storyPage(v))
}

// fieldName is the field in words, "" where it stays unnamed.
func (p *Pages) fieldName(r *http.Request, n named) (string, error) {
	if n.FieldID == "" {
		return "", nil
	}
	f, err := p.plans.Field(r.Context(), p.db.Reader(), n.FieldID)
	return sentence(f.Name), err
}

// ask says whom to turn to: the unit, or the standing office where the unit is
// not shown.
func (p *Pages) ask(r *http.Request, n named) (string, error) {
	if n.unit.Name != "" {
		return kit.T(r, "portal.ask.unit", n.unit.Full()), nil
	}
	o, err := p.orgs.Standing(r.Context(), p.db.Reader(), p.today())
	if errs.Is(err, errs.Conflict) {
		return "", nil
	}
	return kit.T(r, "portal.ask.unit", o.Name), err
}

// storyShell adds what the page is shared with.
func (p *Pages) storyShell(r *http.Request, n named) ui.PortalPage {
	page := p.shell(r, n.Title, listPath)
	page.Article, page.SearchAction = true, listPath
	page.Description = shortened(kit.Printer(r), n)
	page.Canonical = p.address(r, storyPath(n.ID))
	if n.HasPhoto {
		page.Image = p.address(r, photoPath(n.ID))
	}
	page.JSONLD = article{Context: "https://schema.org", Type: "Article", Headline: n.Title, Description: page.Description, URL: page.Canonical, Image: page.Image,
		Language: string(i18n.Vietnamese), Modified: string(n.Changed), About: n.about(), Publisher: thing{Type: "Organization", Name: kit.T(r, "ui.brand")}}
	return page
}

// article is the story as search engines read it.
type article struct {
	Context     string `json:"@context"`
	Type        string `json:"@type"`
	Headline    string `json:"headline"`
	Description string `json:"description"`
	URL         string `json:"url"`
	Image       string `json:"image,omitempty"`
	Language    string `json:"inLanguage"`
	Modified    string `json:"dateModified"`
	About       thing  `json:"about"`
	Publisher   thing  `json:"publisher"`
}

type thing struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

func (n named) about() thing {
	switch n.Kind {
	case subject.Individual:
		return thing{"Person", n.Name}
	case subject.Collective:
		return thing{"Organization", n.Name}
	}
	return thing{"Thing", n.Name}
}

// shortened is who, where, and how the story begins.
func shortened(p *i18n.Printer, n named) string {
	text := []rune(n.whoWhere(p) + ". " + strings.Join(strings.Fields(n.Summary), " "))
	if len(text) <= shareLimit {
		return string(text)
	}
	cut := string(text[:shareLimit])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + "…"
}

func paragraphs(text string) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

func (n named) facts(p *i18n.Printer, field string) []ui.Description {
	var out []ui.Description
	add := func(key, text string) {
		if text != "" {
			out = append(out, ui.Description{Term: p.T(key), Text: text})
		}
	}
	add("portal.fact.who", n.who(p))
	add("portal.fact.occupation", n.Occupation)
	add("portal.fact.unit", n.unit.Name)
	add("portal.fact.place", n.unit.Place)
	add("portal.fact.field", field)
	return out
}

func (n named) decision(p *i18n.Printer) []ui.Description {
	out := []ui.Description{{Term: p.T("portal.decision.level"), Text: p.T("level." + string(n.Level))}}
	if n.Decision != "" {
		out = append(out, ui.Description{Term: p.T("portal.decision.number"), Text: n.Decision})
	}
	out = append(out, ui.Description{Term: p.T("portal.decision.day"), Text: p.Day(n.Day)})
	if n.decided.Name != "" {
		out = append(out, ui.Description{Term: p.T("portal.decision.body"), Text: n.decided.Name})
	}
	return out
}
