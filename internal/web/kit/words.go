package kit

import (
	"strconv"
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/plan"
	"lantoa/internal/subject"
	"lantoa/internal/web/ui"
)

// Options turns codes into choices with their words under the prefix.
func Options[T ~string](p *i18n.Printer, prefix string, codes []T) []ui.Option {
	out := make([]ui.Option, len(codes))
	for i, c := range codes {
		out[i] = ui.Option{Value: string(c), Label: p.T(prefix + string(c))}
	}
	return out
}

// AnyOption puts an empty choice before the others.
func AnyOption(label string, rest []ui.Option) []ui.Option {
	return append([]ui.Option{{Label: label}}, rest...)
}

// FieldName is a field of the plan with its number.
func FieldName(f plan.Field) string { return strconv.Itoa(f.No) + ". " + Sentence(f.Name) }

// Sentence is a text of the plan that stands alone: it begins with a capital.
func Sentence(text string) string { return i18n.Sentence(text) }

// StateText is where a dossier stands, in words: at level lĩnh vực what was selected
// waits for the agency's own decision, elsewhere for its appraisal.
func StateText(p *i18n.Printer, s nomination.State, l nomination.Level) string {
	if s == nomination.Selected && l == nomination.LevelField {
		return p.T("state.selected_field")
	}
	return p.T("state." + string(s))
}

// CriterionText is a criterion with the audience that it is for, where it is not
// for everyone.
func CriterionText(p *i18n.Printer, c plan.Criterion) string {
	if c.Audience == "" {
		return Sentence(c.Text)
	}
	return p.T("reading.criterion_for", Sentence(c.Audience), c.Text)
}

// FieldOptions offers the plan's fields.
func FieldOptions(fields []plan.Field) []ui.Option {
	out := make([]ui.Option, len(fields))
	for i, f := range fields {
		out[i] = ui.Option{Value: f.ID, Label: FieldName(f)}
	}
	return out
}

// LevelMark is a level of recognition with its words.
func LevelMark[T ~string](p *i18n.Printer, level T) ui.LevelMark {
	return ui.LevelMark{Level: ui.Level(level), Label: p.T("level." + string(level))}
}

// SubjectName is a name with its form of address: "Hộ ông/bà …" for a household.
func SubjectName(p *i18n.Printer, kind subject.Kind, name string) string {
	if kind.Untitled(name) {
		return p.T("subject.household_of", name)
	}
	return name
}

// Paragraphs are a text's lines without the empty ones.
func Paragraphs(text string) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// SizeText is a file's size in words.
func SizeText(p *i18n.Printer, bytes int64) string {
	if bytes < 1<<20 {
		return p.T("file.kb", int(max(1, bytes>>10)))
	}
	return p.T("file.mb", float64(bytes)/(1<<20))
}
