package parse

import (
	"strings"
	"unicode"

	"lantoa/internal/i18n"
)

var (
	issuerText = words(`(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND) (tỉnh|thành phố|huyện|thị xã|xã|phường|thị trấn)((?: \p{Lu}\p{L}*)*) (?:ban hành|xây dựng|triển khai)`)
	placeName  = words(`(?i)(tỉnh|thành phố|huyện|thị xã|xã|phường|thị trấn) (\p{Lu}[\p{L}]*(?: \p{Lu}[\p{L}]*)*)`)
	issuerHead = words(`^(?:ỦY BAN|UỶ BAN|UBND|TỈNH|THÀNH|HUYỆN ỦY|HUYỆN UỶ|ĐẢNG BỘ|ĐẢNG ỦY|SỞ|BAN|BỘ|HỘI|LIÊN ĐOÀN|CỤC|CÔNG AN|CÔNG TY|TỔNG|TRƯỜNG|MẶT TRẬN|ĐOÀN|VĂN PHÒNG|BỆNH VIỆN|HỘI ĐỒNG)(?:\s|$)`)
	placeHead  = words(`^(?:TỈNH|THÀNH PHỐ|HUYỆN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN) `)
	furniture  = words(`^(?:CỘNG HÒA|CỘNG HOÀ|ĐỘC LẬP|ĐẢNG CỘNG SẢN|DỰ THẢO|KHẨN|HỎA TỐC|THƯỢNG KHẨN|MẬT|SỐ)(?:\s|:|$)|CHỦ NGHĨA VIỆT NAM$|^(?:NGHĨA VIỆT )?NAM$`)
	republic   = words(`CỘNG HÒA`)
	committee  = words(`^(?:ỦY BAN|HỘI ĐỒNG) NHÂN DÂN$`)
	partyBody  = words(` ỦY `)
)

// issuerOf is the body in the letterhead: the last that opens there, the one
// above it being whom it belongs to (Decree 30/2020, annex I, II.2).
func issuerOf(heads []string) string {
	var issuer, above string
	for _, h := range heads {
		if m := republic.at(h); m != nil && m[0] > 0 {
			h = strings.TrimSpace(h[:m[0]])
		}
		switch {
		case furniture.matches(h):
		case issuer != "" && placeHead.matches(h) && !partyBody.matches(h):
			issuer += " " + h
		case issuer == "" && placeHead.matches(h):
			issuer, above = h, h
		case above != "" && committee.matches(h): // "TỈNH A" above "ỦY BAN NHÂN DÂN", as some still print
			issuer, above = h+" "+above, ""
		case issuerHead.matches(h):
			issuer, above = h, ""
		case issuer != "":
			issuer += " " + h
		}
	}
	return nameCase(issuer)
}

// issuerFromWords takes the issuer from the sentence that issues the plan and,
// where that gives no name, the place from the title, both as they are written,
// and asks for a check.
func (d *reading) issuerFromWords(ground block) {
	m := issuerText.groups(ground.text)
	if m == nil {
		return
	}
	name := strings.TrimSpace(m[2])
	for _, p := range placeName.in(d.Title).FindAllStringSubmatch(d.Title, -1) {
		if name == "" && i18n.Fold(p[1]) == i18n.Fold(m[1]) {
			name = p[2]
			if inCapitals(name) {
				name = properCase(name)
			}
		}
	}
	if name != "" {
		d.Issuer = "Ủy ban nhân dân " + m[1] + " " + name
		d.warn(ground.line, msgIssuer)
	}
}

func properCase(s string) string {
	words := strings.Fields(strings.ToLower(s))
	for i := range words {
		words[i] = capital(words[i])
	}
	return strings.Join(words, " ")
}

func capital(w string) string {
	rs := []rune(w)
	rs[0] = unicode.ToUpper(rs[0])
	return string(rs)
}

// setNames are names whose capitals no rule gives.
var setNames = strings.NewReplacer("mặt trận tổ quốc", "Mặt trận Tổ quốc", "việt nam", "Việt Nam", "Tỉnh Ủy", "Tỉnh ủy", "Huyện Ủy", "Huyện ủy", "Thành Ủy", "Thành ủy", "Đảng Ủy", "Đảng ủy",
	"nhân dân Tỉnh", "nhân dân tỉnh",
	"Tỉnh Uỷ", "Tỉnh uỷ", "Huyện Uỷ", "Huyện uỷ", "Thành Uỷ", "Thành uỷ", "Đảng Uỷ", "Đảng uỷ")

// nameCase writes a name in capitals as the administration does in a text:
// "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH" → "Sở Văn hóa, Thể thao và Du lịch",
// "UBND TỈNH HÀ GIANG" → "Ủy ban nhân dân tỉnh Hà Giang".
func nameCase(s string) string {
	bare := unaccented(s)
	s = strings.ReplaceAll(strings.ToLower(s), "ubnd", "ủy ban nhân dân")
	words := strings.Fields(s)
	proper, ministry, next := false, false, true
	for i, w := range words {
		switch {
		case oneOf(w, "tỉnh", "huyện", "xã", "phường", "trấn", "phố"):
			if i > 0 {
				proper, ministry = true, false
				continue
			}
			proper = true
		case oneOf(w, "thành", "thị"):
			if i+1 < len(words) && oneOf(words[i+1], "phố", "xã", "trấn") {
				ministry, next = false, i == 0
			}
		case oneOf(w, "sở", "bộ", "ban", "cục"):
			ministry = i == 0 || ministry
		}
		if next || proper {
			words[i] = capital(w)
		}
		next = ministry && (i == 0 || w == "-" || oneOf(w, "và") || strings.HasSuffix(w, ","))
		if i == 1 && oneOf(words[0], "Hội") && oneOf(w, "đồng") {
			ministry, next = true, true
		}
	}
	if name := strings.Join(words, " "); !bare {
		return setNames.Replace(name)
	}
	return strings.Join(words, " ")
}
