package load

import (
	_ "embed" // the words
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

//go:embed data/topics.json
var topicsJSON []byte

//go:embed data/common.json
var commonJSON []byte

//go:embed data/people.json
var peopleJSON []byte

//go:embed data/bodies.json
var bodiesJSON []byte

// topic is what stories of a kind are about, with the sentences they are made of.
type topic struct {
	Key    string
	Field  int
	More   []int  // further fields of those that cover several
	At     string // kinds of bodies that nominate it, a trade behind a colon
	Weight int
	Kinds  string // of subjects with their weights: "household:6 model:2"
	Names  []string
	Work   []string
	Titles []string
	Open   []string
	Do     []string
	Result []string
	Figure []string // name|unit|before|after, the last two ranges

	kinds   []subject.Kind
	weights []int
}

// common are the sentences of all stories, and the words of acts and papers.
type common struct {
	Do, Result, Spread, Close []string
	Rare                      string
	Reasons                   map[string][]string
	Appraisal, Evidence       []string
	Judged                    map[string][]string
	Batch                     map[string][]string
	Dot                       string
	Address                   string
	Papers                    map[string]string
	Symbols                   map[string]string
	Scan, Certificate         sheet
	Files                     map[string]string
}

// folk are the names of a people.
type folk struct {
	Name, Family, Male, Female, He, She string
	Share                               int
}

// role is an account to sign in with.
type role struct {
	Username, Name, At string
	Role               access.Role
}

type people struct {
	Roles     []role
	Peoples   []folk
	Hamlets   struct{ First, Last string }
	Positions map[string]string
}

// trade is a kind of bodies that are invented, one in each commune.
type trade struct {
	Kind       org.Kind
	Trade      string
	Share      int
	Name, Abbr string
}

// words is everything that is written in the data.
type words struct {
	topics []topic
	common common
	people people
	bodies []trade
}

func readWords() (*words, error) {
	w := &words{}
	for _, f := range []struct {
		name string
		raw  []byte
		into any
	}{{"topics.json", topicsJSON, &w.topics}, {"common.json", commonJSON, &w.common}, {"people.json", peopleJSON, &w.people}, {"bodies.json", bodiesJSON, &w.bodies}} {
		if err := json.Unmarshal(f.raw, f.into); err != nil {
			return nil, fmt.Errorf("load: %s: %w", f.name, err)
		}
	}
	for i := range w.topics {
		t := &w.topics[i]
		for entry := range strings.FieldsSeq(t.Kinds) {
			kind, weight, _ := strings.Cut(entry, ":")
			n, err := strconv.Atoi(weight)
			if err != nil {
				return nil, fmt.Errorf("load: topic %s: %w", t.Key, err)
			}
			t.kinds, t.weights = append(t.kinds, subject.Kind(kind)), append(t.weights, n)
		}
	}
	return w, nil
}

// slots are what the braces of a sentence stand for.
type slots map[string]string

// fill writes a sentence: {n:12-40} is a number of the range as the
// administration writes it, {c:a|b} one of the choices, anything else a slot.
func fill(r *rand.Rand, text string, s slots) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		b.WriteString(before)
		if !open {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		text = after
		switch {
		case strings.HasPrefix(name, "n:"):
			b.WriteString(grouped(between(r, name[2:])))
		case strings.HasPrefix(name, "c:"):
			b.WriteString(of(r, strings.Split(name[2:], "|")))
		default:
			b.WriteString(s[name])
		}
	}
}

// between is a number of a range such as "12-40".
func between(r *rand.Rand, span string) int {
	low, high, _ := strings.Cut(span, "-")
	from, _ := strconv.Atoi(low)
	to, _ := strconv.Atoi(high)
	if to <= from {
		return from
	}
	return from + r.IntN(to-from+1)
}

// grouped writes 12500 as 12.500.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

// some are n of the sentences in an order of their own.
func some(r *rand.Rand, all []string, n int) []string {
	order := r.Perm(len(all))
	out := make([]string, 0, n)
	for _, i := range order[:min(n, len(order))] {
		out = append(out, all[i])
	}
	return out
}
