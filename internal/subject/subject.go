// Package subject keeps who or what can be an exemplar: a person, a collective,
// a household or a model, each once, whatever the number of dossiers; and the
// consents to publication that a subject has given.
package subject

import (
	"strings"
	"time"
	"unicode/utf8"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// Kind is what the subject is.
type Kind string

// The kinds of product.md §6.
const (
	Collective Kind = "collective"
	Individual Kind = "individual"
	Household  Kind = "household"
	Model      Kind = "model"
)

// Kinds lists the kinds in the order of the plan.
func Kinds() []Kind { return []Kind{Collective, Individual, Household, Model} }

// Valid reports a known kind.
func (k Kind) Valid() bool {
	return k == Collective || k == Individual || k == Household || k == Model
}

// Subject is an identity. Name is the person's, the collective's or the model's
// own; for a household it is the head's.
type Subject struct {
	ID         string
	Kind       Kind
	Name       string
	Sex        string // "female", "male" or "" where not recorded
	BirthYear  int    // 0 where not recorded
	Ethnicity  string
	Work       string // "direct" (trực tiếp), "leader" (lãnh đạo, quản lý) or ""
	Occupation string
	Address    string // hamlet or street within the unit's commune; never public
	UnitID     string // the unit that answers for the identity
	CreatedAt  time.Time
	Version    int64
}

// Input is what a person types about a subject.
type Input struct {
	Kind       Kind
	Name       string
	Sex        string
	BirthYear  int
	Ethnicity  string
	Work       string
	Occupation string
	Address    string
}

// Clean gives the input as it is stored.
func (in Input) Clean() Input {
	in.Name = strings.Join(strings.Fields(i18n.Clean(in.Name)), " ")
	in.Ethnicity, in.Occupation, in.Address = i18n.Clean(in.Ethnicity), i18n.Clean(in.Occupation), i18n.Clean(in.Address)
	if in.Kind != Individual && in.Kind != Household {
		in.Sex, in.BirthYear, in.Ethnicity, in.Work = "", 0, "", ""
	}
	return in
}

// Stray are the fields that say something and that a subject of the kind does not
// have: Clean empties them.
func (in Input) Stray() []string {
	var out []string
	kept := in.Clean()
	for _, f := range []struct {
		field string
		lost  bool
	}{{"sex", in.Sex != kept.Sex}, {"birth_year", in.BirthYear != kept.BirthYear}, {"ethnicity", in.Ethnicity != "" && kept.Ethnicity == ""}, {"work", in.Work != kept.Work}} {
		if f.lost {
			out = append(out, f.field)
		}
	}
	return out
}

// Check adds to bad what cannot be stored. A draft may lack everything but a
// kind and a name; year is the year of today.
func (in Input) Check(bad *errs.Error, year int) {
	if !in.Kind.Valid() {
		bad.WithField("kind", "field.required")
	}
	for _, f := range []struct {
		field, text string
		limit       int
	}{{"name", in.Name, 200}, {"ethnicity", in.Ethnicity, 60}, {"occupation", in.Occupation, 200}, {"address", in.Address, 300}} {
		if utf8.RuneCountInString(f.text) > f.limit {
			bad.WithField(f.field, "field.too_long", f.limit)
		}
	}
	if in.Name == "" {
		bad.WithField("name", "field.required")
	}
	if in.BirthYear != 0 && (in.BirthYear < year-120 || in.BirthYear > year) {
		bad.WithField("birth_year", "subject.birth_year")
	}
	if in.Sex != "" && in.Sex != "female" && in.Sex != "male" {
		bad.WithField("sex", "field.choice")
	}
	if in.Work != "" && in.Work != "direct" && in.Work != "leader" {
		bad.WithField("work", "field.choice")
	}
}

// Bare is the identity as another unit may know it: name and unit, no more.
func (s Subject) Bare() Subject {
	return Subject{ID: s.ID, Kind: s.Kind, Name: s.Name, UnitID: s.UnitID, CreatedAt: s.CreatedAt, Version: s.Version}
}

// Differs names the fields in which the input would make somebody else of an
// identity that more than one dossier rests on. What was not known may be
// filled in; kind and name stay but for accents. Of another unit's identity
// only these two are looked at: the rest is not shown, so it cannot be kept.
func (s Subject) Differs(in Input, nameOnly bool) *errs.Error {
	bad := errs.New(errs.Invalid, "error.invalid")
	if in.Kind != s.Kind {
		bad.WithField("kind", "subject.fixed")
	}
	if i18n.Fold(in.Name) != i18n.Fold(s.Name) {
		bad.WithField("name", "subject.fixed")
	}
	if nameOnly {
		return bad
	}
	if s.BirthYear != 0 && in.BirthYear != s.BirthYear {
		bad.WithField("birth_year", "subject.fixed")
	}
	for _, f := range []struct{ field, before, after string }{{"sex", s.Sex, in.Sex}, {"ethnicity", s.Ethnicity, in.Ethnicity}, {"address", s.Address, in.Address}} {
		if f.before != "" && f.before != f.after {
			bad.WithField(f.field, "subject.fixed")
		}
	}
	return bad
}
