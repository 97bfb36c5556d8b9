package parse

import "strings"

// opens decides whether the line opens a block. Within a paragraph any line goes
// on that does not open one; across a blank line (a page break) only one that
// goes on in lower case after an unfinished sentence.
func (doc *document) opens(before *block, b block, l line, room bool) bool {
	last := before.last()
	ended := ends(last)
	switch {
	case l.alone || before.alone || doc.inTail && before.mark >= plain && !startsLower(l.text):
		return true
	case b.mark == caps:
		return !doc.capsGoOn(before, l)
	case before.mark == caps:
		return true
	case b.mark != plain:
		return l.blank || ended || before.caps || doc.set.whole || doc.expects(before, b) || b.mark == dash && (room && startsUpper(b.text) || opensLabel(b.text))
	case l.blank:
		return ended || !goesOn(last, l.text) && !(l.page && !room && before.wrapped())
	case isLabel(l.text) || startsUpper(l.text) && opensLabel(l.text):
		return true
	case labelled.matches(firstRunes(before.text, 80)):
		return doc.set.whole || room || strings.HasSuffix(last, ".") // otherwise the list of bodies goes on
	case attached.matches(before.text):
		return strings.HasSuffix(last, ")")
	case isLabel(firstRunes(before.text, 80)):
		return true
	case !doc.started && (isBasis(l.text) || issuing(l.text) && !isBasis(before.text)), before.caps && !startsLower(l.text):
		return true
	case doc.set.whole:
		return ended || !startsLower(l.text)
	case doc.set.dense && opensCharge(l.text):
		return ended || room
	}
	return doc.set.dense && room && (ended || startsUpper(l.text))
}

// capsGoOn reports a line in capitals that is the rest of a heading, or words in
// capitals in the middle of a paragraph.
func (doc *document) capsGoOn(before *block, l line) bool {
	if l.blank || doc.inTail || before.mark == caps || ends(before.last()) || isType(l.text) {
		return false
	}
	if before.mark < dash {
		return before.caps || !doc.set.whole
	}
	return doc.started && !doc.set.whole && !before.caps
}

// expects reports a marker that continues a numbering (2 after 1) or begins one,
// where nothing else says that a block opens.
func (doc *document) expects(before *block, b block) bool {
	if b.mark == dash {
		return doc.inTail && startsUpper(b.text) && (before.mark == dash || isRecipients(before.text))
	}
	words := strings.Fields(before.last())
	if b.text != "" && !startsUpper(b.text) || len(words) > 0 && refers(words[len(words)-1]) {
		return false
	}
	return b.mark <= section || b.mark == decimal || follows(doc.labels[b.mark], b.label)
}

// wrapped reports a paragraph, not a heading, that wrapping broke before.
func (b *block) wrapped() bool { return len(b.parts) > 0 && b.mark >= letter && b.mark < caps }

// refers reports a word after which a number belongs to the sentence.
func refers(word string) bool {
	return oneOf(strings.ToLower(word), "điều", "khoản", "điểm", "số", "mục", "phần", "thứ", "chương", "quý", "tháng", "ngày", "năm", "loại", "cấp", "khóa", "khoá", "là", "và", "từ", "đến", "hạng")
}

const (
	romanOrder  = " I II III IV V VI VII VIII IX X XI XII XIII XIV XV "
	letterOrder = " a b c d đ e g h i k l m n o p q r s t u v x y "
	plainOrder  = " a b c d e f g h i j k l m n o p q r s t u v w x y z "
	numberOrder = " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 "
)

// follows reports a label that is the first of its order or the next after last.
func follows(last, label string) bool {
	for _, order := range []string{romanOrder, letterOrder, plainOrder, numberOrder} {
		if strings.HasPrefix(order, " "+label+" ") || last != "" && strings.Contains(order, " "+last+" "+label+" ") {
			return true
		}
	}
	return false
}

// goesOn reports a line after a page break that continues the unfinished line before it.
func goesOn(last, next string) bool {
	if startsLower(next) || strings.HasSuffix(last, ",") {
		return true
	}
	return oneOf(last[strings.LastIndexByte(last, ' ')+1:], "của", "và", "các", "những", "với", "cho", "tại", "theo", "trong", "do", "bằng", "hoặc")
}

// isLabel reports a line that stands alone by its words.
func isLabel(s string) bool {
	return isRecipients(s) || symbolLine.matches(s) || dateLine.matches(s) || labelled.matches(s) || attached.matches(s)
}

var issuingVerb = words(`\s(?:ban hành|xây dựng)(?:\s|$)`)

// opensLabel reports "Tập thể: …", which opens a paragraph wherever it stands.
func opensLabel(s string) bool {
	s = firstRunes(s, 60)
	_, _, ok := cutLabel(s)
	return ok && strings.Contains(s, ":")
}

// issuing reports the sentence with which a body issues its plan.
func issuing(s string) bool { return bodyWord.matches(s) && issuingVerb.matches(s) }

// attached is the line in brackets under the title that says to what the plan is
// attached; its number is not the plan's.
var attached = words(`^\((?i:ban hành )?(?i:kèm theo)`)

var basis = words(`^(?:Căn cứ|Thực hiện|Triển khai|Nhằm|Để|Theo)\s`)

// isBasis reports a paragraph that gives the grounds of a document.
func isBasis(s string) bool { return basis.matches(s) }
