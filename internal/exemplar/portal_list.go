package exemplar

import (
	"context"
	"os"
	"slices"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/listing"
	"lantoa/internal/nomination"
	"lantoa/internal/search"
	"lantoa/internal/subject"
)

// Public is what anyone may read of an exemplar: nothing else leaves the
// registry. No birth year, address, identity or file of the dossier is in it.
type Public struct {
	ID           string
	Name         string
	Kind         subject.Kind
	Occupation   string
	Title        string
	Summary      string
	FigureName   string
	FigureUnit   string
	FigureBefore string
	FigureAfter  string
	HasPhoto     bool
	FieldID      string // "" where the field stays unnamed
	Level        nomination.Level
	State        State
	UnitID       string
	Day          civil.Day // of the latest recognition
	// Decision is the number of the latest recognition's document, "" where it
	// would name the field's agency and the field stays unnamed.
	Decision  string
	DecidedBy string // organisation, "" like Decision
	Changed   civil.Day
}

// PublicFilter narrows the portal's list.
type PublicFilter struct {
	FieldID string
	Kind    subject.Kind
	Level   nomination.Level
	Query   string
	listing.Page
}

// PublicPage is one page of the portal's list.
type PublicPage = listing.Result[Public]

// PublicList pages what the public may read.
func (s *Service) PublicList(ctx context.Context, f PublicFilter) (PublicPage, error) {
	r := s.db.Reader()
	if f.Limit <= 0 || f.Limit > 60 {
		f.Limit = 12
	}
	arm := listing.Source{Table: "exemplar"}.Arms(everything())[0]
	arm.Also("n.public = true")
	for _, c := range []struct{ condition, value string }{{"n.public_field = $%d", f.FieldID}, {"n.kind = $%d", string(f.Kind)}, {"n.level = $%d", string(f.Level)}} {
		if c.value != "" {
			arm.And(c.condition, c.value)
		}
	}
	if strings.TrimSpace(f.Query) != "" {
		ids, err := search.Find(ctx, r, everything(), publicSearchKind, f.Query, listing.CountLimit)
		if err != nil {
			return PublicPage{}, err
		}
		arm.And("n.id = any($%d)", append([]string{}, ids...))
	}
	page, err := listing.Read(ctx, r, []listing.Arm{arm}, columns, f.Page, key)
	if err != nil {
		return PublicPage{}, err
	}
	out := PublicPage{Next: page.Next, Previous: page.Previous, Count: page.Count}
	out.Rows, err = s.publish(ctx, r, page.Rows)
	return out, err
}

// everything is the scope without a condition: the portal narrows by what is public.
func everything() access.Scope {
	return access.ScopeOf(access.Actor{Grants: []access.Grant{{Role: access.Editor}}}, access.ExemplarPublish)
}

// PublicCard is the public page of an exemplar; NotFound for what is not public,
// in the same words as for what does not exist.
func (s *Service) PublicCard(ctx context.Context, id string) (Public, error) {
	r := s.db.Reader()
	rows, err := db.All[Exemplar](ctx, r, `select `+columns+` from exemplar n where n.id = $1 and n.public = true`, id)
	if err != nil {
		return Public{}, err
	}
	if len(rows) == 0 {
		return Public{}, errs.New(errs.NotFound, "portal.not_found")
	}
	out, err := s.publish(ctx, r, rows)
	if err != nil {
		return Public{}, err
	}
	return out[0], nil
}

// PublicPhoto is the photo of a public exemplar, drawn anew at the width.
func (s *Service) PublicPhoto(ctx context.Context, id string, width int) (*os.File, error) {
	hash, err := db.All[string](ctx, s.db.Reader(), `select photo_hash from exemplar where id = $1 and public_photo = true`, id)
	if err != nil {
		return nil, err
	}
	if len(hash) == 0 {
		return nil, errs.New(errs.NotFound, "portal.not_found")
	}
	return s.files.Picture(hash[0], width)
}

// PublicFields counts the public exemplars of each field that they may name.
func (s *Service) PublicFields(ctx context.Context) (map[string]int, error) {
	rows, err := db.All[struct {
		PublicField string
		N           int
	}](ctx, s.db.Reader(), `select public_field, count(*) as n from exemplar where public = true group by public_field`)
	out := map[string]int{}
	for _, c := range rows {
		out[c.PublicField] = c.N
	}
	return out, err
}

func (s *Service) publish(ctx context.Context, r db.Reader, rows []Exemplar) ([]Public, error) {
	ids, subjects := make([]string, len(rows)), make([]string, len(rows))
	for i, e := range rows {
		ids[i], subjects[i] = e.ID, e.SubjectID
	}
	known, err := subject.ByIDs(ctx, r, subjects)
	if err != nil {
		return nil, err
	}
	decisions, err := db.All[Recognition](ctx, r, `select `+recognitionColumns+` from recognition where exemplar_id = any($1) and revoked_by = '' order by day, id`, ids)
	if err != nil {
		return nil, err
	}
	out := make([]Public, len(rows))
	for i, e := range rows {
		p := Public{ID: e.ID, Name: e.Name, Kind: e.Kind, Title: e.Title, Summary: e.Summary, FigureName: e.FigureName, FigureUnit: e.FigureUnit,
			FigureBefore: e.FigureBefore, FigureAfter: e.FigureAfter, HasPhoto: e.PublicPhoto, FieldID: e.PublicField, Level: e.Level, State: e.State,
			UnitID: e.UnitID, Occupation: known[e.SubjectID].Occupation, Changed: civil.DayOf(e.ChangedAt)}
		for _, g := range slices.Backward(decisions) {
			if g.ExemplarID != e.ID {
				continue
			}
			p.Day = g.Day
			// The lead agency's name and symbol tell the field.
			if e.PublicField != "" || g.Level != nomination.LevelField {
				p.Decision, p.DecidedBy = g.Number, g.OrgID
			}
			break
		}
		out[i] = p
	}
	return out, nil
}
