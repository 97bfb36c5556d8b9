package browser

import (
	"testing"

	"lantoa/internal/errs"
	"lantoa/internal/web/assets"
)

// Built is Start for tests of the program's pages. Where style and script are
// not built it skips too: bare pages are not what people see. With
// LANTOA_TEST_REQUIRE_ALL=1 it fails; so does anything else wrong with the assets.
func Built(t testing.TB) *Browser {
	t.Helper()
	b := Start(t)
	_, err := assets.Load()
	if e := errs.As(err); e != nil && e.Key == "assets.not_built" {
		missing(t, "skipped: browser tests of the program's pages: assets are not built: run make assets")
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}
