package client

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// Form is a form of a page with the values that it holds and those set since.
// A field that the form has not fails the test when it is set.
type Form struct {
	Action    string
	Values    url.Values
	method    string
	multipart bool
	known     map[string]bool
	buttons   map[string]bool // "name=value"
	files     []file
	client    *Client
}

type file struct {
	field, name string
	content     []byte
}

// Form is the one form that a selector finds.
func (a *Answer) Form(selector string) *Form {
	a.client.t.Helper()
	n := a.One(selector)
	f := &Form{Values: url.Values{}, known: map[string]bool{}, buttons: map[string]bool{}, client: a.client}
	f.Action, _ = Attr(n, "action")
	if f.Action == "" {
		f.Action = a.Path
	}
	f.method, _ = Attr(n, "method")
	enctype, _ := Attr(n, "enctype")
	f.multipart = enctype == "multipart/form-data"
	for _, c := range cascadia.QueryAll(n, cascadia.MustCompile("input, select, textarea, button")) {
		f.hold(c)
	}
	return f
}

// hold takes up what a control of the page would send.
func (f *Form) hold(n *html.Node) {
	name, _ := Attr(n, "name")
	if _, off := Attr(n, "disabled"); off || name == "" {
		return
	}
	value, valued := Attr(n, "value")
	kind, _ := Attr(n, "type")
	switch {
	case n.Data == "button" || kind == "submit":
		f.buttons[name+"="+value] = true
		return
	case n.Data == "select":
		value = chosen(n)
	case n.Data == "textarea":
		if n.FirstChild != nil { // the parser has dropped the first line break
			value = n.FirstChild.Data
		}
	case kind == "checkbox" || kind == "radio":
		f.known[name] = true
		if _, on := Attr(n, "checked"); !on {
			return
		}
		if !valued {
			value = "on"
		}
	case kind == "file":
		f.known[name] = true
		return
	}
	f.known[name] = true
	f.Values.Add(name, value)
}

// chosen is the value of a select: of the option chosen, or of the first.
func chosen(n *html.Node) string {
	options := cascadia.QueryAll(n, cascadia.MustCompile("option"))
	for _, o := range options {
		if _, on := Attr(o, "selected"); on {
			v, _ := Attr(o, "value")
			return v
		}
	}
	if len(options) == 0 {
		return ""
	}
	v, _ := Attr(options[0], "value")
	return v
}

// Set fills in a field; several values fill in a field that repeats, and none empties it.
func (f *Form) Set(name string, values ...string) *Form {
	f.client.t.Helper()
	if !f.known[name] {
		f.client.t.Fatalf("the form to %s has no field %q", f.Action, name)
	}
	f.Values[name] = values
	return f
}

// SetAll fills in pairs of fields and values.
func (f *Form) SetAll(pairs ...string) *Form {
	f.client.t.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Set(pairs[i], pairs[i+1])
	}
	return f
}

// File chooses a file.
func (f *Form) File(field, name string, content []byte) *Form {
	f.client.t.Helper()
	if !f.known[field] || !f.multipart {
		f.client.t.Fatalf("the form to %s takes no file %q", f.Action, field)
	}
	f.files = append(f.files, file{field, name, content})
	return f
}

// Submit presses the form's button that has no name.
func (f *Form) Submit() *Answer { f.client.t.Helper(); return f.submit(f.Values) }

// Press presses the button of a name and value.
func (f *Form) Press(name, value string) *Answer {
	f.client.t.Helper()
	if !f.buttons[name+"="+value] {
		f.client.t.Fatalf("the form to %s has no button %s=%s", f.Action, name, value)
	}
	values := url.Values{}
	for k, v := range f.Values {
		values[k] = v
	}
	values.Set(name, value)
	return f.submit(values)
}

func (f *Form) submit(values url.Values) *Answer {
	f.client.t.Helper()
	if !strings.EqualFold(f.method, "post") {
		path, _, _ := strings.Cut(f.Action, "?")
		return f.client.send(http.MethodGet, path+"?"+values.Encode(), nil, "")
	}
	if !f.multipart {
		return f.client.Post(f.Action, values)
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, all := range values {
		for _, v := range all {
			if err := w.WriteField(name, v); err != nil {
				f.client.t.Fatal(err)
			}
		}
	}
	for _, one := range f.files {
		part, err := w.CreateFormFile(one.field, one.name)
		if err == nil {
			_, err = part.Write(one.content)
		}
		if err != nil {
			f.client.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		f.client.t.Fatal(err)
	}
	return f.client.send(http.MethodPost, f.Action, &body, w.FormDataContentType())
}
