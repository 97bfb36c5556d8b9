package parse

import "strings"

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
	f := key(heading)
	for _, t := range topicWords {
		if t.topic == fields && strings.Contains(f, "dienhinh") && (strings.Contains(f, "linhvuc") || strings.Contains(f, "phongtrao")) || begins(f, t.openings...) {
			return t.topic
		}
	}
	if strings.Contains(f, "tochucthuchien") {
		return tasks
	}
	return none
}

// topicWords are the words with which the heading of a part begins, in the order
// in which they are tried, as keys.
var topicWords = []struct {
	topic    topic
	openings []string
}{
	{purposes, []string{"mucdich", "yeucau", "muctieu", "quandiem"}},
	{milestones, []string{"thoigian", "tiendo", "lotrinh", "cacmoc", "mocthoigian", "thoihan", "kehoachthoigian"}},
	{tasks, []string{"tochucthuchien", "phancong", "trachnhiem", "tochucphancong"}},
	{fields, []string{"tieuchi", "tieuchuan", "linhvuc", "caclinhvuc"}},
	{contents, []string{"noidung", "nhiemvu", "giaiphap", "chitieu"}},
}

// outline walks the tree and hands each part to the reader of its topic.
type outline struct {
	draft *reading
	doc   document
	top   mark // the highest mark that heads a known part
	at    topic
	mark  mark // of the heading under which at was set
	head  block
	part  []block
}

func (d *reading) sections(doc document) {
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
// recipients or the signature.
func (doc document) body() []block {
	rest := doc.blocks[doc.typeAt()+1:]
	end := len(rest)
	for i, b := range rest {
		if isRecipients(b.text) || i > 0 && b.mark == caps && annex.matches(b.text) {
			end = i
			break
		}
	}
	for i := max(1, end-signatureBlocks); i < end; i++ {
		if rest[i].mark == caps && isPosition(rest[i].text) {
			return rest[:i]
		}
	}
	return rest[:end]
}

// signatureBlocks is the most blocks that a signature takes.
const signatureBlocks = 8

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

// flush reads the part that has ended.
func (o *outline) flush() {
	d, list := o.draft, o.part
	o.part = nil
	entries := entriesOf(list)
	switch like := readsLikeFields(entries); {
	case like && (o.at == contents || o.at == none && o.head.text != ""):
		o.at = fields
	case !like && o.at == fields && begins(key(o.head.text), "noidung", "nhiemvu", "giaiphap") && !namesFields(entries):
		o.at = contents
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
func (d *reading) checkNumbers(entries []entry) {
	for i := 1; i < len(entries); i++ {
		a, b := entries[i-1].head, entries[i].head
		if a.mark == b.mark && a.label != "" && !follows(a.label, b.label) {
			d.warn(b.line, msgSequence)
		}
	}
}
