package nomination

import (
	"context"

	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/web/ui"
)

// stepLabel is a step's button; a signature on paper is recorded, not given.
func stepLabel(p *i18n.Printer, s nomination.Step, record bool) string {
	if record {
		return p.T("step.record", p.T("step."+string(s)))
	}
	return p.T("step." + string(s))
}

// bulkKind lets the first main step of a list be its primary button.
func bulkKind(steps []stepButton, i int) ui.ButtonKind {
	for j, s := range steps {
		if s.Main {
			if i == j {
				return ui.Primary
			}
			break
		}
	}
	return ui.Secondary
}

func rowColumns(ctx context.Context, ticks bool, ref ui.Column) []ui.Column {
	t := func(key string) ui.Column { return ui.Column{Label: i18n.T(ctx, key)} }
	out := []ui.Column{t("nomination.col.name"), ref, t("nomination.col.kind"), t("nomination.col.field"), t("nomination.col.level"), t("nomination.col.unit"), t("nomination.col.state")}
	if ticks {
		out = append([]ui.Column{{Label: i18n.T(ctx, "nomination.col.tick"), Kind: ui.CheckColumn, Hidden: true}}, out...)
	}
	return out
}

// danger reports a step that ends something.
func danger(s nomination.Step) bool {
	switch s {
	case nomination.NotSelect, nomination.RejectField, nomination.RejectUnit, nomination.NotApprove, nomination.Withdraw, nomination.Ineligible:
		return true
	}
	return false
}
