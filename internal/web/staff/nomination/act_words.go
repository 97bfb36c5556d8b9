package nomination

import (
	"context"
	"strconv"
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
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
	for _, name := range []string{"draft", "paper_title"} {
		if text := v.form.Value(name); text != "" {
			out = append(out, ui.HiddenValue{Name: name, Value: text})
		}
	}
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

// reasonHint says who will read the reason.
func reasonHint(ctx context.Context, step nomination.Step) string {
	switch step {
	case nomination.SendBack:
		return i18n.T(ctx, "act.reason.hint_author")
	case nomination.Return, nomination.NotSelect, nomination.RejectField, nomination.Ineligible, nomination.NotApprove:
		return i18n.T(ctx, "act.reason.hint")
	}
	return i18n.T(ctx, "act.reason.hint_kept")
}

func confirmItems(p *i18n.Printer, rows []rowView) []string {
	out := make([]string, len(rows))
	for i, n := range rows {
		out[i] = p.T("act.row", n.Ref, n.Name, n.Unit)
	}
	return out
}

// kindCounts says what is in the rows: "5 tập thể, 7 cá nhân".
func kindCounts(p *i18n.Printer, rows []nomination.Nomination) string {
	counts := map[subject.Kind]int{}
	for _, n := range rows {
		counts[n.Kind]++
	}
	var parts []string
	for _, k := range subject.Kinds() {
		if counts[k] > 0 {
			parts = append(parts, p.T("act.count."+string(k), counts[k]))
		}
	}
	return strings.Join(parts, ", ")
}

// actCounts says what is in the rows, and of a list before the Chairman which
// list it is: "Tờ trình số 12/TTr-BTĐKT … 5 tập thể, 7 cá nhân."
func actCounts(p *i18n.Printer, v actView) string {
	rows := make([]nomination.Nomination, len(v.rows))
	for i, n := range v.rows {
		rows[i] = n.Nomination
	}
	text := p.T("act.counts", kindCounts(p, rows))
	if v.list != nil {
		text = p.T("act.list", v.list.Number, v.list.Day, v.list.SignerName) + " " + text
	}
	return text
}
