package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	main "lantoa/cmd/lantoa"
	"lantoa/internal/account"
	"lantoa/internal/app"
	"lantoa/internal/apptest"
	"lantoa/internal/apptest/pgtest"
	"lantoa/internal/config"
	"lantoa/internal/db"
	"lantoa/internal/plan/parse"
	"lantoa/internal/web/assets"
)

const planFile = "../../internal/plan/parse/testdata/ke-hoach-160-kh-ubnd"

// run runs a command to its end.
func run(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, complaint bytes.Buffer
	code = main.Run(t.Context(), args, main.Outside{Out: &out, Err: &complaint, Temporary: leave})
	return code, out.String(), complaint.String()
}

// leave keeps the environment, which the tests share, as it is.
func leave(string) error { return nil }

func must(t *testing.T, args ...string) string {
	t.Helper()
	code, out, complaint := run(t, args...)
	if code != 0 || complaint != "" {
		t.Fatalf("lantoa %s: exit %d: %s", strings.Join(args, " "), code, complaint)
	}
	return out
}

// refused runs a command that fails with one sentence.
func refused(t *testing.T, want string, args ...string) {
	t.Helper()
	code, out, complaint := run(t, args...)
	line := strings.TrimSuffix(complaint, "\n")
	if code != 1 || out != "" || strings.Contains(line, "\n") || !strings.Contains(line, want) {
		t.Errorf("lantoa %s: exit %d, says %q and complains %q; want one sentence with %q", strings.Join(args, " "), code, out, complaint, want)
	}
}

func TestServe_saysInOneSentenceWhyItCannotStart(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = taken.Close() })
	refused(t, "Không mở được cổng "+taken.Addr().String(), "serve", "--addr", taken.Addr().String(), "--data", t.TempDir())
	refused(t, "Không mở được địa chỉ 127.0.0.1:cổng", "serve", "--addr", "127.0.0.1:cổng", "--data", t.TempDir())
	refused(t, "chỉ chạy trên máy này", "serve", "--demo", "--addr", "0.0.0.0:0", "--data", t.TempDir())

	blocked := filepath.Join(t.TempDir(), "tep")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := assets.Load(); err != nil {
		refused(t, "make assets", "serve", "--addr", "127.0.0.1:0", "--data", t.TempDir())
		return // the assets come first: the rest is said of a program that has them
	}
	refused(t, "Không ghi được vào thư mục "+blocked, "serve", "--addr", "127.0.0.1:0", "--data", blocked)
	refused(t, "Không ghi được vào thư mục "+blocked, "serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(blocked, "con"))
	refused(t, "Địa chỉ cơ sở dữ liệu chưa đúng", "serve", "--addr", "127.0.0.1:0", "--data", t.TempDir(), "--database-url", "postgres://[")
	refused(t, "Không kết nối được cơ sở dữ liệu trên máy chủ 127.0.0.1", "serve", "--addr", "127.0.0.1:0", "--data", t.TempDir(), "--database-url", "postgres://nobody@127.0.0.1:1/none?connect_timeout=2")
}

// database gives the flags of a fresh migrated database, and the database.
func database(t *testing.T) ([]string, db.Options) {
	t.Helper()
	dir := t.TempDir()
	flags, o := []string{"--data", dir}, db.Options{Dir: dir}
	if os.Getenv("LANTOA_TEST_POSTGRES") == "1" {
		o.URL = pgtest.Collated(t, "C")
		flags = append(flags, "--database-url", o.URL)
	}
	must(t, append([]string{"migrate"}, flags...)...)
	return flags, o
}

func TestDatabase_ofANewerProgramIsLeftAlone(t *testing.T) {
	t.Parallel()
	flags, o := database(t)
	d, err := db.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	err = d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `insert into goose_db_version (version_id, is_applied) values ($1, true)`, 9999)
		return err
	})
	d.Close()
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range [][]string{{"migrate"}, {"org", "seed"}, {"plan", "import", planFile + ".txt"}, {"admin", "create", "quan.tri", "--name", "Vàng Mí Sính"}} {
		refused(t, "mới hơn phiên bản", append(command, flags...)...)
	}
}

func TestServe_ofAFolderInUseSaysNothingButThat(t *testing.T) {
	t.Parallel()
	flags, o := database(t)
	if o.URL != "" {
		return // several programs may serve one server's database
	}
	d, err := db.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	release, err := d.Alone()
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	refused(t, "đang được một chương trình Lan Tỏa khác phục vụ", append([]string{"serve", "--addr", "127.0.0.1:0"}, flags...)...)
}

// A loaded database has years in its log, none of it waiting for a seal.
func TestLoad_leavesALogThatIsInOrder(t *testing.T) {
	t.Parallel()
	flags, _ := database(t)
	with := func(args ...string) []string { return append(args, flags...) }
	code, out, complaint := run(t, with("load", "--exemplars", "20")...)
	if code != 0 || !strings.Contains(out, "Đã niêm phong") {
		t.Fatalf("exit %d, says %q, complains %q", code, out, complaint)
	}
	if out := must(t, with("audit", "verify")...); !strings.Contains(out, "0 mục đang chờ niêm phong") {
		t.Errorf("verify says %q", out)
	}
}

func TestDatabase_thatSortsOtherwiseIsRefusedWithTheLineThatMakesAnother(t *testing.T) {
	t.Parallel()
	if os.Getenv("LANTOA_TEST_POSTGRES") != "1" {
		return // SQLite sorts one way only
	}
	refused(t, "createdb --template=template0 --encoding=UTF8 --locale=C lt_", "migrate", "--data", t.TempDir(), "--database-url", pgtest.Collated(t, "C.UTF-8"))
}

func TestPlan_isParsedAsItsGoldenFile(t *testing.T) {
	t.Parallel()
	want, err := os.ReadFile(planFile + ".json")
	if err != nil {
		t.Fatal(err)
	}
	if got := must(t, "plan", "parse", planFile+".txt", "--json"); got != string(want) {
		t.Error("the JSON differs from the golden file")
	}
	words := must(t, "plan", "parse", planFile+".txt")
	for _, say := range []string{"Kế hoạch số 160/KH-UBND, ngày 09/01/2021, Hà Giang", "10 lĩnh vực; 3 mốc thời gian; 5 nhiệm vụ; 8 nơi nhận", "– đề nghị ", "– giao ", "Mốc 30/09/2021:"} {
		if !strings.Contains(words, say) {
			t.Errorf("no %q in:\n%s", say, words)
		}
	}
	refused(t, "Không đọc được tệp khong-co.txt", "plan", "parse", "khong-co.txt")
}

const sources = "../../internal/plan/source/testdata/"

func TestPlan_isReadFromWordAndPDF(t *testing.T) {
	t.Parallel()
	want := must(t, "plan", "parse", planFile+".txt")
	want, _, _ = strings.Cut(want, "Cần xem lại")
	apptest.PDFToText(t)
	for _, name := range []string{"ke-hoach-160-kh-ubnd.docx", "ke-hoach-160-kh-ubnd.pdf", "ke-hoach-160-kh-ubnd-vni.txt"} {
		got, _, _ := strings.Cut(must(t, "plan", "parse", sources+name), "Cần xem lại")
		if got != want {
			t.Errorf("%s is read as\n%s", name, got)
		}
	}
	got := must(t, "plan", "parse", sources+"ke-hoach-160-kh-ubnd-tcvn3.txt")
	if !strings.Contains(got, "Cần xem lại: Văn bản dùng bảng mã TCVN3 (ABC), đã được chuyển sang Unicode.") {
		t.Errorf("nothing is said of the encoding:\n%s", got)
	}
}

func TestPlan_ofAFileThatCannotBeReadIsOneSentenceOrAnEmptyDraft(t *testing.T) {
	t.Parallel()
	for want, content := range map[string]string{
		"không có chữ nào":            "",
		"không phải văn bản đọc được": "\x7fELF\x00\x01",
		"bị hỏng hoặc không trọn vẹn": "PK\x03\x04",
		"Không xác định được bảng mã": "\xf0\xd2\xc9\xd7\xc5\xd4 \xcd\xc9\xd2",
		"văn bản Word kiểu cũ":        "{\\rtf1}",
	} {
		name := filepath.Join(t.TempDir(), "tep.docx")
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		refused(t, want, "plan", "parse", name)
		var d parse.Draft
		if err := json.Unmarshal([]byte(must(t, "plan", "parse", name, "--json")), &d); err != nil {
			t.Fatal(err)
		}
		if len(d.Warnings) != 1 || !strings.Contains(d.Warnings[0].Message, want) || d.Symbol != "" || d.Fields == nil || len(d.Fields) != 0 {
			t.Errorf("%+v", d)
		}
	}
}

func TestPlan_isImportedFromWordAndPDFAndKeptAsItIs(t *testing.T) {
	t.Parallel()
	apptest.PDFToText(t)
	for name, media := range map[string]string{
		"ke-hoach-160-kh-ubnd.docx":      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"ke-hoach-160-kh-ubnd.pdf":       "application/pdf",
		"ke-hoach-160-kh-ubnd-tcvn3.txt": "text/plain",
	} {
		flags, o := database(t)
		must(t, append([]string{"org", "seed"}, flags...)...)
		if got := must(t, append([]string{"plan", "import", sources + name}, flags...)...); !strings.Contains(got, "Đã nhập kế hoạch 160/KH-UBND với 10 lĩnh vực.") {
			t.Errorf("importing says %q", got)
		}
		d, err := db.Open(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := db.One[struct{ MediaType, SourceName string }](t.Context(), d.Reader(), `select b.media_type, p.source_name from plan p join blob b on b.hash = p.source_hash`)
		d.Close()
		if err != nil || kept.MediaType != media || kept.SourceName != name {
			t.Errorf("%+v, %v", kept, err)
		}
	}
}

func TestPlan_isImportedOnce(t *testing.T) {
	t.Parallel()
	flags, _ := database(t)
	with := func(args ...string) []string { return append(args, flags...) }
	if got := must(t, with("org", "seed")...); !strings.HasPrefix(got, "Đã nhập 29") {
		t.Errorf("seeding says %q", got)
	}
	if got := must(t, with("plan", "import", planFile+".txt")...); !strings.Contains(got, "Đã nhập kế hoạch 160/KH-UBND với 10 lĩnh vực.") {
		t.Errorf("importing says %q", got)
	}
	if got := must(t, with("plan", "import", planFile+".txt")...); !strings.Contains(got, "đã được nhập trước đây") {
		t.Errorf("importing again says %q", got)
	}
}

var handedOver = regexp.MustCompile(`Mật khẩu dùng một lần: (\S+) `)

func TestAdmin_isCreatedOnceAndGetsBackIn(t *testing.T) {
	t.Parallel()
	flags, o := database(t)
	with := func(args ...string) []string { return append(args, flags...) }
	create := with("admin", "create", "quan.tri", "--name", "Vàng Mí Sính")
	refused(t, "lantoa org seed", create...)
	must(t, with("org", "seed")...)
	first := handedOver.FindStringSubmatch(must(t, create...))
	refused(t, "Tên đăng nhập quan.tri đã có người dùng", create...)
	refused(t, "Tên đăng nhập chưa đúng", with("admin", "create", "Quản trị", "--name", "Vàng Mí Sính")...)
	refused(t, "Không có tài khoản nào tên khong.co", with("admin", "reset-password", "khong.co")...)
	second := handedOver.FindStringSubmatch(must(t, with("admin", "reset-password", "quan.tri")...))
	if first == nil || second == nil || first[1] == second[1] {
		t.Fatalf("passwords %v and %v", first, second)
	}
	s, err := app.Open(t.Context(), app.Options{Serve: config.Serve{Database: config.Database{Data: t.TempDir(), DatabaseURL: o.URL}}, Database: opened(t, o)})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Accounts.SignIn(t.Context(), "quan.tri", first[1], account.Client{}); err == nil {
		t.Error("the password of before still opens")
	}
	if _, change, err := s.Accounts.SignIn(t.Context(), "quan.tri", second[1], account.Client{}); err != nil || !change {
		t.Errorf("the new password: %v, must change %v", err, change)
	}
}

func opened(t *testing.T, o db.Options) *db.DB {
	t.Helper()
	d, err := db.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

func TestCommands_unknownAndHelp(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"bay"}, {"serve", "--bay"}, {"plan", "parse"}, {"admin", "create", "quan.tri"}} {
		refused(t, "lantoa --help", args...)
	}
	for _, args := range [][]string{nil, {"--help"}, {"serve", "--help"}} {
		if got := must(t, args...); !strings.Contains(got, "Usage: lantoa") {
			t.Errorf("%v: %q", args, got)
		}
	}
	if got := must(t, "version"); !strings.HasPrefix(got, "Lan Tỏa, phiên bản ") {
		t.Errorf("version says %q", got)
	}
}

func TestCommands_sayInVietnameseWhatIsWrongWithTheLine(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"bay":                    "từ bay không dùng được ở đây",
		"plan pase":              "không có lệnh pase; lệnh gần giống: parse",
		"serve --bay":            "không có tùy chọn --bay",
		"serve --dat x":          "không có tùy chọn --dat; tùy chọn gần giống: --data, --database-url",
		"plan":                   "còn thiếu parse, import",
		"plan parse":             "còn thiếu <file>",
		"admin create quan.tri":  "còn thiếu --name=STRING",
		"admin reset-password":   "còn thiếu <username>",
		"serve --data":           "tùy chọn --data chưa có giá trị",
		"serve --data --addr x":  "tùy chọn --data chưa có giá trị",
		"bench --clients":        "tùy chọn --clients chưa có giá trị",
		"bench --clients 1,x":    "--clients phải là số nguyên trong giới hạn của máy, không nhận “x”",
		"bench --seconds abc":    "--seconds phải là số, không nhận “abc”",
		"bench --json=perhaps":   "--json chỉ nhận true hoặc false, không nhận “perhaps”",
		"load --exemplars 9e999": "--exemplars phải là số nguyên trong giới hạn của máy, không nhận “9e999”",
	} {
		code, out, complaint := run(t, strings.Fields(line)...)
		if code != 1 || out != "" || complaint != "Lệnh chưa đúng: "+want+". Chạy lantoa --help để xem cách dùng.\n" {
			t.Errorf("lantoa %s: exit %d, %q, %q", line, code, out, complaint)
		}
	}
}

// screen is an output that may be read while it is written.
type screen struct {
	mu   sync.Mutex
	text bytes.Buffer
	line chan string
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := s.text.Write(p)
	select {
	case s.line <- string(p):
	default:
	}
	return n, err
}

var ready = regexp.MustCompile(`http://\S+`)

func TestServe_answersUntilItIsStopped(t *testing.T) {
	t.Parallel()
	if _, err := assets.Load(); err != nil {
		return // said by the test above: there is nothing to serve
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out := &screen{line: make(chan string, 1)}
	var complaint bytes.Buffer
	ended := make(chan int, 1)
	data, own := t.TempDir(), ""
	abandoned := filepath.Join(data, "tmp", "process-1")
	half := filepath.Join(data, "files", "tmp", "process-2")
	for _, dir := range []string{abandoned, half} {
		if err := errors.Join(os.MkdirAll(dir, 0o750), os.WriteFile(filepath.Join(dir, "held"), nil, 0o600), os.WriteFile(filepath.Join(dir, "multipart-1"), []byte("half"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	go func() {
		ended <- main.Run(ctx, []string{"serve", "--addr", "127.0.0.1:0", "--data", data}, main.Outside{Out: out, Err: &complaint, Temporary: func(dir string) error { own = dir; return nil }})
	}()
	var address string
	select {
	case line := <-out.line:
		address = ready.FindString(line)
	case code := <-ended:
		t.Fatalf("exit %d: %s", code, complaint.String())
	case <-time.After(time.Minute):
		t.Fatal("it does not start")
	}
	for path, want := range map[string]int{"/healthz": 200, "/dang-nhap": 200, "/quan-ly/to-chuc": 200} {
		r, err := http.Get(address + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = r.Body.Close()
		if r.StatusCode != want {
			t.Errorf("%s answers %d", path, r.StatusCode)
		}
	}
	for _, dir := range []string{abandoned, half} {
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("what a killed program left is there: %v", err)
		}
	}
	if _, err := os.Stat(own); err != nil || filepath.Dir(own) != filepath.Join(data, "tmp") {
		t.Errorf("temporary files go to %q, %v", own, err)
	}
	stop()
	if code := <-ended; code != 0 {
		t.Errorf("exit %d: %s", code, complaint.String())
	}
	if _, err := os.Stat(own); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it leaves its temporary files: %v", err)
	}
}

func TestReport_isWrittenFromThePlansFigures(t *testing.T) {
	t.Parallel()
	flags, _ := database(t)
	with := func(args ...string) []string { return append(args, flags...) }
	out := filepath.Join(t.TempDir(), "bao-cao.docx")
	refused(t, "chưa kế hoạch nào được nhập", with("report", "--plan", "160/KH-UBND", "--out", out)...)
	must(t, with("org", "seed")...)
	must(t, with("plan", "import", planFile+".txt")...)
	refused(t, "Không có kế hoạch số 161/KH-UBND. Các kế hoạch đang có: 160/KH-UBND.", with("report", "--plan", "161/KH-UBND", "--out", out)...)
	refused(t, "Không ghi được tệp", with("report", "--plan", "160/KH-UBND", "--out", filepath.Join(t.TempDir(), "khong-co", "bao-cao.docx"))...)
	refused(t, "Ngày sau --to chưa đúng: 31/02/2021", with("report", "--plan", "160/KH-UBND", "--out", out, "--to", "31/02/2021")...)
	refused(t, "Ngày cuối kỳ phải sau ngày đầu kỳ", with("report", "--plan", "160/KH-UBND", "--out", out, "--from", "01/02/2021", "--to", "31/01/2021")...)
	refused(t, "không được sau hôm nay", with("report", "--plan", "160/KH-UBND", "--out", out, "--to", "31/12/2199")...)
	if _, err := os.Stat(out); err == nil {
		t.Error("a refused report is written")
	}
	pdf := filepath.Join(t.TempDir(), "bao-cao.pdf")
	said := must(t, with("report", "--plan", "160/kh-ubnd", "--out", out, "--pdf", pdf, "--to", "30/06/2021")...)
	if said != "Đã viết báo cáo kết quả thực hiện Kế hoạch số 160/KH-UBND, từ ngày 09/01/2021 đến ngày 30/06/2021, vào tệp "+out+".\n" {
		t.Errorf("it says %q", said)
	}
	for name, begin := range map[string]string{out: "PK\x03\x04", pdf: "%PDF-"} {
		if raw, err := os.ReadFile(name); err != nil || !bytes.HasPrefix(raw, []byte(begin)) {
			t.Errorf("%s begins with %.8q, %v", name, raw, err)
		}
	}
	apptest.PDFToText(t)
	text, err := exec.Command("pdftotext", "-layout", pdf, "-").Output()
	for _, want := range []string{"BÁO CÁO", "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Hà Giang", "III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", "trân trọng báo cáo./."} {
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("no %q in the PDF (%v)", want, err)
		}
	}
}
