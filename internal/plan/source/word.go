package source

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"lantoa/internal/errs"
)

// The limits of a Word document, so that no file fills the memory or the time.
const (
	maxEntries = 10_000
	maxPart    = 32 << 20 // bytes of the body, unpacked
	maxSide    = 4 << 20  // bytes of any other part
	maxDepth   = 200      // of elements in each other
)

// readWord reads the body of a .docx: what it prints, without headers, footers,
// notes, comments and deleted text.
func readWord(data []byte, name string) (Document, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Document{}, errs.Wrap(err, errs.Invalid, "source.damaged", name)
	}
	main := mainPart(z)
	w := word{styles: styles{}, lists: lists{}}
	var sheet styleSheet
	var numbers numberingPart
	err = errors.Join(readPart(z, path.Dir(main)+"/styles.xml", maxSide, unmarshal(&sheet)),
		readPart(z, path.Dir(main)+"/numbering.xml", maxSide, unmarshal(&numbers)))
	if err == nil {
		w.styles = sheet.styles()
		w.lists = numbers.lists(w.styles)
		err = readPart(z, main, maxPart, func(r io.Reader) error { return w.read(r) })
	}
	switch {
	case errors.Is(err, errTooLong):
		return Document{}, invalid("source.too_long", name, MaxText>>20)
	case err != nil:
		return Document{}, errs.Wrap(err, errs.Invalid, "source.damaged", name)
	}
	doc := Document{Text: strings.ReplaceAll(strings.Join(w.paragraphs, "\n\n")+"\n", "\x00", ""), Media: Word, Notes: w.notes()}
	if len(doc.Notes) == 0 {
		doc.mend()
	}
	return doc, nil
}

// isWord reports an archive with a Word document in it.
func isWord(data []byte) bool {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	return err == nil && mainPart(z) != ""
}

// damagedOrOther says what is wrong with an archive that is no Word document.
func damagedOrOther(data []byte, name string) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) > maxEntries {
		return invalid("source.damaged", name)
	}
	return invalid("source.unknown_type", name)
}

// mainPart is the part with the document's body, "" where there is none.
func mainPart(z *zip.Reader) string {
	if len(z.File) > maxEntries {
		return ""
	}
	var types struct {
		Overrides []struct {
			Part string `xml:"PartName,attr"`
			Type string `xml:"ContentType,attr"`
		} `xml:"Override"`
	}
	if err := readPart(z, "[Content_Types].xml", maxSide, unmarshal(&types)); err != nil {
		return ""
	}
	for _, o := range types.Overrides {
		if strings.HasSuffix(o.Type, "wordprocessingml.document.main+xml") || strings.Contains(o.Type, "ms-word.document.macroEnabled.main") {
			return strings.TrimPrefix(o.Part, "/")
		}
	}
	return ""
}

// readPart reads a part within its limit; one that is not there reads as nothing.
func readPart(z *zip.Reader, name string, limit int64, read func(io.Reader) error) error {
	for _, f := range z.File {
		if f.Name != name {
			continue
		}
		if f.UncompressedSize64 > uint64(limit) {
			return fmt.Errorf("%s has %d bytes", name, f.UncompressedSize64)
		}
		r, err := f.Open()
		if err != nil {
			return err
		}
		defer func() { _ = r.Close() }()
		return read(io.LimitReader(r, limit)) // the size that the archive declares is not to be believed
	}
	return nil
}

func unmarshal(to any) func(io.Reader) error {
	return func(r io.Reader) error { return xml.NewDecoder(r).Decode(to) }
}

// elements reads XML element by element. External entities are none of what the
// decoder knows: a reference to one is an error.
type elements struct {
	dec   *xml.Decoder
	depth int
}

// each visits the children of the element that was read last; visit reads each
// child to its end.
func (x *elements) each(visit func(xml.StartElement) error) error {
	for {
		tok, err := x.dec.Token()
		if err != nil {
			if err == io.EOF && x.depth == 0 {
				return nil
			}
			return err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			x.depth++
			if x.depth > maxDepth {
				return fmt.Errorf("elements nest deeper than %d", maxDepth)
			}
			if err := visit(t); err != nil {
				return err
			}
		case xml.EndElement:
			x.depth--
			return nil
		}
	}
}

func (x *elements) skip() error {
	return x.each(func(xml.StartElement) error { return x.skip() })
}

// text is the character data of an element without children.
func (x *elements) text() (string, error) {
	var b strings.Builder
	for {
		tok, err := x.dec.Token()
		if err != nil {
			return "", err
		}
		switch t := tok.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			x.depth++
			if err := x.skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			x.depth--
			return b.String(), nil
		}
	}
}

// val is an attribute of an element, by its local name.
func val(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// element names an element of the body; those of drawings and formulas have
// names of their own.
func element(e xml.StartElement) string {
	if strings.Contains(e.Name.Space, "wordprocessingml") || e.Name.Space == "w" {
		return e.Name.Local
	}
	if e.Name.Local == "AlternateContent" {
		return e.Name.Local
	}
	return "other"
}
