package parse

import (
	"slices"
	"strings"
)

// readFields reads the part on fields: each of its clauses is a field (III.1-10),
// also a dash that names a field or bodies to lead it.
func (d *reading) readFields(entries []entry) {
	for _, e := range entries {
		sub := entriesOf(e.body)
		switch {
		case e.head.mark >= plain, e.head.mark == dash && !isField(e):
		case isGroup(e, sub):
			d.readFields(sub)
		default:
			d.readField(e)
		}
	}
}

// isField reports a clause that opens like a field or charges bodies.
func isField(e entry) bool {
	name, rest := cutHeading(e.head.text)
	if fieldName.matches(name) {
		return true
	}
	for _, text := range append([]string{rest}, texts(e.body)...) {
		for _, s := range sentences(text) {
			if c, ok := readCharge(s); ok && len(c.leads) > 0 {
				return true
			}
		}
	}
	return false
}

// isGroup reports a heading over fields: what stands under it has leads of its own.
func isGroup(e entry, sub []entry) bool {
	if e.head.mark > article || len(sub) == 0 || sub[0].head.mark > dash {
		return false
	}
	for _, s := range sub {
		if _, _, ok := cutLabel(s.head.text); ok {
			return false
		}
		for _, b := range s.body {
			if c, ok := readCharge(b.text); ok && len(c.leads) > 0 {
				return true
			}
		}
	}
	return false
}

func (d *reading) readField(e entry) {
	name, rest := cutHeading(e.head.text)
	f := Field{No: e.head.label, Movement: movement(name), Criteria: []CriteriaSet{}, Leads: []Lead{}, Coordinating: []string{}}
	body := e.body
	if rest != "" {
		body = append([]block{{line: e.head.line, text: rest, mark: plain}}, body...)
	}
	var lines []int // of the sets
	for _, b := range body {
		for _, text := range splitLabels(f.readCharges(b.text)) {
			f.readCriteria(b, text)
		}
		for len(lines) < len(f.Criteria) {
			lines = append(lines, b.line)
		}
	}
	f.dropEmpty(&lines)
	d.doubtField(f, e.head.line, lines)
	d.Fields = append(d.Fields, f)
}

// dropEmpty leaves out labels under which no criteria stand.
func (f *Field) dropEmpty(lines *[]int) {
	kept, at := []CriteriaSet{}, []int(nil)
	for i, s := range f.Criteria {
		if len(s.Items) > 0 {
			kept, at = append(kept, s), append(at, (*lines)[i])
		}
	}
	f.Criteria, *lines = kept, at
}

// readCharges takes the sentences that charge bodies out of a paragraph and
// leaves the rest.
func (f *Field) readCharges(text string) string {
	var rest []string
	for _, s := range sentences(text) {
		c, ok := readCharge(s)
		if !ok {
			rest = append(rest, s)
			continue
		}
		f.Leads, f.Coordinating = append(f.Leads, c.leads...), append(f.Coordinating, c.others...)
	}
	return strings.Join(rest, " ")
}

// readCriteria reads a paragraph of criteria: into a set of its own if it says
// for whom, otherwise into the set before it.
func (f *Field) readCriteria(b block, text string) {
	who, rest, ok := cutLabel(text)
	if text == "" || !ok && criteriaHeading.matches(text) {
		return
	}
	named := subjectsAt(text)
	if !ok && len(f.Criteria) > 0 && (len(named) == 0 || b.mark == dash) {
		last := &f.Criteria[len(f.Criteria)-1]
		last.Items = append(last.Items, items(text)...)
		return
	}
	set := CriteriaSet{Subjects: []string{}, Items: items(rest)}
	set.add(subjectsIn(who)...)
	set.add(subjectsAt(rest)...)
	if !ok {
		set.add(personsAt(rest)...)
	}
	f.Criteria = append(f.Criteria, set)
}

func (s *CriteriaSet) add(subjects ...string) {
	for _, k := range []string{Collective, Individual, Household} {
		if slices.Contains(subjects, k) && !slices.Contains(s.Subjects, k) {
			s.Subjects = append(s.Subjects, k)
		}
	}
}
