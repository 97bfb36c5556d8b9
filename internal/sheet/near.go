package sheet

import (
	"cmp"
	"slices"

	"lantoa/internal/i18n"
)

// shape is a text as the pairs of letters that it has, sorted, each once.
type shape []uint64

func shapeOf(text string) shape {
	var out shape
	before := ' '
	for _, r := range i18n.Fold(text) + " " {
		out = append(out, uint64(before)<<32|uint64(r))
		before = r
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// like is how much two texts have in common, from 0 to 1 (Dice's coefficient).
func (a shape) like(b shape) float64 {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch cmp.Compare(a[i], b[j]) {
		case -1:
			i++
		case 1:
			j++
		default:
			both, i, j = both+1, i+1, j+1
		}
	}
	return 2 * float64(both) / float64(len(a)+len(b))
}

const (
	nearShown = 5
	nearLeast = 0.5 // what is less like is no help
	nearText  = 200 // letters of a text that are compared
)

// nearest are the choices whose words are most like the text, the likest first.
func (o *offer) nearest(text string) []Choice {
	if o.shapes == nil {
		for _, c := range o.all {
			words := []shape{shapeOf(c.Label)}
			for _, also := range c.Also {
				words = append(words, shapeOf(also))
			}
			o.shapes = append(o.shapes, words)
		}
	}
	type near struct {
		Choice
		like float64
	}
	r := []rune(text)
	asked := shapeOf(string(r[:min(len(r), nearText)]))
	var found []near
	for i, c := range o.all {
		best := 0.0
		for _, words := range o.shapes[i] {
			best = max(best, words.like(asked))
		}
		if best >= nearLeast {
			found = append(found, near{c, best})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Compare(b.like, a.like) })
	var out []Choice
	for _, n := range found[:min(len(found), nearShown)] {
		out = append(out, n.Choice)
	}
	return out
}
