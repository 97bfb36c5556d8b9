package org

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
)

// Directory is the bodies of a day, in protocol order, to look names up in.
type Directory struct {
	All    []Org
	tails  []string           // what a name may end with and mean the same
	weight map[string]float64 // how rare a word is among the names
	// Which bodies (their places in All) have the name: by abbreviation, and by
	// names of several words.
	abbrs, names map[string][]int
}

// Directory reads the bodies of the day.
func (s *Service) Directory(ctx context.Context, r db.Reader, day civil.Day) (Directory, error) {
	all, err := s.All(ctx, r, day)
	d := Directory{All: all, tails: provinceTails(all), weight: rarity(all), abbrs: map[string][]int{}, names: map[string][]int{}}
	for i, o := range all {
		if o.Place == "" {
			d.file(d.abbrs, i, o.Abbr)
		}
		d.file(d.names, i, o.Name, o.Short, o.Full(), o.Place)
	}
	return d, err
}

// file notes that the body has the names.
func (d Directory) file(in map[string][]int, at int, names ...string) {
	for _, n := range names {
		key := nameKey(n, d.tails)
		if have := in[key]; key != "" && (len(have) == 0 || have[len(have)-1] != at) {
			in[key] = append(have, at)
		}
	}
}

// Match suggests bodies for a name as a document writes it, in protocol order:
// those whose name, short name, place or abbreviation is the same but for
// accents, case and the province behind it ("Hội Nông dân tỉnh"). A remark in
// brackets counts only where the name with it is nobody's ("Sở Nội vụ (Ban Thi
// đua, khen thưởng)"). Several bodies mean that a person must choose.
func (d Directory) Match(name string) []Org {
	found := d.named(name)
	if bare, _, remark := strings.Cut(name, "("); remark && len(found) == 0 {
		found = d.named(bare)
	}
	return found
}

func (d Directory) named(name string) []Org {
	key := nameKey(name, d.tails)
	at := slices.Clone(d.abbrs[key])
	// One word ("UBND", "tỉnh") is an abbreviation or names nobody: it would be what
	// the tails leave of the province's own names.
	if strings.Contains(i18n.Fold(name), " ") {
		at = append(at, d.names[key]...)
	}
	slices.Sort(at)
	var found []Org
	for _, i := range slices.Compact(at) {
		found = append(found, d.All[i])
	}
	return found
}

// provinceTails are what a name may end with and mean the same: the province in
// which it is written.
func provinceTails(all []Org) []string {
	tails := []string{" tinh"}
	for _, o := range all {
		if place := i18n.Fold(o.Place); o.Kind == Province && place != "" {
			tails = append(tails, " "+place, " "+strings.TrimPrefix(place, "tinh "))
		}
	}
	slices.SortFunc(tails, func(a, b string) int { return len(b) - len(a) })
	return tails
}

// nameKey folds a name for comparison, without the first tail that it has.
func nameKey(name string, tails []string) string {
	key := i18n.Fold(name)
	for _, t := range tails {
		if short, ok := strings.CutSuffix(key, t); ok && short != "" {
			return short
		}
	}
	return key
}

// Group is the bodies for which a collective name of the plan stands, in
// protocol order: "Ủy ban nhân dân các huyện, thành phố" (III.6, III.7) is every
// district. Names that leave open who is meant ("các đơn vị liên quan") give
// nobody: the lead agency names them.
func (d Directory) Group(name string) []Org {
	key := i18n.Fold(name)
	for _, head := range []string{"uy ban nhan dan ", "ubnd ", "cac "} {
		key = strings.TrimPrefix(key, head)
	}
	var kind Kind
	switch key {
	case "huyen thanh pho", "huyen tp", "huyen thi xa thanh pho":
		kind = District
	case "xa phuong thi tran", "xa phuong", "xa":
		kind = Commune
	default:
		return nil
	}
	var out []Org
	for _, o := range d.All {
		if o.Kind == kind {
			out = append(out, o)
		}
	}
	return out
}

// Suggest lists bodies that a name may mean, the likeliest first, at most limit:
// those that share most words with it. Words that every other name has
// too ("tỉnh", "Sở", "Ủy ban") count little.
func (d Directory) Suggest(name string, limit int) []Org {
	want := wordsOf(name)
	type scored struct {
		org   Org
		score float64
	}
	var found []scored
	for _, o := range d.All {
		best := 0.0
		for _, n := range []string{o.Name, o.Short, o.Abbr, o.Full()} {
			best = max(best, likeness(want, wordsOf(n), d.weight))
		}
		if best >= minLikeness {
			found = append(found, scored{o, best})
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	out := make([]Org, 0, limit)
	for _, f := range found[:min(limit, len(found))] {
		out = append(out, f.org)
	}
	return out
}

// minLikeness is below which a body is no suggestion.
const minLikeness = 0.25

func wordsOf(name string) []string {
	return slices.Compact(slices.Sorted(slices.Values(strings.Fields(i18n.Fold(name)))))
}

// rarity weighs a word by how few names have it: log(1 + N/n).
func rarity(all []Org) map[string]float64 {
	count := map[string]int{}
	for _, o := range all {
		for _, w := range wordsOf(o.Name) {
			count[w]++
		}
	}
	out := make(map[string]float64, len(count))
	for w, n := range count {
		out[w] = math.Log1p(float64(len(all)) / float64(n))
	}
	return out
}

// likeness is the weight of the words that two names share, as a part of the
// mean weight of both (Dice's coefficient): 1 where they are the same. A word
// that no name has weighs as one of a single name.
func likeness(a, b []string, weight map[string]float64) float64 {
	of := func(w string) float64 {
		if v, ok := weight[w]; ok {
			return v
		}
		return math.Log1p(float64(max(1, len(weight))))
	}
	shared, total := 0.0, 0.0
	for _, w := range a {
		total += of(w)
		if _, ok := slices.BinarySearch(b, w); ok {
			shared += of(w)
		}
	}
	for _, w := range b {
		total += of(w)
	}
	if total == 0 {
		return 0
	}
	return 2 * shared / total
}
