package parse

import (
	"regexp"
	"strconv"
	"strings"

	"lantoa/internal/i18n"
)

// charge is a sentence that charges bodies with a field.
type charge struct {
	leads  []Lead
	others []string
}

var (
	chargeLead  = regexp.MustCompile(`^(Giao|Đề nghị)(?: cho)? (.+?) (?:là cơ quan )?chủ trì\s*[,;]?\s*(.*)$`)
	chargeWith  = regexp.MustCompile(`^(?:phối hợp(?: chặt chẽ)? (?:với|cùng)|cùng) (.+?)(?: (?:để )?(?:lựa chọn|tổ chức|triển khai|thực hiện|tham mưu)(.*))?$`)
	chargeVerbs = regexp.MustCompile(`^,?\s*(?:lựa chọn)?,?\s*xây dựng\s*`)
	labelLead   = regexp.MustCompile(`^(?:Cơ quan|Đơn vị) chủ trì\s*:\s*(.+)$`)
	labelWith   = regexp.MustCompile(`^(?:Cơ quan|Đơn vị) phối hợp\s*:\s*(.+)$`)
)

// readCharge reads "Giao A chủ trì, phối hợp với B, C lựa chọn, xây dựng …" and
// the labelled lines that other plans use.
func readCharge(text string) (charge, bool) {
	text = strings.TrimRight(strings.TrimSpace(text), ". ")
	if m := labelLead.FindStringSubmatch(text); m != nil {
		return charge{leads: leads(m[1], Assigned, "")}, true
	}
	if m := labelWith.FindStringSubmatch(text); m != nil {
		return charge{others: bodies(m[1])}, true
	}
	m := chargeLead.FindStringSubmatch(text)
	if m == nil {
		return charge{}, false
	}
	c := charge{}
	scope := ""
	if w := chargeWith.FindStringSubmatch(m[3]); w != nil {
		c.others = bodies(w[1])
		scope = strings.TrimSpace(chargeVerbs.ReplaceAllString(w[2], ""))
	}
	c.leads = leads(m[2], modeOf(m[1]), scope)
	return c, true
}

func modeOf(word string) Mode {
	if strings.HasPrefix(word, "Đề nghị") {
		return Requested
	}
	return Assigned
}

func leads(names string, mode Mode, scope string) []Lead {
	var out []Lead
	for _, n := range bodies(names) {
		out = append(out, Lead{Name: n, Mode: mode, Scope: scope})
	}
	return out
}

// bodyWord opens the name of a body: only before one does a comma or "và" part
// two names ("Sở Văn hóa, Thể thao và Du lịch" is one).
var bodyWord = regexp.MustCompile(`^(?:các|Các|Sở|Ban|Hội|Ủy ban|Uỷ ban|UBND|Công an|Bộ|Liên đoàn|Liên minh|Liên hiệp|Văn phòng|Hiệp hội|Tỉnh đoàn|Tỉnh ủy|Đoàn|Báo|Đài|Mặt trận|MTTQ|Trường|Cục|Chi cục|Thanh tra|Viện|Tòa|Bảo hiểm|Kho bạc|Ngân hàng|Phòng|Trung tâm|Huyện|Thị|Đảng ủy|Công ty|Bệnh viện|Cơ quan|Thủ trưởng)(?:\s|$)`)

// bodies splits a list of bodies.
func bodies(list string) []string {
	out := []string{}
	var current string
	flush := func() {
		if s := strings.Trim(current, " ,;."); s != "" {
			out = append(out, s)
		}
		current = ""
	}
	for _, piece := range pieces(list) {
		opens := bodyWord.MatchString(piece.text) || strings.HasPrefix(piece.text, "đơn vị liên quan") && !strings.HasPrefix(strings.ToLower(current), "các ")
		if piece.hard || current != "" && opens {
			flush()
			current = piece.text
			continue
		}
		current += piece.sep + piece.text
	}
	flush()
	return out
}

type piece struct {
	sep  string // what stood before it
	text string
	hard bool // after a semicolon
}

var separator = regexp.MustCompile(`\s*;\s*|\s*,\s*(?:và )?|\s+và\s+`)

func pieces(list string) []piece {
	var out []piece
	start, sep := 0, ""
	for _, m := range separator.FindAllStringIndex(list, -1) {
		out = append(out, piece{sep: sep, text: list[start:m[0]], hard: strings.Contains(sep, ";")})
		sep, start = list[m[0]:m[1]], m[1]
	}
	return append(out, piece{sep: sep, text: list[start:], hard: strings.Contains(sep, ";")})
}

var (
	quarterText = regexp.MustCompile(`^(?:[Tt]rong |[Đđ]ến )?[Qq]uý\s+(IV|III|II|I|[1-4])\s*(?:[/,-]|năm|\s)+\s*(?:năm\s+)?(\d{4})\s*[:,.;-]*\s*`)
	yearlyWords = []string{"hang nam", "moi nam"}
)

// readMilestones reads what is due by when, and what is due every year.
func (d *Draft) readMilestones(part []block) {
	for _, b := range part {
		if b.mark != number && b.mark != dash && b.mark != letter {
			continue
		}
		m := quarterText.FindStringSubmatch(b.text)
		rest := b.text
		if m != nil {
			rest = b.text[len(m[0]):]
		}
		var text []string
		for _, s := range sentences(rest) {
			if isYearly(s) {
				d.Yearly = append(d.Yearly, s)
				continue
			}
			text = append(text, s)
		}
		if len(text) == 0 {
			continue
		}
		stone := Milestone{Text: strings.Join(text, " ")}
		if m == nil {
			d.warn(b.line, msgNoDue)
		} else {
			stone.Quarter = quarter(m[1])
			stone.Year, _ = strconv.Atoi(m[2])
			stone.Due = isoDate(m[2], strconv.Itoa(stone.Quarter*3), []string{"31", "30", "30", "31"}[stone.Quarter-1])
		}
		d.Milestones = append(d.Milestones, stone)
	}
}

func isYearly(sentence string) bool {
	f := i18n.Fold(sentence)
	for _, w := range yearlyWords {
		if strings.Contains(f, w) {
			return true
		}
	}
	return false
}

func quarter(s string) int {
	switch s {
	case "I", "1":
		return 1
	case "II", "2":
		return 2
	case "III", "3":
		return 3
	}
	return 4
}

// taskVerbs end the list of those whom a task names.
var taskVerbs = regexp.MustCompile(`\s(?:có trách nhiệm|chủ trì|chỉ đạo|được phân công|hưởng ứng|đôn đốc|tham mưu|hướng dẫn|theo dõi|triển khai|thường xuyên|căn cứ|tăng cường|xây dựng|kiểm tra)(?:\s|,)`)

var taskWith = regexp.MustCompile(`\s+(?:chủ trì,?\s+)?phối hợp (?:với|cùng)\s+`)

// readTasks reads who is to do what.
func (d *Draft) readTasks(part []block) {
	for _, b := range part {
		if b.mark != number {
			continue
		}
		t := Task{No: b.label, Mode: Assigned, Assignees: []string{}, Text: b.text}
		who := b.text
		for _, opening := range []string{"Đề nghị ", "Giao cho ", "Giao "} {
			if rest, ok := strings.CutPrefix(who, opening); ok {
				who, t.Mode = rest, modeOf(opening)
				break
			}
		}
		if m := taskVerbs.FindStringIndex(who); m != nil {
			for _, side := range taskWith.Split(who[:m[0]], -1) {
				t.Assignees = append(t.Assignees, bodies(side)...)
			}
		}
		if len(t.Assignees) == 0 {
			d.warn(b.line, msgNoAssignee)
		}
		d.Tasks = append(d.Tasks, t)
	}
}
