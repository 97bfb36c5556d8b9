package parse

import (
	"regexp"
	"strings"
)

// charge is a sentence that charges bodies with a field.
type charge struct {
	leads  []Lead
	others []string
}

var (
	chargeLead = regexp.MustCompile(`^(?:(Giao|Phân công|Do|(?:Trân trọng |Kính )?[Đđ]ề nghị)(?: cho)? )?(.+?) (?:là cơ quan )?chủ trì(?:\s*[,;]\s*|\s+và\s+|\s+|$)(.*)$`)
	chargeWith = regexp.MustCompile(`^(?:phối hợp(?: chặt chẽ)?(?: (?:với|cùng))?|cùng(?: với)?) (.+)$`)
	// goal ends the list of those who co-ordinate: what they are to do together.
	goal        = regexp.MustCompile(`,?\s(?:để\s|lựa chọn|phát hiện,|tổ chức|triển khai|thực hiện|tham mưu|hướng dẫn|xây dựng (?:các )?(?:điển hình|mô hình))`)
	chargeVerbs = regexp.MustCompile(`^[,\s]*(?:(?:để|lựa chọn|phát hiện|xây dựng|bồi dưỡng|nhân rộng|và|,)[,\s]*)+`)
	organised   = regexp.MustCompile(`^,?\s(?:các )?tổ chức(?:,|\s(?:chính trị|xã hội|đoàn|liên quan|[Đđ]ảng|hội|tôn giáo))`)
	limits      = regexp.MustCompile(`thuộc|phạm vi|phụ trách`)
	labelled    = regexp.MustCompile(`^(?i)(?:các )?(?:cơ quan|đơn vị)?\s*(?:chủ trì|phối hợp)(?: thực hiện| lựa chọn, xây dựng)?\s*(?:\([^)]*\))?\s*:`)
	labelLead   = regexp.MustCompile(`^(?i)(?:các )?(?:cơ quan|đơn vị)?\s*chủ trì(?: thực hiện| lựa chọn, xây dựng)?\s*(\([^)]*\))?\s*:\s*(.+)$`)
	labelWith   = regexp.MustCompile(`^(?i)(?:các )?(?:cơ quan|đơn vị)?\s*phối hợp(?: thực hiện)?\s*(?:\([^)]*\))?\s*:\s*(.+)$`)
	labelNext   = regexp.MustCompile(`(?i)\s*[;,.]\s*((?:các )?(?:cơ quan|đơn vị)\s*phối hợp[^:]{0,30}:)`)
	asksFor     = regexp.MustCompile(`^(Giao|Đề nghị|đề nghị|giao)(?: cho)?\s+`)
	opensWith   = regexp.MustCompile(`^(?:Giao|Đề nghị|Phân công)(?: cho)? \p{Lu}`)
)

// opensCharge reports a line with which a sentence that charges bodies may begin.
func opensCharge(s string) bool { return opensWith.MatchString(s) || labelled.MatchString(s) }

// readCharge reads "Giao A chủ trì, phối hợp với B, C lựa chọn, xây dựng …" and
// the labelled lines "Cơ quan chủ trì: …", "Đơn vị phối hợp: …".
func readCharge(text string) (charge, bool) {
	text = strings.TrimRight(strings.TrimSpace(text), ".; ")
	if labelled.MatchString(text) {
		return readLabelled(text)
	}
	m := chargeLead.FindStringSubmatch(text)
	if m == nil || strings.ContainsAny(m[2], ".:") || m[1] == "" && !bodyWord.MatchString(m[2]) {
		return charge{}, false
	}
	c, scope := charge{}, m[3]
	if w := chargeWith.FindStringSubmatch(m[3]); w != nil {
		var names string
		names, scope = cutGoal(w[1])
		c.others = bodies(names)
	}
	scope = strings.TrimSpace(scope[len(chargeVerbs.FindString(scope)):])
	if !limits.MatchString(scope) {
		scope = ""
	}
	c.leads = leads(m[2], modeOf(m[1]), scope)
	return c, len(c.leads) > 0
}

func readLabelled(text string) (charge, bool) {
	first, second := text, ""
	if m := labelNext.FindStringSubmatchIndex(text); m != nil {
		first, second = text[:m[0]], text[m[2]:]
	}
	c := charge{}
	if m := labelLead.FindStringSubmatch(first); m != nil {
		mode := modeOf(strings.Trim(m[1], "()"))
		if a := asksFor.FindStringSubmatch(m[2]); a != nil {
			mode, m[2] = modeOf(a[1]), m[2][len(a[0]):]
		}
		c.leads = leads(m[2], mode, "")
	}
	for _, s := range []string{first, second} {
		if m := labelWith.FindStringSubmatch(s); m != nil {
			c.others = append(c.others, bodies(m[1])...)
		}
	}
	return c, len(c.leads)+len(c.others) > 0
}

// cutGoal parts the co-ordinating bodies from what they do. "các tổ chức chính
// trị - xã hội" are bodies, not a verb.
func cutGoal(s string) (names, goals string) {
	for at := 0; ; {
		m := goal.FindStringIndex(s[at:])
		if m == nil {
			return s, ""
		}
		from := at + m[0]
		if !strings.HasSuffix(s[:from], "các") && !organised.MatchString(s[from:]) {
			return s[:from], strings.TrimLeft(s[from:], ", ")
		}
		at += m[1]
	}
}

func modeOf(word string) Mode {
	if strings.HasSuffix(strings.ToLower(word), "đề nghị") {
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
