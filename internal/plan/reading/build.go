package reading

import (
	"strconv"

	"lantoa/internal/plan/parse"
)

// From is the reading of a draft, each item with its place in the text.
func From(d parse.Draft, text string) Reading {
	b := builder{at: parse.NewLocator(text), r: Reading{Number: d.Number, Symbol: d.Symbol, Issuer: d.Issuer, Place: d.Place, Date: d.Date, Title: d.Title,
		From: d.Period.From, To: d.Period.To, Position: d.Signer.Position, Signer: d.Signer.Name}}
	b.facts(d)
	b.r.Purposes = b.numbered(d.Purposes)
	b.r.Contents = b.numbered(d.Contents)
	for _, f := range d.Fields {
		b.field(f)
	}
	for _, m := range d.Milestones {
		b.r.Milestones = append(b.r.Milestones, Milestone{ID: b.r.NewID(), Quarter: m.Quarter, Year: m.Year, Due: m.Due, Text: m.Text, Span: b.find(m.Text)})
	}
	b.r.Yearly = b.texts(d.Yearly)
	for _, t := range d.Tasks {
		b.r.Tasks = append(b.r.Tasks, Task{ID: b.r.NewID(), No: t.No, Mode: t.Mode, Assignees: t.Assignees, Text: t.Text, Span: b.find(t.Text)})
	}
	b.r.Recipients = b.texts(d.Recipients)
	for _, q := range d.Quotas {
		b.r.Quotas = append(b.r.Quotas, Quota{ID: b.r.NewID(), Amount: q.Amount, Per: q.Per, Text: q.Text, Span: Span{q.Line, q.Line}})
	}
	for _, w := range d.Warnings {
		b.r.Warnings = append(b.r.Warnings, Warning{ID: b.r.NewID(), Line: w.Line, Message: w.Message})
	}
	return b.r
}

// builder goes through the text with the draft: what comes next is looked for
// after what came before.
type builder struct {
	r    Reading
	at   *parse.Locator
	line int
}

func (b *builder) find(text string) Span {
	first, last := b.at.Find(text, b.line)
	if first >= b.line {
		b.line = first
	}
	return Span{first, last}
}

// dayFollows is what stands between a document's place and its day (Decree
// 30/2020, annex I, II.4).
const dayFollows = ", ngay "

// facts finds the head's facts; the signer stands after everything else.
func (b *builder) facts(d parse.Draft) {
	for _, f := range []struct{ name, value string }{{"symbol", d.Symbol}, {"issuer", d.Issuer}, {"title", d.Title}} {
		b.quote(f.name, f.value, 0)
	}
	if d.Date != "" {
		b.quote("date", d.Place+dayFollows, 0) // the place alone also stands in the issuer's name
	}
	from := 0
	for _, r := range d.Recipients[:min(1, len(d.Recipients))] {
		from, _ = b.at.Find(r, 0)
	}
	b.quote("signer", d.Signer.Name, from)
}

func (b *builder) quote(name, value string, from int) {
	if first, last := b.at.Find(value, from); first > 0 {
		b.r.Quotes = append(b.r.Quotes, Quote{Fact: name, Span: Span{first, last}})
	}
}

func (b *builder) numbered(all []parse.Numbered) []Item {
	out := make([]Item, 0, len(all))
	for _, c := range all {
		out = append(out, Item{ID: b.r.NewID(), No: c.No, Text: c.Text, Span: b.find(c.Text)})
	}
	return out
}

func (b *builder) texts(all []string) []Item {
	out := make([]Item, 0, len(all))
	for _, s := range all {
		out = append(out, Item{ID: b.r.NewID(), Text: s, Span: b.find(s)})
	}
	return out
}

func (b *builder) field(f parse.Field) {
	out := Field{ID: b.r.NewID(), No: f.No, Name: f.Movement, Span: b.find(f.Movement)}
	start := b.line
	for _, c := range f.Criteria {
		set := Set{ID: b.r.NewID(), Subjects: c.Subjects}
		for _, text := range c.Items {
			set.Items = append(set.Items, Criterion{ID: b.r.NewID(), Text: text, Span: b.find(text)})
		}
		set.Span = around(set.Items)
		out.Sets = append(out.Sets, set)
	}
	end := b.line
	for _, l := range f.Leads { // before the criteria or after them
		b.line = start
		out.Leads = append(out.Leads, Body{ID: b.r.NewID(), Name: l.Name, Mode: l.Mode, Scope: l.Scope, Span: b.charge(l.Name, end)})
	}
	for _, name := range f.Coordinating {
		out.Coordinating = append(out.Coordinating, Body{ID: b.r.NewID(), Name: name, Mode: parse.Assigned, Span: b.charge(name, end)})
	}
	b.line = max(b.line, end)
	b.r.Fields = append(b.r.Fields, out)
}

// charge finds a body that a field names: after the criteria, where most plans
// name it, else from the field's beginning on.
func (b *builder) charge(name string, end int) Span {
	if first, last := b.at.Find(name, end); first >= end && first > 0 {
		return Span{first, last}
	}
	first, last := b.at.Find(name, b.line)
	return Span{first, last}
}

func around(items []Criterion) Span {
	var s Span
	for _, c := range items {
		if c.Span.From > 0 && (s.From == 0 || c.Span.From < s.From) {
			s.From = c.Span.From
		}
		s.To = max(s.To, c.Span.To)
	}
	return s
}

// NewID is the ID of the next item: "a1", "a2", …
func (r *Reading) NewID() string {
	r.Next++
	return "a" + strconv.Itoa(r.Next)
}

// Draft is the reading in the program's exchange format, without the warnings
// that are done.
func (r Reading) Draft() parse.Draft {
	d := parse.Draft{Number: r.Number, Symbol: r.Symbol, Issuer: r.Issuer, Place: r.Place, Date: r.Date, Title: r.Title, Period: parse.Period{From: r.From, To: r.To},
		Purposes: clauses(r.Purposes), Contents: clauses(r.Contents), Fields: []parse.Field{}, Milestones: []parse.Milestone{}, Yearly: texts(r.Yearly), Tasks: []parse.Task{},
		Recipients: texts(r.Recipients), Signer: parse.Signer{Position: r.Position, Name: r.Signer}, Warnings: []parse.Warning{}}
	for _, f := range r.Fields {
		d.Fields = append(d.Fields, f.draft())
	}
	for _, m := range r.Milestones {
		d.Milestones = append(d.Milestones, parse.Milestone{Quarter: m.Quarter, Year: m.Year, Due: m.Due, Text: m.Text})
	}
	for _, t := range r.Tasks {
		d.Tasks = append(d.Tasks, parse.Task{No: t.No, Mode: t.Mode, Assignees: t.Assignees, Text: t.Text})
	}
	for _, q := range r.Quotas {
		d.Quotas = append(d.Quotas, parse.Quota{Line: q.Span.From, Amount: q.Amount, Per: q.Per, Text: q.Text})
	}
	for _, w := range r.Warnings {
		if !w.Done {
			d.Warnings = append(d.Warnings, parse.Warning{Line: w.Line, Message: w.Message})
		}
	}
	return d
}

func (f Field) draft() parse.Field {
	out := parse.Field{No: f.No, Movement: f.Name, Criteria: []parse.CriteriaSet{}, Leads: []parse.Lead{}, Coordinating: []string{}}
	for _, s := range f.Sets {
		set := parse.CriteriaSet{Subjects: s.Subjects, Items: []string{}}
		for _, c := range s.Items {
			set.Items = append(set.Items, c.Text)
		}
		out.Criteria = append(out.Criteria, set)
	}
	for _, l := range f.Leads {
		out.Leads = append(out.Leads, parse.Lead{Name: l.Name, Mode: l.Mode, Scope: l.Scope})
	}
	for _, c := range f.Coordinating {
		out.Coordinating = append(out.Coordinating, c.Name)
	}
	return out
}

func clauses(all []Item) []parse.Numbered {
	out := make([]parse.Numbered, 0, len(all))
	for _, c := range all {
		out = append(out, parse.Numbered{No: c.No, Text: c.Text})
	}
	return out
}

func texts(all []Item) []string {
	out := make([]string, 0, len(all))
	for _, c := range all {
		out = append(out, c.Text)
	}
	return out
}
