package misuse_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"lantoa/internal/blob"
	"lantoa/internal/db"
)

const (
	// sent is the memory while 32 people send files of 20 MB: they go to the disk
	// as they come and are read from there two at a time, 20 MB each and what
	// reading them leaves to be swept up.
	sent = 350.0
	// unpacked is the memory while 16 people send pictures of 40 million pixels: one
	// is unpacked at a time, 160 MB, and the one before may not be swept up yet.
	unpacked = 600.0
	// drafts is the memory while drafts are checked, of 64 MB unpacked each: two at a
	// time.
	drafts = 600.0
	// written is how long somebody else waits for a change meanwhile.
	written = 5 * time.Second
)

// dossier is one that is still being written, and who writes it.
func (p *program) dossier() (id, author string) {
	p.t.Helper()
	d, err := db.Open(p.t.Context(), db.Options{Dir: p.dir, URL: p.url})
	if err != nil {
		p.t.Fatal(err)
	}
	defer d.Close()
	row, err := db.One[struct{ ID, Username string }](p.t.Context(), d.Reader(),
		`select n.id, a.username from nomination n join account a on a.id = n.author_id where n.state = 'draft' order by n.id limit 1`)
	if err != nil {
		p.t.Fatal(err)
	}
	return row.ID, row.Username
}

// zeros are as many as are read.
type zeros struct{}

// Read implements io.Reader.
func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

// upload is a form with one file, made as it is sent.
func upload(name string, content io.Reader) (kind string, body io.Reader) {
	var head bytes.Buffer
	w := multipart.NewWriter(&head)
	_, _ = w.CreateFormFile("file", name) // a buffer takes everything
	return w.FormDataContentType(), io.MultiReader(&head, content, strings.NewReader("\r\n--"+w.Boundary()+"--\r\n"))
}

// many sends so many forms at once and gives how often each status came back; each
// refusal has words.
func (p *program) many(n int, path, token string, file func(i int) (string, io.Reader)) map[int]int {
	p.t.Helper()
	c := client(p.t)
	count := map[int]int{}
	var lock sync.Mutex
	var all sync.WaitGroup
	began := time.Now()
	for i := range n {
		all.Go(func() {
			kind, body := upload(file(i))
			a, err := p.send(c, http.MethodPost, path, token, kind, body)
			if err != nil || a.status >= 400 && a.words("main") == "" {
				p.t.Errorf("upload %d: %d %q, %v", i, a.status, a.words("main"), err)
			}
			lock.Lock()
			count[a.status]++
			lock.Unlock()
		})
	}
	p.others(p.token(everywhere), 20)
	p.changes()
	all.Wait()
	p.t.Logf("%d at once: %v after %v", n, count, time.Since(began).Round(time.Millisecond))
	return count
}

// changes has somebody sign in, which writes: that must not wait for the files.
func (p *program) changes() {
	p.t.Helper()
	c := client(p.t)
	worst := time.Duration(0)
	for range 3 {
		a, err := p.send(c, http.MethodPost, "/dang-nhap", "", "application/x-www-form-urlencoded", strings.NewReader(url.Values{"username": {"clerk"}, "password": {password}}.Encode()))
		if worst = max(worst, a.took); err != nil || a.status != http.StatusSeeOther || a.took > written {
			p.t.Errorf("somebody else's change: %d after %v, %v", a.status, a.took, err)
		}
	}
	p.t.Logf("others' changes: %v at most", worst.Round(time.Millisecond))
}

// only fails for any other status than those, and where none of the first came.
func only(t *testing.T, count map[int]int, first int, more ...int) {
	t.Helper()
	for status := range count {
		ok := status == first
		for _, m := range more {
			ok = ok || status == m
		}
		if !ok {
			t.Errorf("%d times %d", count[status], status)
		}
	}
	if count[first] == 0 {
		t.Errorf("never %d", first)
	}
}

// Thirty-two people send a file of the largest size at once, and others send more.
func TestUploads_ofTheLargestSizeAtOnce(t *testing.T) {
	heavy(t)
	p := start(t, "")
	id, author := p.dossier()
	path, token := "/quan-ly/ho-so/"+id+"/tep", p.token(author)
	paper := func(size int64) func(i int) (string, io.Reader) {
		return func(i int) (string, io.Reader) {
			head := fmt.Sprintf("%%PDF-1.4\n%% %d\n", i)
			return "minh-chung.pdf", io.MultiReader(strings.NewReader(head), io.LimitReader(zeros{}, size-int64(len(head))))
		}
	}
	only(t, p.many(32, path, token, paper(blob.MaxSize)), http.StatusSeeOther, http.StatusUnprocessableEntity, http.StatusConflict, http.StatusServiceUnavailable)
	only(t, p.many(8, path, token, paper(blob.MaxSize+1)), http.StatusUnprocessableEntity, http.StatusServiceUnavailable)
	only(t, p.many(8, path, token, paper(70<<20)), http.StatusRequestEntityTooLarge)
	p.within(sent)
	p.tidy()
}

// Sixteen people send pictures that are small as files and enormous unpacked.
func TestUploads_picturesThatUnpackIntoTheMemory(t *testing.T) {
	heavy(t)
	p := start(t, "")
	id, author := p.dossier()
	path, token := "/quan-ly/ho-so/"+id+"/tep", p.token(author)
	large, deep, huge := bomb(t, 6300, 6300, 8), bomb(t, 6300, 6300, 16), bomb(t, 40_000, 40_000, 0)
	send := func(picture []byte) map[int]int {
		return p.many(16, path, token, func(i int) (string, io.Reader) {
			return "anh.png", io.MultiReader(bytes.NewReader(picture), strings.NewReader(fmt.Sprint(i)))
		})
	}
	only(t, send(large), http.StatusSeeOther, http.StatusUnprocessableEntity, http.StatusConflict, http.StatusServiceUnavailable)
	only(t, send(deep), http.StatusUnprocessableEntity)
	only(t, send(huge), http.StatusUnprocessableEntity)
	p.within(unpacked)
	p.tidy()
}

// bomb is a PNG of nothing: RGBA of 8 or 16 bits, or only its head for 0.
func bomb(t *testing.T, w, h, bits int) []byte {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	chunk := func(name string, data []byte) {
		_ = binary.Write(&b, binary.BigEndian, uint32(len(data)))
		part := append([]byte(name), data...)
		b.Write(part)
		_ = binary.Write(&b, binary.BigEndian, crc32.ChecksumIEEE(part))
	}
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(w)), uint32(h))
	chunk("IHDR", append(head, byte(max(bits, 8)), 6, 0, 0, 0))
	var rows bytes.Buffer
	z := zlib.NewWriter(&rows)
	if _, err := io.Copy(z, io.LimitReader(zeros{}, int64(h)*int64(1+w*4*bits/8)*int64(math.Min(1, float64(bits))))); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	chunk("IDAT", rows.Bytes())
	chunk("IEND", nil)
	return b.Bytes()
}

// Drafts are checked at once that unpack into far more than they are, two at a time,
// and sixteen of 20 MB that are none.
func TestUploads_draftsToCheckAtOnce(t *testing.T) {
	heavy(t)
	p := start(t, "")
	path, token := "/quan-ly/van-ban/kiem-tra", p.token("clerk")
	const open, shut = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`, `</w:body></w:document>`
	for name, body := range map[string]io.Reader{
		"30 MB of one paragraph": io.MultiReader(strings.NewReader(open+"<w:p><w:r><w:t>"), io.LimitReader(letters{}, 30<<20), strings.NewReader("</w:t></w:r></w:p>"+shut)),
		"a million paragraphs":   strings.NewReader(open + strings.Repeat("<w:p/>", 1_000_000) + shut),
		"300 MB":                 io.MultiReader(strings.NewReader(open), io.LimitReader(letters{}, 300<<20)),
	} {
		draft := word(t, body)
		count := p.many(2, path, token, func(int) (string, io.Reader) { return "du-thao.docx", bytes.NewReader(draft) })
		t.Logf("%s in %d kB: %v", name, len(draft)>>10, count)
		only(t, count, http.StatusUnprocessableEntity, http.StatusOK, http.StatusServiceUnavailable)
	}
	only(t, p.many(16, path, token, func(int) (string, io.Reader) { return "du-thao.docx", io.LimitReader(zeros{}, 20<<20) }), http.StatusUnprocessableEntity)
	p.within(drafts)
	p.tidy()
}

// letters are as many as are read.
type letters struct{}

// Read implements io.Reader.
func (letters) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'a'
	}
	return len(b), nil
}

// word is a Word file with a main part.
func word(t *testing.T, main io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, part := range map[string]io.Reader{
		"[Content_Types].xml": strings.NewReader(`<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`),
		"_rels/.rels":         strings.NewReader(`<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`),
		"word/document.xml":   main,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.Copy(w, part)
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

const (
	exports = 100
	// taken is the memory while 100 take a list as a spreadsheet: four are made at
	// once, up to 16 MB of rows each and what the library keeps beside them.
	taken = 350.0
)

// A hundred people take lists as spreadsheets at the same moment.
func TestExports_atOnceAreMadeInTurn(t *testing.T) {
	heavy(t)
	p := start(t, "")
	token := p.token(everywhere)
	c := client(t)
	paths := []string{"/quan-ly/ho-so.xlsx", "/quan-ly/dien-hinh.xlsx", "/quan-ly/van-ban.xlsx"}
	count := map[int]int{}
	var lock sync.Mutex
	var all sync.WaitGroup
	began := time.Now()
	for i := range exports {
		all.Go(func() {
			a := p.get(c, paths[i%len(paths)], token)
			if a.status == http.StatusOK && !bytes.HasPrefix(a.body, []byte("PK")) || a.status >= 400 && !strings.Contains(a.words("main"), "thử lại") {
				t.Errorf("%d %.200q", a.status, a.words("main"))
			}
			lock.Lock()
			count[a.status]++
			lock.Unlock()
		})
	}
	p.others(token, 20)
	all.Wait()
	t.Logf("%v after %v", count, time.Since(began).Round(time.Millisecond))
	only(t, count, http.StatusOK, http.StatusServiceUnavailable)
	p.within(taken)
	p.tidy()
}
