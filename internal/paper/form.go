package paper

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
)

// Form is the text of a paper: what a template holds and a person adjusts. Names
// in braces stand for what the dossiers say (Words, Inserts).
type Form struct {
	Summary    string // trích yếu
	To         string // kính gửi, a line each
	Text       string // bases and body, a block a line (officialdoc.Read)
	Recipients string // nơi nhận, a line each
	Authority  string // of the right signature, a line each
	Left       string // of the left one, where there are two; "" for one
}

//go:embed form/*.txt
var forms embed.FS

// parts are the headings of a form's file in its order.
func (f *Form) parts() []part {
	return []part{
		{"trích yếu", "summary", &f.Summary, 500}, {"kính gửi", "to", &f.To, 1000}, {"nội dung", "text", &f.Text, 40_000},
		{"nơi nhận", "recipients", &f.Recipients, 3000}, {"ký", "authority", &f.Authority, 500}, {"ký bên trái", "left", &f.Left, 500},
	}
}

// part is a part of a form: its heading in the file, its field in a page, its
// text and how long that may be, in runes.
type part struct {
	heading, field string
	text           *string
	limit          int
}

// BuiltIn is the program's own form of a kind.
func BuiltIn(k Kind) (Form, error) {
	var f Form
	raw, err := forms.ReadFile("form/" + string(k) + ".txt")
	if err != nil {
		return f, fmt.Errorf("paper: %w", err)
	}
	for section := range strings.SplitSeq("\n"+string(raw), "\n== ") {
		heading, text, _ := strings.Cut(section, "\n")
		for _, p := range f.parts() {
			if p.heading == strings.TrimSpace(heading) {
				*p.text = strings.TrimSpace(text)
			}
		}
	}
	return f, nil
}

// Check cleans the form and names what cannot be kept: a part that is too long, a
// name in braces that stands for nothing, a brace without its other, and a table or a
// list that does not stand alone in a line of the text.
func (f *Form) Check(bad *errs.Error, known []Name) {
	for _, p := range f.parts() {
		*p.text = i18n.Clean(*p.text)
		if utf8.RuneCountInString(*p.text) > p.limit {
			bad.WithField(p.field, "field.too_long", p.limit)
		}
		for line := range strings.SplitSeq(*p.text, "\n") {
			p.checkLine(bad, strings.TrimSpace(line), known)
		}
	}
	if f.Text == "" {
		bad.WithField("text", "field.required")
	}
}

func (p part) checkLine(bad *errs.Error, line string, known []Name) {
	if strings.Count(line, "{") != strings.Count(line, "}") {
		bad.WithField(p.field, "paper.open_brace", line)
	}
	for _, name := range officialdoc.Names(line) {
		i := slices.IndexFunc(known, func(n Name) bool { return n.Name == name })
		switch {
		case i < 0:
			bad.WithField(p.field, "paper.unknown_name", name)
		case known[i].Insert && (p.field != "text" || line != "{"+name+"}"):
			bad.WithField(p.field, "paper.insert_alone", name)
		}
	}
}

// Lines are the lines of a part that are not empty, with the words filled in. A
// line whose names all stand for nothing is left out with them; a word of several
// lines gives several.
func Lines(text string, words map[string]string) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if name, ok := alone(line); ok {
			if words, known := words[name]; known {
				out = append(out, nonEmpty(words)...)
				continue
			}
		}
		out = append(out, fill(line, words))
	}
	return out
}

func alone(line string) (string, bool) {
	names := officialdoc.Names(line)
	return strings.Join(names, ""), len(names) == 1 && line == "{"+names[0]+"}"
}

func nonEmpty(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
}

func fill(line string, words map[string]string) string {
	for _, name := range officialdoc.Names(line) {
		if w, ok := words[name]; ok {
			line = strings.ReplaceAll(line, "{"+name+"}", strings.Join(strings.Fields(w), " "))
		}
	}
	return line
}
