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
	"lantoa/internal/media"
	"lantoa/internal/ooxml"
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
	PDF       = media.PDF
	Word      = media.Word
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
	case ooxml.KindOf(data) == ooxml.WordFile:
		return Word
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
	case isText(data):
		return PlainText
	}
	return ""
}

// refusal says why a file of another type is not read.
func refusal(data []byte, name string) error {
	switch ooxml.KindOf(data) {
	case ooxml.LockedFile:
		return invalid("source.word_password", name)
	case ooxml.OldWord:
		return invalid("source.old_word", name)
	case ooxml.BrokenFile:
		return invalid("source.damaged", name)
	}
	return invalid("source.unknown_type", name)
}

func invalid(key string, args ...any) error { return errs.New(errs.Invalid, key, args...) }
