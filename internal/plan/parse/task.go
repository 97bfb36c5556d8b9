package parse

import (
	"slices"
	"strings"
)

// taskVerbs end the list of those whom a task names.
var taskVerbs = words(`\s(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|chủ trì|chỉ đạo|được phân công|hưởng ứng|đôn đốc|tham mưu|hướng dẫn|theo dõi|triển khai|thường xuyên|` +
	`căn cứ|tăng cường|xây dựng|kiểm tra|thực hiện|lựa chọn|tuyên truyền|đẩy mạnh|phát động|lãnh đạo|quán triệt|bố trí|tổng hợp|cân đối|giúp|tiếp tục|rà soát|tổ chức thực hiện|tổ chức triển khai|phát huy|định kỳ|vận động|giám sát|phối hợp (?:thực hiện|tổ chức|tuyên truyền|triển khai|vận động))(?:\s|,|\.|$)`)

var (
	taskWith    = words(`\s+(?:chủ trì,?\s+)?phối hợp(?: chặt chẽ)? (?:với|cùng)\s+`)
	taskOpening = words(`^(Trân trọng đề nghị|Đề nghị|Phân công|Giao cho|Giao|Yêu cầu)\s+`)
	taskOf      = words(`^(?i)(?:trách nhiệm|nhiệm vụ) của\s+`)
	taskGround  = words(`^(?:Căn cứ|Trên cơ sở|Theo)\s[^,;.]*,\s*`)
	closing     = words(`^(?:Trên đây là|Trong quá trình|Căn cứ |Yêu cầu |Đề nghị các|Giao Sở Nội vụ.* theo dõi|Kế hoạch này|(?:Chủ tịch |UBND|Ủy ban nhân dân|Uỷ ban nhân dân).*(?:yêu cầu|đề nghị))`)
)

// readTasks reads who is to do what (V). The paragraph with which the body
// closes belongs to no clause.
func (d *reading) readTasks(entries []entry) {
	for _, e := range entries {
		if e.head.mark == plain && (strings.HasSuffix(e.head.text, ":") || closing.matches(e.head.text) && e.head.final) {
			continue
		}
		who, mode := assignees(e.head.text)
		body := slices.DeleteFunc(slices.Clone(e.body), func(b block) bool { return b.mark >= plain && (b.final || closing.matches(b.text)) })
		t := Task{No: e.head.label, Mode: mode, Assignees: who, Text: joined(e.head.text, body, "\n")}
		if len(t.Assignees) == 0 {
			d.warn(e.head.line, msgNoAssignee)
		}
		d.Tasks = append(d.Tasks, t)
	}
}

// assignees reads whom a task names: what stands before the verb, before the
// colon of "Sở Nội vụ: …", or in "Trách nhiệm của Sở Nội vụ".
func assignees(text string) ([]string, Mode) {
	mode, out := Assigned, []string{}
	who := text[len(taskGround.find(text)):]
	if m := taskOpening.groups(who); m != nil {
		who, mode = who[len(m[0]):], modeOf(m[1])
	}
	of := taskOf.find(who)
	who = who[len(of):]
	label, rest, colon := strings.Cut(who, ":")
	switch {
	case colon && len(strings.Fields(label)) <= 30 && firstVerb(label) < 0:
		who = label
		if m := taskOpening.groups(strings.TrimSpace(rest)); m != nil && mode == Assigned {
			mode = modeOf(m[1])
		}
	case of != "": // "Trách nhiệm của các cơ quan chủ trì" is a heading, without a verb
	case firstVerb(who) >= 0:
		who = who[:firstVerb(who)]
	case len(strings.Fields(who)) > 20 || strings.ContainsAny(who, ".;") && !strings.HasSuffix(who, "."):
		return out, mode
	}
	if len(who) > maxCharge {
		return out, mode
	}
	for _, side := range taskWith.split(who) {
		out = append(out, bodies(side)...)
	}
	return out, mode
}

var newCountryside = words(`^ xây dựng nông thôn`)

// firstVerb is where the verb of a task stands, -1 for none; "xây dựng nông thôn
// mới" is part of an office's name.
func firstVerb(s string) int {
	for at := 0; ; {
		m := taskVerbs.at(s[at:])
		if m == nil {
			return -1
		}
		if !newCountryside.matches(s[at+m[0]:]) {
			return at + m[0]
		}
		at += m[0] + 1
	}
}
