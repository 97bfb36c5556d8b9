package nomination

import (
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/web/ui"
)

// checklist is a nomination's least (product.md §3) as a list of tasks: what is
// there, and what is still missing before the dossier can be sent.
func checklist(p *i18n.Printer, d nomination.Dossier) []ui.Task {
	lacks := map[string]string{}
	evidence, certificates := 0, 0
	for _, m := range d.Missing {
		switch {
		case m.Key == "nomination.least.evidence":
			evidence++
		case m.Key == "nomination.least.certificate":
			certificates++
		}
		if _, there := lacks[m.Field]; !there {
			lacks[m.Field] = p.T(m.Key, m.Args...)
		}
	}
	edit := listPath + "/" + d.ID + "/sua"
	task := func(key, anchor string, fields ...string) ui.Task {
		t := ui.Task{Label: p.T("nomination.task." + key), Href: edit + "#f-" + anchor, State: ui.Badge{Label: p.T("nomination.task.done"), Tone: ui.Success}}
		var missing []string
		for _, f := range fields {
			if text := lacks[f]; text != "" {
				missing = append(missing, text)
			}
		}
		if len(missing) > 0 {
			t.Hint, t.State = strings.Join(missing, " "), ui.Badge{Label: p.T("nomination.task.missing"), Tone: ui.Warning}
		}
		return t
	}
	out := []ui.Task{
		task("who", "name", "name"), task("field", "field", "field", "set", "lead", "route"), task("story", "summary", "title", "summary"),
		task("figure", "figure_name", "figure_name", "figure_before", "figure_after"), task("photo", "photo", "photo"),
	}
	if len(d.Criteria) > 0 && (d.NeedsEvidence() || certificates > 0) {
		out = append(out, evidenceTask(p, d, edit, evidence+certificates))
	}
	return out
}

// evidenceTask counts the criteria that have the evidence they need.
func evidenceTask(p *i18n.Printer, d nomination.Dossier, edit string, missing int) ui.Task {
	t := ui.Task{Label: p.T("nomination.task.evidence"), Href: edit + "#f-criterion_" + d.Criteria[0].ID,
		Hint: p.T("nomination.task.evidence.count", len(d.Criteria)-missing, len(d.Criteria)), State: ui.Badge{Label: p.T("nomination.task.done"), Tone: ui.Success}}
	if missing > 0 {
		t.State = ui.Badge{Label: p.T("nomination.task.missing"), Tone: ui.Warning}
	}
	for _, m := range d.Missing {
		if m.Key == "nomination.least.certificate" {
			t.Hint, t.Href = p.T(m.Key, m.Args...), "#minh-chung"
			break
		}
	}
	return t
}
