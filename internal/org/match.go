package org

import (
	"context"
	"slices"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/i18n"
)

// Match suggests bodies for a name as a document writes it, in protocol order:
// those whose name, short name, place or abbreviation is the same but for
// accents, case and the province behind it ("Hội Nông dân tỉnh"). A remark in
// brackets counts only where the name with it is nobody's ("Sở Nội vụ (Ban Thi
// đua, khen thưởng)"). Several bodies mean that a person must choose.
func (s *Service) Match(ctx context.Context, r db.Reader, name string, day civil.Day) ([]Org, error) {
	all, err := s.All(ctx, r, day)
	if err != nil {
		return nil, err
	}
	tails := provinceTails(all)
	found := named(all, name, tails)
	if bare, _, remark := strings.Cut(name, "("); remark && len(found) == 0 {
		found = named(all, bare, tails)
	}
	return found, nil
}

func named(all []Org, name string, tails []string) []Org {
	want := nameKey(name, tails)
	if want == "" {
		return nil
	}
	var found []Org
	for _, o := range all {
		var names []string
		if o.Place == "" {
			names = append(names, o.Abbr)
		}
		// One word ("UBND", "tỉnh") is an abbreviation or names nobody: it would be
		// what the tails leave of the province's own names.
		if strings.Contains(i18n.Fold(name), " ") {
			names = append(names, o.Name, o.Short, o.Full(), o.Place)
		}
		if slices.ContainsFunc(names, func(n string) bool { return nameKey(n, tails) == want }) {
			found = append(found, o)
		}
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
func (s *Service) Group(ctx context.Context, r db.Reader, name string, day civil.Day) ([]Org, error) {
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
		return nil, nil
	}
	all, err := s.All(ctx, r, day)
	return slices.DeleteFunc(all, func(o Org) bool { return o.Kind != kind }), err
}
