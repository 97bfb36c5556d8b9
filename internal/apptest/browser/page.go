package browser

import (
	"context"
	_ "embed" // find.js
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

//go:embed find.js
var findScript string

// Page is one tab. Where a method takes a field, it is the field's label, its
// name, or CSS that begins with #, . or [ (or "css="); what is clicked is named
// by the words on it or by such CSS. Every method waits for what it needs and
// ends the test with a sentence when that does not come.
type Page struct {
	t       testing.TB
	ctx     context.Context
	base    string
	within  []step
	traffic *traffic
	width   int
}

type step struct {
	CSS  string `json:"css"`
	Text string `json:"text"`
}

// In is the same page narrowed to the element that css selects.
func (p *Page) In(css string) *Page { return p.InWith(css, "") }

// InWith narrows to the innermost element that css selects and that contains
// the words: the row of a list, the card of an exemplar.
func (p *Page) InWith(css, words string) *Page {
	narrow := *p
	narrow.within = append(append([]step(nil), p.within...), step{css, words})
	return &narrow
}

// Go opens a path of the site, or a whole address, and waits until it has loaded.
func (p *Page) Go(path string) {
	p.t.Helper()
	address := path
	if !strings.Contains(path, "://") {
		address = strings.TrimSuffix(p.base, "/") + path
	}
	went, err := call(p, page.Navigate, page.NavigateParams{URL: address})
	if err == nil && went.ErrorText != "" {
		err = fmt.Errorf("%s", went.ErrorText)
	}
	if err != nil {
		p.fail("cannot open %s: %v", address, err)
	}
	p.Settle()
}

// Settle waits until the page does nothing more by itself: what scripts began
// has been sent and answered, and the document has loaded.
func (p *Page) Settle() {
	p.t.Helper()
	// A round through the page's task queue lets a click or a submit that was
	// just dispatched ask for its navigation or request.
	const round = `new Promise(r => { const go = () => setTimeout(r, 0); requestAnimationFrame(() => requestAnimationFrame(go)); setTimeout(go, 200) })`
	until := time.Now().Add(patience)
	for {
		p.evalQuietly(round, nil)
		if err := p.traffic.awaitQuiet(); err != nil {
			p.fail("%v", err)
		}
		var ready bool
		if p.evalQuietly(`document.readyState === "complete"`, &ready) && ready && p.traffic.quiet() {
			return
		}
		if time.Now().After(until) {
			p.fail("the page does not come to rest")
		}
	}
}

// evaluate runs a script, waits for its promise, and reads its value into out.
func (p *Page) evaluate(script string, out any) error {
	r, err := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: script, AwaitPromise: new(true), ReturnByValue: new(true)})
	if err != nil {
		return err
	}
	return value(r.Result, r.ExceptionDetails, out)
}

func value(result *runtime.RemoteObject, exception *runtime.ExceptionDetails, out any) error {
	if exception != nil {
		return fmt.Errorf("%s", thrown(exception))
	}
	if out == nil || result == nil || len(result.Value) == 0 {
		return nil
	}
	return json.Unmarshal(result.Value, out)
}

// evalQuietly is false where the page's context went away meanwhile.
func (p *Page) evalQuietly(script string, out any) bool { return p.evaluate(script, out) == nil }

// Cookie sets a cookie of the site ("name=value", with attributes if need be).
// Reading the cookies back waits until the browser has it: it passes them on
// without waiting, and a page that is opened at once may be asked for without.
func (p *Page) Cookie(pair string) {
	p.t.Helper()
	p.Eval(`document.cookie = "`+pair+`; path=/"; document.cookie`, nil)
}

// Eval gives the value of a script (awaited when it is a promise).
func (p *Page) Eval(script string, out any) {
	p.t.Helper()
	if err := p.evaluate(script, out); err != nil {
		p.fail("script %.80s: %v", script, err)
	}
}

func (p *Page) do(step chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Do(ctx, step)
}

// retry calls f until it is done, at short intervals: pages change under it.
func (p *Page) retry(what string, f func() error) {
	p.t.Helper()
	until := time.Now().Add(patience)
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	for {
		err := f()
		if err == nil {
			return
		}
		if time.Now().After(until) {
			p.fail("%s: %v", what, err)
		}
		<-tick.C
	}
}

// find gives a handle of the element, as find.js finds it.
func (p *Page) find(kind, what string) (runtime.RemoteObjectID, error) {
	within := p.within
	if within == nil {
		within = []step{}
	}
	ask, err := json.Marshal(map[string]any{"kind": kind, "what": what, "within": within})
	if err != nil {
		return "", err
	}
	r, err := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: strings.TrimSpace(findScript) + "(" + string(ask) + ")"})
	if err != nil {
		return "", err
	}
	if r.ExceptionDetails != nil {
		return "", fmt.Errorf("%s", thrown(r.ExceptionDetails))
	}
	found := r.Result
	if found.ObjectID == "" {
		var why string
		_ = json.Unmarshal(found.Value, &why)
		return "", fmt.Errorf("%s", why)
	}
	return found.ObjectID, nil
}

// on calls a script function with the element as `this`.
func (p *Page) on(el runtime.RemoteObjectID, script string, out any, args ...any) error {
	// The arguments travel in the text: the protocol's own drop an empty string.
	given, err := json.Marshal(args)
	if err != nil {
		return err
	}
	if args == nil {
		given = []byte("[]")
	}
	params := runtime.CallFunctionOnParams{FunctionDeclaration: "function () { return (" + script + ").apply(this, " + string(given) + ") }",
		ObjectID: el, ReturnByValue: new(true), AwaitPromise: new(true), UserGesture: new(true)}
	r, err := call(p, runtime.CallFunctionOn, params)
	if err != nil {
		return err
	}
	return value(r.Result, r.ExceptionDetails, out)
}

// Size sets the viewport in CSS pixels.
func (p *Page) Size(width, height int) {
	p.t.Helper()
	p.width = width
	screen := emulation.SetDeviceMetricsOverrideParams{Width: int64(width), Height: int64(height), DeviceScaleFactor: 1}
	if _, err := call(p, emulation.SetDeviceMetricsOverride, screen); err != nil {
		p.fail("%v", err)
	}
}

// Back goes back one page.
func (p *Page) Back() {
	p.t.Helper()
	p.evalQuietly(`history.back()`, nil)
	p.Settle()
}
