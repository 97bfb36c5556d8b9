package parse

import (
	"regexp"
	"strings"

	"lantoa/internal/i18n"
)

// section is a part of the plan.
type section int

const (
	none section = iota
	purposes
	contents
	fields
	milestones
	tasks
)

// sectionOf tells a part by the set words of its heading.
func sectionOf(heading string) section {
	f := i18n.Fold(heading)
	switch {
	case strings.HasPrefix(f, "muc dich"):
		return purposes
	case strings.HasPrefix(f, "noi dung"):
		return contents
	case strings.Contains(f, "dien hinh") && strings.Contains(f, "linh vuc"), strings.HasPrefix(f, "tieu chi"):
		return fields
	case strings.HasPrefix(f, "thoi gian"), strings.HasPrefix(f, "tien do"), strings.HasPrefix(f, "lo trinh"):
		return milestones
	case strings.HasPrefix(f, "to chuc thuc hien"):
		return tasks
	}
	return none
}

// sections hands each part's blocks to its reader.
func (d *Draft) sections(doc document) {
	at := none
	var part []block
	flush := func() {
		switch at {
		case purposes:
			d.Purposes = append(d.Purposes, clauses(part)...)
		case contents:
			d.Contents = append(d.Contents, clauses(part)...)
		case fields:
			d.readFields(part)
		case milestones:
			d.readMilestones(part)
		case tasks:
			d.readTasks(part)
		}
		part = nil
	}
	for _, b := range doc.blocks {
		if strings.HasPrefix(i18n.Fold(b.text), "noi nhan") {
			break
		}
		if b.mark == roman || b.mark == number && inCapitals(b.text) {
			if s := sectionOf(b.text); s != none || b.mark == roman {
				flush()
				at = s
				continue
			}
		}
		part = append(part, b)
	}
	flush()
}

// clauses are a part's numbered paragraphs with what belongs to each.
func clauses(part []block) []Numbered {
	out := []Numbered{}
	for _, b := range part {
		switch {
		case b.mark == number:
			out = append(out, Numbered{No: b.label, Text: b.text})
		case b.mark != plain && len(out) > 0:
			out[len(out)-1].Text += "\n" + b.text
		}
	}
	return out
}

// readFields reads part III: each numbered block opens a field.
func (d *Draft) readFields(part []block) {
	for i := 0; i < len(part); {
		if part[i].mark != number {
			i++
			continue
		}
		end := i + 1
		for end < len(part) && part[end].mark != number {
			end++
		}
		d.readField(part[i], part[i+1:end])
		i = end
	}
}

func (d *Draft) readField(head block, body []block) {
	f := Field{No: head.label, Movement: movement(head.text), Criteria: []CriteriaSet{}, Leads: []Lead{}, Coordinating: []string{}}
	for _, b := range body {
		if lead, ok := readCharge(b.text); ok {
			f.Leads, f.Coordinating = append(f.Leads, lead.leads...), append(f.Coordinating, lead.others...)
			continue
		}
		if b.mark == dash && len(f.Criteria) > 0 {
			last := &f.Criteria[len(f.Criteria)-1]
			last.Items = append(last.Items, items(b.text)...)
			continue
		}
		set := readSet(b.text)
		if len(set.Subjects) == 0 {
			d.warn(b.line, msgSubjects)
		}
		f.Criteria = append(f.Criteria, set)
	}
	if len(f.Criteria) == 0 {
		d.warn(head.line, msgNoCriteria)
	}
	if len(f.Leads) == 0 {
		d.warn(head.line, msgNoLead)
	}
	d.Fields = append(d.Fields, f)
}

var quoted = regexp.MustCompile(`[“"]([^”"]+)[”"]`)

// movement is the movement's name where the heading quotes one, otherwise what
// the heading says after its set opening.
func movement(heading string) string {
	if m := quoted.FindStringSubmatch(heading); m != nil {
		return strings.TrimSpace(m[1])
	}
	for _, opening := range []string{"Điển hình trong phong trào ", "Điển hình trong ", "Lĩnh vực "} {
		if rest, ok := strings.CutPrefix(heading, opening); ok {
			return strings.TrimSpace(rest)
		}
	}
	return strings.TrimSpace(heading)
}

var setLabel = regexp.MustCompile(`^(?:Đối với |Tiêu chí |Điển hình )?(?:các )?((?:[Tt]ập thể|[Cc]á nhân|[Hh]ộ gia đình|[Hh]ộ)(?:\s*(?:,|và|hoặc)\s*(?:tập thể|cá nhân|hộ gia đình|hộ))*)\s*:\s*`)

// readSet reads one set of criteria with whom it is for: its label, and the
// words with which the text itself names its subjects.
func readSet(text string) CriteriaSet {
	set := CriteriaSet{Subjects: []string{}, Items: []string{}}
	if m := setLabel.FindStringSubmatchIndex(text); m != nil {
		set.add(text[m[2]:m[3]])
		text = text[m[1]:]
	}
	words := strings.Fields(text)
	set.add(strings.Join(words[:min(len(words), 6)], " "))
	set.Items = items(text)
	return set
}

func (s *CriteriaSet) add(words string) {
	f := " " + i18n.Fold(words) + " "
	for _, k := range []struct{ subject, word string }{
		{Collective, " tap the "}, {Individual, " ca nhan "}, {Household, " ho gia dinh "}, {Household, " ho nong dan "}, {Household, " cac ho "},
	} {
		if !strings.Contains(f, k.word) {
			continue
		}
		known := false
		for _, have := range s.Subjects {
			known = known || have == k.subject
		}
		if !known {
			s.Subjects = append(s.Subjects, k.subject)
		}
	}
}
