// Package pdf draws the official document as PDF: our own layout of the model of
// officialdoc after its rules, in the metrics of Times New Roman, written through
// gopdf with the letters that it uses embedded. It says the same as officialdoc/docx.
package pdf

import (
	"fmt"
	"io"
	"strings"

	"lantoa/internal/officialdoc"
)

// Write writes the file as PDF. The same file gives the same bytes. Errors are
// those of w, and of a picture that is no PNG or JPEG.
func Write(w io.Writer, rules officialdoc.Rules, f officialdoc.File) error {
	made, err := compose(rules, f)
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	if err := made.draw(w); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	return nil
}

// composed is a file laid out: its pages, and what they are drawn with.
type composed struct {
	title string
	pages []page
	fonts *fonts
	pics  *pictures
}

// compose lays the file out: every document, appendix and sheet on pages of its
// own, each counted from 1.
func compose(rules officialdoc.Rules, f officialdoc.File) (composed, error) {
	letters, err := newFonts()
	if err != nil {
		return composed{}, err
	}
	c := composer{rules: rules, fonts: letters, pics: newPictures()}
	for _, p := range f.Parts {
		if p.Document != nil {
			c.document(*p.Document)
		}
		if p.Sheet != nil {
			c.appendix(p.Sheet.Label(), p.Sheet.Appendix, p.Sheet.Of)
		}
	}
	if len(c.pages) == 0 { // a PDF has a page
		c.begin(false, "")
		c.finish()
	}
	return composed{title: f.Title, pages: c.pages, fonts: letters, pics: c.pics}, c.pics.err
}

// composer lays out one section after the other.
type composer struct {
	rules  officialdoc.Rules
	fonts  *fonts
	pics   *pictures
	area   area
	mark   string  // of the section
	strips []strip // of the section
	pages  []page  // of the sections before it
}

// begin starts a section on a page of its own.
func (c *composer) begin(landscape bool, mark string) {
	c.area, c.mark = areaOf(c.rules, landscape), strings.Join(strings.Fields(mark), " ")
	c.strips = nil
}

func (c *composer) add(strips ...strip) { c.strips = append(c.strips, strips...) }

// finish breaks the section into pages and numbers them from the second on, in
// the middle of the top margin (Appendix I, I.7).
func (c *composer) finish() {
	pages := paginate(c.area, c.strips)
	pages[0].mark = c.mark
	look := c.look(officialdoc.PageNumber)
	for i := 1; i < len(pages); i++ {
		number := c.lines(para{runs: c.runs(look, fmt.Sprint(i+1)), size: look.size, align: officialdoc.Center}, c.area.left, c.area.width)
		top := (c.area.top - number[0].height) / 2
		pages[i].items = append(repeated(number[0].items, top), pages[i].items...)
	}
	c.pages = append(c.pages, pages...)
}
