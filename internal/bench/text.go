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
				fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\n", s.Name, run.Clients, p.Decimal(run.Ratio, 2), p.Decimal(run.Page.PerSecond, 0),
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
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", verdict, g.Name, g.Where, p.Decimal(g.Figure, 2), p.Decimal(g.Limit, 2))
	}
	return w.Flush()
}

func mb(p *i18n.Printer, n int64) string { return p.Decimal(megabytes(n), 0) }
