// Package browser lets tests use the program as a person does, in a real
// Chromium: pages are addressed by labels and words, every step waits for what
// it needs, and a page that logs an error or breaks its content security policy
// fails the test.
package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"lantoa/internal/apptest/scratch"
)

// patience bounds every wait for a condition.
const patience = 15 * time.Second

// Browser is the test process's Chromium, shared by its tests.
type Browser struct {
	ctx context.Context
}

// launched is the one Chromium of the test process and why there is none.
type launched struct {
	once    sync.Once
	browser *Browser
	err     error
}

var process = &launched{}

// Executable is the Chromium that tests drive, "" where there is none.
func Executable() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// Start gives the process's Chromium, started at the first call. Browser tests
// take minutes, so a plain `go test` skips them: they run with
// LANTOA_TEST_BROWSER=1, and with LANTOA_TEST_REQUIRE_ALL=1, under which a
// missing Chromium is a failure.
func Start(t testing.TB) *Browser {
	t.Helper()
	if os.Getenv("LANTOA_TEST_BROWSER") != "1" && os.Getenv("LANTOA_TEST_REQUIRE_ALL") != "1" {
		t.Skip("skipped: browser tests: set LANTOA_TEST_BROWSER=1 or run make test")
	}
	path := Executable()
	if path == "" {
		missing(t, "skipped: browser tests: no Chromium found")
	}
	process.once.Do(func() { process.browser, process.err = launch(path) })
	if process.err != nil {
		t.Fatalf("Chromium does not start: %v", process.err)
	}
	return process.browser
}

func missing(t testing.TB, sentence string) {
	t.Helper()
	if os.Getenv("LANTOA_TEST_REQUIRE_ALL") == "1" {
		t.Fatal(sentence)
	}
	t.Skip(sentence)
}

func launch(path string) (*Browser, error) {
	profile, err := scratch.Dir("lantoa-chromium-")
	if err != nil {
		return nil, err
	}
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.UserDataDir(profile),
		chromedp.NoSandbox, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
	}
	for flag, value := range map[string]any{
		"headless": "new", "disable-gpu": true, "disable-quic": true, "disable-dev-shm-usage": true,
		"disable-background-networking": true, "disable-component-update": true, "disable-sync": true,
		"disable-default-apps": true, "disable-extensions": true, "disable-features": "Translate,OptimizationHints",
		"disable-background-timer-throttling": true, "disable-renderer-backgrounding": true,
		"disable-backgrounding-occluded-windows": true, "password-store": "basic", "use-mock-keychain": true,
		"hide-scrollbars": true, "mute-audio": true, "lang": "vi", "accept-lang": "vi",
		"font-render-hinting": "none", "force-color-profile": "srgb",
	} {
		options = append(options, chromedp.Flag(flag, value))
	}
	// Chromium lives as long as the test process: the kernel ends it then.
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ := chromedp.NewContext(alloc)
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, err
	}
	return &Browser{ctx: ctx}, nil
}

// Page opens an empty page of a person of their own: no cookies, nothing
// cached. base is the address under which Go finds paths. At the end of the
// test the page is closed, and errors it has logged fail the test.
func (b *Browser) Page(t testing.TB, base string) *Page {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	p := &Page{t: t, ctx: ctx, base: base, traffic: newTraffic()}
	if err := p.prepare(); err != nil {
		cancel()
		t.Fatalf("Chromium opens no page: %v", err)
	}
	t.Cleanup(func() {
		for _, e := range p.ConsoleErrors() {
			t.Errorf("the page logged: %s", e)
		}
		cancel()
	})
	p.Size(1366, 768)
	return p
}

// Root is the folder of go.mod, found upwards from the working folder.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", errors.New("no go.mod above the working folder")
		}
		dir = up
	}
}

// prepare opens the tab and listens to it.
func (p *Page) prepare() error {
	if err := chromedp.Listen(p.ctx, p.traffic.listen(p.ctx)); err != nil {
		return err
	}
	// Fades would be photographed half way and measured as low contrast.
	still := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}}
	_, requests := call(p, network.Enable, network.EnableParams{})
	_, frames := call(p, page.Enable, page.EnableParams{})
	_, entries := call(p, log.Enable, cdp.Empty{})
	_, zone := call(p, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Asia/Ho_Chi_Minh"})
	_, motion := call(p, emulation.SetEmulatedMedia, still)
	return errors.Join(requests, frames, entries, zone, motion)
}

// call sends one command of Chromium's protocol.
func call[P, R any](p *Page, c cdp.Command[P, R], params P) (R, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Call(ctx, c, params)
}

// fail ends the test and says where the page stood.
func (p *Page) fail(format string, args ...any) {
	p.t.Helper()
	p.t.Fatalf("%s\n\tat %s", fmt.Sprintf(format, args...), p.traffic.address())
}
