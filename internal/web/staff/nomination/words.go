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

// rowsView is a table of dossiers.
type rowsView struct {
	rows    []rowView
	steps   []stepButton // for ticked rows
	caption string
	ref     ui.Column
	back    string
	inBatch bool
	// appraised says of each row what the appraisal found.
	appraised bool
}

// bulkKind lets the first main step of a list be its primary button, unless the
// page's head or card has it.
func bulkKind(v rowsView, i int) ui.ButtonKind {
	for j, s := range v.steps {
		if s.Main && !v.inBatch && !v.appraised {
			if i == j {
				return ui.Primary
			}
			break
		}
	}
	return ui.Secondary
}

func rowColumns(ctx context.Context, v rowsView) []ui.Column {
	t := func(key string) ui.Column { return ui.Column{Label: i18n.T(ctx, key)} }
	out := []ui.Column{t("nomination.col.name"), t("nomination.col.state"), v.ref, t("nomination.col.field")}
	if !v.inBatch {
		out = append(out, t("nomination.col.level"), t("nomination.col.unit"))
	}
	if len(v.steps) > 0 {
		out = append([]ui.Column{{Label: i18n.T(ctx, "nomination.col.tick"), Kind: ui.CheckColumn, Hidden: true}}, out...)
	}
	return out
}

// rowMeta says of a row what it is, and for what it is nominated.
func rowMeta(ctx context.Context, n rowView) string {
	if n.Title == "" {
		return kindText(ctx, n)
	}
	return kindText(ctx, n) + " · " + n.Title
}

func kindText(ctx context.Context, n rowView) string {
	kind := i18n.T(ctx, "kind."+string(n.Kind))
	if n.Comprehensive() {
		kind += " · " + i18n.T(ctx, "nomination.comprehensive")
	}
	return kind
}

// whereText says on whose desk a dossier lies, where that is not its unit's.
func whereText(p *i18n.Printer, n rowView) string {
	if n.State.Closed() || n.HolderID == n.UnitID {
		return ""
	}
	return p.T("nomination.at", n.Holder)
}

// danger reports a step that ends something.
func danger(s nomination.Step) bool {
	switch s {
	case nomination.NotSelect, nomination.RejectField, nomination.RejectUnit, nomination.NotApprove, nomination.Withdraw, nomination.Ineligible:
		return true
	}
	return false
}
