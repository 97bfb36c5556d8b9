package intake

import (
	"context"
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/intake"
	"lantoa/internal/jobs"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

// standing is where an import stands, wherever it is shown: its task is looked at, for
// nothing works any more at one whose task failed or was stopped; idle is one that was
// checked and has nothing to store.
func standing(p *i18n.Printer, n intake.Intake, t jobs.Task, idle bool) ui.Badge {
	switch {
	case stuck(n, t):
		return ui.Badge{Label: p.T("import.broken_off"), Tone: ui.Danger}
	case n.State == intake.Checked && idle:
		return ui.Badge{Label: p.T("import.state.idle"), Tone: ui.Plain}
	}
	tones := map[intake.State]ui.Tone{intake.Reading: ui.Info, intake.Checked: ui.Warning, intake.Storing: ui.Info, intake.Done: ui.Success, intake.Discarded: ui.Plain}
	return ui.Badge{Label: p.T("import.state." + string(n.State)), Tone: tones[n.State]}
}

// stuck reports an import at which nothing works any more, although it has not
// come to its end.
func stuck(n intake.Intake, t jobs.Task) bool { return n.State.Moving() && !t.State.Open() }

func verdictBadge(p *i18n.Printer, v intake.Verdict) ui.Badge {
	tones := map[intake.Verdict]ui.Tone{intake.Fresh: ui.Success, intake.Made: ui.Success, intake.Changed: ui.Info, intake.Altered: ui.Info, intake.Same: ui.Plain, intake.Faulty: ui.Danger}
	return ui.Badge{Label: p.T("import.verdict." + string(v)), Tone: tones[v]}
}

// trouble is why the task stands still, in words.
func trouble(ctx context.Context, t jobs.Task) string {
	if e := t.Trouble(); e != nil {
		return kit.FaultText(i18n.From(ctx), e.Key, e.Args...)
	}
	return ""
}

// why is why nothing works at an import any more.
func why(ctx context.Context, v showView) string {
	switch {
	case v.task.State == jobs.Cancelled:
		return i18n.T(ctx, "import.stuck.stopped")
	case v.task.State == jobs.Failed && trouble(ctx, v.task) != "":
		return trouble(ctx, v.task)
	}
	return i18n.T(ctx, "import.stuck.lost")
}

// staleNotice is what has happened to an import since the page was loaded from which
// something was done to it.
func staleNotice(ctx context.Context, v showView) ui.Notice {
	title, text := "import.stale", "import.stale.text"
	switch v.intake.State {
	case intake.Done:
		title, text = "import.stale.done", "import.stale.done.text"
	case intake.Discarded:
		title, text = "import.stale.dropped", "import.stale.dropped.text"
	}
	return ui.Notice{Tone: ui.Warning, Title: i18n.T(ctx, title), Text: i18n.T(ctx, text)}
}

// givenNotice is what is said where the passwords that were asked for have been given
// before: nobody can show them once more.
func givenNotice(ctx context.Context) ui.Notice {
	return ui.Notice{Tone: ui.Warning, Title: i18n.T(ctx, "import.passwords.given"), Text: i18n.T(ctx, "import.passwords.given.text")}
}

// discardID is the form beside the one that confirms.
const discardID = "bo"

// nameColumn is the column that says whose row it is.
const nameColumn = "name"

// nameOf is whose row it is.
func nameOf(ctx context.Context, row intake.Row) string {
	for _, c := range row.Cells {
		if c.Column == nameColumn && c.After+c.Before != "" {
			if c.After == "" {
				return c.Before
			}
			return c.After
		}
	}
	return i18n.T(ctx, "import.nameless")
}

// fact is a cell with its column's title.
type fact struct {
	title, before, after string
	stays                bool // what was before stays
}

// facts are the cells of a row that say something beside its name: of a change
// only those that change.
func facts(v showView, row intake.Row) []fact {
	changes := row.Verdict == intake.Changed || row.Verdict == intake.Altered
	var out []fact
	for _, c := range row.Cells {
		switch {
		case changes && c.Before != c.After, !changes && c.After != "" && c.Column != nameColumn:
			out = append(out, fact{v.titles[c.Column], c.Before, c.After, c.Stays})
		}
	}
	return out
}

// wrong is a fault of a row as it is shown: where, what stands there, and why it
// cannot stand.
type wrong struct{ cell, title, raw, why string }

func faults(p *i18n.Printer, v showView, row intake.Row) []wrong {
	out := make([]wrong, len(row.Faults))
	for i, f := range row.Faults {
		out[i] = wrong{cell: f.Cell, title: v.titles[f.Column], why: f.Text(p)}
		for _, c := range row.Cells {
			if c.Column == f.Column || f.Column == "" && f.Cell != "" && c.At == f.Cell {
				out[i].title, out[i].raw = v.titles[c.Column], c.After
			}
		}
		if out[i].raw = clipped(out[i].raw); strings.Contains(out[i].why, out[i].raw) { // the reason says it already
			out[i].raw = ""
		}
	}
	return out
}

// rawShown is how many characters are shown of a cell that is wrong.
const rawShown = 80

func clipped(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > rawShown {
		return string(r[:rawShown]) + "…"
	}
	return text
}

// recordPath is the page of the record that a row meets or made, "" for none.
func recordPath(v showView, row intake.Row) string {
	if row.RecordID == "" || row.Verdict == intake.Fresh || row.Verdict == intake.Faulty {
		return ""
	}
	switch v.intake.Kind {
	case intake.Units:
		return unitPath + "/" + row.RecordID
	case intake.Accounts:
		return accountPath + "/" + row.RecordID
	}
	return dossierPath + "/" + row.RecordID
}

// outcome says what became of the rows, a sentence for each sort; those with
// faults have a notice of their own.
func outcome(ctx context.Context, v showView) []string {
	var out []string
	for _, x := range verdicts(v.intake.State) {
		if n := v.counts[x]; n > 0 && x != intake.Faulty {
			out = append(out, i18n.T(ctx, "import.outcome."+string(x), n))
		}
	}
	return out
}

// skipLabel is what somebody agrees to who leaves rows with faults out.
func skipLabel(ctx context.Context, v showView) string {
	return i18n.T(ctx, "import.skip", v.counts[intake.Faulty])
}

// checkedTitle asks whether to store, or says that there is nothing to store.
func checkedTitle(ctx context.Context, v showView) string {
	if v.storable() == 0 {
		return i18n.T(ctx, "import.nothing")
	}
	return i18n.T(ctx, "import.checked")
}

// nothingText is why there is nothing to store.
func nothingText(ctx context.Context, v showView) string {
	if v.counts[intake.Faulty] > 0 {
		return i18n.T(ctx, "import.nothing.faulty")
	}
	return i18n.T(ctx, "import.nothing.same")
}

// place is where a fault is: its cell and column, or the row as a whole.
func place(ctx context.Context, x wrong) string {
	switch {
	case x.cell != "" && x.title != "":
		return i18n.T(ctx, "import.cell", x.cell, x.title)
	case x.cell != "":
		return x.cell + ":"
	case x.title != "":
		return x.title + ":"
	}
	return i18n.T(ctx, "import.whole_row")
}

// orNothing is a cell's content, or that it is empty.
func orNothing(ctx context.Context, text string) string {
	if text == "" {
		return i18n.T(ctx, "import.empty_cell")
	}
	return text
}

// maxRows is how many rows a file may have.
func maxRows() int { return intake.MaxRows }
