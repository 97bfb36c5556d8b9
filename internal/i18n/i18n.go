// Package i18n has every word a person reads (catalogues vi and en), dates and
// numbers as the administration writes them, and the folding and sorting of
// Vietnamese text, which no database does (đ, tone placement, given names).
package i18n

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"

	"lantoa/internal/civil"
)

//go:embed catalogue
var files embed.FS

// Locale is a language of the interface.
type Locale string

// The two languages; Vietnamese is the default.
const (
	Vietnamese Locale = "vi"
	English    Locale = "en"
)

// ParseLocale reads a locale, Vietnamese for anything unknown.
func ParseLocale(s string) Locale {
	if Locale(s) == English {
		return English
	}
	return Vietnamese
}

// Catalogue holds the texts of both languages.
type Catalogue struct {
	texts map[Locale]map[string]string
}

// Load reads the catalogues bundled with the program. It fails when a key
// stands in two area files of a language.
func Load() (*Catalogue, error) {
	c := &Catalogue{texts: map[Locale]map[string]string{}}
	for _, l := range []Locale{Vietnamese, English} {
		m := map[string]string{}
		dir := path.Join("catalogue", string(l))
		entries, err := files.ReadDir(dir)
		if err != nil {
			return nil, fmt.Errorf("i18n: %w", err)
		}
		for _, e := range entries {
			raw, err := files.ReadFile(path.Join(dir, e.Name()))
			if err != nil {
				return nil, fmt.Errorf("i18n: %w", err)
			}
			area := map[string]string{}
			if err := json.Unmarshal(raw, &area); err != nil {
				return nil, fmt.Errorf("i18n: %s/%s: %w", l, e.Name(), err)
			}
			for k, v := range area {
				if _, twice := m[k]; twice {
					return nil, fmt.Errorf("i18n: %s/%s: key %q stands in two files", l, e.Name(), k)
				}
				m[k] = v
			}
		}
		c.texts[l] = m
	}
	return c, nil
}

// Keys lists the keys of a language, in no order.
func (c *Catalogue) Keys(l Locale) []string {
	keys := make([]string, 0, len(c.texts[l]))
	for k := range c.texts[l] {
		keys = append(keys, k)
	}
	return keys
}

// Text is the raw text of a key, with its placeholders.
func (c *Catalogue) Text(l Locale, key string) (string, bool) {
	s, ok := c.texts[l][key]
	return s, ok
}

// Printer writes texts, days and numbers in the language.
func (c *Catalogue) Printer(l Locale) *Printer { return &Printer{locale: l, texts: c.texts[l]} }

// Printer writes in one language. A nil Printer writes keys, so that a missing
// middleware shows up as words nobody chose rather than as a crash.
type Printer struct {
	locale Locale
	texts  map[string]string
}

// Locale is the printer's language.
func (p *Printer) Locale() Locale {
	if p == nil {
		return Vietnamese
	}
	return p.locale
}

// T is the text of key with {0}, {1}… replaced by args: strings as they are,
// ints and days as the administration writes them. An unknown key gives the key.
func (p *Printer) T(key string, args ...any) string {
	if p == nil {
		return key
	}
	s, ok := p.texts[key]
	if !ok {
		return key
	}
	for i, a := range args {
		switch n := a.(type) {
		case int:
			s = numbered(s, i, n)
		case int64:
			s = numbered(s, i, int(n))
		}
		s = strings.ReplaceAll(s, "{"+strconv.Itoa(i)+"}", p.arg(a))
	}
	return s
}

// numbered writes the form that a word has beside a number: of {0:row|rows} the
// first beside 1, the second beside any other. Vietnamese has no such forms.
func numbered(s string, arg, n int) string {
	open := "{" + strconv.Itoa(arg) + ":"
	for {
		before, rest, found := strings.Cut(s, open)
		forms, after, closed := strings.Cut(rest, "}")
		one, many, both := strings.Cut(forms, "|")
		if !found || !closed || !both {
			return s
		}
		if n == 1 {
			many = one
		}
		s = before + many + after
	}
}

func (p *Printer) arg(a any) string {
	switch v := a.(type) {
	case string:
		return v
	case int:
		return p.Int(v)
	case int64:
		return p.Int(int(v))
	case civil.Day:
		return p.Day(v)
	case time.Time:
		return p.Time(v)
	case float64:
		return p.Decimal(v, 1)
	default:
		return fmt.Sprint(v)
	}
}

// Day writes dd/mm/yyyy in both languages: the documents beside it do.
func (p *Printer) Day(d civil.Day) string { return d.Vietnamese() }

// Time writes dd/mm/yyyy HH:MM in Vietnam's zone; nothing for the zero time.
func (p *Printer) Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(civil.Zone()).Format("02/01/2006 15:04")
}

// Int groups thousands: 1.234 in Vietnamese, 1,234 in English.
func (p *Printer) Int(n int) string {
	sep := "."
	if p.Locale() == English {
		sep = ","
	}
	return group(strconv.Itoa(n), sep)
}

// Decimal writes f with the given digits after the mark: 1.234,5.
func (p *Printer) Decimal(f float64, digits int) string {
	whole, frac, _ := strings.Cut(strconv.FormatFloat(f, 'f', digits, 64), ".")
	sep, mark := ".", ","
	if p.Locale() == English {
		sep, mark = ",", "."
	}
	if whole = group(whole, sep); frac == "" {
		return whole
	}
	return whole + mark + frac
}

func group(s, sep string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + sep + s[i:]
	}
	return sign + s
}

type printerKey struct{}

// WithPrinter puts the request's language into ctx.
func WithPrinter(ctx context.Context, p *Printer) context.Context {
	return context.WithValue(ctx, printerKey{}, p)
}

// From is the request's printer; nil outside a request.
func From(ctx context.Context) *Printer {
	p, _ := ctx.Value(printerKey{}).(*Printer)
	return p
}

// T is From(ctx).T: the form pages use.
func T(ctx context.Context, key string, args ...any) string { return From(ctx).T(key, args...) }
