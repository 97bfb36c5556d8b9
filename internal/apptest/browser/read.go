package browser

import (
	"fmt"
	"net/url"
	"strings"
)

// Text is the visible text of the element that css selects, once it is there,
// with white space squeezed.
func (p *Page) Text(css string) string {
	p.t.Helper()
	text := ""
	p.retry("text of "+css, func() error {
		el, err := p.find("css", css)
		if err != nil {
			return err
		}
		return p.on(el, `function () { return this.innerText.replace(/\s+/g, " ").trim() }`, &text)
	})
	return text
}

// Texts are the visible texts of all elements that css selects now.
func (p *Page) Texts(css string) []string {
	p.t.Helper()
	var texts []string
	p.retry("texts of "+css, func() error {
		el, err := p.find("css", ":scope")
		if err != nil {
			return err
		}
		texts = nil
		return p.on(el, `function (css) { return [...this.querySelectorAll(css)].map((el) => el.innerText.replace(/\s+/g, " ").trim()) }`, &texts, css)
	})
	return texts
}

// Count is how many elements css selects now.
func (p *Page) Count(css string) int { p.t.Helper(); return len(p.Texts(css)) }

// Attr is an attribute of the element that css selects, "" where it has none.
func (p *Page) Attr(css, name string) string {
	p.t.Helper()
	value := ""
	p.retry("attribute of "+css, func() error {
		el, err := p.find("css", css)
		if err != nil {
			return err
		}
		return p.on(el, `function (name) { return this.getAttribute(name) || "" }`, &value, name)
	})
	return value
}

// Value is what a field holds.
func (p *Page) Value(field string) string {
	p.t.Helper()
	value := ""
	p.retry("value of "+field, func() error {
		el, err := p.find("field", field)
		if err != nil {
			return err
		}
		return p.on(el, `function () { return this.value }`, &value)
	})
	return value
}

// Checked tells whether a box is ticked.
func (p *Page) Checked(field string) bool {
	p.t.Helper()
	is := false
	p.retry("state of "+field, func() error {
		el, err := p.find("field", field)
		if err != nil {
			return err
		}
		return p.on(el, `function () { return this.checked }`, &is)
	})
	return is
}

// Offers tells whether the page now has a control called so that can be seen.
func (p *Page) Offers(control string) bool {
	_, err := p.find("control", control)
	return err == nil || strings.Contains(err.Error(), "elements are called")
}

// Has tells whether the visible text now contains the words.
func (p *Page) Has(words string) bool {
	p.t.Helper()
	return strings.Contains(p.Text(":scope"), strings.Join(strings.Fields(words), " "))
}

// WaitText waits until the visible text contains the words.
func (p *Page) WaitText(words string) {
	p.t.Helper()
	p.retry("wait", func() error {
		if p.Has(words) {
			return nil
		}
		return fmt.Errorf("%q does not appear; the page says: %.600s", words, p.Text("body"))
	})
}

// WaitGone waits until the visible text does not contain the words.
func (p *Page) WaitGone(words string) {
	p.t.Helper()
	p.retry("wait", func() error {
		if !p.Has(words) {
			return nil
		}
		return fmt.Errorf("%q does not go away", words)
	})
}

// Path is the path and query of the address.
func (p *Page) Path() string {
	p.t.Helper()
	var address string
	p.Eval(`location.href`, &address)
	u, err := url.Parse(address)
	if err != nil {
		p.fail("%v", err)
	}
	return u.RequestURI()
}

// Status is the HTTP status of the last document.
func (p *Page) Status() int {
	p.traffic.mu.Lock()
	defer p.traffic.mu.Unlock()
	return p.traffic.status
}

// Title is the document's title.
func (p *Page) Title() string {
	p.t.Helper()
	var title string
	p.Eval(`document.title`, &title)
	return title
}

// Focused is the name of the element that has the focus: its label or words.
func (p *Page) Focused() string {
	p.t.Helper()
	var name string
	p.Eval(`(() => { const el = document.activeElement; const l = el.labels && el.labels[0];
		return ((l && l.innerText) || el.getAttribute("aria-label") || el.innerText || el.name || el.tagName).replace(/\s+/g, " ").trim() })()`, &name)
	return name
}
