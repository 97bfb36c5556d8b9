package ui

// Flash is what the page before has to say: done, or not.
type Flash struct {
	Tone   Tone
	Text   string
	Detail string
	Link   *Link
}

// Notice is a remark that stands on a page.
type Notice struct {
	Tone  Tone
	Title string
	Text  string
}

// Empty is what a list says when it has nothing: what it is for, how to begin.
type Empty struct {
	Icon   string
	Title  string
	Text   string
	Action *Link
}

// Confirmation is the page after an act: its reference, and what happens next and when.
type Confirmation struct {
	Title     string
	Reference string
	Next      []string
}
