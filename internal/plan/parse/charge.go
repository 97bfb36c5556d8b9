package parse

import "strings"

// charge is a sentence that charges bodies with a field.
type charge struct {
	leads  []Lead
	others []string
}

var (
	chargeLead = words(`^(?:(Giao|Phân công|Do|(?:Trân trọng |Kính )?[Đđ]ề nghị)(?: cho)? )?(.+?) (?:là cơ quan )?chủ trì(?:\s*[,;]\s*|\s+và\s+|\s+|$)(.*)$`)
	chargeWith = words(`^(?:phối hợp(?: chặt chẽ)?(?: (?:với|cùng))?|cùng(?: với)?) (.+)$`)
	// goal ends the list of those who co-ordinate: what they are to do together.
	goal        = words(`,?\s(?:để\s|lựa chọn|phát hiện,|tổ chức|triển khai|thực hiện|tham mưu|hướng dẫn|xây dựng (?:các )?(?:điển hình|mô hình))`)
	chargeVerbs = words(`^[,\s]*(?:(?:để|lựa chọn|phát hiện|xây dựng|bồi dưỡng|nhân rộng|và|,)[,\s]*)+`)
	organised   = words(`^,?\s(?:các )?tổ chức(?:,|\s(?:chính trị|xã hội|đoàn|liên quan|[Đđ]ảng|hội|tôn giáo))`)
	limits      = words(`thuộc|phạm vi|phụ trách|^(?:việc|phần|mảng|nội dung|lĩnh vực)\s`)
	labelled    = words(`^(?i)(?:các )?(?:cơ quan|đơn vị|địa phương|sở, ngành)?(?:, (?:cơ quan|đơn vị|địa phương))*\s*(?:được giao )?(?:chủ trì|phối hợp)(?: thực hiện| lựa chọn, xây dựng)?\s*(?:\([^)]*\))?\s*:`)
	labelLead   = words(`^(?i)(?:các )?(?:cơ quan|đơn vị|địa phương|sở, ngành)?(?:, (?:cơ quan|đơn vị|địa phương))*\s*(?:được giao )?chủ trì(?: thực hiện| lựa chọn, xây dựng)?\s*(\([^)]*\))?\s*:\s*(.+)$`)
	labelWith   = words(`^(?i)(?:các )?(?:cơ quan|đơn vị|địa phương|sở, ngành)?(?:, (?:cơ quan|đơn vị|địa phương))*\s*(?:được giao )?phối hợp(?: thực hiện)?\s*(?:\([^)]*\))?\s*:\s*(.+)$`)
	labelNext   = words(`(?i)\s*[;,.]\s*((?:các )?(?:cơ quan|đơn vị)\s*phối hợp[^:]{0,30}:)`)
	modeChange  = words(`(?:\s*[,;]\s*|\s+và\s+)((?i)giao(?: cho)?|(?:trân trọng )?đề nghị)\s+`)
	nextCharge  = words(`;\s*(?i)(?:giao|đề nghị|phân công)\s[^;]*\schủ trì`)
	asksFor     = words(`^(Giao|Đề nghị|đề nghị|giao)(?: cho)?\s+`)
	opensWith   = words(`^(?:Giao|Đề nghị|Phân công)(?: cho)? \p{Lu}`)
)

// opensCharge reports a line with which a sentence that charges bodies may begin.
func opensCharge(s string) bool { return opensWith.matches(s) || labelled.matches(s) }

// maxCharge is the longest sentence, in bytes, that charges bodies: some sixty names.
const maxCharge = 4000

// readCharge reads "Giao A chủ trì, phối hợp với B, C lựa chọn, xây dựng …" and
// the labelled lines "Cơ quan chủ trì: …", "Đơn vị phối hợp: …".
func readCharge(text string) (charge, bool) {
	text = strings.TrimRight(strings.TrimSpace(text), ".; ")
	if len(text) > maxCharge {
		return charge{}, false
	}
	if labelled.matches(text) {
		return readLabelled(text)
	}
	if m := nextCharge.at(text); m != nil {
		if first, ok := readCharge(text[:m[0]]); ok {
			second, ok := readCharge(capital(strings.TrimLeft(text[m[0]:], "; ")))
			return charge{append(first.leads, second.leads...), append(first.others, second.others...)}, ok
		}
	}
	m := chargeLead.groups(text)
	if m == nil || strings.ContainsAny(m[2], ".:") || m[1] == "" && !bodyWord.matches(m[2]) {
		return charge{}, false
	}
	c, scope := charge{}, m[3]
	if w := chargeWith.groups(m[3]); w != nil {
		var names string
		names, scope = cutGoal(w[1])
		c.others = bodies(names)
	}
	scope = strings.TrimSpace(scope[len(chargeVerbs.find(scope)):])
	if !limits.matches(scope) {
		scope = ""
	}
	c.leads = leads(m[2], modeOf(m[1]), scope)
	return c, len(c.leads) > 0
}

func readLabelled(text string) (charge, bool) {
	first, second := text, ""
	if m := labelNext.groupsAt(text); m != nil {
		first, second = text[:m[0]], text[m[2]:]
	}
	c := charge{}
	if m := labelLead.groups(first); m != nil {
		mode := modeOf(strings.Trim(m[1], "()"))
		if a := asksFor.groups(m[2]); a != nil {
			mode, m[2] = modeOf(a[1]), m[2][len(a[0]):]
		}
		c.leads = leads(m[2], mode, "")
	}
	for _, s := range []string{first, second} {
		if m := labelWith.groups(s); m != nil {
			c.others = append(c.others, bodies(m[1])...)
		}
	}
	return c, len(c.leads)+len(c.others) > 0
}

// cutGoal parts the co-ordinating bodies from what they do. "các tổ chức chính
// trị - xã hội" are bodies, not a verb.
func cutGoal(s string) (names, goals string) {
	for at := 0; ; {
		m := goal.at(s[at:])
		if m == nil {
			return s, ""
		}
		from := at + m[0]
		if !strings.HasSuffix(s[:from], "các") && !organised.matches(s[from:]) {
			return s[:from], strings.TrimLeft(s[from:], ", ")
		}
		at += m[1]
	}
}

func modeOf(word string) Mode {
	if asksWord.matches(word) {
		return Requested
	}
	return Assigned
}

var asksWord = words(`(?i)đề nghị$`)

// leads reads a list of bodies; within it "đề nghị" and "giao" change the mode of
// those that follow.
func leads(names string, mode Mode, scope string) []Lead {
	var out []Lead
	for names != "" {
		part, next, nextMode := names, "", mode
		if m := modeChange.groupsAt(names); m != nil {
			part, next, nextMode = names[:m[0]], names[m[1]:], modeOf(strings.TrimSpace(names[m[2]:m[3]]))
		}
		for _, n := range bodies(part) {
			out = append(out, Lead{Name: n, Mode: mode, Scope: scope})
		}
		names, mode = next, nextMode
	}
	return out
}
