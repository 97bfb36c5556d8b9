package parse

import (
	"regexp"
	"slices"
	"strings"

	"lantoa/internal/i18n"
)

// readFields reads the part on fields: each of its clauses is a field (III.1-10).
func (d *Draft) readFields(entries []entry) {
	for _, e := range entries {
		sub := entriesOf(e.body)
		switch {
		case e.head.mark >= dash:
		case isGroup(e, sub):
			d.readFields(sub)
		default:
			d.readField(e)
		}
	}
}

// isGroup reports a heading over fields: what stands under it has leads of its own.
func isGroup(e entry, sub []entry) bool {
	if e.head.mark > article || len(sub) == 0 || sub[0].head.mark > number {
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

func (d *Draft) readField(e entry) {
	name, rest := cutHeading(e.head.text)
	f := Field{No: e.head.label, Movement: movement(name), Criteria: []CriteriaSet{}, Leads: []Lead{}, Coordinating: []string{}}
	body := e.body
	if rest != "" {
		body = append([]block{{line: e.head.line, text: rest, mark: plain}}, body...)
	}
	for _, b := range body {
		if rest := f.readCharges(b.text); rest != "" {
			d.readCriteria(&f, b, rest)
		}
	}
	f.Criteria = slices.DeleteFunc(f.Criteria, func(s CriteriaSet) bool { return len(s.Items) == 0 })
	for _, s := range f.Criteria {
		if len(s.Subjects) == 0 {
			d.warn(e.head.line, msgSubjects)
			break
		}
	}
	if len(f.Criteria) == 0 {
		d.warn(e.head.line, msgNoCriteria)
	}
	if len(f.Leads) == 0 {
		d.warn(e.head.line, msgNoLead)
	}
	d.Fields = append(d.Fields, f)
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
func (d *Draft) readCriteria(f *Field, b block, text string) {
	who, rest, ok := cutLabel(text)
	if !ok && criteriaHeading.MatchString(text) {
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
	f.Criteria = append(f.Criteria, set)
}

func (s *CriteriaSet) add(subjects ...string) {
	for _, k := range []string{Collective, Individual, Household} {
		if slices.Contains(subjects, k) && !slices.Contains(s.Subjects, k) {
			s.Subjects = append(s.Subjects, k)
		}
	}
}

var (
	quoted          = regexp.MustCompile(`[“"«‘]([^”"»’]+)[”"»’]`)
	headingEnd      = regexp.MustCompile(`^[^“"«:]*[“"«][^”"»]*[”"»][^:.]{0,80}[:.]\s+|^[^“"«:]{0,160}:\s+`)
	quotedHeading   = regexp.MustCompile(`^[^“"«]*[“"«][^”"»]*[”"»]\s+`)
	headingOpening  = regexp.MustCompile(`^(?:Xây dựng )?(?:[Đđ]iển hình(?: tiên tiến)? (?:trong|trên|về)|[Ll]ĩnh vực)\s+(?:các )?`)
	criteriaHeading = regexp.MustCompile(`^(?i:các )?(?i:tiêu chí|tiêu chuẩn|đối tượng)[^.;]{0,60}[:.]?$`)
)

// cutHeading parts a field's heading from criteria that begin on the same line.
func cutHeading(text string) (name, rest string) {
	if m := headingEnd.FindStringIndex(text); m != nil {
		return strings.TrimRight(text[:m[1]], " :."), text[m[1]:]
	}
	if m := quotedHeading.FindStringIndex(text); m != nil && startsUpper(text[m[1]:]) {
		return strings.TrimSpace(text[:m[1]]), text[m[1]:]
	}
	return strings.TrimRight(text, " :."), ""
}

// movement is the movement's name where the heading quotes one, otherwise what
// the heading says after its set opening.
func movement(heading string) string {
	if m := quoted.FindStringSubmatch(heading); m != nil {
		return strings.TrimSpace(m[1])
	}
	return strings.TrimSpace(heading[len(headingOpening.FindString(heading)):])
}

// subjectWords are the words for whom criteria can be. Every body, area or
// enterprise is a collective (Law on Emulation and Commendation 2022, article 3).
var subjectWords = []struct {
	subject string
	words   []string
}{
	{Household, []string{"ho gia dinh", "gia dinh", "ho nong dan", "ho dan", "ho"}}, // first: "hộ nông dân" holds a word for persons
	{Collective, []string{"tap the", "don vi", "co quan", "to chuc", "dia phuong", "doanh nghiep", "hop tac xa", "xa", "phuong", "thon", "to dan pho", "co so", "nha truong"}},
	{Individual, []string{"ca nhan", "can bo", "cong chuc", "vien chuc", "nguoi lao dong", "doanh nhan", "hoc sinh", "sinh vien", "nha giao", "giao vien", "chien si", "nong dan", "cong nhan"}},
}

// subjectsIn finds the subjects in a label: words for whom and nothing else.
func subjectsIn(label string) []string {
	var out []string
	f := " " + i18n.Fold(label) + " "
	for _, k := range subjectWords {
		for _, w := range k.words {
			if strings.Contains(f, " "+w+" ") {
				out = append(out, k.subject)
				f = strings.ReplaceAll(f, " "+w+" ", " , ")
			}
		}
	}
	return out
}

var labelOpening = regexp.MustCompile(`^(?i)(?:(?:các )?(?:tiêu chí|tiêu chuẩn|điển hình)\s+(?:(?:đối với|dành cho|cho|của|là)\s+)?|đối với\s+|về\s+|dành cho\s+|cho\s+)?(?:các\s+|những\s+)?`)

// cutLabel parts "b) Đối với cá nhân, hộ gia đình: …" into for whom and what. A
// label without a colon is a line of its own.
func cutLabel(text string) (who, rest string, ok bool) {
	label, rest, colon := strings.Cut(text, ":")
	opening := labelOpening.FindString(label)
	who = label[len(opening):]
	words := len(strings.Fields(who))
	if words == 0 || words > 14 || !colon && (words > 6 || opening == "" && words > 5) {
		return "", text, false
	}
	f := i18n.Fold(who)
	for _, k := range subjectWords {
		for _, w := range k.words {
			if (f == w || strings.HasPrefix(f, w+" ")) && (words <= 2 || onlySubjects(who) || colon && opening != "") {
				return who, strings.TrimSpace(rest), true
			}
		}
	}
	return "", text, false
}

// onlySubjects reports a list of subjects and of words that stand between them.
func onlySubjects(label string) bool {
	who, _, _ := strings.Cut(label, "(")
	f := " " + i18n.Fold(who) + " "
	for _, k := range subjectWords {
		for _, w := range k.words {
			f = strings.ReplaceAll(f, " "+w+" ", "  ")
		}
	}
	for _, w := range strings.Fields(f) {
		switch w {
		case "va", "hoac", "cac", "nhung":
		default:
			return false
		}
	}
	return true
}

const core = `(?:tập thể|cá nhân|hộ gia đình|hộ nông dân|hộ)`

var namesSubjects = regexp.MustCompile(`^(?i)(?:là\s+)?(?:(?:các|những)\s+)?(` + core + `(?:\s*(?:,|và|hoặc)\s*(?:các\s+)?` + core + `)*)(?:\s|$)`)

// subjectsAt finds the subjects with which the criteria themselves begin: "Các
// cá nhân, hộ gia đình có …" (III.3b) under a label that names individuals only.
func subjectsAt(text string) []string {
	m := namesSubjects.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	return subjectsIn(m[1])
}
