package nomination

import (
	"strconv"
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
	"lantoa/internal/subject"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// readInput reads what was typed of a dossier.
func readInput(f *kit.Form) nomination.Input {
	field, lead := readMainField(f)
	in := nomination.Input{
		Subject: subject.Input{Kind: subject.Kind(f.Value("kind")), Name: f.Value("name"), Sex: f.Value("sex"), BirthYear: readYear(f),
			Ethnicity: f.Value("ethnicity"), Work: f.Value("work"), Occupation: f.Value("occupation"), Address: f.Value("address")},
		FieldID: field, MoreFields: f.IDs("more_fields"), LeadID: lead, SetID: f.ID("set"),
		Title: f.Value("title"), Summary: f.Value("summary"), FigureName: f.Value("figure_name"), FigureUnit: f.Value("figure_unit"),
		FigureBefore: f.Value("figure_before"), FigureAfter: f.Value("figure_after"),
	}
	if id := f.Value("subject"); id != "new" {
		in.SubjectID = f.ID("subject")
	}
	for name := range f.All() {
		if id, ok := strings.CutPrefix(name, "criterion_"); ok {
			if in.Evidence == nil {
				in.Evidence = map[string]string{}
			}
			in.Evidence[id] = f.Value(name)
		}
	}
	return in
}

// noYear is what a year that is no number is read as: the service refuses it as
// it does any year of nobody, together with whatever else is wrong.
const noYear = -1

func readYear(f *kit.Form) int {
	s := strings.TrimSpace(f.Value("birth_year"))
	if s == "" {
		return 0
	}
	year, err := strconv.Atoi(s)
	if err != nil {
		return noYear
	}
	return year
}

// mainFieldOptions offers a field, and where it has several lead agencies
// (field 10) one choice for each: the dossier goes to one of them, but for level
// cơ sở, where it goes nowhere and the choice says only under whom it falls.
func mainFieldOptions(p *i18n.Printer, level nomination.Level, f plan.Field, leads []org.Org) []ui.Option {
	name := kit.FieldName(f)
	if len(leads) < 2 {
		return []ui.Option{{Value: f.ID, Label: name}}
	}
	key := "nomination.field_of"
	if level == nomination.LevelUnit {
		key = "nomination.field_led"
	}
	out := make([]ui.Option, len(leads))
	for i, l := range leads {
		out[i] = ui.Option{Value: mainField(f.ID, l.ID), Label: p.T(key, name, l.Short)}
	}
	return out
}

// mainField is a choice of the field with one of its lead agencies.
func mainField(fieldID, leadID string) string { return fieldID + "@" + leadID }

// readMainField takes the choice apart.
func readMainField(f *kit.Form) (fieldID, leadID string) {
	fieldID, leadID, both := strings.Cut(f.Value("field"), "@")
	if fieldID != "" && !kit.IsID(fieldID) || both && !kit.IsID(leadID) {
		f.Add("field", "field.choice")
		return "", ""
	}
	return fieldID, leadID
}

// setOptions are a field's criteria sets by whom they are for.
func setOptions(p *i18n.Printer, f plan.Field, sets []plan.Set) []ui.Option {
	var out []ui.Option
	for _, s := range sets {
		if s.FieldID != f.ID {
			continue
		}
		words := make([]string, len(s.Subjects))
		for i, k := range s.Subjects {
			words[i] = p.T("kind." + k)
		}
		out = append(out, ui.Option{Value: s.ID, Label: p.T("nomination.set", strings.Join(words, ", ")), Group: kit.FieldName(f)})
	}
	return out
}

// leadAsField says of the field what is wrong with the lead agency chosen with it.
func leadAsField(err error) error {
	if e := errs.As(err); e != nil {
		for i := range e.Fields {
			if e.Fields[i].Field == "lead" {
				e.Fields[i].Field = "field"
			}
		}
	}
	return err
}

// chooseAgain says that a chosen file is gone from a form that is shown again.
func chooseAgain(f *kit.Form, field string) {
	if name := f.FileName(field); name != "" && f.Fault(field) == "" {
		f.Add(field, "attachment.again", name)
	}
}
