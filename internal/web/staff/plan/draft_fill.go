package plan

import (
	"strconv"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/plan/reading"
	"lantoa/internal/web/kit"
)

// fill puts into a form what the reading has, but for what was typed already:
// a form that comes back keeps it.
func fill(f *kit.Form, r reading.Reading) {
	kept := map[string]bool{}
	for name := range f.All() {
		kept[name] = true
	}
	set := func(name, value string) {
		if !kept[name] {
			f.Set(name, value)
		}
	}
	for name, value := range map[string]string{"number": r.Number, "symbol": r.Symbol, "issuer": r.Issuer, "place": r.Place, "date": dayText(r.Date), "title": r.Title,
		"from": numberText(r.From), "to": numberText(r.To), "position": r.Position, "signer": r.Signer} {
		set(name, value)
	}
	for _, list := range [][]reading.Item{r.Purposes, r.Contents, r.Yearly, r.Recipients} {
		for _, i := range list {
			set("no_"+i.ID, i.No)
			set("text_"+i.ID, i.Text)
		}
	}
	for _, x := range r.Fields {
		fillField(f, set, kept, x)
	}
	for _, m := range r.Milestones {
		set("quarter_"+m.ID, numberText(m.Quarter))
		set("year_"+m.ID, numberText(m.Year))
		set("due_"+m.ID, dayText(m.Due))
		set("text_"+m.ID, m.Text)
	}
	for _, k := range r.Tasks {
		set("no_"+k.ID, k.No)
		set("text_"+k.ID, k.Text)
		set("mode_"+k.ID, string(k.Mode))
		set("assignees_"+k.ID, strings.Join(k.Assignees, "\n"))
	}
	for _, q := range r.Quotas {
		set("amount_"+q.ID, numberText(q.Amount))
		set("per_"+q.ID, q.Per)
		set("text_"+q.ID, q.Text)
	}
	if !kept["warning"] {
		for _, w := range r.Warnings {
			if w.Done {
				f.AddValue("done", w.ID)
			}
		}
	}
}

func fillField(f *kit.Form, set func(name, value string), kept map[string]bool, x reading.Field) {
	set("no_"+x.ID, x.No)
	set("name_"+x.ID, x.Name)
	for _, s := range x.Sets {
		choice := eachValue
		if s.Choice == reading.OneOf {
			choice = string(reading.OneOf)
		}
		set("choice_"+s.ID, choice)
		if !kept["set_"+s.ID] {
			for _, kind := range s.Subjects {
				f.AddValue("subjects_"+s.ID, kind)
			}
		}
		for _, c := range s.Items {
			set("text_"+c.ID, c.Text)
			set("audience_"+c.ID, c.Audience)
		}
	}
	for _, list := range [][]reading.Body{x.Leads, x.Coordinating} {
		for _, b := range list {
			set("name_"+b.ID, b.Name)
			set("mode_"+b.ID, string(b.Mode))
			set("scope_"+b.ID, b.Scope)
			set("org_"+b.ID, matchValue(b))
			set("other_"+b.ID, "")
		}
	}
}

// matchValue is what a name stands for as a choice of a select: an
// organisation's key, or the match's own word.
func matchValue(b reading.Body) string {
	if b.Match == reading.One {
		return b.OrgID
	}
	return string(b.Match)
}

func dayText(s string) string {
	if s == "" {
		return ""
	}
	return civil.Day(s).Vietnamese()
}

// numberText is a number that has not been given where it is 0.
func numberText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
