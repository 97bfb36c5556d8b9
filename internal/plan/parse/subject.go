package parse

import (
	"strings"

	"lantoa/internal/i18n"
)

// subjectWords are the words for whom criteria can be. Every body, area or
// enterprise is a collective (Law on Emulation and Commendation 2022, article 3).
var subjectWords = []struct {
	subject string
	words   []string
}{
	{Household, []string{"ho gia dinh", "gia dinh", "ho nong dan", "ho dan", "ho"}}, // first: "hộ nông dân" holds a word for persons
	{Collective, []string{"tap the", "don vi", "co quan", "to chuc", "dia phuong", "doanh nghiep", "hop tac xa", "xa", "phuong", "thon", "to dan pho", "co so", "nha truong"}},
	{Individual, []string{"ca nhan", "can bo", "cong chuc", "vien chuc", "nguoi lao dong", "doanh nhan", "hoc sinh", "sinh vien", "nha giao", "giao vien", "chien si", "nong dan", "cong nhan", "nghe nhan"}},
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

var labelOpening = words(`^(?i)(?:(?:các )?(?:tiêu chí|tiêu chuẩn|điển hình)\s+(?:(?:đối với|dành cho|cho|của|là)\s+)?|đối với\s+|về\s+|dành cho\s+|cho\s+)?(?:các\s+|những\s+)?`)

// cutLabel parts "b) Đối với cá nhân, hộ gia đình: …" into for whom and what. A
// label without a colon is a line of its own.
func cutLabel(text string) (who, rest string, ok bool) {
	label, rest, colon := strings.Cut(text, ":")
	opening := labelOpening.find(label)
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

var namesSubjects = words(`^(?i)(?:là\s+)?(?:(?:các|những)\s+)?(` + core + `(?:\s*(?:,|và|hoặc)\s*(?:các\s+)?` + core + `)*)(?:\s|$)`)

// subjectsAt finds the subjects with which the criteria themselves begin: "Các
// cá nhân, hộ gia đình có …" (III.3b) under a label that names individuals only.
func subjectsAt(text string) []string {
	m := namesSubjects.groups(text)
	if m == nil {
		return nil
	}
	if unaccented(text) {
		// Without accents "hộ" alone is also "hỗ" of "hỗ trợ".
		m[1] = strings.TrimSuffix(strings.TrimSuffix(m[1], "ho"), "Ho")
	}
	return subjectsIn(m[1])
}

var namesPersons = words(`^(?i)(?:là\s+)?(?:(?:các|những)\s+)?(cán bộ|công chức|viên chức|người lao động|doanh nhân|học sinh|sinh viên|nhà giáo|giáo viên|chiến sĩ|nông dân|công nhân|nghệ nhân)(?:\s|,|$)`)

// personsAt finds persons by their calling at the start of criteria that have no
// label: "Giáo viên vận động được …".
func personsAt(text string) []string {
	if namesPersons.matches(text) {
		return []string{Individual}
	}
	return nil
}

// inlineLabel is a label within a paragraph: "… hiệu quả. Cá nhân: …".
var inlineLabel = words(`[.;]\s+((?i:(?:tiêu chí )?(?:(?:đối với|cho) )?(?:các )?)(?i:tập thể|cá nhân|hộ gia đình|hộ nông dân)[^.;:]{0,40}:\s)`)

// splitLabels cuts a paragraph before each label in it.
func splitLabels(text string) []string {
	var out []string
	start := 0
	for _, m := range inlineLabel.in(text).FindAllStringSubmatchIndex(text, -1) {
		if _, _, ok := cutLabel(text[m[2]:m[3]]); ok {
			out = append(out, strings.TrimSpace(text[start:m[2]]))
			start = m[2]
		}
	}
	return append(out, strings.TrimSpace(text[start:]))
}
