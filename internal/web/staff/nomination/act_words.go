package nomination

import (
	"context"
	"strconv"

	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

func actTone(s nomination.Step) ui.Tone {
	if danger(s) {
		return ui.Danger
	}
	return ui.Plain
}

// actHidden carries the rows with the versions that the person sees.
func actHidden(v actView) []ui.HiddenValue {
	out := []ui.HiddenValue{{Name: "ve", Value: v.back}}
	for _, n := range v.rows {
		out = append(out, ui.HiddenValue{Name: "item", Value: n.ID + ":" + strconv.FormatInt(n.Version, 10)})
	}
	return out
}

func paperRequired(v actView) bool { return v.record || v.row.Paper == nomination.RequiredPaper }

func paperMust(v actView) kit.FieldOption {
	if paperRequired(v) {
		return kit.Must()
	}
	return func(*ui.Field) {}
}

func paperHint(ctx context.Context, v actView) string {
	if paperRequired(v) {
		return i18n.T(ctx, "paper.required")
	}
	return i18n.T(ctx, "paper.optional")
}
