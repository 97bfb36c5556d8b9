package parse

import (
	"strconv"
	"strings"
)

// quotaText is "mỗi xã … ít nhất 02 …" or "mỗi thôn giới thiệu 01 …": for each of
// whom, and a number right after a word that asks for it.
var quotaText = words(`(?i)((?:mỗi|từng)\s[^;:.0-9]{1,100}?)\s(?:ít nhất|tối thiểu|từ|có|chọn|lựa chọn|xây dựng|giới thiệu|đề nghị|đăng ký)\s(?:được\s)?(\d{1,3})\s+\p{L}`)

// quotas reads how many exemplars are asked of each body or year.
func (d *reading) quotas(doc document) {
	for _, b := range doc.body() {
		for _, s := range sentences(b.text) {
			for clause := range strings.SplitSeq(s, ";") {
				m := quotaText.groups(clause)
				if m == nil {
					continue
				}
				amount, _ := strconv.Atoi(m[2])
				text := strings.TrimSpace(clause)
				d.Quotas = append(d.Quotas, Quota{Line: b.line, Amount: amount, Per: strings.TrimSpace(cutVerb(m[1])), Text: text})
				d.warn(b.line, quotaSeen(firstRunes(text, 80)))
			}
		}
	}
}

var quotaVerb = words(`\s(?:phải|cần|có|chọn|lựa chọn|xây dựng|giới thiệu|đề nghị|đăng ký|phấn đấu)(?:\s|$)`)

// cutVerb leaves of "mỗi xã có" the body alone.
func cutVerb(per string) string {
	if m := quotaVerb.at(per); m != nil {
		return per[:m[0]]
	}
	return per
}
