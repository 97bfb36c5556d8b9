package docx_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"lantoa/internal/apptest/sample"
	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/docx"
	"lantoa/internal/ooxml"
)

func TestWrite_refusesWhatIsNoPicture(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]officialdoc.Block{
		"of a body": {Kind: officialdoc.PictureBlock, Picture: &officialdoc.Picture{Data: []byte("GIF89a")}},
		"of a cell": {Kind: officialdoc.TableBlock, Table: &officialdoc.Table{Rows: [][]officialdoc.Cell{{{Picture: &officialdoc.Picture{}}}}}},
	} {
		err := docx.Write(&bytes.Buffer{}, rules(t), officialdoc.Of("", officialdoc.Document{Body: []officialdoc.Block{b}}))
		if !errors.Is(err, ooxml.ErrPicture) {
			t.Errorf("a picture %s that is none: %v", name, err)
		}
	}
}

func TestWrite_storesAPictureOnce(t *testing.T) {
	t.Parallel()
	d := sample.Report(t)
	d.Body = append(d.Body, d.Body...)
	body, all := valid(t, written(t, officialdoc.Of("", d, d)))
	if n := len(body.all("w:drawing")); n != 4 {
		t.Errorf("%d drawings, want 4", n)
	}
	stored := 0
	for name := range all {
		if strings.HasPrefix(name, "word/media/") {
			stored++
		}
	}
	if stored != 1 {
		t.Errorf("the picture is stored %d times", stored)
	}
	if alt := body.all("wp:docPr")[0].attrs["descr"]; alt != "Biểu đồ số điển hình theo lĩnh vực" {
		t.Errorf("the picture says %q", alt)
	}
}

// A picture is as large as it is to be, but not wider than the text.
func TestWrite_fitsPicturesIntoTheText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ width, height, wide, high float64 }{
		{120, 60, 120, 60}, {330, 110, 165, 55}, {80, 0, 80, 40}, {0, 30, 60, 30}, {0, 0, 31.75, 15.875},
	} {
		d := officialdoc.Document{Body: []officialdoc.Block{{Kind: officialdoc.PictureBlock, Picture: &officialdoc.Picture{Data: sample.Chart(t), Width: c.width, Height: c.height, Alt: "Hình"}}}}
		body, _ := valid(t, written(t, officialdoc.Of("", d)))
		extent := body.all("wp:extent")[0].attrs
		if cx, cy := float64(number(extent["cx"])), float64(number(extent["cy"])); abs(cx-c.wide*36000) > 1000 || abs(cy-c.high*36000) > 1000 {
			t.Errorf("%g x %g becomes %g x %g mm, want %g x %g", c.width, c.height, cx/36000, cy/36000, c.wide, c.high)
		}
	}
}

func abs(v float64) float64 { return max(v, -v) }

// Every element of the form has a style by its Vietnamese name, as large and as
// bold as the rules have it, also where the rules are others.
func TestStyles_followTheRules(t *testing.T) {
	t.Parallel()
	r := rules(t)
	look := r.Looks[officialdoc.Section]
	look.Size.Use, look.Italic = 13, true
	changed := map[officialdoc.Component]officialdoc.Look{}
	for c, l := range r.Looks {
		changed[c] = l
	}
	changed[officialdoc.Section] = look
	r.Looks, r.Font = changed, "Tinos"
	var b bytes.Buffer
	if err := docx.Write(&b, r, officialdoc.Of("", sample.Submission())); err != nil {
		t.Fatal(err)
	}
	_, all := valid(t, b.Bytes())
	styles := map[string]*node{}
	for _, s := range tree(t, all["word/styles.xml"]).all("w:style") {
		styles[s.val("w:name")] = s
		for _, c := range s.attrs["w:styleId"] {
			if c > '~' {
				t.Errorf("the id %s is not ASCII", s.attrs["w:styleId"])
			}
		}
	}
	if n := styles["Normal"]; n.val("w:rPr", "w:sz") != "28" || n.kid("w:rPr", "w:rFonts").attrs["w:cs"] != "Tinos" {
		t.Errorf("Normal is not the running text's")
	}
	if s := styles["NĐ30 Mục"]; s.val("w:rPr", "w:sz") != "26" || s.kid("w:rPr", "w:i").name == "" || s.kid("w:rPr", "w:b").name == "" {
		t.Errorf("sections do not look as the rules have it")
	}
	if s := styles["NĐ30 Quốc hiệu"]; s.val("w:rPr", "w:sz") != "24" || s.val("w:pPr", "w:jc") != "center" {
		t.Errorf("the country's name does not look as the rules have it")
	}
	if bytes.Contains(all["word/document.xml"], []byte("w:caps")) || bytes.Contains(all["word/styles.xml"], []byte("w:caps")) {
		t.Error("capitals are a look, not letters")
	}
}

func TestWrite_takesItsTimeFromTheDocument(t *testing.T) {
	t.Parallel()
	_, all := valid(t, written(t, officialdoc.Of("Tờ trình", sample.Submission())))
	core := string(all["docProps/core.xml"])
	for _, want := range []string{"<dc:title>Tờ trình</dc:title>", "<dc:creator>Ủy ban nhân dân xã Lũng Cú</dc:creator>", `2026-01-05T00:00:00Z</dcterms:created>`} {
		if !strings.Contains(core, want) {
			t.Errorf("no %s in %s", want, core)
		}
	}
}

func TestWrite_makesABatchOf300AtOnce(t *testing.T) {
	t.Parallel()
	docs := make([]officialdoc.Document, 300)
	for i := range docs {
		docs[i] = sample.Submission()
	}
	begin := time.Now()
	raw := written(t, officialdoc.Of("Bản tóm tắt", docs...))
	if took := time.Since(begin); took > 2*time.Second {
		t.Errorf("300 documents took %v", took)
	}
	body, _ := valid(t, raw)
	if n := len(body.all("w:sectPr")); n != 300 {
		t.Errorf("%d sections, want 300", n)
	}
}

// The block of signatures is on one page, and the last words of the body with it.
func TestSignatures_stayWithTheText(t *testing.T) {
	t.Parallel()
	body, _ := valid(t, written(t, officialdoc.Of("", sample.Submission())))
	at := -1
	for i, k := range body.kids {
		if k.name == "w:tbl" {
			at = i
		}
	}
	if before := body.kids[at-1]; before.kid("w:pPr", "w:keepNext").name == "" {
		t.Errorf("%q may stand on another page than the signature", before.said())
	}
	for _, row := range body.kids[at].all("w:tr") {
		if row.kid("w:trPr", "w:cantSplit").name == "" {
			t.Error("the signatures may be broken over two pages")
		}
	}
}

func TestTables_repeatTheirHeadsAndKeepRowsWhole(t *testing.T) {
	t.Parallel()
	body, _ := valid(t, written(t, officialdoc.Of("", sample.Decision(9))))
	tables := body.all("w:tbl")
	heads := 0
	for _, row := range tables[len(tables)-1].all("w:tr") {
		if row.kid("w:trPr", "w:tblHeader").name != "" {
			heads++
		}
		if row.kid("w:trPr", "w:cantSplit").name == "" {
			t.Errorf("a row may be broken: %s", row.said())
		}
	}
	if heads != 2 {
		t.Errorf("%d rows are repeated, want the 2 of the head", heads)
	}
}

// However small its share, a column has room for its longest word; the table is
// as wide as the text.
func TestTables_breakNoWord(t *testing.T) {
	t.Parallel()
	d := officialdoc.Document{Body: []officialdoc.Block{{Kind: officialdoc.TableBlock, Table: &officialdoc.Table{
		Columns: []officialdoc.Column{{Share: 1}, {Share: 50}, {Share: 50}},
		Head:    [][]officialdoc.Cell{{{Text: "STT"}, {Text: "Họ và tên"}, {Text: "Ghi chú"}}},
		Rows:    [][]officialdoc.Cell{{{Text: "1"}, {Text: "Giàng Mí Sử", Span: 2}}},
	}}}}
	body, _ := valid(t, written(t, officialdoc.Of("", d)))
	grids := body.all("w:tblGrid")
	total := 0
	for _, c := range grids[len(grids)-1].kids {
		total += number(c.attrs["w:w"])
	}
	if first := number(grids[len(grids)-1].kids[0].attrs["w:w"]); first < 600 || total < 9340 || total > 9355 {
		t.Errorf("the first column is %d wide, all %d", first, total)
	}
}
