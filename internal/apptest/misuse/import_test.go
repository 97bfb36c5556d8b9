package misuse_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"lantoa/internal/apptest"
	"lantoa/internal/db"
	"lantoa/internal/jobs"
)

const (
	imports = 12
	// taken in is the memory while spreadsheets are read in that unpack into as much
	// as one may: three at once, two of them by tasks, some 100 MB of texts each and
	// what reading them leaves to be swept up.
	takenIn = 700.0
)

// swollen is a spreadsheet of bodies whose cells share as much text as a file may:
// small as a file, some 90 MB unpacked.
func swollen(t *testing.T, rows int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	part := func(name string, write func(w io.Writer)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		write(w)
	}
	words := func(s string) func(io.Writer) { return func(w io.Writer) { _, _ = io.WriteString(w, s) } }
	const kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	part("_rels/.rels", words(`<Relationships><Relationship Id="r" Type="`+kind+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`))
	part("[Content_Types].xml", words(`<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`))
	part("xl/workbook.xml", words(`<workbook xmlns:r="`+kind+`"><sheets><sheet name="S" sheetId="1" r:id="s"/></sheets></workbook>`))
	part("xl/_rels/workbook.xml.rels", words(`<Relationships><Relationship Id="s" Type="`+kind+`/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="`+kind+`/sharedStrings" Target="sharedStrings.xml"/></Relationships>`))
	part("xl/sharedStrings.xml", func(w io.Writer) {
		_, _ = io.WriteString(w, "<sst>")
		for range 1_500_000 {
			_, _ = io.WriteString(w, "<si><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></si>")
		}
		_, _ = io.WriteString(w, "</sst>")
	})
	part("xl/worksheets/sheet1.xml", func(w io.Writer) {
		_, _ = io.WriteString(w, `<worksheet><sheetData><row><c t="inlineStr"><is><t>Tên</t></is></c><c t="inlineStr"><is><t>Loại</t></is></c><c t="inlineStr"><is><t>Từ ngày</t></is></c></row>`)
		for i := range rows {
			_, _ = fmt.Fprintf(w, `<row><c t="s"><v>%d</v></c><c t="s"><v>%d</v></c></row>`, i, i+rows)
		}
		_, _ = io.WriteString(w, `</sheetData></worksheet>`)
	})
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Spreadsheets of the largest size are sent at once: as many as a person may have
// waiting are read in, in turn, and their pages are looked at meanwhile.
func TestImports_ofTheLargestSizeAtOnce(t *testing.T) {
	heavy(t)
	p := start(t, "")
	token := p.token("admin")
	file := swollen(t, 500)
	t.Logf("%d kB as a file", len(file)>>10)
	only(t, p.many(imports, "/quan-ly/to-chuc/nhap", token, func(int) (string, io.Reader) { return "bang.xlsx", bytes.NewReader(file) }),
		http.StatusSeeOther, http.StatusUnprocessableEntity, http.StatusServiceUnavailable)
	d, err := db.Open(t.Context(), db.Options{Dir: p.dir, URL: p.url})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	apptest.Await(t, func() bool {
		open, err := db.One[int](t.Context(), d.Reader(), `select count(*) from task where kind = 'import.units' and state in ('waiting', 'running')`)
		if err != nil {
			t.Fatal(err)
		}
		return open == 0
	})
	states, err := db.All[string](t.Context(), d.Reader(), `select state from task where kind = 'import.units'`)
	if err != nil || len(states) == 0 || len(states) > jobs.MaxOpen*2 || strings.Contains(strings.Join(states, " "), string(jobs.Failed)) {
		t.Errorf("%v, %v", states, err)
	}
	p.within(takenIn)
	p.tidy()
}
