package plan

import (
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/plan/reading"
	"lantoa/internal/web/kit"
)

// partLink is a part of the plan in the list of parts.
type partLink struct {
	part  reading.Part
	label string // "Mục đích, yêu cầu"; of a field its number and name
	mark  string // what its place in the list says: a field's number only
	count int    // of its items
	open  int    // of its remarks that nobody has ticked off
}

const fieldPrefix = "field:"

// fieldID is the ID of the field that a part is, false for another part.
func fieldID(part reading.Part) (string, bool) { return strings.CutPrefix(string(part), fieldPrefix) }

func (l partLink) isField() bool { _, ok := fieldID(l.part); return ok }

// partsOf are the parts of a reading in the order of the document.
func partsOf(p *i18n.Printer, r reading.Reading) []partLink {
	out := []partLink{
		{part: reading.Facts, label: p.T("reading.part.facts")},
		{part: reading.Purposes, label: p.T("reading.part.purposes"), count: len(r.Purposes)},
		{part: reading.Contents, label: p.T("reading.part.contents"), count: len(r.Contents)},
	}
	for i, f := range r.Fields {
		n := 0
		for _, s := range f.Sets {
			n += len(s.Items)
		}
		mark := f.No
		if mark == "" {
			mark = numberText(i + 1)
		}
		out = append(out, partLink{part: reading.Part(fieldPrefix + f.ID), label: fieldTitle(p, f), mark: mark, count: n})
	}
	out = append(out,
		partLink{part: reading.Milestones, label: p.T("reading.part.milestones"), count: len(r.Milestones) + len(r.Yearly)},
		partLink{part: reading.Tasks, label: p.T("reading.part.tasks"), count: len(r.Tasks)},
		partLink{part: reading.Quotas, label: p.T("reading.part.quotas"), count: len(r.Quotas)},
		partLink{part: reading.Recipients, label: p.T("reading.part.recipients"), count: len(r.Recipients)},
	)
	for i := range out {
		if out[i].mark == "" {
			out[i].mark = out[i].label
		}
		out[i].open = openIn(r, out[i].part)
	}
	return out
}

// fieldTitle is a field's number and name.
func fieldTitle(p *i18n.Printer, f reading.Field) string {
	name := kit.Sentence(f.Name)
	if name == "" {
		name = p.T("reading.field_unnamed")
	}
	if f.No == "" {
		return name
	}
	return f.No + ". " + name
}

// openIn counts the open remarks on the lines of a part; those on the document
// as a whole are the first part's.
func openIn(r reading.Reading, part reading.Part) int {
	n := 0
	for _, w := range r.Warnings {
		if !w.Done && partAt(r, w.Line) == part {
			n++
		}
	}
	return n
}

// partAt is the part of the plan that stands on a line: the last one that begins
// at it or before.
func partAt(r reading.Reading, line int) reading.Part {
	found, at := reading.Facts, 0
	for _, b := range beginnings(r) {
		if b.line > at && b.line <= line {
			found, at = b.part, b.line
		}
	}
	return found
}

type beginning struct {
	part reading.Part
	line int
}

// beginnings are the lines on which parts begin.
func beginnings(r reading.Reading) []beginning {
	var out []beginning
	items := func(part reading.Part, all []reading.Item) {
		for _, i := range all[:min(1, len(all))] {
			out = append(out, beginning{part, i.Span.From})
		}
	}
	items(reading.Purposes, r.Purposes)
	items(reading.Contents, r.Contents)
	for _, f := range r.Fields {
		out = append(out, beginning{reading.Part(fieldPrefix + f.ID), f.Span.From})
	}
	for _, m := range r.Milestones[:min(1, len(r.Milestones))] {
		out = append(out, beginning{reading.Milestones, m.Span.From})
	}
	for _, k := range r.Tasks[:min(1, len(r.Tasks))] {
		out = append(out, beginning{reading.Tasks, k.Span.From})
	}
	items(reading.Recipients, r.Recipients)
	return out
}

// chosen is the part that an address names, the first one where it names none.
func chosen(parts []partLink, name string) (partLink, bool) {
	for _, l := range parts {
		if string(l.part) == name || name == "" {
			return l, true
		}
	}
	return partLink{}, false
}

// after is the part behind another one, false behind the last.
func after(parts []partLink, part reading.Part) (partLink, bool) {
	for i, l := range parts[:max(0, len(parts)-1)] {
		if l.part == part {
			return parts[i+1], true
		}
	}
	return partLink{}, false
}
