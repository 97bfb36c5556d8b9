package plan

import (
	"strconv"

	"lantoa/internal/plan/parse"
	"lantoa/internal/plan/reading"
	"lantoa/internal/web/kit"
)

// The longest that parts of a plan may be, in characters: a clause is a
// paragraph, the rest a line.
const (
	maxClause = reading.MaxText
	maxLine   = reading.MaxName
	maxNo     = 20
)

// typed is what a form says of a reading. Fields are named after the items that
// they are of, so a form says nothing of what it does not show.
type typed struct {
	f      *kit.Form
	bodies map[string]match // by the ID of a lead or co-ordinating body
}

// match is the organisation that a person has said a name stands for.
type match struct {
	kind reading.Match
	org  string
}

// has reports whether the form shows the field.
func (t typed) has(name string) bool { return len(t.f.Values(name)) > 0 }

func (t typed) line(into *string, name string, limit int) {
	if t.has(name) {
		*into = t.f.String(name, limit)
	}
}

func (t typed) text(into *string, name string) {
	if t.has(name) {
		*into = t.f.Text(name, maxClause)
	}
}

func (t typed) number(into *int, name string, low, high int) {
	if t.has(name) {
		*into = t.f.Int(name, low, high)
	}
}

func (t typed) day(into *string, name string) {
	if t.has(name) {
		*into = string(t.f.Day(name))
	}
}

// into writes all that was typed into the reading.
func (t typed) into(r *reading.Reading) {
	t.facts(r)
	for _, list := range [][]reading.Item{r.Purposes, r.Contents, r.Yearly, r.Recipients} {
		for i := range list {
			t.line(&list[i].No, "no_"+list[i].ID, maxNo)
			t.text(&list[i].Text, "text_"+list[i].ID)
		}
	}
	for i := range r.Fields {
		t.field(&r.Fields[i])
	}
	for i := range r.Milestones {
		t.milestone(&r.Milestones[i])
	}
	for i := range r.Tasks {
		t.task(&r.Tasks[i])
	}
	for i := range r.Quotas {
		q := &r.Quotas[i]
		t.number(&q.Amount, "amount_"+q.ID, 0, 100000)
		t.line(&q.Per, "per_"+q.ID, maxLine)
		t.text(&q.Text, "text_"+q.ID)
	}
	t.warnings(r)
}

func (t typed) facts(r *reading.Reading) {
	t.line(&r.Number, "number", maxNo)
	t.line(&r.Symbol, "symbol", 60)
	t.line(&r.Issuer, "issuer", maxLine)
	t.line(&r.Place, "place", 120)
	t.day(&r.Date, "date")
	t.line(&r.Title, "title", maxLine)
	t.number(&r.From, "from", firstYear, lastYear)
	t.number(&r.To, "to", firstYear, lastYear)
	t.line(&r.Position, "position", 200)
	t.line(&r.Signer, "signer", 120)
	if t.has("to") && r.To != 0 && r.To < r.From {
		t.f.Add("to", "reading.period_backwards", strconv.Itoa(r.From))
	}
}

// The years that a plan can be for.
const (
	firstYear = 1945
	lastYear  = 2100
)

func (t typed) field(f *reading.Field) {
	t.line(&f.No, "no_"+f.ID, maxNo)
	t.line(&f.Name, "name_"+f.ID, maxLine)
	for i := range f.Sets {
		s := &f.Sets[i]
		if t.has("set_" + s.ID) {
			s.Subjects = t.subjects(s.ID)
		}
		if name := "choice_" + s.ID; t.has(name) {
			s.Choice = reading.Each
			if t.f.Choice(name, eachValue, string(reading.OneOf)) == string(reading.OneOf) {
				s.Choice = reading.OneOf
			}
		}
		for j := range s.Items {
			t.text(&s.Items[j].Text, "text_"+s.Items[j].ID)
			t.line(&s.Items[j].Audience, "audience_"+s.Items[j].ID, 200)
		}
	}
	for i := range f.Leads {
		t.body(&f.Leads[i])
	}
	for i := range f.Coordinating {
		t.body(&f.Coordinating[i])
	}
}

// eachValue is reading.Each in a form, where an empty value is none.
const eachValue = "each"

// subjects are the ticked kinds of subject of a set, in the plan's order.
func (t typed) subjects(setID string) []string {
	out := []string{}
	ticked := map[string]bool{}
	for _, s := range t.f.Values("subjects_" + setID) {
		ticked[s] = true
	}
	for _, s := range subjectKinds() {
		if ticked[s] {
			out = append(out, s)
		}
	}
	return out
}

func subjectKinds() []string { return []string{parse.Collective, parse.Individual, parse.Household} }

func (t typed) body(b *reading.Body) {
	t.line(&b.Name, "name_"+b.ID, maxLine)
	t.line(&b.Scope, "scope_"+b.ID, maxLine)
	if t.has("mode_" + b.ID) {
		b.Mode = t.mode("mode_" + b.ID)
	}
	if m, there := t.bodies[b.ID]; there {
		b.Match, b.OrgID = m.kind, m.org
	}
}

func (t typed) mode(name string) parse.Mode {
	if t.f.Choice(name, string(parse.Assigned), string(parse.Requested)) == string(parse.Requested) {
		return parse.Requested
	}
	return parse.Assigned
}

func (t typed) milestone(m *reading.Milestone) {
	t.number(&m.Quarter, "quarter_"+m.ID, 1, 4)
	t.number(&m.Year, "year_"+m.ID, firstYear, lastYear)
	t.day(&m.Due, "due_"+m.ID)
	t.text(&m.Text, "text_"+m.ID)
}

func (t typed) task(k *reading.Task) {
	t.line(&k.No, "no_"+k.ID, maxNo)
	t.text(&k.Text, "text_"+k.ID)
	if t.has("mode_" + k.ID) {
		k.Mode = t.mode("mode_" + k.ID)
	}
	if name := "assignees_" + k.ID; t.has(name) {
		k.Assignees = kit.Paragraphs(t.f.Text(name, maxClause))
	}
}

// warnings takes the ticks of the remarks that the form shows.
func (t typed) warnings(r *reading.Reading) {
	done := map[string]bool{}
	for _, id := range t.f.Values("done") {
		done[id] = true
	}
	shown := map[string]bool{}
	for _, id := range t.f.Values("warning") {
		shown[id] = true
	}
	for i := range r.Warnings {
		if w := &r.Warnings[i]; shown[w.ID] {
			w.Done = done[w.ID]
		}
	}
}
