package report

import (
	"fmt"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
	"lantoa/internal/paper"
)

// Head is what the document has around its text, as a person may change it.
type Head struct {
	Parent     string
	Issuer     string
	Number     string // "" leaves room for the clerk's
	Symbol     string // "BC-BTĐKT"
	Place      string
	Day        civil.Day // "" leaves room
	Summary    string
	To         []string
	Recipients []string
	Authority  []string
	Signer     string
}

// Longest texts of a report, in letters.
const (
	maxText = 60_000
	maxLine = 300
)

// clean is the head as it is stored, and what cannot be.
func (h Head) clean(bad *errs.Error) Head {
	line := func(field, s string, must bool) string {
		s = strings.Join(strings.Fields(i18n.Clean(s)), " ")
		switch {
		case must && s == "":
			bad.WithField(field, "field.required")
		case len([]rune(s)) > maxLine:
			bad.WithField(field, "field.too_long", maxLine)
		}
		return s
	}
	lines := func(field string, all []string, must bool) []string {
		out := []string{}
		for _, s := range all {
			if s = line(field, s, false); s != "" {
				out = append(out, s)
			}
		}
		if must && len(out) == 0 {
			bad.WithField(field, "field.required")
		}
		return out
	}
	out := Head{Parent: line("parent", h.Parent, false), Issuer: line("issuer", h.Issuer, true), Number: line("number", h.Number, false),
		Symbol: line("symbol", h.Symbol, true), Place: line("place", h.Place, true), Day: h.Day, Summary: line("summary", h.Summary, true),
		To: lines("to", h.To, true), Recipients: lines("recipients", h.Recipients, true), Authority: lines("authority", h.Authority, true), Signer: line("signer", h.Signer, false)}
	paper.CheckMarks(bad, out.Number, out.Symbol)
	return out
}

// File is the report as an official document: the text, and the full table as
// an appendix across the page.
func (c Content) File(rules officialdoc.Rules, text string) (officialdoc.File, error) {
	f, _, err := c.Draw(rules, text, nil)
	return f, err
}

// Draw is File for a page, on which every figure leads to what it counts, with the
// faults that the text has.
func (c Content) Draw(rules officialdoc.Rules, text string, link Link) (officialdoc.File, Reading, error) {
	got, err := c.Read(rules, text, link)
	if err != nil {
		return officialdoc.File{}, got, err
	}
	h, full := c.Head, FullTable(c.Frame, c.Cases, c.Period)
	body := []officialdoc.Block{officialdoc.Text(officialdoc.NoteBlock, full.Note), full.Block(link)}
	doc := officialdoc.Document{Type: officialdoc.Report, Parent: h.Parent, Issuer: h.Issuer, Number: h.Number, Symbol: h.Symbol, Place: h.Place, Day: h.Day,
		Summary: h.Summary, To: h.To, Body: got.Body, Signatures: []officialdoc.Signature{{Authority: h.Authority, Name: h.Signer}}, Recipients: h.Recipients,
		Appendices: []officialdoc.Appendix{{Title: full.Title, Landscape: true, Body: body}}}
	return officialdoc.Of(fmt.Sprintf("%s %s", officialdoc.Report.Name(), lower(h.Summary)), doc), got, nil
}

// FileName is the report's name as a file, without its ending.
func (c Content) FileName() string {
	return "bao-cao-" + strings.Join(strings.Fields(i18n.Fold(c.Frame.PlanSymbol)), "-") + "-" + string(c.Period.From) + "-" + string(c.Period.To)
}
