package source

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// isText reports what can be text: no NUL, and where it is not Unicode no other
// control character either.
func isText(data []byte) bool {
	switch {
	case isUTF16(data):
		return true
	case bytes.IndexByte(data, 0) >= 0 || bytes.HasPrefix(data, []byte("{\\rtf")):
		return false
	case utf8.Valid(data):
		return true
	}
	return bytes.IndexFunc(data, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1a", r) }) < 0
}

func isUTF16(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF"))
}

// readText reads a text file. Text that is Unicode already is never changed.
func readText(data []byte, name string) (Document, error) {
	doc := Document{Media: PlainText}
	switch {
	case len(data) > 2*MaxText: // too long in any encoding
		return doc, invalid("source.too_long", name, MaxText>>20)
	case isUTF16(data):
		text, err := utf16.UTF16(utf16.LittleEndian, utf16.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil || bytes.ContainsRune(text, utf8.RuneError) || bytes.IndexByte(text, 0) >= 0 {
			return doc, invalid("source.broken_text", name)
		}
		doc.Text = string(text)
	case utf8.Valid(data):
		doc.Text = string(bytes.TrimPrefix(data, []byte("\ufeff")))
	default:
		return readBytes(data, name)
	}
	doc.mend()
	return doc, nil
}

// mend converts text that was kept in an old encoding and then saved as Unicode
// letter by letter: "Céng hßa", "Coäng hoøa".
func (d *Document) mend() {
	if text, note := mended(d.Text); note != "" {
		d.Text = text
		d.Notes = append(d.Notes, Note{Key: note})
	}
}

// attempt is a text read in one of the encodings that it may be in.
type attempt struct {
	note string
	text string
	weight
}

func try(note, text string, strays int) attempt {
	a := attempt{note: note, text: text, weight: weigh(text)}
	a.words += strays
	return a
}

// legacy reads text whose bytes were read as Windows-1252 in the two encodings
// that were in use.
func legacy(s string) []attempt {
	tcvn3, strays3 := fromTCVN3(s)
	vni, straysV := fromVNI(s)
	return []attempt{try("source.from_tcvn3", tcvn3, strays3), try("source.from_vni", vni, straysV)}
}

// finish gives the capitals back, which only the text as a whole tells.
func (a attempt) finish() string {
	if a.note == "source.from_tcvn3" {
		return restoreCapitals(a.text)
	}
	return a.text
}

// few is how many syllables it takes to tell an encoding.
const few = 3

// mended is the text out of the old encoding that it was kept in, with the note
// that says so; "" where it was in none.
func mended(s string) (string, string) {
	composed := norm.NFC.String(s)
	if isUnicode(composed) {
		return s, ""
	}
	is := weigh(composed)
	if is.words < few || is.syllables*100 > is.words*60 {
		return s, ""
	}
	if best, ok := clearest(legacy(composed)); ok {
		return best.finish(), best.note
	}
	return s, ""
}

// isUnicode reports composed text with enough letters that only Unicode has for
// Vietnamese: no old encoding shows them.
func isUnicode(s string) bool {
	only, marked := 0, 0
	for _, r := range s {
		switch {
		case r >= 0x100 && unicode.In(r, unicode.Latin, unicode.Mn):
			only++
		case r >= 0xA1 && r <= 0xFF:
			marked++
		}
	}
	return only*20 > marked
}

// readBytes reads text that is not Unicode.
func readBytes(data []byte, name string) (Document, error) {
	as1252, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return Document{}, invalid("source.unknown_encoding", name)
	}
	as1258, err := charmap.Windows1258.NewDecoder().Bytes(data)
	if err != nil {
		return Document{}, invalid("source.unknown_encoding", name)
	}
	best, ok := clearest(append(legacy(string(as1252)), try("source.from_1258", norm.NFC.String(string(as1258)), 0)))
	if !ok {
		return Document{}, invalid("source.unknown_encoding", name)
	}
	return Document{Text: best.finish(), Media: PlainText, Notes: []Note{{Key: best.note}}}, nil
}

// clearest is the attempt that reads as Vietnamese, where only one does.
func clearest(all []attempt) (attempt, bool) {
	var best, second attempt
	for _, a := range all {
		switch {
		case a.syllables > best.syllables:
			best, second = a, best
		case a.syllables > second.syllables:
			second = a
		}
	}
	return best, best.syllables >= few && best.mostly() && !second.mostly()
}
