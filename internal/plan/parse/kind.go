package parse

import "strings"

// isType reports the line that names the type of a document that can be such a
// plan, alone or with the summary after it in capitals.
func isType(s string) bool {
	return isTypeAlone(s) || typeWithTitle.matches(s) && inCapitals(s)
}

var typeWithTitle = words(`^(?i)kế hoạch `)

func isTypeAlone(s string) bool {
	if len(s) > 60 {
		return false
	}
	switch key(s) {
	case "kehoach", "dean", "huongdan", "chuongtrinh", "phuongan", "duthaokehoach", "kehoachduthao":
		return true
	}
	return false
}

// otherTypes are types of document that are no plan.
var otherTypes = words(`^(?:LUẬT|BỘ LUẬT|PHÁP LỆNH|HIẾN PHÁP|NGHỊ ĐỊNH|NGHỊ QUYẾT|THÔNG TƯ|QUYẾT ĐỊNH|CHỈ THỊ|BÁO CÁO|TỜ TRÌNH|BIÊN BẢN|THÔNG BÁO|GIẤY MỜI|CÔNG ĐIỆN|QUY CHẾ|QUY ĐỊNH|HỢP ĐỒNG|` +
	`DỰ TOÁN|DANH SÁCH|BIỂU TỔNG HỢP|BẢNG TỔNG HỢP)(?:\s|:|$)`)

// annex names what is attached and is no document of its own.
var annex = words(`^(?:PHỤ LỤC|BIỂU MẪU|MẪU)(?:\s|$)`)

// namesDocument reports the line in capitals with which a document, or what is
// attached to one, begins.
func namesDocument(s string) bool {
	return isType(s) || inCapitals(s) && (otherTypes.matches(s) || annex.matches(s))
}

var (
	letterWords = words(`^(?i)(?:kính gửi|V/v)(?:\s|:|$)`)
	// exemplars are the words without which no document is a plan for them.
	exemplars = words(`(?i)điển hình|gương người tốt|người tốt,? việc tốt|gương sáng|nhân tố mới`)
)

// refusal says why a document is no plan for exemplars, "" for one that may be.
func (doc document) refusal() string {
	typed := doc.typeAt()
	if typed < 0 {
		for _, b := range doc.blocks[:min(30, len(doc.blocks))] {
			switch {
			case letterWords.matches(b.text):
				return notPlan("công văn")
			case b.mark == caps && otherTypes.matches(b.text):
				return notPlan(firstRunes(b.text, 60))
			}
		}
	}
	if !doc.speaksOfExemplars(typed) {
		return msgOtherPlan
	}
	return ""
}

// speaksOfExemplars looks where a plan says what it is about: in the title, in
// the sentence that issues it, and in the headings of its parts and fields.
func (doc document) speaksOfExemplars(typed int) bool {
	head := doc.head()
	for i, b := range head {
		if i > typed && (typed >= 0 || issuerText.matches(b.text)) && exemplars.matches(firstRunes(b.text, 600)) {
			return true
		}
	}
	if typed >= 0 && exemplars.matches(doc.blocks[typed].text) {
		return true
	}
	for _, b := range doc.blocks[max(0, typed):] {
		short := b.mark <= number && isHeadline(b) && !strings.HasSuffix(b.text, ".")
		if short && topicOf(b.text) == fields && exemplars.matches(firstRunes(b.text, 200)) {
			return true
		}
	}
	return false
}
