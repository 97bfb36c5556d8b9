package browser

import (
	"fmt"
	"path/filepath"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// point is where to click an element: its middle, scrolled into view. An
// element that something else covers cannot be clicked by a person either.
const point = `function () {
  if (this.disabled || this.getAttribute("aria-disabled") === "true") throw new Error("it is disabled");
  this.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  const r = [...this.getClientRects()].find((r) => r.width > 0 && r.height > 0);
  if (!r) throw new Error("it cannot be seen");
  const x = r.left + r.width / 2, y = r.top + r.height / 2;
  const top = document.elementFromPoint(x, y);
  const own = top && (this.contains(top) || [...(this.labels || [])].some((l) => l.contains(top)) || top.contains(this) && getComputedStyle(this).pointerEvents === "none");
  if (!own) throw new Error("it is covered by " + (top ? top.outerHTML.slice(0, 120) : "the edge of the page"));
  return { x, y };
}`

// Click clicks a button, link or other control, and waits for what follows.
func (p *Page) Click(what string) {
	p.t.Helper()
	p.retry("click "+what, func() error {
		el, err := p.find("control", what)
		if err != nil {
			return err
		}
		return p.clickOn(el)
	})
	p.Settle()
}

func (p *Page) clickOn(el runtime.RemoteObjectID) error {
	var at struct{ X, Y float64 }
	if err := p.on(el, point, &at); err != nil {
		return err
	}
	return p.do(chromedp.MouseClickXY(at.X, at.Y))
}

// Fill types a value over what a field holds.
func (p *Page) Fill(field, value string) {
	p.t.Helper()
	const prepare = `function () {
  if (this.disabled || this.readOnly) throw new Error("it takes no input");
  this.scrollIntoView({ block: "center", behavior: "instant" });
  this.focus();
  if (this.select) this.select();
  return ["date", "time", "month", "number", "color", "range"].includes(this.type);
}`
	// The setter of the prototype, so that scripts that watch the field notice.
	const assign = `function (value) {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(this), "value").set.call(this, value);
  this.dispatchEvent(new Event("input", { bubbles: true }));
}`
	p.retry("fill "+field, func() error {
		el, err := p.find("field", field)
		if err != nil {
			return err
		}
		var special bool
		if err := p.on(el, prepare, &special); err != nil {
			return err
		}
		if special || value == "" {
			err = p.on(el, assign, nil, value)
		} else {
			_, err = call(p, input.InsertText, input.InsertTextParams{Text: value})
		}
		if err != nil {
			return err
		}
		return p.on(el, `function () { this.blur(); if (this.type === "date" || this.type === "number") this.dispatchEvent(new Event("change", { bubbles: true })) }`, nil)
	})
	p.Settle()
}

// Select chooses an option by its words or its value.
func (p *Page) Select(field, option string) {
	p.t.Helper()
	const choose = `function (option) {
  const clean = (s) => s.replace(/\s+/g, " ").trim();
  const list = [...this.options];
  const o = list.find((o) => clean(o.text) === option) || list.find((o) => o.value === option) || list.find((o) => clean(o.text).startsWith(option));
  if (!o) throw new Error("no option " + option + "; there are: " + list.map((o) => clean(o.text)).join(" | "));
  this.focus();
  o.selected = true;
  this.dispatchEvent(new Event("input", { bubbles: true }));
  this.dispatchEvent(new Event("change", { bubbles: true }));
}`
	p.retry("select "+field, func() error {
		el, err := p.find("field", field)
		if err != nil {
			return err
		}
		return p.on(el, choose, nil, option)
	})
	p.Settle()
}

// Check ticks a box or chooses a radio button.
func (p *Page) Check(field string) { p.t.Helper(); p.tick(field, true) }

// Uncheck clears a box.
func (p *Page) Uncheck(field string) { p.t.Helper(); p.tick(field, false) }

func (p *Page) tick(field string, on bool) {
	p.t.Helper()
	p.retry("tick "+field, func() error {
		el, err := p.find("field", field)
		if err != nil {
			return err
		}
		var is bool
		if err := p.on(el, `function () { return this.checked }`, &is); err != nil || is == on {
			return err
		}
		if err := p.clickOn(el); err != nil {
			return err
		}
		if err := p.on(el, `function () { return this.checked }`, &is); err != nil {
			return err
		}
		if is != on {
			return fmt.Errorf("it did not change")
		}
		return nil
	})
	p.Settle()
}

// SetFile chooses files in a file field.
func (p *Page) SetFile(field string, files ...string) {
	p.t.Helper()
	var paths []string
	for _, f := range files {
		abs, err := filepath.Abs(f)
		if err != nil {
			p.fail("%v", err)
		}
		paths = append(paths, abs)
	}
	p.retry("set file of "+field, func() error {
		el, err := p.find("field", field)
		if err != nil {
			return err
		}
		_, err = call(p, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: paths, ObjectID: el})
		return err
	})
	p.Settle()
}

// Press presses keys, one after the other: "Tab", "Enter", "Escape", "ArrowDown"
// or characters.
func (p *Page) Press(keys ...string) {
	p.t.Helper()
	named := map[string]string{"Tab": kb.Tab, "Enter": kb.Enter, "Escape": kb.Escape, "Space": " ",
		"ArrowDown": kb.ArrowDown, "ArrowUp": kb.ArrowUp, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight, "Home": kb.Home, "End": kb.End}
	for _, k := range keys {
		if code, ok := named[k]; ok {
			k = code
		}
		if err := p.do(chromedp.KeyEvent(k)); err != nil {
			p.fail("press %q: %v", k, err)
		}
		p.Settle()
	}
}
