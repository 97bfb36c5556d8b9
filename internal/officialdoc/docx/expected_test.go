package docx_test

import (
	"testing"

	"lantoa/internal/officialdoc"
)

// expected is what the pages of a file say, piece by piece in the order in which
// they are drawn.
func expected(t *testing.T, f officialdoc.File) []string {
	t.Helper()
	r := rules(t)
	var all []string
	for _, p := range f.Parts {
		if p.Sheet != nil {
			all = append(all, appended(r, officialdoc.AppendixWord, p.Sheet.Appendix, p.Sheet.Of)...)
		}
		if d := p.Document; d != nil {
			all = append(all, documented(r, *d)...)
			for i, a := range d.Appendices {
				all = append(all, appended(r, d.AppendixLabel(i), a, d.Reference())...)
			}
		}
	}
	return all
}

func documented(r officialdoc.Rules, d officialdoc.Document) []string {
	all := []string{officialdoc.Upper(d.Parent), officialdoc.Upper(d.Issuer), officialdoc.NationalText, officialdoc.MottoText, r.NumberLine(d)}
	if d.TitleText() == "" {
		all = append(all, "V/v "+d.Summary)
	}
	all = append(all, officialdoc.Upper(d.Urgency), officialdoc.Upper(d.Circulate))
	if d.Place != "" {
		all = append(all, r.PlaceLine(d))
	}
	if d.TitleText() != "" {
		all = append(all, d.TitleText(), d.Summary)
	}
	if len(d.To) > 0 {
		all = append(append(all, officialdoc.ToWord), d.ToLines()...)
	}
	all = append(append(all, officialdoc.Upper(d.Authority)), d.BasisLines()...)
	all = append(all, blocks(r.Ended(d.Body))...)
	recipients := d.RecipientLines()
	if len(recipients) > 0 {
		recipients = append([]string{officialdoc.RecipientsWord}, recipients...)
	}
	if len(d.Signatures) < 2 {
		all = append(all, recipients...)
	}
	for _, s := range d.Signatures {
		for _, line := range s.Authority {
			all = append(all, officialdoc.Upper(line))
		}
		all = append(all, s.Note, s.Name)
	}
	if len(d.Signatures) > 1 {
		all = append(all, recipients...)
	}
	return all
}

func appended(r officialdoc.Rules, label string, a officialdoc.Appendix, of officialdoc.Reference) []string {
	return append([]string{label, officialdoc.Upper(a.Title), of.Text()}, blocks(r.Ended(a.Body))...)
}

func blocks(body []officialdoc.Block) []string {
	var all []string
	for _, c := range officialdoc.Count(body) {
		said := c.Label()
		switch c.Kind {
		case officialdoc.PartBlock:
			said += officialdoc.Upper(c.Title)
		case officialdoc.ArticleBlock:
			said += c.Title
		}
		for _, run := range c.Runs {
			if c.Kind == officialdoc.SectionBlock {
				run.Text = officialdoc.Upper(run.Text)
			}
			said += run.Text
		}
		all = append(all, said)
		if c.Table != nil {
			all = append(append(all, cells(c.Table.Head)...), cells(c.Table.Rows)...)
		}
	}
	return all
}
