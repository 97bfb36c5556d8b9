package nomination

import (
	"context"
	"math"
	"strconv"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/plan"
	"lantoa/internal/sheet"
	"lantoa/internal/subject"
)

// Line is a nomination as a spreadsheet has it; ID is "" for one that is not yet
// there. What is said to each criterion has no columns: a row leaves it as it is.
type Line struct {
	ID string
	Input
}

// LineColumns are those by which nominations are taken away and read back; fields
// are those of the plan, by id, under their numbers and names.
func LineColumns(p *i18n.Printer, fields []sheet.Choice) []sheet.Column[Line] {
	words := func(prefix string, codes ...string) []sheet.Choice {
		out := make([]sheet.Choice, len(codes))
		for i, c := range codes {
			out[i] = sheet.Choice{Code: c, Label: p.T(prefix + c)}
		}
		return out
	}
	var kinds []sheet.Choice
	for _, k := range subject.Kinds() {
		kinds = append(kinds, words("kind.", string(k))...)
	}
	sexes, works := words("subject.sex.", "female", "male"), words("subject.work.", "direct", "leader")
	text := func(key, title string, limit int, of func(Line) string) sheet.Column[Line] {
		return sheet.Column[Line]{Head: sheet.Head{Key: key, Title: title, Max: limit}, Cell: func(l Line) sheet.Value { return sheet.Text(of(l)) }}
	}
	choice := func(key, title string, all []sheet.Choice, of func(Line) string) sheet.Column[Line] {
		return sheet.Column[Line]{Head: sheet.Head{Key: key, Title: title, Kind: sheet.ChoiceKind, Choices: all}, Cell: func(l Line) sheet.Value { return sheet.ChosenOf(all, of(l)) }}
	}
	figure := func(key, title string, of func(Line) string) sheet.Column[Line] {
		return sheet.Column[Line]{Head: sheet.Head{Key: key, Title: title, Kind: sheet.DecimalKind}, Cell: func(l Line) sheet.Value { return figureValue(of(l)) }}
	}
	out := []sheet.Column[Line]{
		choice("kind", "nomination.col.kind", kinds, func(l Line) string { return string(l.Subject.Kind) }),
		text("name", "nomination.name", 0, func(l Line) string { return l.Subject.Name }),
		choice("sex", "subject.sex", sexes, func(l Line) string { return l.Subject.Sex }),
		{Head: sheet.Head{Key: "birth", Title: "subject.birth_year_label", Kind: sheet.YearKind}, Cell: func(l Line) sheet.Value { return sheet.Year(l.Subject.BirthYear) }},
		text("ethnicity", "subject.ethnicity", 0, func(l Line) string { return l.Subject.Ethnicity }),
		choice("work", "subject.work", works, func(l Line) string { return l.Subject.Work }),
		text("occupation", "nomination.occupation", 0, func(l Line) string { return l.Subject.Occupation }),
		text("address", "subject.address", 0, func(l Line) string { return l.Subject.Address }),
		choice("field", "nomination.field", fields, func(l Line) string { return l.FieldID }),
		{Head: sheet.Head{Key: "more", Title: "nomination.more_fields", Kind: sheet.ManyKind, Choices: fields}, Cell: func(l Line) sheet.Value { return sheet.ManyOf(fields, l.MoreFields) }},
		text("title", "nomination.title", titleLimit, func(l Line) string { return l.Title }),
		text("summary", "nomination.summary", summaryLimit, func(l Line) string { return l.Summary }),
		text("figure", "nomination.figure_name", figureLimit, func(l Line) string { return l.FigureName }),
		text("unit", "nomination.figure_unit", figureLimit, func(l Line) string { return l.FigureUnit }),
		figure("before", "nomination.figure_before", func(l Line) string { return l.FigureBefore }),
		figure("after", "nomination.figure_after", func(l Line) string { return l.FigureAfter }),
		sheet.KeyColumn(func(l Line) string { return l.ID }),
	}
	out[0].Must, out[1].Must = true, true
	return out
}

// FieldChoices are the fields of a plan under their numbers and names.
func FieldChoices(p *i18n.Printer, fields []plan.Field) []sheet.Choice {
	out := make([]sheet.Choice, len(fields))
	for i, f := range fields {
		out[i] = sheet.Choice{Code: f.ID, Label: p.Int(f.No) + ". " + i18n.Sentence(f.Name), Also: []string{f.Name}}
	}
	return out
}

// figureValue is a figure, as typed, as a number.
func figureValue(typed string) sheet.Value {
	plain, ok := ParseFigure(typed)
	f, err := strconv.ParseFloat(plain, 64)
	if !ok || err != nil {
		f = math.NaN()
	}
	return sheet.Decimal(f)
}

// LineOf is the nomination that a row of LineColumns describes.
func LineOf(r sheet.Row) Line {
	figure := func(key string) string {
		if v := r.Value(key); v.Filled() {
			return strings.ReplaceAll(strconv.FormatFloat(v.Decimal(), 'f', -1, 64), ".", ",")
		}
		return ""
	}
	return Line{ID: r.Value(sheet.KeyName).Text(), Input: Input{
		Subject: subject.Input{Kind: subject.Kind(r.Value("kind").Code()), Name: r.Value("name").Text(), Sex: r.Value("sex").Code(), BirthYear: r.Value("birth").Whole(),
			Ethnicity: r.Value("ethnicity").Text(), Work: r.Value("work").Code(), Occupation: r.Value("occupation").Text(), Address: r.Value("address").Text()},
		FieldID: r.Value("field").Code(), MoreFields: r.Value("more").Codes(), Title: r.Value("title").Text(), Summary: r.Value("summary").Text(),
		FigureName: r.Value("figure").Text(), FigureUnit: r.Value("unit").Text(), FigureBefore: figure("before"), FigureAfter: figure("after")}}
}

// LineIn is a nomination of the batch that the actor may see as a row of
// LineColumns, with its version; NotFound for one of another batch.
func (s *Service) LineIn(ctx context.Context, r db.Reader, actor access.Actor, batchID, id string) (Line, int64, error) {
	n, err := get(ctx, r, actor, id)
	if err == nil && n.BatchID != batchID {
		err = errs.New(errs.NotFound, "nomination.not_found")
	}
	if err != nil {
		return Line{}, 0, err
	}
	lines, err := s.Lines(ctx, r, actor, []Nomination{n})
	if err != nil {
		return Line{}, 0, err
	}
	return lines[0], n.Version, nil
}

// Lines are nominations that the actor may see as rows of LineColumns. Of another
// unit's identity only what names it is said.
func (s *Service) Lines(ctx context.Context, r db.Reader, actor access.Actor, all []Nomination) ([]Line, error) {
	ids := make([]string, len(all))
	for i, n := range all {
		ids[i] = n.SubjectID
	}
	subjects, err := subject.ByIDs(ctx, r, ids)
	if err != nil {
		return nil, err
	}
	comma := func(plain string) string { return strings.ReplaceAll(plain, ".", ",") }
	out := make([]Line, len(all))
	for i, n := range all {
		known := subjects[n.SubjectID]
		if known.UnitID != n.UnitID && !actor.At(known.UnitID) {
			known = known.Bare()
		}
		out[i] = Line{ID: n.ID, Input: Input{Subject: subject.Input{Kind: known.Kind, Name: known.Name, Sex: known.Sex, BirthYear: known.BirthYear, Ethnicity: known.Ethnicity, Work: known.Work,
			Occupation: known.Occupation, Address: known.Address}, FieldID: n.FieldID, MoreFields: n.MoreFields, LeadID: n.TargetID, SetID: n.SetID, Title: n.Title, Summary: n.Summary,
			FigureName: n.FigureName, FigureUnit: n.FigureUnit, FigureBefore: comma(n.FigureBefore), FigureAfter: comma(n.FigureAfter)}}
	}
	return out, nil
}
