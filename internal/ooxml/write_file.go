// Package ooxml writes and reads the parts of a WordprocessingML file (ECMA-376,
// the transitional schema). It knows how Word wants them, and nothing of what
// the documents say.
package ooxml

import (
	"archive/zip"
	"crypto/sha256"
	"io"
	"time"
)

// File is a WordprocessingML file being written: fill it, then call Write.
type File struct {
	Title       string
	Creator     string
	Application string
	Created     time.Time // zero leaves it out; the same input makes the same bytes
	Defaults    RunProps  // of all text
	// Tab is the distance of the tabs, in twips.
	Tab         int
	Styles      []StyleDef
	TableStyles []TableStyleDef
	Lists       []ListDef
	Last        SectionProps // of the last section

	Body   *Story
	Header *Story // of the pages of numbered sections but their first ones

	names  naming
	media  []media
	images map[[sha256.Size]byte]Image
}

// NewFile makes a file whose body and header are to be written.
func NewFile() *File {
	f := &File{}
	f.Body, f.Header = &Story{names: &f.names}, &Story{names: &f.names}
	return f
}

const (
	nsWord    = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsRel     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsApp     = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
	nsDrawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
	nsInline  = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	nsPicture = "http://schemas.openxmlformats.org/drawingml/2006/picture"
	nsPackage = "http://schemas.openxmlformats.org/package/2006/"

	headerRel      = "rIdHeader"
	firstHeaderRel = "rIdFirstHeader"

	typeWord = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// Write writes the file as a zip archive.
func (f *File) Write(w io.Writer) error {
	z := zip.NewWriter(w)
	for _, part := range []struct {
		name string
		data []byte
	}{
		{"[Content_Types].xml", f.contentTypes()},
		{"_rels/.rels", packageRels()},
		{"docProps/core.xml", f.core()},
		{"docProps/app.xml", f.app()},
		{"word/document.xml", f.document()},
		{"word/_rels/document.xml.rels", f.documentRels()},
		{"word/styles.xml", f.writeStyles()},
		{"word/numbering.xml", f.writeNumbering()},
		{"word/settings.xml", f.settings()},
		{"word/fontTable.xml", f.fontTable()},
		{"word/header1.xml", header(f.Header)},
		{"word/header2.xml", header(nil)},
	} {
		if err := add(z, part.name, part.data, zip.Deflate); err != nil {
			return err
		}
	}
	for _, m := range f.media {
		if err := add(z, "word/media/"+m.name, m.data, zip.Store); err != nil {
			return err
		}
	}
	return z.Close()
}

func add(z *zip.Writer, name string, data []byte, method uint16) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func (f *File) document() []byte {
	x := &xmlWriter{}
	x.WriteString(xmlHead)
	x.open("w:document", "xmlns:w", nsWord, "xmlns:r", nsRel, "xmlns:wp", nsInline, "xmlns:a", nsDrawing, "xmlns:pic", nsPicture)
	x.open("w:body")
	x.Write(f.Body.x.Bytes())
	f.Last.write(x)
	x.close("w:body")
	x.close("w:document")
	return x.Bytes()
}

func header(s *Story) []byte {
	x := &xmlWriter{}
	x.WriteString(xmlHead)
	x.open("w:hdr", "xmlns:w", nsWord, "xmlns:r", nsRel)
	if s == nil || s.Empty() {
		x.empty("w:p")
	} else {
		x.Write(s.x.Bytes())
	}
	x.close("w:hdr")
	return x.Bytes()
}
