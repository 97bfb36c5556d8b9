package parse

import (
	"strconv"
	"strings"
)

var (
	// "160/KH-UBND" of the State and "15-KH/TU" of the Party.
	symbolLine = words(`^(?:SỐ|Số)\s*:?\s*[*_\s]*(\d*)\s*[*_.…\s]*(/\s*((?:\d{4}/)?[A-ZĐ]+(?:\s*-\s*[A-ZĐa-zđ0-9&]+)*)|-\s*([A-ZĐ][A-ZĐa-zđ]*/[A-ZĐ]+(?:-[A-ZĐ]+)*))`)
	dateLine   = words(`^(?:(?:SỐ|Số).*[\p{Lu}\d/]\s)?(\p{Lu}[\p{L}.\s]{1,40}?),\s*ngày\s*([\d.…\s]*?)\s*tháng\s*([\d.…\s]*?)\s*năm\s*(\d{4})`)
	dateShort  = words(`^(\p{Lu}[\p{L}.\s]{1,40}?),\s*ngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`)
	periodText = words(`(?i)(?:giai đoạn|nhiệm kỳ|5 năm)\s*\(?(?:từ )?(?:năm )?(\d{4})\s*(?:[-–—]|đến)\s*(?:năm )?(\d{4})`)
	periodYear = words(`(?i)\bnăm\s+(\d{4})`)
	issues     = words(`(?i)(?:ban hành|xây dựng) kế hoạch`)
)

// letterhead reads what stands before the first part.
func (d *reading) letterhead(doc document) {
	head := doc.head()
	var heads []string
	for _, b := range head {
		if namesDocument(b.text) {
			break
		}
		d.reference(b)
		if b.mark == caps {
			heads = append(heads, b.text)
		}
	}
	typed := doc.typeAt()
	if typed >= 0 {
		d.title(doc.blocks[typed:])
	}
	for _, b := range head[max(0, typed):] {
		d.reference(b) // also under the title, where some put it
	}
	ground := ground(head, typed)
	d.period(doc, typed, ground)
	d.Issuer = issuerOf(heads)
	if d.Issuer == "" {
		d.issuerFromWords(ground)
	}
	if d.Issuer == "" {
		d.warn(0, msgNoIssuer)
	}
}

// typeAt is the block that names the plan, -1 for none: the last one, for the
// decision that issues a plan stands before it.
func (doc document) typeAt() int {
	at := -1
	for i, b := range doc.blocks {
		if isType(b.text) {
			at = i
		}
	}
	return at
}

// head is everything before the plan's first part.
func (doc document) head() []block {
	typed := doc.typeAt()
	for i, b := range doc.blocks {
		if i > typed && (b.mark < dash && topicOf(b.text) != none || isRecipients(b.text)) {
			return doc.blocks[:i]
		}
	}
	return doc.blocks
}

// ground is the sentence that issues the plan.
func ground(head []block, typed int) block {
	for i, b := range head {
		if i > typed && (typed >= 0 && issues.matches(b.text) || issuerText.matches(b.text)) {
			return b
		}
	}
	return block{}
}

// reference reads number, symbol, place and day where they stand on lines of
// their own; numbers that the grounds cite are no line of their own.
func (d *reading) reference(b block) {
	if m := symbolLine.groups(b.text); m != nil && d.Symbol == "" {
		if m[1] == "" {
			d.numberAt = b.line
		} else {
			d.Number, d.Symbol = m[1], m[1]+strings.ReplaceAll(m[2], " ", "")
		}
	}
	if d.Place != "" {
		return
	}
	m := dateLine.groups(b.text)
	if m == nil {
		m = dateShort.groups(b.text)
	}
	if m != nil {
		d.Place, d.Date = strings.TrimSpace(m[1]), isoDate(m[4], m[3], m[2])
		d.dateAt = b.line
	}
}

// period takes the years from the title, else from the sentence that issues the
// plan; a plan of one year begins and ends in it.
func (d *reading) period(doc document, typed int, ground block) {
	at := ground.line
	if typed >= 0 {
		at = doc.blocks[typed].line
	}
	for _, s := range []string{d.Title, ground.text} {
		if m := periodText.groups(s); m != nil {
			d.Period.From, _ = strconv.Atoi(m[1])
			d.Period.To, _ = strconv.Atoi(m[2])
			if d.Period.From > d.Period.To {
				d.warn(at, msgPeriodOrder)
			}
			return
		}
	}
	if m := periodYear.in(d.Title).FindAllStringSubmatch(d.Title, -1); len(m) == 1 {
		d.Period.From, _ = strconv.Atoi(m[0][1])
		d.Period.To = d.Period.From
	}
}

// title joins the summary under the type: up to the first paragraph that ends
// like a sentence or gives the grounds.
func (d *reading) title(rest []block) {
	var parts []string
	if m := typeWithTitle.at(rest[0].text); m != nil && !isTypeAlone(rest[0].text) {
		parts = append(parts, strings.TrimSpace(rest[0].text[m[1]:]))
	}
	for _, b := range rest[1:] {
		if b.mark < plain || ends(b.text) || b.final || len(parts) > 0 && isBasis(b.text) || len(parts) == 6 || strings.HasPrefix(b.text, "(") || isRecipients(b.text) || isLabel(b.text) || len(b.text) > 600 {
			break
		}
		parts = append(parts, b.text)
	}
	d.Title = strings.Join(parts, " ")
}
