package main_test

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lantoa/internal/audit"
	"lantoa/internal/db"
)

func TestAudit_isSealedVerifiedAndErased(t *testing.T) {
	t.Parallel()
	flags, o := database(t)
	with := func(args ...string) []string { return append(args, flags...) }
	keyFile := filepath.Join(o.Dir, "audit.key")
	if o.URL != "" {
		keyFile = filepath.Join(flags[1], "audit.key")
	}
	code, out, complaint := run(t, with("audit", "verify")...)
	if code != 2 || out != "" || !strings.Contains(complaint, "Không có khóa niêm phong nhật ký tại "+keyFile) {
		t.Errorf("without a key: exit %d, %q, %q", code, out, complaint)
	}
	must(t, with("org", "seed")...)
	if said := must(t, with("audit", "seal")...); !strings.HasPrefix(said, "Đã niêm phong ") || strings.Contains(said, " 0 mục") {
		t.Error(said)
	}
	if said := must(t, with("audit", "seal")...); said != "Đã niêm phong 0 mục nhật ký.\n" {
		t.Error(said)
	}
	if said := must(t, with("audit", "verify")...); !strings.HasSuffix(said, "0 mục đang chờ niêm phong, 0 mục đã xóa nội dung chi tiết theo quy định.\nNhật ký nguyên vẹn.\n") {
		t.Error(said)
	}
	d := opened(t, o)
	all, err := audit.Recent(t.Context(), d.Reader(), "", 1)
	if err != nil || len(all) != 1 {
		t.Fatal(err)
	}
	id := all[0].ID
	refused(t, "Hãy ghi lý do xóa", with("audit", "erase", id, "--reason", " ")...)
	if said := must(t, with("audit", "erase", id, "--reason", "Theo yêu cầu số 12")...); !strings.Contains(said, id) {
		t.Error(said)
	}
	refused(t, "đã được xóa trước đây", with("audit", "erase", id, "--reason", "Theo yêu cầu số 12")...)
	if said := must(t, with("audit", "verify")...); !strings.Contains(said, "1 mục đang chờ niêm phong, 1 mục đã xóa") {
		t.Error(said)
	}
	err = d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `update audit_entry set action = 'other' where id = $1`, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	code, out, complaint = run(t, with("audit", "verify")...)
	if code != 1 || complaint != "" || !strings.HasPrefix(out, "Mục nhật ký "+id+" trong niêm phong số 1 không còn như khi được niêm phong.\n") || !strings.HasSuffix(out, "Nhật ký không nguyên vẹn: 1 điểm sai như trên.\n") {
		t.Errorf("exit %d: %s %s", code, out, complaint)
	}
	code, _, complaint = run(t, with("audit", "verify", "--anchors", keyFile+".khong-co")...)
	if code != 2 || !strings.Contains(complaint, "Không đọc được sổ niêm phong") {
		t.Errorf("exit %d: %s", code, complaint)
	}
}

func TestAudit_takesNoSecondKey(t *testing.T) {
	t.Parallel()
	flags, _ := database(t)
	with := func(args ...string) []string { return append(args, flags...) }
	must(t, with("audit", "seal")...)
	elsewhere := filepath.Join(t.TempDir(), "khoa")
	refused(t, "Chương trình không tạo khóa mới", with("audit", "seal", "--audit-key", elsewhere)...)
	if _, err := os.Stat(elsewhere); err == nil {
		t.Error("a second key was made")
	}
	if out := strings.Join(strings.Fields(must(t, "serve", "--help")), " "); !strings.Contains(out, "Every node of one database needs a copy of the same file.") {
		t.Error(out)
	}
}

func TestAuditVerify_changesNothingOfWhatItChecks(t *testing.T) {
	t.Parallel()
	flags, o := database(t)
	verify := append([]string{"audit", "verify"}, flags...)
	must(t, append([]string{"audit", "seal"}, flags...)...)
	before := content(t, flags[1])
	must(t, verify...)
	if after := content(t, flags[1]); !maps.Equal(before, after) {
		t.Errorf("of %v the check made %v", before, after)
	}
	behind(t, o)
	before = content(t, flags[1])
	if code, out, complaint := run(t, verify...); code != 2 || out != "" || !strings.Contains(complaint, "cũ hơn phiên bản") {
		t.Errorf("of an older database: exit %d, %q, %q", code, out, complaint)
	}
	if after := content(t, flags[1]); !maps.Equal(before, after) {
		t.Errorf("of %v the check made %v", before, after)
	}
	d := opened(t, o)
	beside := content(t, flags[1]) // with a log, which the check must leave as it is
	run(t, verify...)
	if after := content(t, flags[1]); len(after) != len(beside) || after[o.Dir+"/lantoa.db"] != beside[o.Dir+"/lantoa.db"] || after[o.Dir+"/lantoa.db-wal"] != beside[o.Dir+"/lantoa.db-wal"] {
		t.Errorf("of %v the check made %v", beside, after)
	}
	elsewhere := filepath.Join(t.TempDir(), "khong-co")
	if o.URL == "" {
		code, _, complaint := run(t, "audit", "verify", "--data", elsewhere, "--audit-key", filepath.Join(flags[1], "audit.key"))
		if code != 2 || !strings.Contains(complaint, "không có cơ sở dữ liệu") {
			t.Errorf("of a folder that is not there: exit %d, %q", code, complaint)
		}
		if _, err := os.Stat(elsewhere); err == nil {
			t.Error("the check made a folder")
		}
	}
	if err := d.Current(t.Context()); err == nil {
		t.Error("the check has migrated")
	}
}

// behind takes the note of the newest migration back.
func behind(t *testing.T, o db.Options) {
	t.Helper()
	d, err := db.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	err = d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `delete from goose_db_version where version_id = (select max(version_id) from goose_db_version)`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// content is what the files of a folder hold.
func content(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			out[name] = ""
			return err
		}
		raw, err := os.ReadFile(name)
		sum := sha256.Sum256(raw)
		out[name] = hex.EncodeToString(sum[:8])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
