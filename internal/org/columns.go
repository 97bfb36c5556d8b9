package org

import (
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/sheet"
)

// Line is a body as a spreadsheet has it; ID is "" for one that is not yet there.
type Line struct {
	ID string
	Input
}

// Columns are those by which bodies are taken away and read back; parents are the
// bodies that may stand above others, by id, under their full names.
func Columns(p *i18n.Printer, parents []sheet.Choice) []sheet.Column[Line] {
	kinds := make([]sheet.Choice, len(Kinds()))
	for i, k := range Kinds() {
		kinds[i] = sheet.Choice{Code: string(k), Label: p.T("org.kind." + string(k))}
	}
	return []sheet.Column[Line]{
		{Head: sheet.Head{Key: "name", Title: "orgs.name", Must: true, Max: 200, Width: 44}, Cell: func(l Line) sheet.Value { return sheet.Text(l.Name) }},
		{Head: sheet.Head{Key: "short", Title: "orgs.short", Max: 120}, Cell: func(l Line) sheet.Value { return sheet.Text(l.Short) }},
		{Head: sheet.Head{Key: "kind", Title: "orgs.kind", Must: true, Kind: sheet.ChoiceKind, Choices: kinds}, Cell: func(l Line) sheet.Value { return sheet.ChosenOf(kinds, string(l.Kind)) }},
		{Head: sheet.Head{Key: "place", Title: "orgs.place", Max: 200}, Cell: func(l Line) sheet.Value { return sheet.Text(l.Place) }},
		{Head: sheet.Head{Key: "abbr", Title: "orgs.abbr", Max: 30}, Cell: func(l Line) sheet.Value { return sheet.Text(l.Abbr) }},
		{Head: sheet.Head{Key: "parent", Title: "orgs.parent", Kind: sheet.ChoiceKind, Choices: parents, Width: 44}, Cell: func(l Line) sheet.Value { return sheet.ChosenOf(parents, l.ParentID) }},
		{Head: sheet.Head{Key: "assigned", Title: "orgs.assigned", Kind: sheet.YesNoKind}, Cell: func(l Line) sheet.Value { return sheet.YesNo(l.Assigned) }},
		{Head: sheet.Head{Key: "from", Title: "orgs.from", Must: true, Kind: sheet.DayKind}, Cell: func(l Line) sheet.Value { return sheet.Day(l.FromDay) }},
		sheet.KeyColumn(func(l Line) string { return l.ID }),
	}
}

// Choices are bodies under their full names. Where one body alone has them, its
// own name and its short name, as the lists show it and without the remark that tells
// it apart there ("UBND xã Tả Lủng (Mèo Vạc)"), are read too.
func Choices(all []Org) []sheet.Choice {
	out := make([]sheet.Choice, len(all))
	for i, o := range all {
		short, _, _ := strings.Cut(o.Short, " (")
		out[i] = sheet.Choice{Code: o.ID, Label: o.Full(), Also: []string{o.Name, o.Short, Org{Name: o.Short, Place: o.Place}.Full(), short, Org{Name: short, Place: o.Place}.Full()}}
	}
	return out
}

// Full is the name with the place around it, as Org has it.
func (l Line) Full() string { return Org{Name: l.Name, Place: l.Place}.Full() }

// LineOf is the body that a row of Columns describes.
func LineOf(r sheet.Row) Line {
	return Line{ID: r.Value(sheet.KeyName).Text(), Input: Input{Name: r.Value("name").Text(), Short: r.Value("short").Text(), Kind: Kind(r.Value("kind").Code()), Place: r.Value("place").Text(),
		Abbr: r.Value("abbr").Text(), ParentID: r.Value("parent").Code(), Assigned: r.Value("assigned").Yes(), FromDay: r.Value("from").Day()}}
}
