package nomination

import (
	"context"

	"lantoa/internal/i18n"
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

func photoLabel(ctx context.Context, has bool) string {
	if has {
		return i18n.T(ctx, "nomination.photo.replace")
	}
	return i18n.T(ctx, "nomination.photo")
}
