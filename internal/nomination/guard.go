package nomination

import (
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/errs"
	"lantoa/internal/subject"
)

// facts is what guards look at: the nomination with everything that bears on
// the step.
type facts struct {
	actor      access.Actor
	n          Nomination
	route      Route
	hasRoute   bool
	districtID string // the district that the route passes, "" for none
	criteria   []CriterionLine
}

// guard is a condition of a step: the faults that a person must mend, as field
// errors; none when it holds.
type guard func(facts) []errs.FieldError

func fault(field, key string, args ...any) []errs.FieldError {
	return []errs.FieldError{{Field: field, Key: key, Args: args}}
}

// complete asks for a nomination's least (product.md §3): name, kind, field,
// one paragraph, one figure before and after, one photo; and evidence for each
// criterion where it is required.
func complete(f facts) []errs.FieldError {
	var out []errs.FieldError
	n := f.n
	for _, c := range []struct{ field, value string }{
		{"name", n.SubjectName}, {"field", n.FieldID}, {"set", n.SetID}, {"title", n.Title}, {"summary", n.Summary},
		{"figure_name", n.FigureName}, {"figure_before", n.FigureBefore}, {"figure_after", n.FigureAfter},
	} {
		if c.value == "" {
			out = append(out, errs.FieldError{Field: c.field, Key: "nomination.least." + c.field})
		}
	}
	if n.PhotoID == "" {
		out = append(out, errs.FieldError{Field: "photo", Key: "nomination.least.photo"})
	}
	others := othersAudiences(f.criteria)
	for _, c := range f.criteria {
		if others[c.Audience] {
			continue
		}
		if c.Certificate && c.Files == 0 {
			out = append(out, errs.FieldError{Field: "criterion_" + c.ID, Key: "nomination.least.certificate", Args: []any{c.No}})
			continue
		}
		if n.NeedsEvidence() && c.Evidence == "" && c.Files == 0 {
			out = append(out, errs.FieldError{Field: "criterion_" + c.ID, Key: "nomination.least.evidence", Args: []any{c.No}})
		}
	}
	return out
}

// othersAudiences are the audiences within the set that the subject is none of
// (product.md §3: III.2a, III.3b, III.7b): once something is shown for one
// audience, those for which nothing is.
func othersAudiences(criteria []CriterionLine) map[string]bool {
	others, own := map[string]bool{}, false
	for _, c := range criteria {
		if c.Audience != "" {
			others[c.Audience] = true
		}
	}
	for _, c := range criteria {
		if c.Audience != "" && (c.Evidence != "" || c.Files > 0) {
			others[c.Audience], own = false, true
		}
	}
	if !own {
		return nil
	}
	return others
}

func openRoute(f facts) []errs.FieldError {
	switch {
	case !f.hasRoute:
		return fault("route", "nomination.no_route")
	case f.n.Level != LevelUnit && f.n.TargetID == "":
		return fault("lead", "nomination.no_lead")
	}
	return nil
}

func atDistrict(f facts) []errs.FieldError {
	if f.n.HolderID == f.n.TargetID {
		return fault("holder", "nomination.not_at_district")
	}
	return nil
}

func atLead(f facts) []errs.FieldError {
	if f.n.HolderID != f.n.TargetID {
		return fault("holder", "nomination.not_at_lead")
	}
	return nil
}

// assessed asks for a judgement on every criterion before anyone selects.
func assessed(f facts) []errs.FieldError {
	for _, c := range f.criteria {
		if c.Judgement == "" {
			return fault("assess", "nomination.not_assessed")
		}
	}
	return nil
}

// otherThanSelector lets nobody appraise what they have entered, judged or
// selected themselves: one department may do both (fields 4 and 5, product.md §3),
// one person may not.
func otherThanSelector(f facts) []errs.FieldError {
	me := f.actor.AccountID
	judged := slices.ContainsFunc(f.criteria, func(c CriterionLine) bool { return c.Judgement != "" && c.JudgedBy == me })
	if f.n.SelectedBy == me || f.n.AuthorID == me || judged {
		return fault("appraise", "nomination.same_person")
	}
	return nil
}

func eligible(f facts) []errs.FieldError {
	if !f.n.Eligible {
		return fault("eligible", "nomination.not_eligible")
	}
	return nil
}

func ineligible(f facts) []errs.FieldError {
	if f.n.Eligible {
		return fault("eligible", "nomination.is_eligible")
	}
	return nil
}

func consultationDue(f facts) []errs.FieldError {
	if !f.route.Consultation {
		return fault("route", "nomination.no_consultation")
	}
	return nil
}

func councilDue(f facts) []errs.FieldError {
	switch {
	case !f.route.Council:
		return fault("route", "nomination.no_council")
	case f.route.Consultation && f.n.State == Appraised:
		return fault("route", "nomination.consult_first")
	}
	return nil
}

// stepsDone lets a list go to the Chairman once the route's own steps are taken.
func stepsDone(f facts) []errs.FieldError {
	switch {
	case f.route.Council && f.n.State != Concluded:
		return fault("route", "nomination.council_first")
	case !f.route.Council && f.route.Consultation && f.n.State != Consulted:
		return fault("route", "nomination.consult_first")
	}
	return nil
}

// kindFits reports whether the criteria set is for the kind; a model may be
// held against any set of its field, as the person who enters it chooses.
func kindFits(kind subject.Kind, subjects []string) bool {
	if kind == subject.Model {
		return true
	}
	for _, s := range subjects {
		if s == string(kind) {
			return true
		}
	}
	return false
}
