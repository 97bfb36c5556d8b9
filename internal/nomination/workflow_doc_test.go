package nomination_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
)

const workflowDocument = "../../docs/workflow.md"

// TestWorkflowDocument_isRenderedFromTheTable holds docs/workflow.md to the
// table in the code; LANTOA_TEST_UPDATE=1 (`make docs`) writes it anew.
func TestWorkflowDocument_isRenderedFromTheTable(t *testing.T) {
	t.Parallel()
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	want := workflowMarkdown(texts.Printer(i18n.Vietnamese))
	if os.Getenv("LANTOA_TEST_UPDATE") == "1" {
		if err := os.WriteFile(workflowDocument, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(workflowDocument)
	if err != nil || string(got) != want {
		t.Errorf("docs/workflow.md is not what the table says (%v): run make docs", err)
	}
}

func workflowMarkdown(p *i18n.Printer) string {
	var b strings.Builder
	b.WriteString("# The life of a nomination\n\nRendered from `internal/nomination/workflow.go` by `make docs`; a test compares.\n\n")
	b.WriteString("## States\n\n| State | On screen |\n|---|---|\n")
	for _, s := range nomination.States() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", s, p.T("state."+string(s)))
	}
	b.WriteString("\n## Steps\n\n| From | Level | Step | Button | Leads to | On the desk of | Right | By recording the signed paper | Paper | Asks for | Conditions |\n|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, t := range nomination.NewWorkflow().Rows() {
		fmt.Fprintf(&b, "| %s | %s | `%s` | %s | %s | %s | %s | %s | %s | %s | %s |\n", codes(t.From), levels(p, t.Levels), t.Step, p.T("step."+string(t.Step)),
			next(t), t.Desk(), code(string(t.Right)), code(string(t.Record)), paper(t), asks(t), codes(t.Guards()))
	}
	return b.String()
}

func code(s string) string {
	if s == "" {
		return ""
	}
	return "`" + s + "`"
}

func codes[T ~string](all []T) string {
	var out []string
	for _, s := range all {
		out = append(out, code(string(s)))
	}
	return strings.Join(out, ", ")
}

func levels(p *i18n.Printer, all []nomination.Level) string {
	if all == nil {
		return "any"
	}
	var out []string
	for _, l := range all {
		out = append(out, p.T("level."+string(l)))
	}
	return strings.Join(out, ", ")
}

func next(t nomination.Transition) string {
	if t.Next == "" {
		return "where the hold began"
	}
	return code(string(t.Next))
}

func paper(t nomination.Transition) string {
	switch {
	case t.Paper == nomination.RequiredPaper:
		return string(t.Kind)
	case t.Paper == nomination.OptionalPaper && t.Record != "":
		return string(t.Kind) + " when recorded"
	case t.Paper == nomination.OptionalPaper:
		return string(t.Kind) + ", if any"
	}
	return ""
}

func asks(t nomination.Transition) string {
	var out []string
	if t.Reason {
		out = append(out, "reason")
	}
	if t.Deadline {
		out = append(out, "deadline")
	}
	return strings.Join(out, ", ")
}
