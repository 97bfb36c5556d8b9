package main_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"lantoa/internal/officialdoc"
	"lantoa/internal/officialdoc/docx"
)

// letterFile is a letter as the program writes it.
func letterFile(t *testing.T) string {
	t.Helper()
	all, err := officialdoc.Decrees()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = docx.Write(&b, officialdoc.On(all, "2026-11-25"), officialdoc.Of("Công văn", officialdoc.Document{
		Type: officialdoc.Letter, Issuer: "Ủy ban nhân dân\nxã Lũng Cú", Number: "12", Symbol: "UBND-VX", Place: "Lũng Cú", Day: "2026-02-09", Summary: "giới thiệu điển hình tiên tiến",
		To: []string{"Sở Nội vụ"}, Body: []officialdoc.Block{officialdoc.Text(officialdoc.ParagraphBlock, "Ủy ban nhân dân xã Lũng Cú trân trọng giới thiệu.")},
		Signatures: []officialdoc.Signature{{Authority: []string{"Chủ tịch"}, Name: "Sùng Mí Chá"}}, Recipients: []string{"Như trên", "Lưu: VT"},
	}))
	if err != nil {
		t.Fatal(err)
	}
	return kept(t, "cong-van.docx", b.Bytes())
}

func kept(t *testing.T, name string, data []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestDocCheck_saysThatADocumentIsInOrder(t *testing.T) {
	t.Parallel()
	file := letterFile(t)
	if out := must(t, "doc", "check", file); out != "Tệp cong-van.docx: không thấy sai thể thức theo Nghị định số 30/2020/NĐ-CP.\n" {
		t.Error(out)
	}
	must(t, "doc", "check", "--day", "2021-01-05", file)
}

func TestDocCheck_printsEachDeviationAndEndsWithOne(t *testing.T) {
	t.Parallel()
	code, out, complaint := run(t, "doc", "check", "../../internal/plan/source/testdata/ke-hoach-160-kh-ubnd.docx")
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if code != 1 || complaint != "" || len(lines) < 10 {
		t.Fatalf("exit %d, %q\n%s", code, complaint, out)
	}
	want := `Địa danh và thời gian ban hành, tại “Hà Giang, ngày 9 tháng 1 năm 2021”: Ngày nhỏ hơn 10 phải thêm số 0 phía trước. Yêu cầu: 09; đang là: 9 (Phụ lục I, Phần I, mục II.4.b).`
	if !strings.Contains(out, want+"\n") {
		t.Errorf("no %s in\n%s", want, out)
	}
	places, more := len(lines)-1, regexp.MustCompile(`” và (\d+) chỗ khác: |tại (\d+) chỗ trong văn bản: `)
	for _, m := range more.FindAllStringSubmatch(out, -1) {
		n, _ := strconv.Atoi(m[1] + m[2])
		places += n
		if m[2] != "" {
			places--
		}
	}
	if places != 128 {
		t.Errorf("the lines name %d places", places)
	}
	if last := lines[len(lines)-1]; last != "Tệp ke-hoach-160-kh-ubnd.docx: 24 lỗi thể thức, ở 128 chỗ, theo Nghị định số 30/2020/NĐ-CP." {
		t.Error(last)
	}
}

func TestDocCheck_takesOtherRules(t *testing.T) {
	t.Parallel()
	all, err := officialdoc.Decrees()
	if err != nil {
		t.Fatal(err)
	}
	all[0].Left = officialdoc.Range{Min: 40, Max: 45, Use: 40}
	all[0].Decree = "Nghị định thử"
	raw, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	code, out, _ := run(t, "doc", "check", "--rules", kept(t, "rules.json", raw), letterFile(t))
	if code != 1 || !strings.Contains(out, "Lề trái nằm ngoài khoảng cho phép. Yêu cầu: 40–45 mm; đang là: 30 mm") || !strings.Contains(out, "Nghị định thử") {
		t.Errorf("exit %d\n%s", code, out)
	}
}

func TestDocCheck_refusesInASentence(t *testing.T) {
	t.Parallel()
	file, empty, partial := letterFile(t), kept(t, "a.json", []byte("[]")), kept(t, "b.json", []byte(`[{"Decree":"x"}]`))
	for want, args := range map[string][]string{
		"không phải văn bản Word (.docx)":            {kept(t, "a.pdf", []byte("%PDF-1.7"))},
		"Word kiểu cũ":                               {kept(t, "a.doc", []byte(`{\rtf1 chu}`))},
		"không có chữ nào":                           {kept(t, "a.docx", nil)},
		"Không đọc được tệp khong-co.docx":           {"khong-co.docx"},
		"Không đọc được tệp khong-co.json":           {"--rules", "khong-co.json", file},
		"Tệp " + empty + " không phải bộ quy định":   {"--rules", empty, file},
		"Tệp " + partial + " không phải bộ quy định": {"--rules", partial, file},
		"Ngày 25/13/2026 không đúng":                 {"--day", "25/13/2026", file},
		"còn thiếu <file>":                           nil,
	} {
		code, out, complaint := run(t, append([]string{"doc", "check"}, args...)...)
		if line := strings.TrimSuffix(complaint, "\n"); code != 2 || out != "" || strings.Contains(line, "\n") || !strings.Contains(line, want) {
			t.Errorf("%s: exit %d, says %q and complains %q", want, code, out, complaint)
		}
	}
}

func TestDocCheck_saysInTheHelpHowItEnds(t *testing.T) {
	t.Parallel()
	out := strings.Join(strings.Fields(must(t, "doc", "check", "--help")), " ")
	if !strings.Contains(out, "Exit codes: 0 none found, 1 deviations found, 2 not checked.") {
		t.Error(out)
	}
}
