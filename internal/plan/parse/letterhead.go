package parse

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"lantoa/internal/i18n"
)

var (
	symbolLine = regexp.MustCompile(`Số\s*:?\s*[*_\s]*(\d*)[*_.…\s]*/\s*((?:\d{4}/)?[A-ZĐ]+(?:-[A-ZĐa-zđ&]+)*)`)
	dateLine   = regexp.MustCompile(`^(?:.*\s{2,}|.*Số.*\s)?([\p{Lu}][\p{L}\s]*?),\s*ngày\s*([\d.…\s]*?)\s*tháng\s*([\d.…\s]*?)\s*năm\s*(\d{4})`)
	periodText = regexp.MustCompile(`(?:giai đoạn|Giai đoạn|GIAI ĐOẠN)\s+(\d{4})\s*[-–—]\s*(\d{4})`)
	issuerText = regexp.MustCompile(`(Ủy ban nhân dân|Uỷ ban nhân dân|UBND) (tỉnh|thành phố|huyện|thị xã|xã|phường|thị trấn) (?:ban hành|xây dựng|triển khai)`)
	placeName  = regexp.MustCompile(`(tỉnh|thành phố|huyện|thị xã|xã|phường|thị trấn) (\p{Lu}[\p{L}]*(?: \p{Lu}[\p{L}]*)*)`)
	issuerHead = regexp.MustCompile(`^(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|TỈNH ỦY|HUYỆN ỦY)`)
)

// letterhead reads what stands before the first part.
func (d *Draft) letterhead(doc document) {
	var issuerLine int
	for i, b := range doc.blocks {
		if b.mark == roman && sectionOf(b.text) != none {
			break
		}
		full := b.text
		if m := symbolLine.FindStringSubmatch(full); m != nil && d.Symbol == "" {
			d.Number = m[1]
			if d.Number != "" {
				d.Symbol = m[1] + "/" + m[2]
			}
		}
		if m := dateLine.FindStringSubmatch(full); m != nil && d.Place == "" {
			d.Place, d.Date = strings.TrimSpace(m[1]), isoDate(m[4], m[3], m[2])
		}
		if b.mark == caps && d.Issuer == "" && issuerHead.MatchString(full) {
			d.Issuer = issuerCase(full)
		}
		if b.mark == caps && d.Title == "" && isType(full) {
			d.title(doc.blocks[i+1:])
		}
		if m := issuerText.FindStringSubmatch(full); m != nil && issuerLine == 0 {
			issuerLine = b.line
			if d.Issuer == "" {
				d.issuerFromWords(m[2], b.line)
			}
		}
	}
	if m := periodText.FindStringSubmatch(d.Title); m != nil {
		d.Period.From, _ = strconv.Atoi(m[1])
		d.Period.To, _ = strconv.Atoi(m[2])
	}
	if d.Issuer == "" {
		d.warn(0, msgNoIssuer)
	}
}

// issuerFromWords takes the issuer from the sentence that issues the plan and
// the place in its title, both as they are written, and asks for a check.
func (d *Draft) issuerFromWords(unit string, line int) {
	for _, m := range placeName.FindAllStringSubmatch(d.Title, -1) {
		if m[1] == unit {
			d.Issuer = "Ủy ban nhân dân " + unit + " " + m[2]
			d.warn(line, msgIssuer)
			return
		}
	}
}

// isType reports the line that names the type of document.
func isType(s string) bool {
	f := i18n.Fold(s)
	return f == "ke hoach" || f == "de an" || f == "huong dan"
}

// title joins the summary under the type: up to the first paragraph that ends
// like a sentence or opens the bases.
func (d *Draft) title(rest []block) {
	var parts []string
	for _, b := range rest {
		f := i18n.Fold(b.text)
		if b.mark == roman || b.mark == number || ends(b.text) || strings.HasPrefix(f, "can cu") || strings.HasPrefix(f, "thuc hien") || len(parts) == 3 {
			break
		}
		parts = append(parts, b.text)
	}
	d.Title = strings.Join(parts, " ")
}

func isoDate(year, month, day string) string {
	y, err1 := strconv.Atoi(year)
	m, err2 := strconv.Atoi(strings.TrimSpace(month))
	dd, err3 := strconv.Atoi(strings.TrimSpace(day))
	if err1 != nil || err2 != nil || err3 != nil || m < 1 || m > 12 || dd < 1 || dd > 31 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, dd)
}

// issuerCase writes a name in capitals as the administration does in a text:
// "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG" → "Ủy ban nhân dân tỉnh Hà Giang".
func issuerCase(s string) string {
	if i := strings.Index(s, "CỘNG HÒA"); i > 0 {
		s = s[:i]
	}
	words := strings.Fields(strings.ToLower(s))
	proper := false
	for i, w := range words {
		if i == 0 || proper {
			rs := []rune(w)
			rs[0] = unicode.ToUpper(rs[0])
			words[i] = string(rs)
		}
		switch w {
		case "tỉnh", "huyện", "xã", "phường", "trấn", "phố":
			proper = true
		}
	}
	return strings.Join(words, " ")
}
