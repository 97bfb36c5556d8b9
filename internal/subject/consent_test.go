package subject_test

import (
	"slices"
	"strings"
	"testing"

	"lantoa/internal/errs"
	"lantoa/internal/subject"
)

func TestConsentInput_namesWhatCannotBeStored(t *testing.T) {
	t.Parallel()
	good := subject.ConsentInput{Purposes: []subject.Purpose{subject.Publish}, GivenDay: "10/01/2021", GivenBy: "Vừ Mí Sính", Relation: "self"}
	for what, c := range map[string]struct {
		change func(*subject.ConsentInput)
		want   []string // field and key
	}{
		"nothing wrong":     {func(*subject.ConsentInput) {}, nil},
		"today":             {func(in *subject.ConsentInput) { in.GivenDay = "11/01/2021" }, nil},
		"as a field sends":  {func(in *subject.ConsentInput) { in.GivenDay = "2021-01-10" }, nil},
		"for somebody else": {func(in *subject.ConsentInput) { in.Relation = "representative" }, nil},
		"no purpose":        {func(in *subject.ConsentInput) { in.Purposes = nil }, []string{"purpose consent.purpose_missing"}},
		"unknown purpose":   {func(in *subject.ConsentInput) { in.Purposes = []subject.Purpose{"sell"} }, []string{"purpose field.choice"}},
		"nobody":            {func(in *subject.ConsentInput) { in.GivenBy = " \t " }, []string{"given_by consent.given_by_missing"}},
		"a long name":       {func(in *subject.ConsentInput) { in.GivenBy = strings.Repeat("ă", 121) }, []string{"given_by field.too_long"}},
		"no relation":       {func(in *subject.ConsentInput) { in.Relation = "" }, []string{"relation consent.relation_missing"}},
		"unknown relation":  {func(in *subject.ConsentInput) { in.Relation = "neighbour" }, []string{"relation consent.relation_missing"}},
		"no day":            {func(in *subject.ConsentInput) { in.GivenDay = "" }, []string{"given_day consent.day_missing"}},
		"no such day":       {func(in *subject.ConsentInput) { in.GivenDay = "31/02/2021" }, []string{"given_day field.day"}},
		"tomorrow":          {func(in *subject.ConsentInput) { in.GivenDay = "12/01/2021" }, []string{"given_day document.day_ahead"}},
		"all at once": {func(in *subject.ConsentInput) { *in = subject.ConsentInput{} },
			[]string{"given_by consent.given_by_missing", "relation consent.relation_missing", "purpose consent.purpose_missing", "given_day consent.day_missing"}},
	} {
		in := good
		c.change(&in)
		_, err := in.Check("2021-01-11")
		var got []string
		if e := errs.As(err); e != nil {
			for _, f := range e.Fields {
				got = append(got, f.Field+" "+f.Key)
			}
		}
		if !slices.Equal(got, c.want) || (err != nil) != (len(c.want) > 0) {
			t.Errorf("%s: %v, want %v", what, got, c.want)
		}
	}
}

func TestGranted_countsOnlyWhatWasNotWithdrawn(t *testing.T) {
	t.Parallel()
	when := subject.Consent{}.RecordedAt
	got := subject.Granted([]subject.Consent{{Purpose: subject.Publish}, {Purpose: subject.Photo, WithdrawnAt: &when}, {Purpose: subject.Field, WithdrawnAt: &when}, {Purpose: subject.Field}})
	if !got[subject.Publish] || got[subject.Photo] || !got[subject.Field] {
		t.Errorf("%v", got)
	}
}
