//go:build unix

package parse_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"lantoa/internal/plan/parse"
)

// frame is the text of a plan with one part to be filled.
func frame(part, body string) string {
	return "KẾ HOẠCH\nXây dựng điển hình tiên tiến\ngiai đoạn 2026 - 2030\n\n" + part + "\n" + body + "\n"
}

// hostile are texts that would hold a careless reader: what is repeated, in
// which part, and n times of it.
var hostile = map[string]func(n int) string{
	"one line":         func(n int) string { return frame("II. NỘI DUNG", strings.Repeat("chữ ", n*10)) },
	"one word":         func(n int) string { return strings.Repeat("a", n*40) },
	"one-letter lines": func(n int) string { return frame("II. NỘI DUNG", strings.Repeat("a\n", n*8)) },
	"one-letter marks": func(n int) string { return frame("II. NỘI DUNG", strings.Repeat("a) b\n", n*4)) },
	"dashes": func(n int) string {
		return frame("III. TIÊU CHÍ CÁC LĨNH VỰC", strings.Repeat("- a\n+ b\n", n*4))
	},
	"brackets": func(n int) string {
		return frame("III. TIÊU CHÍ CÁC LĨNH VỰC", "1. Lĩnh vực a\nGiao "+strings.Repeat("(Sở a, và ", n*3)+" chủ trì")
	},
	"closed brackets": func(n int) string {
		return frame("III. TIÊU CHÍ CÁC LĨNH VỰC", "1. Lĩnh vực a\nGiao "+strings.Repeat("(", n*10)+strings.Repeat("), Sở", n*4)+" chủ trì.")
	},
	"charges": func(n int) string {
		return frame("III. TIÊU CHÍ CÁC LĨNH VỰC", "1. Lĩnh vực a\n"+strings.Repeat("Giao Sở Y tế chủ trì, phối hợp với Sở B. ", n))
	},
	"charges in a row": func(n int) string {
		return frame("III. TIÊU CHÍ CÁC LĨNH VỰC", "1. Lĩnh vực a\n"+strings.Repeat("Giao Sở Y tế chủ trì; giao Sở B chủ trì; ", n))
	},
	"modes": func(n int) string {
		return frame("III. TIÊU CHÍ CÁC LĨNH VỰC", "1. Lĩnh vực a\nGiao Sở A"+strings.Repeat(", đề nghị Hội B; giao Sở C", n*2)+" chủ trì")
	},
	"charges on lines": func(n int) string {
		return frame("III. TIÊU CHÍ CÁC LĨNH VỰC", strings.Repeat("1. Lĩnh vực a\n\nGiao Sở Y tế chủ trì.\n\n", n))
	},
	"fields": func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "%d. Lĩnh vực thứ %d\n\nCá nhân tốt việc này.\n\n", i%90+1, i)
		}
		return frame("III. TIÊU CHÍ CÁC LĨNH VỰC", b.String())
	},
	"quotes": func(n int) string {
		return frame("III. TIÊU CHÍ CÁC LĨNH VỰC", "1. "+strings.Repeat("“", n*10))
	},
	"labels": func(n int) string {
		return frame("III. TIÊU CHÍ CÁC LĨNH VỰC", "1. Lĩnh vực a\n"+strings.Repeat("Tập thể: Tốt. Cá nhân: Hay. ", n))
	},
	"times":       func(n int) string { return frame("IV. THỜI GIAN", "1. "+strings.Repeat("quý I/2026 - ", n*3)) },
	"month spans": func(n int) string { return frame("IV. THỜI GIAN", "1. tháng "+strings.Repeat("1, ", n*10)) },
	"quotas": func(n int) string {
		return frame("II. NỘI DUNG", "1. "+strings.Repeat("mỗi xã có ít nhất 02 gương; ", n))
	},
	"each":       func(n int) string { return frame("II. NỘI DUNG", "1. "+strings.Repeat("mỗi ", n*8)) },
	"recipients": func(n int) string { return frame("II. NỘI DUNG", "1. A\n"+strings.Repeat("Nơi nhận:\n", n*3)) },
	"types":      func(n int) string { return strings.Repeat("KẾ HOẠCH\nđiển hình\n", n*2) },
	"annexes":    func(n int) string { return strings.Repeat("PHỤ LỤC\nNơi nhận:\n- A   B\n", n*2) },
	"headings":   func(n int) string { return frame("II. NỘI DUNG", strings.Repeat("III. MỤC TIÊU\n1. A\n", n*2)) },
	"groups": func(n int) string {
		return frame("III. TIÊU CHÍ CÁC LĨNH VỰC", strings.Repeat("Mục 1. A\nĐiều 1. B\n1. C\n1.1. D\na) E\n- F\n+ G\n", n))
	},
	"columns":            func(n int) string { return strings.Repeat("A    B    c\n", n*3) + "KẾ HOẠCH" },
	"pipes":              func(n int) string { return "Nơi nhận:\n" + strings.Repeat("| a | B | c ", n*4) },
	"spaced-out letters": func(n int) string { return strings.Repeat("K Ế ", n*10) },
	"capitals":           func(n int) string { return strings.Repeat("ỦY BAN\n", n*4) + "KẾ HOẠCH\nđiển hình" },
	"marks of two signs": func(n int) string { return strings.Repeat("\u0301\u0323", n*10) },
	"spaces":             func(n int) string { return strings.Repeat("     .", n*8) },
	"stops":              func(n int) string { return frame("II. NỘI DUNG", strings.Repeat("A. B ", n*8)) },
	"no accents at all": func(n int) string {
		return "KE HOACH\ndien hinh\n\nIII. TIEU CHI CAC LINH VUC\n1. Linh vuc a\n" + strings.Repeat("Giao So Y te chu tri, phoi hop voi So B. ", n)
	},
}

// A hostile or broken file must not hold the program: four times a text takes
// about four times as long, not sixteen. Only what is out of
// proportion three times is a failure, for the collector's work is in it.
func TestParse_takesTimeInProportionToTheText(t *testing.T) {
	for name, text := range hostile {
		n := 40_000 / max(len(text(1000))/1000, 1)
		var times []time.Duration
		proportional := false
		for range 3 {
			once, fourfold := took(text(n)), took(text(4*n))
			times = append(times, once, fourfold)
			if proportional = fourfold < 50*time.Millisecond || fourfold < once*9; proportional {
				break
			}
		}
		if !proportional {
			t.Errorf("%s: once and fourfold, thrice: %v", name, times)
		}
	}
}

// The dearest of these texts at the greatest length that is read, in bytes or in lines.
func TestParse_readsTheLongestTextWithinThreeSeconds(t *testing.T) {
	for _, name := range []string{"groups", "headings", "fields", "charges on lines", "labels", "times", "one line"} {
		text := hostile[name]
		n := parse.MaxText / (len(text(1000))/1000 + 1)
		if lines := strings.Count(text(1000), "\n"); lines > 900 {
			n = min(n, 19_900*1000/lines)
		}
		if d := took(text(n)); d > 3*time.Second {
			t.Errorf("%s: %s for %d bytes", name, d, len(text(n)))
		}
	}
	for name, text := range map[string]string{"lines": strings.Repeat("a\n", 100_000), "wider lines": strings.Repeat("Mục 1. A\n", 150_000)} {
		if d := took(text); d > 3*time.Second {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// took is the time of the processor, for other programs run on the machine too.
func took(text string) time.Duration {
	var before, after syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &before) != nil {
		return 0
	}
	parse.Parse(text)
	if syscall.Getrusage(syscall.RUSAGE_SELF, &after) != nil {
		return 0
	}
	return time.Duration(after.Utime.Nano() - before.Utime.Nano())
}
