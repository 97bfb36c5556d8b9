package ooxml

import "bytes"

// Kind is what a file is, told from its content.
type Kind int

// The kinds of files.
const (
	OtherFile  Kind = iota
	WordFile        // a Word document that can be read, with macros or without
	OldWord         // .doc or .rtf
	LockedFile      // an Office document behind a password
	BrokenFile      // an archive that cannot be opened
)

// KindOf tells what a file is.
func KindOf(data []byte) Kind {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		a, err := open(data)
		switch {
		case err != nil:
			return BrokenFile
		case a.main != "":
			return WordFile
		}
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")): // the container of the old Office formats
		switch {
		case bytes.Contains(data, wide("EncryptedPackage")):
			return LockedFile
		case bytes.Contains(data, wide("WordDocument")):
			return OldWord
		}
	case bytes.HasPrefix(data, []byte("{\\rtf")):
		return OldWord
	}
	return OtherFile
}

// wide is the name as the old Office container writes it: UTF-16.
func wide(s string) []byte {
	var out []byte
	for _, c := range []byte(s) {
		out = append(out, c, 0)
	}
	return out
}
