// Package source reads the document that a plan is in, up to its plain text: a
// text file in any encoding that Vietnamese offices have used, a Word document,
// or a PDF with text. What a file is, is told from its content, never from its
// name. But for running pdftotext it is pure.
package source

import (
	"bytes"
	"context"
	"os/exec"
	"strings"
	"time"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// Document is the text of a document with what it was read from.
type Document struct {
	Text  string
	Media string // one of the media types below
	Notes []Note
}

// The media types that are read.
const (
	PlainText = "text/plain; charset=utf-8"
	PDF       = "application/pdf"
	Word      = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)

// Note is what a person must know of how the text came about: a key of the
// catalogues with its arguments. Line counts from 1; 0 is the whole document.
type Note struct {
	Line int
	Key  string
	Args []any
}

// The limits of what is read.
const (
	MaxSize  = 20 << 20 // bytes of a file
	MaxText  = 1 << 20  // bytes of the text in it: some 300 pages
	MaxPages = 400      // of a PDF
)

// Reader reads documents.
type Reader struct {
	PDFToText string        // the program's path, "" where it is not installed
	Patience  time.Duration // how long the program may take
}

// New is a reader with the pdftotext of this machine, where it has one.
func New() Reader {
	path, err := exec.LookPath("pdftotext")
	if err != nil {
		path = ""
	}
	return Reader{PDFToText: path, Patience: 3 * time.Second}
}

// Read reads a document with the programs of this machine. The name is only
// for sentences.
func Read(ctx context.Context, data []byte, name string) (Document, error) {
	return New().Read(ctx, data, name)
}

// Read reads a document. Errors are Invalid and say what is wrong with the file
// and what to do: empty, too large, of a type that is not read, protected by a
// password, scanned, damaged, or text of no known encoding.
func (r Reader) Read(ctx context.Context, data []byte, name string) (Document, error) {
	name = i18n.Clean(name)
	switch {
	case len(data) == 0:
		return Document{}, invalid("source.empty", name)
	case len(data) > MaxSize:
		return Document{}, invalid("source.too_large", name, MaxSize>>20)
	}
	doc, err := r.read(ctx, data, name)
	switch {
	case err != nil:
		return Document{}, err
	case len(doc.Text) > MaxText:
		return Document{}, invalid("source.too_long", name, MaxText>>20)
	case strings.TrimSpace(doc.Text) == "":
		return Document{}, invalid("source.empty", name)
	}
	return doc, nil
}

func (r Reader) read(ctx context.Context, data []byte, name string) (Document, error) {
	switch Media(data) {
	case PDF:
		return r.readPDF(ctx, data, name)
	case Word:
		return readWord(data, name)
	case PlainText:
		return readText(data, name)
	}
	return Document{}, refusal(data, name)
}

// Media tells what a file is from its content: one of the media types that are
// read, "" for any other.
func Media(data []byte) string {
	switch {
	case bytes.HasPrefix(bytes.TrimLeft(data, "\ufeff\r\n\t "), []byte("%PDF-")):
		return PDF
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		if isWord(data) {
			return Word
		}
	case isText(data):
		return PlainText
	}
	return ""
}

// refusal says why a file of another type is not read.
func refusal(data []byte, name string) error {
	switch {
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")): // the container of the old Office formats
		if bytes.Contains(data, wide("EncryptedPackage")) {
			return invalid("source.word_password", name)
		}
		if bytes.Contains(data, wide("WordDocument")) {
			return invalid("source.old_word", name)
		}
	case bytes.HasPrefix(data, []byte("{\\rtf")):
		return invalid("source.old_word", name)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return damagedOrOther(data, name)
	}
	return invalid("source.unknown_type", name)
}

// wide is the name as the old Office container writes it: UTF-16.
func wide(s string) []byte {
	var out []byte
	for _, c := range []byte(s) {
		out = append(out, c, 0)
	}
	return out
}

func invalid(key string, args ...any) error { return errs.New(errs.Invalid, key, args...) }
