package blob_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"

	"lantoa/internal/apptest"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

type store struct {
	*blob.Store
	t  *testing.T
	db *db.DB
}

func open(t *testing.T) store {
	t.Helper()
	s, err := blob.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return store{s, t, apptest.DB(t, apptest.NewClock())}
}

// put keeps a file and gives the key of the refusal, "" for none.
func (s store) put(content []byte, name string, use blob.Use) (blob.File, string) {
	s.t.Helper()
	var f blob.File
	err := s.db.Write(s.t.Context(), func(tx *db.Tx) (err error) {
		f, err = s.Put(s.t.Context(), tx, bytes.NewReader(content), name, use)
		return err
	})
	if err == nil {
		return f, ""
	}
	e := errs.As(err)
	if e == nil || e.Kind != errs.Invalid || len(e.Fields) != 1 || e.Fields[0].Field != "file" {
		s.t.Fatalf("%s: %v", name, err)
	}
	return blob.File{}, e.Fields[0].Key
}

func picture(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		for y := range h {
			m.Set(x, y, color.RGBA{uint8(x), uint8(y), 90, 255})
		}
	}
	return m
}

func pngOf(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture(w, h)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(w, h), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// claims is a picture of a few bytes that says it is 60,000 pixels wide and high.
func claims(t *testing.T) []byte {
	t.Helper()
	b := pngOf(t, 4, 4)
	binary.BigEndian.PutUint32(b[16:], 60_000)
	binary.BigEndian.PutUint32(b[20:], 60_000)
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

// office is a Word file with parts: pairs of a name and its content.
func office(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	all := append([]string{"[Content_Types].xml", `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels", "<Relationships/>", "word/document.xml", "<w:document/>"}, parts...)
	for i := 0; i < len(all); i += 2 {
		w, err := z.Create(all[i])
		if err == nil {
			_, err = io.WriteString(w, all[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pdf(body string) []byte {
	return []byte("%PDF-1.4\n1 0 obj<</Type/Catalog" + body + ">>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
}

func TestPut(t *testing.T) {
	t.Parallel()
	s := open(t)
	bomb := office(t, "word/media/bomb.xml", strings.Repeat("\x00", 300<<20))
	macros := strings.Replace(`<?xml version="1.0"?><Types><Override ContentType="application/vnd.ms-office.X"/></Types>`, "X", "vbaProject", 1)
	for name, c := range map[string]struct {
		content []byte
		use     blob.Use
		want    string
	}{
		"photo.png":              {pngOf(t, 40, 30), blob.Photo, ""},
		"photo.jpg":              {jpegOf(t, 40, 30), blob.Photo, ""},
		"word.docx":              {office(t), blob.Evidence, ""},
		"scan.pdf":               {pdf(""), blob.Scan, ""},
		"plan.docx":              {office(t), blob.Source, ""},
		"plan.pdf":               {pdf(""), blob.Source, ""},
		"plan.txt":               {[]byte("K\xd5 ho\xb9ch"), blob.Source, ""},
		"plan, UTF-16.txt":       {[]byte("\xff\xfeK\x00"), blob.Source, ""},
		"plan with a page's tag": {[]byte("<html>Kế hoạch"), blob.Source, ""},
		"plan with macros":       {office(t, "word/vbaProject.bin", "x"), blob.Source, "file.hostile"},
		"plan with a script":     {pdf("/OpenAction<</S/JavaScript/JS(app.alert)>>"), blob.Source, "file.hostile"},
		"picture of a plan":      {pngOf(t, 40, 30), blob.Source, "file.wrong_type.source"},
		"text.txt":               {[]byte("Biên bản nghiệm thu."), blob.Evidence, ""},
		"a photo cut off":        {jpegOf(t, 400, 300)[:2000], blob.Photo, "file.unreadable"},
		"a photo as evidence":    {pngOf(t, 40, 30), blob.Evidence, ""},
		"a sharp in a PDF":       {pdf("/Title(100# /A#42C)"), blob.Scan, ""},
		"empty.jpg":              {nil, blob.Photo, "file.empty"},
		"too large":              {bytes.Repeat([]byte("a"), blob.MaxSize+1), blob.Evidence, "file.too_large"},
		"page.jpg":               {[]byte("<!DOCTYPE html><script>alert(1)</script>"), blob.Photo, "file.wrong_type.photo"},
		"page.pdf":               {[]byte("<html><body onload=alert(1)>"), blob.Evidence, "file.wrong_type.evidence"},
		"drawing.png":            {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), blob.Photo, "file.wrong_type.photo"},
		"program.jpg":            {append([]byte("MZ\x90\x00"), make([]byte, 200)...), blob.Photo, "file.wrong_type.photo"},
		"program for Linux.pdf":  {append([]byte("\x7fELF\x02\x01\x01"), make([]byte, 100)...), blob.Scan, "file.wrong_type.scan"},
		"script.txt":             {[]byte("#!/bin/sh\nrm -rf /\n"), blob.Photo, "file.wrong_type.photo"},
		"archive.docx":           {[]byte("PK\x03\x04rest"), blob.Evidence, "file.wrong_type.evidence"},
		"a PDF as a photo":       {pdf(""), blob.Photo, "file.wrong_type.photo"},
		"a text as a scan":       {[]byte("Quyết định"), blob.Scan, "file.wrong_type.scan"},
		"a page before a PDF":    {append([]byte("<html><script>alert(1)</script>"), pdf("")...), blob.Scan, "file.hostile"},
		"scripted PDF":           {pdf("/OpenAction<</S/JavaScript/JS(app.alert)>>"), blob.Scan, "file.hostile"},
		"scripted PDF, escaped":  {pdf("/OpenAction<</S/J#61v#61Script/JS(app.alert)>>"), blob.Scan, "file.hostile"},
		"launching PDF":          {pdf("/OpenAction<</S/Launch/F(cmd.exe)>>"), blob.Scan, "file.hostile"},
		"PDF with a file inside": {pdf("/Names<</EmbeddedFiles 2 0 R>>"), blob.Scan, "file.hostile"},
		"macros.docx":            {office(t, "word/vbaProject.bin", "x"), blob.Evidence, "file.hostile"},
		"macros in disguise":     {office(t, "word/picture.bin", "x", "[Content_Types].xml", macros), blob.Evidence, "file.hostile"},
		"program inside":         {office(t, "word/embeddings/setup.EXE", "MZ"), blob.Evidence, "file.hostile"},
		"control inside":         {office(t, "word/activeX/activeX1.bin", "x"), blob.Evidence, "file.hostile"},
		"zip bomb":               {bomb, blob.Evidence, "file.hostile"},
		"cut off.docx":           {office(t)[:400], blob.Evidence, "file.hostile"},
		"picture bomb.png":       {claims(t), blob.Photo, "file.hostile"},
		"picture bomb, evidence": {claims(t), blob.Evidence, "file.hostile"},
		"half a picture's head":  {pngOf(t, 40, 30)[:20], blob.Photo, "file.hostile"},
	} {
		f, got := s.put(c.content, name, c.use)
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if c.want != "" {
			continue
		}
		kept, err := s.Open(f.Hash)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if all, err := io.ReadAll(kept); err != nil || !bytes.Equal(all, c.content) || f.Size != int64(len(c.content)) {
			t.Errorf("%s: %d bytes come back, %v", name, len(all), err)
		}
		_ = kept.Close()
	}
}

func TestPut_cleansNames(t *testing.T) {
	t.Parallel()
	s := open(t)
	for name, want := range map[string]string{
		"biên bản.txt":                "biên bản.txt",
		"../../etc/passwd":            "passwd.txt",
		`C:\Users\mai\ảnh.txt`:        "ảnh.txt",
		"a\x00b\x1bc\u202efdp.exe":    "abcfdp.exe.txt",
		"\u200bvô hình\ufeff":         "vô hình.txt",
		`a"b<c>d|e:f*g?.txt`:          "a_b_c_d_e_f_g_.txt",
		"a\r\nSet-Cookie: b=c":        "a_Set-Cookie_ b=c.txt",
		"":                            "tep.txt",
		"..":                          "tep.txt",
		"/":                           "tep.txt",
		"a\xff\xfeb":                  "ab.txt",
		strings.Repeat("ă", 200):      strings.Repeat("ă", 120) + ".txt",
		"Bie\u0302n ba\u0309n.txt":    "Biên bản.txt",
		strings.Repeat("a", 200) + "": strings.Repeat("a", 120) + ".txt",
	} {
		if f, refused := s.put([]byte("Nội dung."), name, blob.Evidence); refused != "" || f.Name != want {
			t.Errorf("%q becomes %q (%s), want %q", name, f.Name, refused, want)
		}
	}
}

func TestPut_keepsOneContentOnce(t *testing.T) {
	t.Parallel()
	s := open(t)
	first, _ := s.put([]byte("Cùng nội dung."), "a.txt", blob.Evidence)
	second, _ := s.put([]byte("Cùng nội dung."), "b.txt", blob.Evidence)
	if first.Hash != second.Hash || first.Name == second.Name {
		t.Errorf("%+v, %+v", first, second)
	}
	if n, err := db.One[int](t.Context(), s.db.Reader(), `select count(*) from blob`); err != nil || n != 1 {
		t.Errorf("%d rows, %v", n, err)
	}
}

func TestOpen_takesNothingButAHash(t *testing.T) {
	t.Parallel()
	s := open(t)
	for _, hash := range []string{"", "../../../etc/passwd", strings.Repeat("0", 64), strings.Repeat("A", 64), strings.Repeat("../", 21) + "x"} {
		if f, err := s.Open(hash); !errs.Is(err, errs.NotFound) {
			t.Errorf("%q: %v, %v", hash, f, err)
		}
	}
}

func TestPicture_isDrawnAnewWithoutWhatWasHidden(t *testing.T) {
	t.Parallel()
	s := open(t)
	payload := "<script>alert(document.cookie)</script>GPS 23.36N 105.31E"
	f, refused := s.put(append(jpegOf(t, 800, 400), payload...), "polyglot.jpg", blob.Photo)
	if refused != "" {
		t.Fatal(refused)
	}
	for range 2 { // made, then kept
		small, err := s.Picture(t.Context(), f.Hash, 320)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(small)
		_ = small.Close()
		if err != nil || bytes.Contains(raw, []byte("script")) || bytes.Contains(raw, []byte("GPS")) {
			t.Fatalf("what was hidden comes along, or %v", err)
		}
		m, err := jpeg.Decode(bytes.NewReader(raw))
		if err != nil || m.Bounds().Dx() != 320 || m.Bounds().Dy() != 160 {
			t.Errorf("%v, %v", m.Bounds(), err)
		}
	}
	tiny, refused := s.put(pngOf(t, 40, 30), "nho.png", blob.Photo)
	if refused != "" {
		t.Fatal(refused)
	}
	small, err := s.Picture(t.Context(), tiny.Hash, 320)
	if err != nil {
		t.Fatal(err)
	}
	if m, err := jpeg.DecodeConfig(small); err != nil || m.Width != 40 {
		t.Errorf("a small picture becomes %d wide, %v", m.Width, err)
	}
	_ = small.Close()
	document, _ := s.put(pdf(""), "a.pdf", blob.Scan)
	if _, err := s.Picture(t.Context(), document.Hash, 320); !errs.Is(err, errs.NotFound) {
		t.Errorf("a picture of a PDF: %v", err)
	}
}

// held is a JPEG, red at the left and blue at the right, whose camera notes a way up.
func held(t *testing.T, way byte, littleEndian bool) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 64, 32))
	for x := range 64 {
		for y := range 32 {
			c := color.RGBA{200, 0, 0, 255}
			if x >= 32 {
				c = color.RGBA{0, 0, 200, 255}
			}
			m.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(way) + "\x00\x00\x00\x00\x00\x00"
	if littleEndian {
		exif = "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00" + string(way) + "\x00\x00\x00\x00\x00\x00\x00"
	}
	head := append([]byte{0xFF, 0xD8, 0xFF, 0xE1, 0, byte(len(exif) + 2)}, exif...)
	return append(head, b.Bytes()[2:]...)
}

func TestPicture_standsTheRightWayUp(t *testing.T) {
	t.Parallel()
	s := open(t)
	for way, red := range map[byte][2]float64{ // where red comes to be, as parts of width and height
		0: {.25, .5}, 1: {.25, .5}, 2: {.75, .5}, 3: {.75, .5}, 4: {.25, .5}, 5: {.5, .25}, 6: {.5, .25}, 7: {.5, .75}, 8: {.5, .75}, 9: {.25, .5},
	} {
		for _, little := range []bool{false, true} {
			f, refused := s.put(held(t, way, little), "a.jpg", blob.Photo)
			if refused != "" {
				t.Fatal(refused)
			}
			small, err := s.Picture(t.Context(), f.Hash, 24)
			if err != nil {
				t.Fatal(err)
			}
			m, err := jpeg.Decode(small)
			_ = small.Close()
			if err != nil {
				t.Fatal(err)
			}
			b := m.Bounds()
			if upright := way >= 5 && way <= 8; b.Dx() != 24 || (b.Dy() > b.Dx()) != upright {
				t.Errorf("way %d: %v", way, b)
			}
			r, _, blue, _ := m.At(int(float64(b.Dx())*red[0]), int(float64(b.Dy())*red[1])).RGBA()
			if r <= blue {
				t.Errorf("way %d, little endian %v: red is not where it belongs", way, little)
			}
		}
	}
	// A note that is cut off or points outside is no note.
	whole := held(t, 6, false)
	for _, cut := range []int{4, 8, 12, 16, 20, 24, 30} {
		broken := append([]byte(nil), whole...)
		for i := cut; i < 38; i++ {
			broken[i] = 0xFF
		}
		if f, refused := s.put(broken, "a.jpg", blob.Photo); refused == "" {
			if p, err := s.Picture(t.Context(), f.Hash, 24); err == nil {
				_ = p.Close()
			}
		}
	}
}
