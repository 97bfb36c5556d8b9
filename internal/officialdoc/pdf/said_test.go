package pdf_test

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"lantoa/internal/officialdoc"
)

// said is what a file says, in the order of its pages: what is compared with what
// the pages hold. It is built from the model alone.
func said(r officialdoc.Rules, f officialdoc.File) string {
	var b strings.Builder
	put := func(texts ...string) {
		for _, text := range texts {
			b.WriteString(text + "\n")
		}
	}
	for _, p := range f.Parts {
		if p.Sheet != nil {
			put(officialdoc.AppendixWord, officialdoc.Upper(p.Sheet.Title), p.Sheet.Of.Text())
			sayBody(put, r.Ended(p.Sheet.Body))
			continue
		}
		d := *p.Document
		put(officialdoc.Upper(d.Parent), officialdoc.Upper(d.Issuer), officialdoc.NationalText, officialdoc.MottoText, r.NumberLine(d))
		if d.TitleText() == "" && strings.TrimSpace(d.Summary) != "" {
			put("V/v " + d.Summary)
		}
		put(officialdoc.Upper(d.Urgency), officialdoc.Upper(d.Circulate), r.PlaceLine(d), d.TitleText())
		if d.TitleText() != "" {
			put(d.Summary)
		}
		if len(d.To) > 0 {
			put(officialdoc.ToWord)
			put(d.ToLines()...)
		}
		put(officialdoc.Upper(d.Authority))
		put(d.BasisLines()...)
		sayBody(put, r.Ended(d.Body))
		saySigned(put, d)
		for i, a := range d.Appendices {
			put(d.AppendixLabel(i), officialdoc.Upper(a.Title), d.Reference().Text())
			sayBody(put, r.Ended(a.Body))
		}
	}
	return b.String()
}

func sayBody(put func(...string), blocks []officialdoc.Block) {
	for _, n := range officialdoc.Count(blocks) {
		text := n.Label() + " "
		title := n.Title
		if n.Kind == officialdoc.PartBlock {
			title = officialdoc.Upper(title)
		}
		if n.Kind == officialdoc.PartBlock || n.Kind == officialdoc.ArticleBlock {
			text += title + " "
		}
		for _, run := range n.Runs {
			if n.Kind == officialdoc.SectionBlock {
				run.Text = officialdoc.Upper(run.Text)
			}
			text += run.Text
		}
		put(text)
		if n.Table != nil {
			for _, row := range append(append([][]officialdoc.Cell(nil), n.Table.Head...), n.Table.Rows...) {
				for _, cell := range row {
					put(cell.Text)
				}
			}
		}
	}
}

func saySigned(put func(...string), d officialdoc.Document) {
	recipients := func() {
		if len(d.Recipients) > 0 {
			put(officialdoc.RecipientsWord)
			put(d.RecipientLines()...)
		}
	}
	if len(d.Signatures) == 1 {
		recipients()
	}
	for _, s := range d.Signatures {
		for _, line := range s.Authority {
			put(officialdoc.Upper(line))
		}
		put(s.Note, s.Name)
	}
	if len(d.Signatures) != 1 {
		recipients()
	}
}

// letters are the characters of a text without its spaces, as they are drawn: a
// word that is longer than its line is in two pieces.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, norm.NFC.String(text))
}
