package parse

import "strings"

// bodyWord opens the name of a body: only before one does a comma or "và" part
// two names ("Sở Văn hóa, Thể thao và Du lịch" is one).
var bodyWord = words(`^(?:[Cc]ác|[Nn]hững|Sở|Ban|Hội|Ủy ban|Uỷ ban|UBND|UBMTTQ|HĐND|Hội đồng|Công an|Bộ|Liên đoàn|Liên minh|Liên hiệp|Văn phòng|Hiệp hội|Tỉnh|Thành|` +
	`Đoàn|Công đoàn|Báo|Đài|Cổng|Mặt trận|MTTQ|Trường|Học viện|Cục|Chi cục|Thanh tra|Viện|Tòa|Toà|Bảo hiểm|Kho bạc|Ngân hàng|Phòng|Trung tâm|Huyện|Thị|` +
	`Đảng bộ|Chi bộ|Thành đoàn|Huyện đoàn|Viện kiểm sát|[Cc]ông chức|[Tt]rưởng|[Tt]hành viên|Tổ (?:dân phố|công tác|giúp việc|hợp tác|liên gia)|Trạm|Hợp tác xã|Thôn|Khối|Vụ|Thuế|Kiểm lâm|Hạt|Đội|Xã \p{Lu}\p{L}*|Phường|Thị trấn|Đảng ủy|Đảng uỷ|Công ty|Tổng công ty|Tập đoàn|VNPT|Bệnh viện|Cơ quan|[Tt]hủ trưởng|Thường trực|Quỹ|Doanh nghiệp)(?:\s|$)`)

// An office that serves two bodies is one: "Văn phòng HĐND và UBND xã".
var (
	officeOf = words(`^Văn phòng `)
	served   = words(`(?:HĐND|Hội đồng nhân dân|Quốc hội)$`)
)

type piece struct {
	sep  string // what stood before it
	text string
}

var (
	related = words(`^đơn vị liên quan`)
	several = words(`^(?i)các `)
)

var separator = words(`\s*;\s*(?:và )?|\s*,\s*(?:và )?|\s+và\s+`)

// bodies splits a list of bodies. What names nobody ("các đơn vị liên quan")
// stays as it is written.
func bodies(list string) []string {
	out := []string{}
	var name []string // the pieces of one name, with what parted them
	flush := func() {
		if s := strings.Trim(strings.Join(name, ""), " ,;.:"); s != "" {
			out = append(out, s)
		}
		name = nil
	}
	for _, p := range pieces(list) {
		if len(name) > 0 {
			first, last := name[0], name[len(name)-1]
			office := officeOf.matches(first) && served.matches(last) && !strings.ContainsAny(p.sep, ",;")
			others := related.matches(p.text) && !several.matches(first)
			if strings.Contains(p.sep, ";") || !office && (bodyWord.matches(p.text) || others) {
				flush()
			} else {
				name = append(name, p.sep)
			}
		}
		name = append(name, p.text)
	}
	flush()
	return out
}

// pieces cuts at separators that do not stand within brackets.
func pieces(list string) []piece {
	var out []piece
	start, sep, deep, seen := 0, "", 0, 0
	closes := strings.LastIndex(list, ")")
	for _, m := range separator.all(list, -1) {
		between := list[seen:m[0]]
		deep += strings.Count(between, "(") - strings.Count(between, ")")
		seen = m[0]
		if deep > 0 && m[0] < closes {
			continue
		}
		out = append(out, piece{sep: sep, text: list[start:m[0]]})
		sep, start = list[m[0]:m[1]], m[1]
	}
	return append(out, piece{sep: sep, text: list[start:]})
}
