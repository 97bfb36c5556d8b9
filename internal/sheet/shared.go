package sheet

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"lantoa/internal/ooxml"
)

// readShared reads the texts that cells name by number.
func (b *Book) readShared(name string) error {
	bytes := 0
	return b.read(name, maxPart, func(d *xml.Decoder) error {
		for {
			token, err := d.Token()
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if start, ok := token.(xml.StartElement); ok && start.Name.Local == "si" {
				text, err := textOf(d)
				if err != nil {
					return err
				}
				if bytes += len(text); bytes > maxShared || len(b.shared) >= maxStrings {
					return ooxml.ErrTooLong
				}
				b.shared = append(b.shared, text)
			}
		}
	})
}

// maxCellBytes bounds the text of a cell while it is read: what a cell can hold is
// less.
const maxCellBytes = 4 * maxText

// textOf is the text of an element with runs, to its end: what tells how to
// pronounce it is left out.
func textOf(d *xml.Decoder) (string, error) {
	var out strings.Builder
	inText, silent := false, 0
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			if silent > 0 || t.Name.Local == "rPh" {
				silent++
			}
			inText = t.Name.Local == "t" && silent == 0
		case xml.EndElement:
			depth--
			silent = max(silent-1, 0)
			inText = false
		case xml.CharData:
			if inText {
				if out.Len()+len(t) > maxCellBytes {
					return "", ooxml.ErrTooLong
				}
				out.Write(t)
			}
		}
	}
	return unescaped(out.String()), nil
}

// unescaped reads _x000A_ as what it stands for.
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var out strings.Builder
	for len(s) > 0 {
		at := strings.Index(s, "_x")
		if at < 0 || at+7 > len(s) {
			break
		}
		out.WriteString(s[:at])
		code, err := strconv.ParseUint(s[at+2:at+6], 16, 16)
		if err != nil || s[at+6] != '_' {
			out.WriteString("_x")
			s = s[at+2:]
			continue
		}
		out.WriteRune(rune(code))
		s = s[at+7:]
	}
	return out.String() + s
}

// readFormats reads which cell formats show a day.
func (b *Book) readFormats(name string) error {
	var file struct {
		Own []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := b.side(name, &file); err != nil {
		return err
	}
	own := map[int]string{}
	for _, f := range file.Own {
		own[f.ID] = f.Code
	}
	for _, c := range file.Cells {
		code, there := own[c.Format]
		b.dates = append(b.dates, there && isDate(code) || !there && builtInDate(c.Format))
	}
	return nil
}

// builtInDate reports the formats of days that need no definition, those of
// East Asian editions among them.
func builtInDate(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58
}

// isDate reports a format code that shows a year or a day of the month: outside
// quotes and brackets it has a y or a d.
func isDate(code string) bool {
	quoted, bracket := false, false
	for i, r := range code {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case bracket, i > 0 && code[i-1] == '\\':
		case strings.ContainsRune("yYdD", r):
			return true
		}
	}
	return false
}
