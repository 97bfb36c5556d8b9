package browser

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// traffic is what one page has under way and what it has complained of.
type traffic struct {
	mu      sync.Mutex
	open    map[network.RequestID]string // requests of documents and scripts, by address
	frame   cdp.FrameID                  // the page's own, known from its first document
	leaving bool                         // a navigation was asked for and is not done
	loads   int                          // documents fully loaded so far
	status  int
	url     string
	errors  []string
	changed chan struct{}
}

func newTraffic() *traffic {
	return &traffic{open: map[network.RequestID]string{}, changed: make(chan struct{}, 1)}
}

func (tr *traffic) listen(ctx context.Context) func(any) {
	return func(event any) {
		tr.mu.Lock()
		tr.note(ctx, event)
		tr.mu.Unlock()
		select {
		case tr.changed <- struct{}{}:
		default:
		}
	}
}

func (tr *traffic) note(ctx context.Context, event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if scripted(e.Type) {
			tr.open[e.RequestID] = e.Request.URL
		}
	case *network.EventResponseReceived:
		tr.answered(e)
	case *network.EventLoadingFinished:
		delete(tr.open, e.RequestID)
	case *network.EventLoadingFailed:
		delete(tr.open, e.RequestID)
	case *page.EventFrameRequestedNavigation:
		tr.leaving = true
	case *page.EventFrameStartedLoading:
		tr.leaving = true
	case *page.EventFrameStoppedLoading:
		tr.leaving = false
	case *page.EventFrameNavigated:
		if e.Frame.ParentID == "" {
			tr.frame, tr.url = e.Frame.ID, e.Frame.URL+e.Frame.URLFragment
		}
	case *page.EventNavigatedWithinDocument:
		if e.FrameID == tr.frame {
			tr.url = e.URL
		}
	case *page.EventLoadEventFired:
		tr.loads++
	case *page.EventJavascriptDialogOpening:
		// Asked whether to leave or to go on, the person says yes.
		go func() {
			_, _ = chromedp.Call(ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
		}()
	default:
		tr.complaint(event)
	}
}

func scripted(kind network.ResourceType) bool {
	return kind == network.ResourceTypeDocument || kind == network.ResourceTypeXHR || kind == network.ResourceTypeFetch
}

// answered notes the status of documents. A refusal (4xx) is a page like any
// other; a fault of the server or a missing picture, style or script is not.
func (tr *traffic) answered(e *network.EventResponseReceived) {
	status := int(e.Response.Status)
	if e.Type == network.ResourceTypeDocument {
		tr.status = status
	}
	if status >= 500 || status >= 400 && !scripted(e.Type) {
		tr.errors = append(tr.errors, fmt.Sprintf("%d for %s", status, e.Response.URL))
	}
}

func (tr *traffic) complaint(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		tr.errors = append(tr.errors, thrown(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			var said []string
			for _, a := range e.Args {
				said = append(said, strings.TrimSpace(a.Description+" "+string(a.Value)))
			}
			tr.errors = append(tr.errors, "console: "+strings.Join(said, " "))
		}
	case *log.EventEntryAdded:
		// Answers of the network are judged in answered.
		if e.Entry.Level == log.EntryLevelError && e.Entry.Source != log.EntrySourceNetwork {
			tr.errors = append(tr.errors, fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	}
}

// thrown is a script's exception in its own words.
func thrown(e *runtime.ExceptionDetails) string {
	if e.Exception != nil && e.Exception.Description != "" {
		return e.Exception.Description
	}
	return fmt.Sprintf("%s at %s:%d", e.Text, e.URL, e.LineNumber+1)
}

func (tr *traffic) address() string {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return fmt.Sprintf("%s (status %d)", tr.url, tr.status)
}

func (tr *traffic) quiet() bool {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return !tr.leaving && len(tr.open) == 0
}

// awaitQuiet waits until nothing is under way.
func (tr *traffic) awaitQuiet() error {
	limit := time.NewTimer(patience)
	defer limit.Stop()
	for !tr.quiet() {
		select {
		case <-tr.changed:
		case <-limit.C:
			tr.mu.Lock()
			defer tr.mu.Unlock()
			return fmt.Errorf("the page is still loading after %v: leaving %v, open %v", patience, tr.leaving, tr.open)
		}
	}
	return nil
}

// ConsoleErrors are the script errors, policy violations, missing resources and
// server faults that the page has logged so far.
func (p *Page) ConsoleErrors() []string {
	p.traffic.mu.Lock()
	defer p.traffic.mu.Unlock()
	return slices.Clone(p.traffic.errors)
}

// ForgetConsoleErrors is for a test that provokes an error on purpose: it gives
// those so far, which then do not fail the test.
func (p *Page) ForgetConsoleErrors() []string {
	p.traffic.mu.Lock()
	defer p.traffic.mu.Unlock()
	past := p.traffic.errors
	p.traffic.errors = nil
	return past
}
