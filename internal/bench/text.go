package bench

import (
	"fmt"
	"io"
	"text/tabwriter"

	"lantoa/internal/i18n"
)

// Write writes the report as tables in plain text: ratios first.
func (r Report) Write(out io.Writer, p *i18n.Printer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, p.T("bench.machine", r.Machine.CPUs, r.Machine.Model, r.Machine.Go, p.Decimal(r.Seconds, 1)))
	for _, d := range r.Databases {
		fmt.Fprintf(w, "\n%s\n", p.T("bench.database", d.Engine, d.Dossiers, d.Exemplars, d.Place))
		fmt.Fprintln(w, p.T("bench.start_memory", p.Decimal(d.ColdStart, 0), mb(p, d.Memory.Idle), mb(p, d.Memory.Peak), mb(p, d.Memory.After)))
		fmt.Fprintln(w, p.T("bench.columns"))
		for _, s := range d.Scenarios {
			for _, run := range s.Rounds {
				fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\n", s.Name.Text(p), run.Clients, p.Decimal(run.Ratio, 2), p.Decimal(run.Page.PerSecond, 0),
					p.Decimal(run.Floor.PerSecond, 0), p.Decimal(run.Page.P50, 2), p.Decimal(run.Page.P95, 2), p.Decimal(run.Page.P99, 2), p.Decimal(run.Floor.P50, 2),
					s.Statements, s.Rows, mb(p, run.Resident))
			}
		}
	}
	fmt.Fprintf(w, "\n%s\n%s\n", p.T("bench.goals"), p.T("bench.goal_columns"))
	for _, g := range r.Goals {
		verdict := p.T("bench.missed")
		if g.Kept {
			verdict = p.T("bench.kept")
		}
		sign := "≤ "
		if g.AtLeast {
			sign = "≥ "
		}
		if g.Unit == YesNo {
			sign = ""
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s%s\n", verdict, g.Name.Text(p), g.Where, g.Unit.text(p, g.Figure), sign, g.Unit.text(p, g.Limit))
	}
	return w.Flush()
}

// text writes a figure with its unit.
func (u Unit) text(p *i18n.Printer, figure float64) string {
	switch u {
	case YesNo:
		if figure == 1 {
			return p.T("sheet.yes")
		}
		return p.T("sheet.no")
	case Times:
		return p.T("bench.times", p.Decimal(figure, 2))
	case Milliseconds:
		return p.Decimal(figure, 1) + " ms"
	}
	return p.Decimal(figure, 1) + " MB"
}

func mb(p *i18n.Printer, n int64) string { return p.Decimal(megabytes(n), 0) }
