package nomination

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/plan"
	"lantoa/internal/subject"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

func similarOptions(all []similar, newLabel string) []ui.Option {
	var out []ui.Option
	for _, s := range all {
		out = append(out, ui.Option{Value: s.ID, Label: s.Text})
	}
	return append(out, ui.Option{Value: "new", Label: newLabel})
}

// moreOpen opens the part on the person where something of it was typed.
func moreOpen(v editView) bool {
	for _, f := range []string{"sex", "birth_year", "ethnicity", "work", "address"} {
		if v.form.Value(f) != "" || v.form.Fault(f) != "" {
			return true
		}
	}
	return false
}

// fieldsOpen opens the part on further fields where something of it was chosen.
func fieldsOpen(v editView) bool {
	return len(v.form.Values("more_fields")) > 0 || v.form.Fault("more_fields") != "" || v.form.Fault("set") != ""
}

// fieldHint says what choosing the field does: at level cơ sở nothing is sent.
func fieldHint(ctx context.Context, level nomination.Level) string {
	if level == nomination.LevelUnit {
		return i18n.T(ctx, "nomination.field.hint_unit")
	}
	return i18n.T(ctx, "nomination.field.hint")
}

// nameKinds adds to the refusal of a kind in a field which kinds the field takes.
func (p *Pages) nameKinds(r *http.Request, versionID, fieldID string, err error) error {
	e := errs.As(err)
	if e == nil {
		return err
	}
	for i, x := range e.Fields {
		if x.Key != "nomination.kind_not_in_field" {
			continue
		}
		sets, failed := p.plans.AllSets(r.Context(), p.db.Reader(), versionID)
		if failed != nil {
			return failed
		}
		var kinds []string
		for _, k := range subject.Kinds() { // a model fits any set
			if k == subject.Model || slices.ContainsFunc(sets, func(s plan.Set) bool { return s.FieldID == fieldID && slices.Contains(s.Subjects, string(k)) }) {
				kinds = append(kinds, kit.T(r, "kind."+string(k)))
			}
		}
		e.Fields[i].Key, e.Fields[i].Args = "nomination.kind_not_in_field_but", []any{strings.Join(kinds, ", ")}
	}
	return err
}

func photoLabel(ctx context.Context, has bool) string {
	if has {
		return i18n.T(ctx, "nomination.photo.replace")
	}
	return i18n.T(ctx, "nomination.photo")
}
