package blob

import (
	"archive/zip"
	"bytes"
	"encoding/hex"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"lantoa/internal/media"
)

// hostile finds what a plausible type can still carry: macros and programs in
// Office files, scripts in PDF, and what would fill the memory when unpacked.
func hostile(kind string, data []byte) bool {
	switch {
	case strings.HasPrefix(kind, "image/"):
		return !pictureFits(data)
	case kind == media.PDF:
		return hostilePDF(data)
	case strings.Contains(kind, "openxmlformats"):
		return hostileOffice(data)
	case kind == media.OldWord || kind == media.OldSheet:
		// Old binary formats keep macros in a "VBA" storage, its name in UTF-16.
		return bytes.Contains(data, []byte("V\x00B\x00A\x00"))
	}
	return false
}

var pdfName = regexp.MustCompile(`/(?:[A-Za-z]|#[0-9A-Fa-f]{2})+`)

// hostilePDF looks for what stands before the document, and for names that run
// something or carry another file. A name may write any letter as #xx.
func hostilePDF(data []byte) bool {
	if !bytes.HasPrefix(bytes.TrimLeft(data, "\ufeff\r\n\t "), []byte("%PDF-")) {
		return true // something else stands before it
	}
	bad := []string{"/JavaScript", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia"}
	for _, n := range bad {
		if bytes.Contains(data, []byte(n)) {
			return true
		}
	}
	if !bytes.ContainsRune(data, '#') {
		return false
	}
	for _, name := range pdfName.FindAll(data, -1) {
		if bytes.IndexByte(name, '#') > 0 && slices.Contains(bad, plainName(name)) {
			return true
		}
	}
	return false
}

func plainName(name []byte) string {
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		if name[i] == '#' && i+2 < len(name) {
			if c, err := hex.DecodeString(string(name[i+1 : i+3])); err == nil {
				b.Write(c)
				i += 2
				continue
			}
		}
		b.WriteByte(name[i])
	}
	return b.String()
}

const (
	maxUnpacked = 256 << 20 // bytes of an Office file once unpacked
	maxParts    = 10_000
)

// hostileOffice looks into the archive: macros, controls, programs, and an
// archive that unpacks into far more than a document has.
func hostileOffice(data []byte) bool {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) > maxParts {
		return true
	}
	var size uint64
	for _, f := range z.File {
		size += f.UncompressedSize64
		name := strings.ToLower(f.Name)
		switch {
		case size > maxUnpacked, strings.Contains(name, "vbaproject"), strings.Contains(name, "/activex/"):
			return true
		case slices.Contains([]string{".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".lnk", ".hta", ".jar"}, path.Ext(name)):
			return true
		case name == "[content_types].xml" && declaresMacros(f):
			return true
		}
	}
	return false
}

// declaresMacros reads the list of parts: a macro may hide under any name, but
// not under any type.
func declaresMacros(f *zip.File) bool {
	r, err := f.Open()
	if err != nil {
		return true
	}
	defer func() { _ = r.Close() }()
	text, err := io.ReadAll(io.LimitReader(r, 1<<20))
	return err != nil || bytes.Contains(text, []byte("vbaProject")) || bytes.Contains(text, []byte("macroEnabled"))
}
