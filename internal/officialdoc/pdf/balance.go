package pdf

import (
	"math"
	"strings"
)

// mostBalanced is how many words are balanced; more are broken where a line is full.
const mostBalanced = 150

// balanced sets words in the middle: into as many lines as the width needs, of
// about the same length, without a dash at the beginning of a line and, where that
// can be, without parting the syllables of a common word or a place from what it is.
func (f *fonts) balanced(words []word, size, width float64) []line {
	var out []line
	for len(words) > 0 {
		n := 1
		for n < len(words) && !words[n].first {
			n++
		}
		set := f.breakLines(words[:n], size, width, 0)
		if even := evenly(words[:n], len(set), width); even != nil {
			set = even
		}
		out = append(out, set...)
		words = words[n:]
	}
	return out
}

// evenly breaks words into n lines at the least cost: the squares of their widths,
// and what it costs to part words. It is nil where a word is longer than a line.
func evenly(words []word, n int, width float64) []line {
	if n < 2 || len(words) > mostBalanced {
		return nil
	}
	// best[l][i] is the least cost of the words from i on in l lines, next the
	// beginning of the second of these.
	best, next := make([][]float64, n+1), make([][]int, n+1)
	for l := range best {
		best[l], next[l] = make([]float64, len(words)+1), make([]int, len(words)+1)
		for i := range best[l] {
			best[l][i] = math.Inf(1)
		}
	}
	best[0][len(words)] = 0
	for l := 1; l <= n; l++ {
		for i := range words {
			sum := 0.0
			for end := i + 1; end <= len(words); end++ {
				sum += words[end-1].width
				if end-1 > i {
					sum += words[end-1].space
				}
				if sum > width+tolerance {
					break
				}
				if cost := sum*sum + best[l-1][end] + parting(words, end); cost < best[l][i] {
					best[l][i], next[l][i] = cost, end
				}
			}
		}
	}
	if math.IsInf(best[n][0], 1) {
		return nil
	}
	var out []line
	for i, l := 0, n; l > 0; l-- {
		end := next[l][i]
		now := line{words: append([]word(nil), words[i:end]...), last: true}
		now.words[0].spaces, now.words[0].space = 0, 0
		for _, w := range now.words {
			now.width += w.space + w.width
		}
		out = append(out, now)
		i = end
	}
	return out
}

// parting is what a break before the word costs.
func parting(words []word, at int) float64 {
	if at == 0 || at >= len(words) {
		return 0
	}
	before, after := strings.ToLower(words[at-1].text()), strings.ToLower(words[at].text())
	const much = 1e6
	switch {
	case after == "-" || after == "–":
		return 10 * much
	case strings.Contains(" tỉnh xã phường huyện quận sở ", " "+before+" "):
		return much
	case strings.Contains(compounds, " "+strings.Trim(before, ",;:")+" "+strings.Trim(after, ",;:.")+" "):
		return much
	}
	return 0
}

func (w word) text() string {
	var b strings.Builder
	for _, p := range w.pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

// compounds are words of two syllables in the names of bodies and of papers, each
// between two spaces.
const compounds = " ủy ban  uỷ ban  nhân dân  hội đồng  thi đua  khen thưởng  ban thi  tỉnh ủy  đảng ủy  văn phòng  cơ quan  đơn vị  tổ chức  nội vụ " +
	" giáo dục  đào tạo  y tế  tài chính  nông nghiệp  môi trường  công thương  tư pháp  xây dựng  văn hóa  thể thao  du lịch  khoa học  công nghệ  thanh tra " +
	" công an  quân sự  biên phòng  mặt trận  tổ quốc  việt nam  phụ nữ  thanh niên  nông dân  cựu chiến  chiến binh  liên đoàn  lao động  mầm non  tiểu học " +
	" trung học  cơ sở  phổ thông  dân tộc  nội trú  bán trú  trung tâm  bệnh viện  đa khoa  hợp tác  tuyên quang  hà giang  chủ tịch  giám đốc  bí thư " +
	" trưởng ban  điển hình  tiên tiến  công nhận  đề nghị  danh sách  trích ngang  thành tích  kết quả  bồi dưỡng  nhân rộng  tập thể  cá nhân  kế hoạch "
