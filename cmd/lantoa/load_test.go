package main_test

import (
	"strings"
	"testing"
)

func TestLoad_fillsAnEmptyDatabaseOnceAndSaysHowToSignIn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	code, out, progress := run(t, "load", "--data", dir, "--exemplars", "5", "--seed", "3", "--password", "Lan-toa-do-luong-1")
	if code != 0 || !strings.Contains(out, " 5 điển hình;") || !strings.Contains(out, "Mật khẩu của mọi tài khoản: Lan-toa-do-luong-1\n") || !strings.Contains(out, "– standing_officer: ") {
		t.Fatalf("exit %d\n%s%s", code, out, progress)
	}
	if !strings.Contains(progress, " hồ sơ mỗi giây, còn khoảng 0 giây\n") {
		t.Errorf("progress: %q", progress)
	}
	refused(t, "Hãy chọn một thư mục trống", "load", "--data", dir, "--exemplars", "5")
	refused(t, "--password quá yếu", "load", "--data", t.TempDir(), "--password", "ngan")
	refused(t, "Hãy sửa --exemplars", "load", "--data", t.TempDir(), "--exemplars", "0")
}
