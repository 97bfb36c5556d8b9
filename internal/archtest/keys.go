package archtest

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

var (
	keyForm    = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_-]+)+$`)
	prefixForm = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\.$`)
)

// word is a string of the program's sources.
type word struct {
	text string
	at   string
	file File
}

// wordsOf are the strings of what runs outside tests, without import paths and
// struct tags, and without those that name an action of the record or of the policy.
func wordsOf(files []File) []word {
	var all []word
	for _, f := range files {
		if f.testKit() {
			continue
		}
		aside := map[*ast.BasicLit]bool{}
		ast.Inspect(f.AST, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.Field:
				if n.Tag != nil {
					aside[n.Tag] = true
				}
			case *ast.KeyValueExpr: // audit.Entry{Action: "org.create"}
				if id, ok := n.Key.(*ast.Ident); ok && id.Name == "Action" {
					setAside(n.Value, aside)
				}
			case *ast.ValueSpec: // const OrgView Action = "org.view"
				if id, ok := n.Type.(*ast.Ident); ok && id.Name == "Action" {
					for _, v := range n.Values {
						setAside(v, aside)
					}
				}
			case *ast.BasicLit:
				if n.Kind == token.STRING && !aside[n] {
					if text, err := strconv.Unquote(n.Value); err == nil {
						all = append(all, word{text, f.view(n.Pos()), f})
					}
				}
			}
			return true
		})
	}
	return all
}

// setAside notes the strings of an expression that is a string, alone or put together.
func setAside(e ast.Expr, aside map[*ast.BasicLit]bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		aside[e] = true
	case *ast.BinaryExpr:
		setAside(e.X, aside)
		setAside(e.Y, aside)
	}
}

// view is at, but for generated code the view it was generated from.
func (f File) view(pos token.Pos) string {
	if name, ok := strings.CutSuffix(f.Path, "_templ.go"); ok {
		return name + ".templ"
	}
	return f.at(pos)
}

// UnusedTexts finds keys that stand nowhere in the sources and are not put together
// there from a dynamic beginning, and such beginnings that nothing uses.
func UnusedTexts(c Catalogues, files []File) []string {
	var found []string
	used := map[string]bool{}
	for _, l := range wordsOf(files) {
		used[l.text] = true
	}
	vi := byKey(c.Vi)
	for _, t := range c.Vi {
		if !used[t.Key] && !together(c, used, t.Key) {
			found = append(found, fmt.Sprintf("%s: nothing uses %s", t.At, t.Key))
		}
	}
	for _, begin := range c.Dynamic {
		if !anyBegins(used, begin) {
			found = append(found, fmt.Sprintf("internal/i18n/dynamic.txt: no source has a string that begins with %q", begin))
		}
		if !anyBegins(vi, begin) {
			found = append(found, fmt.Sprintf("internal/i18n/dynamic.txt: no key begins with %q", begin))
		}
	}
	return found
}

func anyBegins[V any](keys map[string]V, begin string) bool {
	for k := range keys {
		if strings.HasPrefix(k, begin) {
			return true
		}
	}
	return false
}

// together reports a key that a dynamic beginning and strings of the sources make:
// "role." and "clerk", "path." and "decide", "field", or "shown.photo" and ".no".
// A beginning alone would keep every key of its area that was ever used.
func together(c Catalogues, used map[string]bool, key string) bool {
	for _, begin := range c.Dynamic {
		rest, ok := strings.CutPrefix(key, begin)
		if !ok {
			continue
		}
		if used[rest] || twoOf(used, rest) || twoOf(used, key) ||
			!slices.ContainsFunc(strings.Split(rest, "."), func(word string) bool { return !used[word] }) {
			return true
		}
	}
	return false
}

// twoOf reports a text that two strings of the sources make.
func twoOf(used map[string]bool, text string) bool {
	for i := 1; i < len(text); i++ {
		if used[text[:i]] && used[text[i:]] {
			return true
		}
	}
	return false
}

// MissingTexts finds strings in the form of a key that no catalogue has: every
// such string is a key unless otherStrings says what else it is. A string that
// ends in a dot begins keys and has to stand in dynamic.txt.
func MissingTexts(c Catalogues, files []File) []string {
	var found []string
	vi := byKey(c.Vi)
	for _, l := range wordsOf(files) {
		switch _, there := vi[l.text]; {
		case there || slices.Contains(c.Dynamic, l.text) || otherString(l.text):
		case keyForm.MatchString(l.text):
			found = append(found, fmt.Sprintf("%s: no catalogue has %q", l.at, l.text))
		case prefixForm.MatchString(l.text):
			found = append(found, fmt.Sprintf("%s: %q stands not in internal/i18n/dynamic.txt", l.at, l.text))
		}
	}
	return found
}

// otherString tells names of files, columns with their table's letter, and what
// else only looks like a key.
func otherString(s string) bool {
	if len(s) > 1 && s[1] == '.' {
		return true // "n.id"
	}
	switch path.Ext(s) {
	case ".json", ".lock", ".css", ".js", ".svg", ".db", ".csv", ".txt", ".xml", ".png", ".jpg", ".pdf", ".docx", ".xlsx", ".bin", ".mod", ".key", ".db-wal":
		return true
	}
	return s == "vcs.revision" // a build setting of Go's
}

// MissingMembers finds values of an enumeration that have no text.
func MissingMembers(c Catalogues, begin string, members ...string) []string {
	var found []string
	vi := byKey(c.Vi)
	for _, m := range members {
		if _, there := vi[begin+m]; !there {
			found = append(found, fmt.Sprintf("no catalogue has %q", begin+m))
		}
	}
	return found
}

// VietnameseStrings finds Vietnamese words in the program's strings: texts
// belong in the catalogues (docs/architecture.md). Where data are Vietnamese by
// nature, mayBeVietnamese says so.
func VietnameseStrings(files []File) []string {
	var found []string
	for _, l := range wordsOf(files) {
		if !mayBeVietnamese(l.file.Path) && !slices.Contains(marks(), l.text) && strings.ContainsFunc(l.text, accented) {
			found = append(found, fmt.Sprintf("%s: Vietnamese outside the catalogues: %q", l.at, clip(l.text)))
		}
	}
	return found
}

func accented(r rune) bool { return r >= 0xC0 && unicode.Is(unicode.Latin, r) }

// marks are parts of reference numbers, the same in every language.
func marks() []string { return []string{"ĐH.%d.", "ĐH", "ĐN"} }

func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// mayBeVietnamese are the parts whose strings are data or the administration's
// own forms, not words on the screen.
func mayBeVietnamese(file string) bool {
	for _, part := range []string{
		"internal/i18n/",        // folding and sorting
		"internal/plan/parse/",  // the words by which a plan is read
		"internal/plan/source/", // the letters of old encodings, the words of a letterhead
		"internal/demo/",        // illustration data
		"internal/load/",        // illustration data
		"internal/officialdoc/", // forms of NĐ 30/2020
		"internal/paper/",       // the text of papers and the names in their templates
		"internal/report/",      // the text, tables and charts of a printed report
	} {
		if strings.HasPrefix(file, part) {
			return true
		}
	}
	return slices.Contains([]string{
		"internal/law/seed.go",                  // titles of legal texts
		"internal/subject/called.go",            // how documents call a household
		"internal/subject/people.go",            // the words before a people's name
		"internal/web/staff/account/session.go", // a browser's name
	}, file)
}
