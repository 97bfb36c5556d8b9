package parse_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lantoa/internal/plan/parse"
)

// A plan with lines lost, doubled, moved, joined or cut, as bad copies have them,
// still gives nothing that does not stand in it.
func TestParse_inventsNothingFromADamagedPlan(t *testing.T) {
	t.Parallel()
	whole := []string{readPlan(t)}
	for _, name := range documents {
		whole = append(whole, readDocument(t, name))
	}
	rapid.Check(t, func(r *rapid.T) {
		lines := strings.Split(rapid.SampledFrom(whole).Draw(r, "plan"), "\n")
		for range rapid.IntRange(1, 12).Draw(r, "damages") {
			i, j := rapid.IntRange(0, len(lines)-1).Draw(r, "line"), rapid.IntRange(0, len(lines)-1).Draw(r, "other")
			switch rapid.IntRange(0, 5).Draw(r, "damage") {
			case 0:
				lines[i] = ""
			case 1:
				lines[i] += "\n" + lines[j]
			case 2:
				lines[i], lines[j] = lines[j], lines[i]
			case 3:
				lines[i] += lines[j]
			case 4:
				letters := []rune(lines[i])
				lines[i] = string(letters[:len(letters)/2])
			case 5:
				lines[i] = rapid.SampledFrom([]string{"Nơi nhận:", "KẾ HOẠCH", "III.", "Phần II", "- ", "a) Tập thể:", "Giao chủ trì", "Cơ quan chủ trì:", "Quý I", "PHỤ LỤC", "|a|B|", ")", "(", "./."}).Draw(r, "words")
			}
		}
		text := strings.Join(lines, "\n")
		holds(r, text, parse.Parse(text))
	})
}
