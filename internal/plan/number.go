package plan

import "strconv"

// numbers are the fields' numbers as printed, or their places where the document
// does not number each of them once.
func numbers[F any](fields []F, no func(F) string) []int {
	out, seen := make([]int, len(fields)), map[int]bool{}
	for i, f := range fields {
		n, err := strconv.Atoi(no(f))
		if err != nil || n < 1 || seen[n] {
			for j := range out {
				out[j] = j + 1
			}
			return out
		}
		out[i], seen[n] = n, true
	}
	return out
}
