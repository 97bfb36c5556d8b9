package load

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// storyLength is about how many bytes a summary has: some 1,450 letters.
const storyLength = 2000

// who is whom a dossier is about.
func (c *course) who(r *rand.Rand, d dossierPlan) (subject.Subject, string) {
	unit, t := c.bodies[c.batches[d.batch].unit], c.topics[d.topic]
	s := subject.Subject{Kind: c.kindOf(d), UnitID: unit.ID, CreatedAt: d.written.UTC(), Version: 1}
	hamlet := c.people.hamlet(r)
	if s.Kind == subject.Collective || s.Kind == subject.Model {
		s.Name = fill(r, of(r, t.Names), c.slots(unit, hamlet))
		return s, hamlet
	}
	who := c.people.anybody(r)
	s.Name, s.Sex, s.Ethnicity, s.BirthYear = who.name, who.sex, who.people, 1955+r.IntN(47)
	s.Occupation, s.Work = of(r, t.Work), "direct"
	if chance(r, 15) {
		s.Work = "leader"
	}
	if unit.commune != "" {
		s.Address = fill(r, c.common.Address, slots{"thon": hamlet})
	}
	return s, hamlet
}

func (c *course) slots(unit body, hamlet string) slots {
	place := unit.commune
	if place == "" {
		place = unit.Short
	}
	return slots{"thon": hamlet, "xa": place, "donvi": unit.Short}
}

// story is what a dossier tells.
type story struct {
	title, summary                    string
	figureName, figureUnit, was, isit string
}

// tell writes the story of a dossier.
func (c *course) tell(r *rand.Rand, d dossierPlan, hamlet string) story {
	b := c.batches[d.batch]
	unit, t := c.bodies[b.unit], c.topics[d.topic]
	at := d.written.In(c.cal.zero.Location())
	s := c.slots(unit, hamlet)
	s["nam"] = strconv.Itoa(at.Year() - 1 - r.IntN(3))
	s["ngay"] = at.AddDate(0, 0, -5-r.IntN(40)).Format("02/01/2006")
	out := story{title: fill(r, of(r, t.Titles), s)}
	if d.rare {
		out.title = fill(r, c.common.Rare, s)
	}
	parts := strings.Split(of(r, t.Figure), "|")
	out.figureName, out.figureUnit = parts[0], parts[1]
	out.was, out.isit = strconv.Itoa(between(r, parts[2])), strconv.Itoa(between(r, parts[3]))
	out.summary = c.summary(r, t, s)
	return out
}

// summary joins sentences in the order in which a report tells: how it was, what
// was done, what came of it, who learned of it.
func (c *course) summary(r *rand.Rand, t topic, s slots) string {
	w := c.common
	open, do, result := some(r, t.Open, 2), some(r, t.Do, 6), some(r, t.Result, 3)
	all := [][]string{{open[0], open[1]}, do[:3], {of(r, w.Do)}, do[3:], some(r, w.Do, 5), result, some(r, w.Result, 2), some(r, w.Spread, 2), {of(r, w.Close)}}
	var b strings.Builder
	seen := map[string]bool{}
	for i, group := range all {
		for j, sentence := range group {
			// The sentences in the middle stop where the story is long enough.
			if seen[sentence] || i == 4 && b.Len() > storyLength*6/10 || i == 7 && j == 1 && b.Len() > storyLength*13/10 {
				continue
			}
			seen[sentence] = true
			switch {
			case b.Len() == 0:
			case j == 0 && (i == 1 || i == 5):
				b.WriteByte('\n')
			default:
				b.WriteByte(' ')
			}
			b.WriteString(fill(r, sentence, s))
		}
	}
	return b.String()
}

// input is the dossier as somebody typed it, for the audit trail.
func input(n nomination.Nomination, who subject.Subject, evidence map[string]string) nomination.Input {
	return nomination.Input{Subject: subject.Input{Kind: who.Kind, Name: who.Name, Sex: who.Sex, BirthYear: who.BirthYear, Ethnicity: who.Ethnicity, Work: who.Work,
		Occupation: who.Occupation, Address: who.Address}, FieldID: n.FieldID, MoreFields: n.MoreFields, LeadID: n.TargetID, SetID: n.SetID, Title: n.Title,
		Summary: n.Summary, FigureName: n.FigureName, FigureUnit: n.FigureUnit, FigureBefore: n.FigureBefore, FigureAfter: n.FigureAfter, Evidence: evidence}
}
