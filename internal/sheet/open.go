package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"lantoa/internal/errs"
	"lantoa/internal/ooxml"
)

// Limits bound what a file may make the program do, whoever made it.
type Limits struct {
	Rows    int // below the head
	Columns int
}

const (
	maxEntries = 2_000     // of the archive
	maxPart    = 256 << 20 // bytes of one part, unpacked
	maxBytes   = 320 << 20 // of all parts that are read
	maxTags    = 16_000_000
	maxSide    = 4 << 20 // of a part that only describes: the workbook, the formats
	maxStrings = 2_000_000
	maxShared  = 96 << 20 // bytes of text that cells share
	maxSheets  = 64
	headRows   = 20 // filled rows among which the head is looked for
)

// Book is an opened spreadsheet.
type Book struct {
	limits Limits
	parts  map[string]*zip.File
	sheets []part
	shared []string
	dates  []bool // by cell format: whether it shows a day
	base   int    // days to add to serial numbers: files of old Macs count from 1904
	left   ooxml.Budget
}

// part is a sheet's name and file.
type part struct{ name, path string }

// Open reads what is needed of a spreadsheet to find its rows. Invalid for what
// is no .xlsx, is broken, or holds more than a list does.
func Open(f io.ReaderAt, size int64, limits Limits) (*Book, error) {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return nil, errs.Wrap(err, errs.Invalid, notXLSX(f))
	}
	if len(z.File) > maxEntries {
		return nil, tooLong(ooxml.ErrTooLong)
	}
	b := &Book{limits: limits, parts: map[string]*zip.File{}, left: ooxml.Budget{Bytes: maxBytes, Tags: maxTags}}
	for _, part := range z.File {
		if _, twice := b.parts[partName(part.Name)]; !twice {
			b.parts[partName(part.Name)] = part
		}
	}
	if err := b.open(); err != nil {
		return nil, refused(err)
	}
	return b, nil
}

// notXLSX says what else a file is: an older one, or one locked by a password,
// begins as a compound file.
func notXLSX(f io.ReaderAt) string {
	magic := make([]byte, 4)
	if _, err := f.ReadAt(magic, 0); err == nil && bytes.Equal(magic, []byte{0xd0, 0xcf, 0x11, 0xe0}) {
		return "sheet.old_or_locked"
	}
	return "sheet.not_xlsx"
}

// refused turns what went wrong while reading into what a person can mend.
func refused(err error) error {
	if errs.As(err) != nil {
		return err
	}
	if errors.Is(err, ooxml.ErrTooLong) {
		return tooLong(err)
	}
	return errs.Wrap(err, errs.Invalid, "sheet.broken")
}

func tooLong(err error) error { return errs.Wrap(err, errs.Invalid, "sheet.too_long") }

// partName makes names of parts comparable, as the format wants: without case.
func partName(s string) string { return strings.ToLower(strings.TrimPrefix(s, "/")) }

// link is a relationship of a part to another.
type link struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// links are a part's relationships.
func (b *Book) links(of string) ([]link, error) {
	var file struct {
		Links []link `xml:"Relationship"`
	}
	dir, name := path.Split(of)
	err := b.side(dir+"_rels/"+name+".rels", &file)
	for i, l := range file.Links {
		if t, root := strings.CutPrefix(l.Target, "/"); root {
			file.Links[i].Target = t
		} else {
			file.Links[i].Target = path.Join(dir, l.Target)
		}
	}
	return file.Links, err
}

func (b *Book) open() error {
	main := ""
	top, err := b.links("")
	if err != nil {
		return err
	}
	for _, l := range top {
		if strings.HasSuffix(l.Type, "/officeDocument") {
			main = l.Target
		}
	}
	if b.parts[partName(main)] == nil {
		return errs.New(errs.Invalid, "sheet.not_xlsx")
	}
	var book struct {
		Properties struct {
			From1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := b.side(main, &book); err != nil {
		return err
	}
	if on := book.Properties.From1904; on == "1" || on == "true" {
		b.base = 1_462
	}
	links, err := b.links(main)
	if err != nil {
		return err
	}
	for _, s := range book.Sheets[:min(len(book.Sheets), maxSheets)] {
		for _, l := range links {
			if l.ID == s.ID && strings.HasSuffix(l.Type, "/worksheet") {
				b.sheets = append(b.sheets, part{s.Name, l.Target})
			}
		}
	}
	if len(b.sheets) == 0 {
		return errs.New(errs.Invalid, "sheet.not_xlsx")
	}
	for _, l := range links {
		switch {
		case strings.HasSuffix(l.Type, "/styles"):
			err = b.readFormats(l.Target)
		case strings.HasSuffix(l.Type, "/sharedStrings"):
			err = b.readShared(l.Target)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// read reads a part within its limit; one that is not there reads as nothing. The
// size that the archive declares is not to be believed.
func (b *Book) read(name string, limit int, read func(*xml.Decoder) error) error {
	f := b.parts[partName(name)]
	if f == nil {
		return nil
	}
	if f.UncompressedSize64 > uint64(limit) {
		return ooxml.ErrTooLong
	}
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	part := ooxml.Budget{Bytes: limit, Tags: maxTags}
	return read(xml.NewDecoder(b.left.Metered(part.Metered(in))))
}

// side decodes a part that describes.
func (b *Book) side(name string, to any) error {
	return b.read(name, maxSide, func(d *xml.Decoder) error { return d.Decode(to) })
}
