package nomination

import (
	"context"
	"slices"
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// figureText is a figure with its unit: "3,5 km".
func figureText(ctx context.Context, plain, unit string) string {
	if plain == "" {
		return "–"
	}
	return strings.TrimSpace(nomination.FormatFigure(i18n.From(ctx), plain) + " " + unit)
}

func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return itoa(year)
}

// fileFor are what a file can be evidence for: the whole, or one criterion.
func fileFor(ctx context.Context, d nomination.Dossier) []ui.Option {
	out := []ui.Option{{Label: i18n.T(ctx, "file.for_all")}}
	for _, c := range d.Criteria {
		text := []rune(kit.CriterionText(i18n.From(ctx), c.Criterion))
		if len(text) > 90 {
			text = append(text[:90], '…')
		}
		out = append(out, ui.Option{Value: c.ID, Label: i18n.T(ctx, "nomination.criterion", c.No, string(text))})
	}
	return out
}

// filled leaves out the facts that nobody has recorded.
func filled(all []ui.Description) []ui.Description {
	return slices.DeleteFunc(all, func(d ui.Description) bool { return d.Text == "" && d.Body == nil })
}

// inline sets the choices of a field side by side.
func inline(f *ui.Field) { f.Inline = true }
