package ui

import "github.com/a-h/templ"

// ButtonKind is a button's weight.
type ButtonKind string

// The weights; Secondary is the default. A view has one Primary.
const (
	Secondary  ButtonKind = ""
	Primary    ButtonKind = "primary"
	DangerKind ButtonKind = "danger"
	Quiet      ButtonKind = "quiet" // in rows: a link's weight with a button's size
)

// Button is a button or a link that looks like one.
type Button struct {
	Label   string
	Context string // read after the label by a screen reader: "của Vừ Mí Sính"
	Kind    ButtonKind
	Icon    string
	Href    string // of a ButtonLink
	Name    string // of a SubmitButton, with Value
	Value   string
	FormID  string // of a form elsewhere on the page
	Small   bool
	Attrs   templ.OrderedAttributes
}

func (b Button) class() string {
	class := "btn btn-secondary"
	if b.Kind != Secondary {
		class = "btn btn-" + string(b.Kind)
	}
	if b.Small {
		class += " btn-sm"
	}
	return class
}

// DisclosureBox is a button that opens what is under it.
type DisclosureBox struct {
	ID    string
	Label string
	Icon  string
	Tone  Tone // Danger draws a danger button
	Main  bool // the view's primary act
	Open  bool // when its form came back with faults
}

func (d DisclosureBox) kind() ButtonKind {
	switch {
	case d.Main:
		return Primary
	case d.Tone == Danger:
		return DangerKind
	}
	return Secondary
}

// Confirm asks before a decision. Items are all that it is about.
type Confirm struct {
	Title       string
	Text        string
	Items       []string
	Tone        Tone
	Form        Form
	Label       string // names the act: "Phê duyệt 12 hồ sơ"
	Name, Value string // of the button
	CancelLabel string
	CancelHref  string
}

func (c Confirm) kind() ButtonKind {
	if c.Tone == Danger {
		return DangerKind
	}
	return Primary
}
