package source

import (
	"errors"
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/ooxml"
)

// readWord reads the body of a .docx: what it prints, without headers, footers,
// notes, comments and deleted text.
func readWord(data []byte, name string) (Document, error) {
	read, err := ooxml.Read(data, 2*MaxText) // text in tables and old encodings shrinks
	var w word
	var paragraphs []string
	if err == nil {
		err = w.add(&paragraphs, read.Body)
	}
	switch {
	case errors.Is(err, errTooLong), errors.Is(err, ooxml.ErrTooLong):
		return Document{}, invalid("source.too_long", name, MaxText>>20)
	case err != nil:
		return Document{}, errs.Wrap(err, errs.Invalid, "source.damaged", name)
	}
	doc := Document{Text: strings.ReplaceAll(strings.Join(paragraphs, "\n\n")+"\n", "\x00", ""), Media: Word, Notes: w.notes()}
	if len(doc.Notes) == 0 {
		doc.mend()
	}
	return doc, nil
}
