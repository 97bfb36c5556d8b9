package archtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Text is one entry of a catalogue.
type Text struct {
	Key  string
	Text string
	Area string // the file's name
	At   string // file:line
}

// Catalogues are the texts of both languages as their files have them, with the
// beginnings of keys that the program puts together.
type Catalogues struct {
	Vi, En  []Text
	Dynamic []string // "role." for an entry "role.*"
}

const catalogueDir = "internal/i18n/catalogue"

// ReadCatalogues reads the files without joining them, so that findings name them.
func ReadCatalogues(root string) (Catalogues, error) {
	var c Catalogues
	for language, into := range map[string]*[]Text{"vi": &c.Vi, "en": &c.En} {
		names, err := filepath.Glob(filepath.Join(root, catalogueDir, language, "*.json"))
		if err != nil {
			return c, err
		}
		for _, name := range names {
			raw, err := os.ReadFile(name)
			if err != nil {
				return c, err
			}
			texts, err := ParseTexts(catalogueDir+"/"+language+"/"+filepath.Base(name), raw)
			if err != nil {
				return c, err
			}
			*into = append(*into, texts...)
		}
	}
	raw, err := os.ReadFile(filepath.Join(root, "internal/i18n/dynamic.txt"))
	if err != nil {
		return c, err
	}
	for _, line := range strings.Fields(string(raw)) {
		c.Dynamic = append(c.Dynamic, strings.TrimSuffix(line, "*"))
	}
	return c, nil
}

// ParseTexts reads one catalogue file entry by entry: a key that stands twice in
// it is seen twice.
func ParseTexts(path string, raw []byte) ([]Text, error) {
	var texts []Text
	d := json.NewDecoder(bytes.NewReader(raw))
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		line := 1 + bytes.Count(raw[:d.InputOffset()], []byte("\n"))
		var text string
		if err := d.Decode(&text); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, line, err)
		}
		texts = append(texts, Text{Key: fmt.Sprint(key), Text: text, Area: path[strings.LastIndex(path, "/")+1:], At: fmt.Sprintf("%s:%d", path, line)})
	}
	return texts, nil
}

func byKey(texts []Text) map[string]Text {
	out := map[string]Text{}
	for _, t := range texts {
		out[t.Key] = t
	}
	return out
}

// forms are those of a word beside a number, which only English has: {0:row|rows}.
var forms = regexp.MustCompile(`^\{\d:[^|}]+\|[^|}]+\}$`)

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// Translations finds keys that stand twice, in one language only or in
// different areas, texts whose placeholders differ, and English texts that were
// left Vietnamese.
func Translations(c Catalogues) []string {
	found := append(twice(c.Vi), twice(c.En)...)
	vi, en := byKey(c.Vi), byKey(c.En)
	for _, t := range c.En {
		if _, there := vi[t.Key]; !there {
			found = append(found, fmt.Sprintf("%s: %s has no Vietnamese text", t.At, t.Key))
		}
	}
	for _, t := range c.Vi {
		other, there := en[t.Key]
		switch {
		case !there:
			found = append(found, fmt.Sprintf("%s: %s has no English text", t.At, t.Key))
			continue
		case other.Area != t.Area:
			found = append(found, fmt.Sprintf("%s: the English text of %s stands in %s", t.At, t.Key, other.Area))
		}
		if a, b := placeholders(t.Text), placeholders(other.Text); !slices.Equal(a, b) {
			found = append(found, fmt.Sprintf("%s: %s has the placeholders %v, in English %v", t.At, t.Key, a, b))
		}
		if other.Text == t.Text && letters(t.Text) > shortText && !slices.Contains(sameInBoth(), t.Key) {
			found = append(found, fmt.Sprintf("%s: %s is the same in English", t.At, t.Key))
		}
	}
	return found
}

// shortText is how many letters two languages may share: units, abbreviations.
const shortText = 4

// sameInBoth are names and forms.
func sameInBoth() []string { return []string{"ui.brand", "ui.field.date"} }

func twice(texts []Text) []string {
	var found []string
	seen := map[string]string{}
	for _, t := range texts {
		if before, there := seen[t.Key]; there {
			found = append(found, fmt.Sprintf("%s: %s stands at %s too", t.At, t.Key, before))
		}
		seen[t.Key] = t.At
	}
	return found
}

func placeholders(text string) []string {
	all := slices.DeleteFunc(placeholder.FindAllString(text, -1), forms.MatchString)
	slices.Sort(all)
	return slices.Compact(all)
}

func letters(text string) int {
	n := 0
	for _, r := range placeholder.ReplaceAllString(text, "") {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// badSpace is two spaces, or one before a mark that ends something.
var badSpace = regexp.MustCompile(`\s\s| [.,;:!?](\s|$)`)

var numbered = regexp.MustCompile(`^\{\d\}$`)

// Typing finds texts that are empty, badly spaced, in capitals, not in NFC, or
// hold a placeholder that is none.
func Typing(texts []Text) []string {
	var found []string
	for _, t := range texts {
		say := func(what string) { found = append(found, fmt.Sprintf("%s: %s %s", t.At, t.Key, what)) }
		if t.Text == "" {
			say("is empty")
		}
		if strings.TrimSpace(t.Text) != t.Text || badSpace.MatchString(t.Text) {
			say("has a space too many")
		}
		if bare := placeholder.ReplaceAllString(t.Text, ""); letters(bare) > 2*shortText && strings.ToUpper(bare) == bare {
			say("is in capitals")
		}
		if !norm.NFC.IsNormalString(t.Text) {
			say("is not in NFC")
		}
		for _, p := range placeholders(t.Text) {
			if !numbered.MatchString(p) {
				say("has the placeholder " + p)
			}
		}
		if !keyForm.MatchString(t.Key) {
			say("is no key: lower case, digits, _ and -, with dots between")
		}
	}
	return found
}
