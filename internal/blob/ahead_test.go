package blob_test

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"lantoa/internal/apptest"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// files counts the files of a folder, without the one that a process holds.
func files(t *testing.T, dir string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != "held" {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAhead_isKeptByPutAloneAndLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s, err := blob.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := apptest.DB(t, apptest.NewClock())
	content := "Bản khai thành tích của gia đình bà Sùng Thị Mỷ"
	later := errors.New("something else is wrong")
	for name, c := range map[string]struct {
		content string
		put     bool
		after   error
		field   string
		left    int
	}{
		"refused":        {"\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 60), true, nil, "file.wrong_type.evidence", 0},
		"empty":          {"", true, nil, "file.empty", 0},
		"not asked for":  {content, false, later, "", 0},
		"kept":           {content, true, nil, "", 1},
		"kept once more": {content, true, nil, "", 1},
	} {
		r, done := s.Ahead(t.Context(), strings.NewReader(c.content), "to-khai.txt", blob.Evidence)
		var f blob.File
		err := d.Write(t.Context(), func(tx *db.Tx) (err error) {
			if c.put {
				f, err = s.Put(t.Context(), tx, r, "to-khai.txt", blob.Evidence)
			}
			return errors.Join(err, c.after)
		})
		done()
		if e := errs.As(err); c.field != "" && (e == nil || len(e.Fields) != 1 || e.Fields[0].Key != c.field) || c.field == "" && !errors.Is(err, c.after) {
			t.Errorf("%s: %v", name, err)
		}
		if c.left == 0 {
			continue
		}
		if file, err := s.Open(f.Hash); err != nil || f.Size != int64(len(content)) || file.Close() != nil {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
	}
	if n := files(t, dir); n != 1 {
		t.Errorf("%d files lie there, want the one that was kept", n)
	}
	if r, done := s.Ahead(t.Context(), nil, "", blob.Scan); r != nil {
		t.Error("nothing became something")
	} else {
		done()
	}
}

// A text that was checked as evidence is no scan for that.
func TestAhead_countsForItsUseOnly(t *testing.T) {
	t.Parallel()
	s := open(t)
	r, done := s.Ahead(t.Context(), strings.NewReader("chỉ là chữ"), "a.txt", blob.Evidence)
	defer done()
	err := s.db.Write(t.Context(), func(tx *db.Tx) error {
		_, err := s.Put(t.Context(), tx, r, "a.txt", blob.Scan)
		return err
	})
	if !errs.Is(err, errs.Invalid) {
		t.Errorf("text as a scan: %v", err)
	}
}

// What a picture takes while it is unpacked is known from its head.
func TestPut_weighsPicturesBeforeItUnpacksThem(t *testing.T) {
	t.Parallel()
	s := open(t)
	jpeg := func(frame byte, w, h int) []byte {
		b := []byte{0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, frame, 0, 17, 8}
		b = binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(b, uint16(h)), uint16(w))
		return append(b, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0)
	}
	png := func(bits byte, w, h int) []byte {
		head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), uint32(w)), uint32(h))
		head = append(head, bits, 6, 0, 0, 0)
		b := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
		return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(head))
	}
	for name, c := range map[string]struct {
		content []byte
		want    string // unreadable is a head that fits, with nothing behind it
	}{
		"a photo of 40 million pixels":   {jpeg(0xC0, 8000, 5000), "file.unreadable"},
		"one more":                       {jpeg(0xC0, 8000, 5001), "file.hostile"},
		"in passes, of 24 million":       {jpeg(0xC2, 6000, 4000), "file.unreadable"},
		"in passes, of 40 million":       {jpeg(0xC2, 8000, 5000), "file.hostile"},
		"a drawing of 40 million":        {png(8, 8000, 5000), "file.unreadable"},
		"of 16 bits, of 36 million":      {png(16, 6000, 6000), "file.unreadable"},
		"of 16 bits, of 40 million":      {png(16, 8000, 5000), "file.hostile"},
		"sides whose product overflows":  {png(8, 1<<30, 1<<30), "file.hostile"},
		"one pixel wide, endlessly tall": {png(8, 1, 1<<30), "file.hostile"},
	} {
		if _, got := s.put(c.content, "anh", blob.Photo); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
