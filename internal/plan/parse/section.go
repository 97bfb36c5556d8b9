package parse

import (
	"strings"

	"lantoa/internal/i18n"
)

// topic is what a part of the plan is about.
type topic int

const (
	none topic = iota
	purposes
	contents
	fields
	milestones
	tasks
)

// topicOf tells a part by the set words of its heading.
func topicOf(heading string) topic {
	f := i18n.Fold(firstRunes(heading, 200))
	has := func(w string) bool { return strings.Contains(f, w) }
	switch {
	case begins(f, "muc dich", "yeu cau", "muc tieu", "quan diem"):
		return purposes
	case begins(f, "thoi gian", "tien do", "lo trinh", "cac moc", "moc thoi gian", "thoi han", "ke hoach thoi gian"):
		return milestones
	case begins(f, "to chuc thuc hien", "phan cong", "trach nhiem", "to chuc, phan cong"), has("to chuc thuc hien"):
		return tasks
	case has("dien hinh") && (has("linh vuc") || has("phong trao")), begins(f, "tieu chi", "tieu chuan", "linh vuc", "cac linh vuc"):
		return fields
	case begins(f, "noi dung", "nhiem vu", "giai phap"):
		return contents
	}
	return none
}

func begins(s string, openings ...string) bool {
	for _, o := range openings {
		if strings.HasPrefix(s, o) {
			return true
		}
	}
	return false
}

// outline walks the tree and hands each part to the reader of its topic.
type outline struct {
	draft *Draft
	doc   document
	top   mark // the highest mark that heads a known part
	at    topic
	mark  mark // of the heading under which at was set
	head  block
	part  []block
}

func (d *Draft) sections(doc document) {
	o := outline{draft: d, doc: doc, top: plain}
	body := doc.body()
	for _, b := range body {
		if b.mark < dash && topicOf(b.text) != none && isHeadline(b) {
			o.top = min(o.top, b.mark)
		}
	}
	for _, b := range body {
		if t, ok := o.turns(b); ok {
			o.flush()
			o.at, o.mark, o.head = t, b.mark, b
			continue
		}
		o.part = append(o.part, b)
	}
	o.flush()
}

// body is what stands between the line that names the type of document and the
// recipients.
func (doc document) body() []block {
	start := 0
	for i, b := range doc.blocks {
		if isType(b.text) {
			start = i + 1
		}
	}
	for i, b := range doc.blocks[start:] {
		if isRecipients(b.text) {
			return doc.blocks[start : start+i]
		}
	}
	return doc.blocks[start:]
}

// isHeadline reports a block that can only be a heading: short and no sentence.
func isHeadline(b block) bool {
	return b.mark <= roman || inCapitals(b.text) || len(strings.Fields(b.text)) <= 12 && !strings.ContainsAny(b.text, ";")
}

// turns reports a heading with which another part begins, and its topic.
func (o *outline) turns(b block) (topic, bool) {
	if b.mark >= dash || !isHeadline(b) {
		return none, false
	}
	t := topicOf(b.text)
	within := o.at != none && b.mark > o.mark
	switch {
	case within && (t == none || t == o.at):
		return none, false
	case within && o.at == fields && b.mark > roman && t != milestones && t != tasks:
		return none, false
	case b.mark <= roman:
		return t, true
	case b.mark == o.top, o.at != none && b.mark == o.mark:
		return t, true
	case b.mark == article, inCapitals(b.text):
		return t, t != none
	}
	return none, false
}

func (o *outline) flush() {
	d, list := o.draft, o.part
	o.part = nil
	entries := entriesOf(list)
	if (o.at == contents || o.at == none && o.head.text != "") && readsLikeFields(entries) {
		o.at = fields
	}
	switch o.at {
	case purposes:
		d.Purposes = append(d.Purposes, clauses(list)...)
	case contents:
		d.Contents = append(d.Contents, clauses(list)...)
	case fields:
		d.readFields(entries)
	case milestones:
		d.readMilestones(entries)
	case tasks:
		d.readTasks(entries)
	case none:
		if o.head.text != "" && len(list) > 0 {
			d.warn(o.head.line, unread(o.head.text))
		}
		return
	}
	d.checkNumbers(entries)
}

// checkNumbers warns of a clause that is missing between two others.
func (d *Draft) checkNumbers(entries []entry) {
	for i := 1; i < len(entries); i++ {
		a, b := entries[i-1].head, entries[i].head
		if a.mark == b.mark && a.label != "" && !follows(a.label, b.label) {
			d.warn(b.line, msgSequence)
		}
	}
}

// entry is a clause of a part with everything under it.
type entry struct {
	head block
	body []block
}

// entriesOf cuts a part at its highest mark. Dashes, or else paragraphs, are the
// entries of a part that numbers nothing.
func entriesOf(part []block) []entry {
	top := caps
	for _, b := range part {
		top = min(top, b.mark)
	}
	var out []entry
	for _, b := range part {
		switch {
		case b.mark == top && top < caps:
			out = append(out, entry{head: b})
		case len(out) > 0:
			out[len(out)-1].body = append(out[len(out)-1].body, b)
		}
	}
	return out
}

// readsLikeFields reports a part of whose clauses most name a lead agency, under
// whatever heading.
func readsLikeFields(entries []entry) bool {
	led := 0
	for _, e := range entries {
		sets, leads := 0, 0
		for _, b := range e.body {
			if _, _, ok := cutLabel(b.text); ok {
				sets++
			}
			if c, ok := readCharge(b.text); ok {
				leads += len(c.leads)
			}
		}
		if sets > 0 && leads > 0 {
			led++
		}
	}
	return led >= 2 && led*2 >= len(entries)
}

// clauses are a part's clauses, each with what belongs to it on lines below.
// A paragraph before the first clause has no number.
func clauses(part []block) []Numbered {
	out := []Numbered{}
	entries := entriesOf(part)
	for _, b := range part {
		if len(entries) > 0 && b.line == entries[0].head.line {
			break
		}
		if b.mark == plain && !strings.HasSuffix(b.text, ":") {
			out = append(out, Numbered{Text: b.text})
		}
	}
	for _, e := range entries {
		out = append(out, Numbered{No: e.head.label, Text: joined(e.head.text, e.body, "\n")})
	}
	return out
}

func joined(first string, body []block, between string) string {
	parts := make([]string, 0, len(body)+1)
	if first != "" {
		parts = append(parts, first)
	}
	for _, b := range body {
		parts = append(parts, b.text)
	}
	return strings.Join(parts, between)
}
