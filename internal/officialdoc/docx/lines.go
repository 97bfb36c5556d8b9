package docx

import (
	"slices"
	"strings"
	"unicode"

	"lantoa/internal/officialdoc"
)

// face breaks texts into lines.
type face struct{ officialdoc.Face }

// lines is how a centred text is broken within a width, in points.
type lines struct {
	count   int
	longest float64
	torn    int // breaks inside of what belongs together
}

// word is a word of a text with its width in points.
type word struct {
	text  string
	width float64
}

// measure takes a text apart into the words of each of its lines; more than one
// space between two words are words without letters.
func (f face) measure(s string) [][]word {
	var all [][]word
	for _, line := range strings.Split(s, "\n") {
		var words []word
		for _, w := range strings.Split(line, " ") {
			words = append(words, word{w, f.Width(w)})
		}
		all = append(all, words)
	}
	return all
}

// lines breaks a text as a program would: as many words on a line as fit.
func (f face) lines(s string, width float64) lines { return fit(f.measure(s), f.Width(" "), width) }

func fit(text [][]word, space, width float64) lines {
	var out lines
	for _, words := range text {
		used := 0.0
		for i, w := range words {
			switch {
			case i == 0:
				used = w.width
				out.count++
			case used+space+w.width <= width:
				used += space + w.width
			default:
				out.count++
				if together(words[i-1].text, w.text) {
					out.torn++
				}
				used = w.width
			}
			out.longest = max(out.longest, used)
		}
	}
	return out
}

// balance breaks a text into no more lines than it needs in a width, about equally
// long, and nothing torn that belongs together where that can be.
func (f face) balance(s string, width float64) lines {
	text, space := f.measure(s), f.Width(" ")
	best := fit(text, space, width)
	count := best.count
	if count == len(text) {
		return best
	}
	for narrow := width - 1; narrow > width/4; narrow-- {
		l := fit(text, space, narrow)
		if l.count > count || l.longest > narrow {
			break
		}
		if l.torn < best.torn || l.torn == best.torn && l.longest <= best.longest {
			best = l
		}
	}
	return best
}

// divide breaks a name of the letterhead for good into the lines that it needs in
// a width: nothing torn that belongs together, and about equally long.
func (f face) divide(s string, width float64) string {
	count := f.lines(s, width).count
	best, found := lines{}, s
	var try func(done []string, rest []string, torn int)
	try = func(done, rest []string, torn int) {
		last := strings.Join(rest, " ")
		if len(done) == count-1 {
			text := strings.Join(append(done, last), "\n")
			l := f.lines(text, width)
			l.torn = torn
			if l.count == count && (best.count == 0 || l.torn < best.torn || l.torn == best.torn && l.longest < best.longest) {
				best, found = l, text
			}
			return
		}
		for i := 1; i < len(rest); i++ {
			more := 0
			if together(rest[i-1], rest[i]) {
				more = 1
			}
			try(append(slices.Clip(done), strings.Join(rest[:i], " ")), rest[i:], torn+more)
		}
	}
	if words := strings.Fields(s); count <= 3 && len(words) <= 24 {
		try(nil, words, 0)
	}
	return found
}

// together reports two words that a title is not to be broken between: the
// syllables of a word, the words of a name, a dash or a number and what stands
// before it.
func together(a, b string) bool {
	if a == "" || b == "" { // room for the clerk's numbers
		return b != "của"
	}
	first, second := []rune(a)[0], []rune(b)[0]
	capitals := strings.ToUpper(a) == a && strings.ToUpper(b) == b
	switch {
	case a == "-", second == '-', second == '–', unicode.IsDigit(second):
		return true
	case !capitals && unicode.IsUpper(first) && unicode.IsUpper(second):
		return true
	}
	return slices.Contains(pairs, strings.ToLower(a+" "+strings.TrimRight(b, ",.;:")))
}

// pairs are syllables that make one word, of the words that titles of these
// documents are made of.
var pairs = []string{
	"ủy ban", "ban nhân", "nhân dân", "hội đồng", "thi đua", "khen thưởng", "điển hình", "tiên tiến", "hình tiên", "nhân rộng", "xây dựng", "công nhận",
	"đề nghị", "danh sách", "trích ngang", "cá nhân", "tập thể", "hộ gia", "gia đình", "mô hình", "địa bàn", "kết quả", "thực hiện", "phương hướng",
	"nhiệm vụ", "kế hoạch", "báo cáo", "thành tích", "tờ trình", "quyết định", "biên bản", "phong trào", "yêu nước", "lựa chọn", "xét chọn", "bồi dưỡng",
	"phát hiện", "tổng kết", "sơ kết", "triển khai", "hướng dẫn", "đôn đốc", "rà soát", "tháng đầu", "tháng cuối", "đầu năm", "cuối năm", "sáu tháng",
	"nội vụ", "giáo dục", "đào tạo", "văn hóa", "thể thao", "du lịch", "nông nghiệp", "môi trường", "tài chính", "y tế", "công thương", "dân tộc",
	"tôn giáo", "khoa học", "công nghệ", "tư pháp", "mặt trận", "tổ quốc", "thường trực", "văn phòng", "tuyên quang", "hà giang", "lĩnh vực",
	"về việc", "thành phố", "thị xã", "đơn vị", "cơ quan", "địa phương", "tiêu biểu", "xuất sắc", "danh hiệu", "chủ tịch", "giám đốc",
}
