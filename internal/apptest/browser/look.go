package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"
)

// Violation is one finding of axe-core.
type Violation struct {
	ID     string // axe's rule
	Impact string
	Help   string
	Nodes  []string // CSS of each element, its markup and what to mend
}

// String is the finding in one paragraph.
func (v Violation) String() string {
	return fmt.Sprintf("%s (%s): %s\n\t%s", v.ID, v.Impact, v.Help, strings.Join(v.Nodes, "\n\t"))
}

// axeTags are WCAG 2.2 at levels A and AA, and axe's good practice.
const axeTags = `["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]`

// Axe runs axe-core over the page as it stands. The script comes through the
// debugger, so the page's content security policy stays as it is.
func (p *Page) Axe() []Violation {
	p.t.Helper()
	var loaded bool
	if p.Eval(`typeof axe === "object"`, &loaded); !loaded {
		p.loadAxe()
	}
	var found []Violation
	p.Eval(`axe.run(document, { runOnly: `+axeTags+`, resultTypes: ["violations"] }).then((r) => r.violations.map((v) => ({
		ID: v.id, Impact: v.impact || "", Help: v.help,
		Nodes: v.nodes.map((n) => n.target.join(" ") + "  " + n.html.slice(0, 160) + "  " + (n.failureSummary || "").replace(/\s+/g, " ")) })))`, &found)
	return found
}

func (p *Page) loadAxe() {
	p.t.Helper()
	root, err := Root()
	if err != nil {
		p.fail("%v", err)
	}
	source, err := os.ReadFile(filepath.Join(root, "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(p.t, "skipped: accessibility tests: node_modules/axe-core is missing: run npm ci")
	}
	p.Eval(string(source)+`; true`, nil)
}

// HorizontalOverflow names the elements that stick out at the right of the page
// and make it scroll sideways; none where it does not.
func (p *Page) HorizontalOverflow() []string {
	p.t.Helper()
	var out []string
	p.Eval(fmt.Sprintf(`(() => {
		const width = %d;
		if (document.scrollingElement.scrollWidth <= width) return [];
		const clipped = (el) => { for (let a = el.parentElement; a && a !== document.body; a = a.parentElement) if (getComputedStyle(a).overflowX !== "visible") return true; return false };
		const out = [...document.body.querySelectorAll("*")].filter((el) => el.getBoundingClientRect().right > width + 1 && !clipped(el));
		return (out.length ? out : [document.body]).slice(0, 5).map((el) => el.outerHTML.slice(0, 140));
	})()`, p.width), &out)
	return out
}

// Screenshot writes the whole page as PNG. A relative name is under
// screenshots/ of the project, which git ignores.
func (p *Page) Screenshot(file string) {
	p.t.Helper()
	if !filepath.IsAbs(file) {
		root, err := Root()
		if err != nil {
			p.fail("%v", err)
		}
		file = filepath.Join(root, "screenshots", file)
	}
	var ready bool
	p.Eval(`document.fonts.ready.then(() => true)`, &ready)
	picture, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.fail("screenshot: %v", err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		p.fail("%v", err)
	}
	if err := os.WriteFile(file, picture, 0o644); err != nil {
		p.fail("%v", err)
	}
}

// Inspect looks at the page at 1366 and at 390 pixels: a picture of each
// (NAME-1366.png, NAME-390.png), nothing that sticks out, and nothing that
// axe-core finds. It leaves the page at 1366.
func (p *Page) Inspect(name string) {
	p.t.Helper()
	for _, size := range [][2]int{{390, 844}, {1366, 768}} {
		p.Size(size[0], size[1])
		p.Settle()
		p.Screenshot(fmt.Sprintf("%s-%d.png", name, size[0]))
		for _, el := range p.HorizontalOverflow() {
			p.t.Errorf("%s at %d pixels scrolls sideways: %s", name, size[0], el)
		}
		for _, v := range p.Axe() {
			p.t.Errorf("%s at %d pixels: %s", name, size[0], v)
		}
	}
}
