package demo

import (
	_ "embed" // the data
	"encoding/json"
	"fmt"

	"lantoa/internal/access"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

//go:embed data/people.json
var peopleJSON []byte

//go:embed data/stories.json
var storiesJSON []byte

//go:embed data/course.json
var courseJSON []byte

//go:embed data/papers.json
var papersJSON []byte

//go:embed data/correction.json
var correctionJSON []byte

// cast is who takes part: accounts, and who signs for a body.
type cast struct {
	People  []person
	Signers map[string]signer // by the body's name in org's seed
}

// person is an account. Supporting ones act for bodies that have no account of
// a role's own; they are not listed.
type person struct {
	Username   string
	Name       string
	Role       access.Role
	At         string
	Supporting bool
}

type signer struct {
	Name     string
	Position string
}

// script is what happened: whom the dossiers are about, and their course.
type script struct {
	stories map[string]story
	course  []batch
	papers  papers
	correct correction // of the plan
}

// story is who was nominated for what.
type story struct {
	Same       string // the story whose subject this one is about too
	Kind       subject.Kind
	Name       string
	Sex        string
	Birth      int
	Ethnicity  string
	Work       string
	Occupation string
	Address    string
	Speaker    string // who consents for a collective or a model
	Field      int
	More       []int // further fields (toàn diện)
	Lead       string
	Title      string
	Summary    string
	Figure     [4]string // name, unit, before, after; "" where not given yet
	Picture    string    // what is drawn; "" for a dossier without a photo yet
}

// batch is a submission of a unit with everything that was done to it.
type batch struct {
	Unit    string
	Level   nomination.Level
	Title   string
	Note    string
	By      string
	On      string
	Stories []string
	Then    []act
}

// act is one act on some or all of a batch, or on an exemplar that came of it.
type act struct {
	Do        string // a nomination.Step, an exemplar.Step, or "assess"
	By        string
	On        string
	Only      []string
	Number    string // of the paper
	Reason    string
	Deadline  int // days after
	Eligible  string
	Appraisal string
	Judge     nomination.Judgement // of the criteria; met when empty
	Part      bool                 // judge only the first criterion
	Ask       bool
	For       []subject.Purpose
}

// papers are the words of the illustrated papers.
type papers struct {
	Country  string
	Motto    string
	Number   string
	Place    string
	Mark     string
	Drawn    string
	Explain  string
	Titles   map[string]string // by act
	About    map[string]string // by act
	Evidence []string          // of criteria, in turn
	Judged   map[nomination.Judgement]string
}

func readCast() (cast, error) {
	var c cast
	return c, read("people.json", peopleJSON, &c)
}

func readScript() (script, error) {
	var s script
	if err := read("stories.json", storiesJSON, &s.stories); err != nil {
		return s, err
	}
	if err := read("papers.json", papersJSON, &s.papers); err != nil {
		return s, err
	}
	if err := read("correction.json", correctionJSON, &s.correct); err != nil {
		return s, err
	}
	return s, read("course.json", courseJSON, &s.course)
}

func read(name string, raw []byte, into any) error {
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("demo: %s: %w", name, err)
	}
	return nil
}
