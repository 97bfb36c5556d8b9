package exemplar

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"lantoa/internal/civil"
	"lantoa/internal/exemplar"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

func storyPath(id string) string { return listPath + "/" + id }

// Photos are drawn at two widths: for cards, and for the story.
const (
	smallWidth = 480
	wideWidth  = 1200
)

// Widths are those in which the portal shows photos.
func Widths() []int { return []int{smallWidth, wideWidth} }

func photoPath(id string) string { return storyPath(id) + "/anh" }
func smallPath(id string) string { return photoPath(id) + "/nho" }

// named is what the public reads with the names of its bodies.
type named struct {
	exemplar.Public
	unit    org.Org // empty where the unit is not shown
	decided org.Org
}

// name looks up bodies under their names of the day of the recognition: old
// decisions keep the names of their day.
func (p *Pages) name(ctx context.Context, rows []exemplar.Public) ([]named, error) {
	ids := map[civil.Day][]string{}
	for _, e := range rows {
		ids[e.Day] = append(ids[e.Day], e.UnitID, e.DecidedBy)
	}
	bodies := map[civil.Day]map[string]org.Org{}
	for day, some := range ids {
		var err error
		if bodies[day], err = p.orgs.ByIDs(ctx, p.db.Reader(), some, day); err != nil {
			return nil, err
		}
	}
	today, err := p.orgs.ByIDs(ctx, p.db.Reader(), slices.Concat(slices.Collect(values(ids))...), p.today())
	if err != nil {
		return nil, err
	}
	out := make([]named, len(rows))
	for i, e := range rows {
		out[i] = named{Public: e, unit: either(bodies[e.Day], today, e.UnitID), decided: either(bodies[e.Day], today, e.DecidedBy)}
	}
	return out, nil
}

func values(m map[civil.Day][]string) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		for _, v := range m {
			if !yield(v) {
				return
			}
		}
	}
}

// either takes a body's name of the day, or today's where it had none yet.
func either(then, now map[string]org.Org, id string) org.Org {
	if o, ok := then[id]; ok {
		return o
	}
	return now[id]
}

// place is where the unit is; a body of the province goes by its own name.
func (n named) place() string {
	if n.unit.Place != "" {
		return n.unit.Place
	}
	return n.unit.Name
}

// who names the exemplar as the administration does: Ông/Bà, Hộ ông/bà.
func (n named) who(p *i18n.Printer) string {
	switch n.Kind {
	case subject.Individual:
		return p.T("portal.who.individual", n.Name)
	case subject.Household:
		return p.T("portal.who.household", n.Name)
	}
	return n.Name
}

// whoWhere is who, and where.
func (n named) whoWhere(p *i18n.Printer) string {
	if place := n.place(); place != "" {
		return n.who(p) + ", " + place
	}
	return n.who(p)
}

// change reads the figure before and after as numbers.
func (n named) change() (before, after float64, ok bool) {
	before, err := strconv.ParseFloat(n.FigureBefore, 64)
	if err != nil {
		return 0, 0, false
	}
	after, err = strconv.ParseFloat(n.FigureAfter, 64)
	return before, after, err == nil
}

// fact is the figure in one line, "" without one.
func (n named) fact(p *i18n.Printer) string {
	before, after, ok := n.change()
	if !ok || n.FigureName == "" {
		return ""
	}
	key := "portal.fact.same"
	switch {
	case after > before:
		key = "portal.fact.up"
	case after < before:
		key = "portal.fact.down"
	}
	return strings.TrimSpace(p.T(key, n.FigureName, nomination.FormatFigure(p, n.FigureBefore), nomination.FormatFigure(p, n.FigureAfter), n.FigureUnit))
}

// comparison draws the figure; nil without one.
func (n named) comparison(p *i18n.Printer) *ui.Comparison {
	before, after, ok := n.change()
	if !ok || n.FigureName == "" {
		return nil
	}
	share := func(f float64) int {
		if before < 0 || after < 0 || max(before, after) == 0 {
			return -1
		}
		return int(f / max(before, after) * 100)
	}
	return &ui.Comparison{Name: n.FigureName, Unit: n.FigureUnit,
		Before: ui.Amount{Label: p.T("portal.before"), Text: nomination.FormatFigure(p, n.FigureBefore), Share: share(before)},
		After:  ui.Amount{Label: p.T("portal.after"), Text: nomination.FormatFigure(p, n.FigureAfter), Share: share(after)}}
}

func (n named) level(p *i18n.Printer) *ui.LevelMark {
	return &ui.LevelMark{Level: ui.Level(n.Level), Label: p.T("level." + string(n.Level))}
}

// cards are the rows as story cards. Their kicker is the kind, which all have: a
// card without a field among cards with one would stand out.
func (p *Pages) cards(r *http.Request, rows []exemplar.Public) ([]ui.StoryCard, error) {
	all, err := p.name(r.Context(), rows)
	if err != nil {
		return nil, err
	}
	printer := kit.Printer(r)
	out := make([]ui.StoryCard, len(all))
	for i, n := range all {
		out[i] = ui.StoryCard{Href: storyPath(n.ID), Title: n.Title, Kicker: printer.T("kind." + string(n.Kind)), Who: n.whoWhere(printer),
			Text: n.Summary, Fact: n.fact(printer), Seed: n.ID, Level: n.level(printer)}
		if n.HasPhoto {
			out[i].Picture = &ui.Picture{Src: smallPath(n.ID), Width: 480, Height: 270}
		}
	}
	return out, nil
}

// sentence begins a field's name with a capital: the plan writes it after a colon.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
