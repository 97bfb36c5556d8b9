package parse

import (
	"regexp"
	"strconv"
	"strings"

	"lantoa/internal/i18n"
)

var (
	// "160/KH-UBND" of the State and "15-KH/TU" of the Party.
	symbolLine = regexp.MustCompile(`^(?:SỐ|Số)\s*:?\s*[*_\s]*(\d*)\s*[*_.…\s]*(/\s*((?:\d{4}/)?[A-ZĐ]+(?:\s*-\s*[A-ZĐa-zđ0-9&]+)*)|-\s*([A-ZĐ][A-ZĐa-zđ]*/[A-ZĐ]+(?:-[A-ZĐ]+)*))`)
	dateLine   = regexp.MustCompile(`^(?:(?:SỐ|Số).*[\p{Lu}\d/]\s)?(\p{Lu}[\p{L}.\s]{1,40}?),\s*ngày\s*([\d.…\s]*?)\s*tháng\s*([\d.…\s]*?)\s*năm\s*(\d{4})`)
	dateShort  = regexp.MustCompile(`^(\p{Lu}[\p{L}.\s]{1,40}?),\s*ngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`)
	periodText = regexp.MustCompile(`(?i)(?:giai đoạn|nhiệm kỳ|5 năm)\s*\(?(?:từ )?(?:năm )?(\d{4})\s*(?:[-–—]|đến)\s*(?:năm )?(\d{4})`)
	periodYear = regexp.MustCompile(`(?i)\bnăm\s+(\d{4})`)
	issues     = regexp.MustCompile(`(?i)(?:ban hành|xây dựng) kế hoạch`)
)

// letterhead reads what stands before the first part.
func (d *Draft) letterhead(doc document) {
	var heads []string
	from := -1 // where the summary begins
	var ground block
	for i, b := range doc.blocks {
		if b.mark < dash && topicOf(b.text) != none && from >= 0 || isRecipients(b.text) {
			break
		}
		d.reference(b.text)
		switch {
		case from >= 0:
			if ground.text == "" && (issues.MatchString(b.text) || issuerText.MatchString(b.text)) {
				ground = b
			}
		case isType(b.text):
			from = i
		case b.mark == caps:
			heads = append(heads, b.text)
		}
	}
	if from < 0 {
		for _, b := range doc.blocks {
			if issuerText.MatchString(b.text) {
				ground = b
				break
			}
		}
	} else {
		d.title(doc.blocks[from:])
	}
	d.period(ground.text)
	d.Issuer = issuerOf(heads)
	if d.Issuer == "" {
		d.issuerFromWords(ground)
	}
	if d.Issuer == "" {
		d.warn(0, msgNoIssuer)
	}
}

// reference reads number, symbol, place and day where they stand on lines of
// their own; numbers that the grounds cite are no line of their own.
func (d *Draft) reference(s string) {
	if m := symbolLine.FindStringSubmatch(s); m != nil && d.Symbol == "" && m[1] != "" {
		d.Number, d.Symbol = m[1], m[1]+strings.ReplaceAll(m[2], " ", "")
	}
	if d.Place != "" {
		return
	}
	m := dateLine.FindStringSubmatch(s)
	if m == nil {
		m = dateShort.FindStringSubmatch(s)
	}
	if m != nil {
		d.Place, d.Date = strings.TrimSpace(m[1]), isoDate(m[4], m[3], m[2])
	}
}

// period takes the years from the title, else from the sentence that issues the
// plan; a plan of one year begins and ends in it.
func (d *Draft) period(ground string) {
	for _, s := range []string{d.Title, ground} {
		if m := periodText.FindStringSubmatch(s); m != nil {
			d.Period.From, _ = strconv.Atoi(m[1])
			d.Period.To, _ = strconv.Atoi(m[2])
			if d.Period.From > d.Period.To {
				d.warn(0, msgPeriodOrder)
			}
			return
		}
	}
	if m := periodYear.FindAllStringSubmatch(d.Title, -1); len(m) == 1 {
		d.Period.From, _ = strconv.Atoi(m[0][1])
		d.Period.To = d.Period.From
	}
}

// isType reports the line that names the type of document, alone or with the
// summary after it in capitals.
func isType(s string) bool {
	f := i18n.Fold(firstRunes(s, 40))
	switch f {
	case "ke hoach", "de an", "huong dan", "chuong trinh", "phuong an", "du thao ke hoach", "ke hoach du thao":
		return true
	}
	return strings.HasPrefix(f, "ke hoach ") && inCapitals(s)
}

// otherTypes are types of document that are no plan.
var otherTypes = regexp.MustCompile(`^(?:LUẬT|PHÁP LỆNH|NGHỊ ĐỊNH|NGHỊ QUYẾT|THÔNG TƯ|QUYẾT ĐỊNH|CHỈ THỊ|BÁO CÁO|TỜ TRÌNH|BIÊN BẢN|THÔNG BÁO|GIẤY MỜI|CÔNG ĐIỆN|QUY CHẾ|HỢP ĐỒNG)$`)

// otherType is the type of a document that says it is no plan, "" for any other.
func (doc document) otherType() string {
	found := ""
	for i, b := range doc.blocks {
		if isType(b.text) {
			return ""
		}
		if i < 30 && b.mark == caps && found == "" && otherTypes.MatchString(b.text) {
			found = b.text
		}
	}
	return found
}

// title joins the summary under the type: up to the first paragraph that ends
// like a sentence or gives the grounds.
func (d *Draft) title(rest []block) {
	var parts []string
	if f := i18n.Fold(firstRunes(rest[0].text, 40)); strings.HasPrefix(f, "ke hoach ") && f != "ke hoach du thao" {
		parts = append(parts, strings.TrimSpace(firstRunesFrom(rest[0].text, len([]rune("KẾ HOẠCH")))))
	}
	for _, b := range rest[1:] {
		if b.mark < plain || ends(b.text) || b.final || len(parts) > 0 && isBasis(b.text) || len(parts) == 6 || strings.HasPrefix(b.text, "(") || isRecipients(b.text) || len(b.text) > 600 {
			break
		}
		parts = append(parts, b.text)
	}
	d.Title = strings.Join(parts, " ")
}

func firstRunesFrom(s string, n int) string { return s[len(firstRunes(s, n)):] }
