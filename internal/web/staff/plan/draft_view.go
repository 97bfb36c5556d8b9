package plan

import (
	"strconv"

	"lantoa/internal/i18n"
	"lantoa/internal/plan"
	"lantoa/internal/plan/reading"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// draftView is the correction screen.
type draftView struct {
	page        ui.StaffPage
	paper       plan.Paper
	form        *kit.Form
	version     int
	lines       []reading.Line
	parts       []partLink
	part        partLink
	next        partLink
	hasNext     bool
	allWarnings bool           // also those that are done
	field       *reading.Field // of a part that is a field
	orgs        []string       // the names of all organisations
	bodies      map[string][]ui.Option
	stale       bool
	changer     string   // who changed it last
	lost        []string // typed into items that are no more
}

func (v draftView) path() string { return draftPath + "/" + v.paper.ID }

// href is the screen with a part chosen.
func (v draftView) href(part reading.Part) string {
	return kit.Link(screenPath(v.paper.ID), "phan", string(part), "luu-y", v.warningsValue())
}

func (v draftView) warningsValue() string {
	if v.allWarnings {
		return allWarningsValue
	}
	return ""
}

const allWarningsValue = "tat-ca"

// warningsHref is the screen with the other choice of remarks.
func (v draftView) warningsHref(all bool) string {
	v.allWarnings = all
	return v.href(v.part.part)
}

// warnings are the remarks that the list shows.
func (v draftView) warnings() []reading.Warning {
	var out []reading.Warning
	for _, w := range v.paper.Reading.Warnings {
		if v.allWarnings || !w.Done {
			out = append(out, w)
		}
	}
	return out
}

// quote is where a fact of the head stands.
func (v draftView) quote(fact string) reading.Span {
	for _, q := range v.paper.Reading.Quotes {
		if q.Fact == fact {
			return q.Span
		}
	}
	return reading.Span{}
}

// piece is an item as the screen draws it, with what can be done to it.
type piece struct {
	id          string
	label       string // "Mục 3": what the buttons name it
	span        reading.Span
	first, last bool
	text        bool // has a text, which can be split and joined
	moves       []ui.Option
	badge       ui.Badge
}

// clausePieces are the items of a list of clauses, each with where it may go.
func clausePieces(p *i18n.Printer, part reading.Part, all []reading.Item) []piece {
	var moves []ui.Option
	for _, to := range []reading.Part{reading.Purposes, reading.Contents, reading.Yearly, reading.Recipients} {
		if to != part {
			moves = append(moves, ui.Option{Value: string(to), Label: p.T("reading.part." + string(to))})
		}
	}
	out := make([]piece, len(all))
	for i, c := range all {
		out[i] = piece{id: c.ID, label: p.T("reading.item", i+1), span: c.Span, first: i == 0, last: i == len(all)-1, text: true, moves: moves}
	}
	return out
}

// criteria are the items of a set; they may go to any other set.
func (v draftView) criteria(p *i18n.Printer, set reading.Set) []piece {
	moves := v.otherSets(p, set.ID)
	out := make([]piece, len(set.Items))
	for i, c := range set.Items {
		out[i] = piece{id: c.ID, label: p.T("reading.criterion", i+1), span: c.Span, first: i == 0, last: i == len(set.Items)-1, text: true, moves: moves}
	}
	return out
}

// otherSets are all sets of the plan but one, those of the same field first.
func (v draftView) otherSets(p *i18n.Printer, setID string) []ui.Option {
	var here, elsewhere []ui.Option
	for _, f := range v.paper.Reading.Fields {
		for i, s := range f.Sets {
			if s.ID == setID {
				continue
			}
			o := ui.Option{Value: s.ID, Label: p.T("reading.set_of", i+1, subjectsText(p, s.Subjects)), Group: short(fieldTitle(p, f))}
			if f.ID == v.field.ID {
				here = append(here, o)
			} else {
				elsewhere = append(elsewhere, o)
			}
		}
	}
	return append(here, elsewhere...)
}

// short is a title cut to what a choice has room for.
func short(title string) string {
	const room = 60
	if rs := []rune(title); len(rs) > room {
		return string(rs[:room]) + "…"
	}
	return title
}

// bodyPieces are the leads or the co-ordinating bodies of a field; each may go
// to the other list.
func (v draftView) bodyPieces(p *i18n.Printer, all []reading.Body, leads bool) []piece {
	label, to := "reading.lead", ui.Option{Value: "with:" + v.field.ID, Label: p.T("plan.coordinating")}
	if !leads {
		label, to = "reading.with", ui.Option{Value: "leads:" + v.field.ID, Label: p.T("plan.leads")}
	}
	out := make([]piece, len(all))
	for i, b := range all {
		out[i] = piece{id: b.ID, label: p.T(label, i+1), span: b.Span, first: i == 0, last: i == len(all)-1, moves: []ui.Option{to}, badge: matchBadge(p, b)}
	}
	return out
}

func (v draftView) milestones(p *i18n.Printer) []piece {
	all := v.paper.Reading.Milestones
	out := make([]piece, len(all))
	for i, m := range all {
		out[i] = piece{id: m.ID, label: p.T("reading.milestone", i+1), span: m.Span, first: i == 0, last: i == len(all)-1, text: true}
	}
	return out
}

func (v draftView) tasks(p *i18n.Printer) []piece {
	all := v.paper.Reading.Tasks
	out := make([]piece, len(all))
	for i, k := range all {
		out[i] = piece{id: k.ID, label: p.T("reading.task", i+1), span: k.Span, first: i == 0, last: i == len(all)-1, text: true}
	}
	return out
}

func (v draftView) quotas(p *i18n.Printer) []piece {
	all := v.paper.Reading.Quotas
	out := make([]piece, len(all))
	for i, q := range all {
		out[i] = piece{id: q.ID, label: p.T("reading.quota", i+1), span: q.Span, first: i == 0, last: i == len(all)-1}
	}
	return out
}

// placeText is "Dòng 45–47".
func placeText(p *i18n.Printer, s reading.Span) string {
	if s.To <= s.From {
		return p.T("reading.line", strconv.Itoa(s.From))
	}
	return p.T("reading.lines", strconv.Itoa(s.From), strconv.Itoa(s.To))
}

// spanValue is a span for the script: "45-47".
func spanValue(s reading.Span) string {
	return strconv.Itoa(s.From) + "-" + strconv.Itoa(max(s.From, s.To))
}

// setPiece is a whole set as an item of its field.
func setPiece(p *i18n.Printer, f *reading.Field, i int) piece {
	return piece{id: f.Sets[i].ID, label: p.T("reading.set", i+1), span: f.Sets[i].Span, first: i == 0, last: i == len(f.Sets)-1}
}

// fieldPiece is the field itself.
func (v draftView) fieldPiece(p *i18n.Printer) piece {
	all := v.paper.Reading.Fields
	i, _ := v.paper.Reading.Field(v.field.ID)
	return piece{id: v.field.ID, label: p.T("reading.this_field"), span: v.field.Span, first: i == 0, last: i == len(all)-1}
}

func quarterOptions(p *i18n.Printer) []ui.Option {
	out := []ui.Option{{Label: p.T("reading.no_quarter")}}
	for i, roman := range []string{"I", "II", "III", "IV"} {
		out = append(out, ui.Option{Value: strconv.Itoa(i + 1), Label: p.T("reading.quarter", roman)})
	}
	return out
}

func hiddenLabel(f *ui.Field) { f.LabelHidden = true }

func inline(f *ui.Field) { f.Inline = true }

// fromNames lets a field offer the names of all organisations.
func fromNames(f *ui.Field) { f.Attrs = append(f.Attrs, ui.Attrs("list", namesID)...) }

const (
	namesID = "ten-co-quan"
	formID  = "hieu-chinh"
)

// rowsFor is the height of a clause's text: what has a number is a paragraph.
func rowsFor(numbered bool) int {
	if numbered {
		return 4
	}
	return 2
}

// kicker is what the plan was read from.
func (v draftView) kicker(p *i18n.Printer) string {
	if v.paper.PlanID != "" {
		return p.T("reading.next_version", v.paper.Reading.Symbol)
	}
	return p.T("reading.read_from", v.paper.SourceName)
}

// title names the plan by its symbol, where it has one already.
func title(p *i18n.Printer, paper plan.Paper) string {
	if paper.Reading.Symbol == "" {
		return p.T("reading.title")
	}
	return p.T("reading.title_of", paper.Reading.Symbol)
}

// lead says on the first part what the screen is for.
func (v draftView) lead(p *i18n.Printer) string {
	if v.part.part == reading.Facts {
		return p.T("reading.lead_text")
	}
	return ""
}

// startsAt is where the document is opened at: where the part begins.
func (v draftView) startsAt() string {
	for _, b := range beginnings(v.paper.Reading) {
		if b.part == v.part.part {
			return strconv.Itoa(b.line)
		}
	}
	return ""
}

// overview is all parts of the plan by name with what is left to do.
func (v draftView) overview(p *i18n.Printer) []ui.Task {
	var out []ui.Task
	for _, l := range v.parts[1:] {
		t := ui.Task{Label: l.label, Href: v.href(l.part), State: ui.Badge{Label: p.T("reading.count", l.count)}}
		if l.open > 0 {
			t.State = ui.Badge{Label: p.T("reading.count_open", l.count, l.open), Tone: ui.Warning}
		}
		out = append(out, t)
	}
	return out
}
