package exemplar

import (
	"context"
	"os"
	"slices"
	"strings"

	"github.com/google/uuid"

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
	UnitID       string    // "" where it would name the field that stays unnamed
	Day          civil.Day // of the latest recognition
	// Decision is the number of the latest recognition's document, "" where it
	// would name the field's agency and the field stays unnamed.
	Decision  string
	DecidedBy string // organisation, "" like Decision
	Changed   civil.Day
}

// PublicFilter narrows the portal's list.
type PublicFilter struct {
	FieldID    string
	Kind       subject.Kind
	Level      nomination.Level
	DistrictID string
	Query      string
	listing.Page
}

// PublicPage is one page of the portal's list.
type PublicPage = listing.Result[Public]

func publicArm(f PublicFilter) listing.Arm {
	arm := listing.Source{Table: "exemplar"}.Arms(everything())[0]
	arm.Also("n.public = true")
	for _, c := range []struct{ condition, value string }{{"n.public_field = $%d", f.FieldID}, {"n.kind = $%d", string(f.Kind)},
		{"n.level = $%d", string(f.Level)}, {"n.public_district = $%d", f.DistrictID}} {
		if c.value != "" {
			arm.And(c.condition, c.value)
		}
	}
	return arm
}

// everything is the scope without a condition: the portal narrows by what is public.
func everything() access.Scope {
	return access.ScopeOf(access.Actor{Grants: []access.Grant{{Role: access.Editor}}}, access.ExemplarPublish)
}

// PublicList pages what the public may read, newest first.
func (s *Service) PublicList(ctx context.Context, f PublicFilter) (PublicPage, error) {
	r := s.db.Reader()
	if f.Limit <= 0 || f.Limit > 60 {
		f.Limit = 12
	}
	arm := publicArm(f)
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
	out.Rows, err = publish(ctx, r, page.Rows)
	return out, err
}

// ExplainPublic is how the engine reads the portal's list.
func (s *Service) ExplainPublic(ctx context.Context, r db.Reader, f PublicFilter) ([]string, error) {
	if f.Limit <= 0 {
		f.Limit = 12
	}
	return listing.Explain(ctx, r, []listing.Arm{publicArm(f)}, columns, f.Page)
}

// PublicCard is the public page of an exemplar; NotFound for what is not public,
// in the same words as for what does not exist.
func (s *Service) PublicCard(ctx context.Context, id string) (Public, error) {
	if uuid.Validate(id) != nil {
		return Public{}, notPublic()
	}
	r := s.db.Reader()
	rows, err := db.All[Exemplar](ctx, r, `select `+columns+` from exemplar n where n.id = $1 and n.public = true`, id)
	if err != nil {
		return Public{}, err
	}
	if len(rows) == 0 {
		return Public{}, notPublic()
	}
	out, err := publish(ctx, r, rows)
	if err != nil {
		return Public{}, err
	}
	return out[0], nil
}

func notPublic() error { return errs.New(errs.NotFound, "portal.not_found") }

// PublicPhoto is the photo of a public exemplar who consented to it, drawn anew
// at the width; NotFound like PublicCard's for any other.
func (s *Service) PublicPhoto(ctx context.Context, id string, width int) (*os.File, error) {
	if uuid.Validate(id) != nil {
		return nil, notPublic()
	}
	hash, err := db.All[string](ctx, s.db.Reader(), `select photo_hash from exemplar where id = $1 and public_photo = true`, id)
	if err != nil {
		return nil, err
	}
	if len(hash) == 0 {
		return nil, notPublic()
	}
	f, err := s.files.Picture(ctx, hash[0], width)
	if errs.Is(err, errs.NotFound) {
		return nil, errs.Wrap(err, errs.NotFound, "portal.not_found")
	}
	return f, err
}

// PublicFields counts the public exemplars of each field that they may name;
// under "" are those that may name none.
func (s *Service) PublicFields(ctx context.Context) (map[string]int, error) {
	return counted(ctx, s.db.Reader(), `select public_field as part, count(*) as n from exemplar where public = true group by public_field`)
}

// PublicDistricts counts the public exemplars of each district; under "" are
// those of the province's bodies. The numbers add up to all that are public.
func (s *Service) PublicDistricts(ctx context.Context) (map[string]int, error) {
	return counted(ctx, s.db.Reader(), `select public_district as part, count(*) as n from exemplar where public = true group by public_district`)
}

func counted(ctx context.Context, r db.Reader, text string) (map[string]int, error) {
	rows, err := db.All[struct {
		Part string
		N    int
	}](ctx, r, text)
	out := map[string]int{}
	for _, c := range rows {
		out[c.Part] = c.N
	}
	return out, err
}

// PublicEntry is a public page as a site map lists it.
type PublicEntry struct {
	ID        string
	ChangedAt civil.Day
}

// PublicEntries lists all public pages, newest first, at most 50,000: what one
// site map may hold.
func (s *Service) PublicEntries(ctx context.Context) ([]PublicEntry, error) {
	rows, err := db.All[Exemplar](ctx, s.db.Reader(), `select n.id, n.changed_at from exemplar n where n.public = true order by n.id desc limit 50000`)
	out := make([]PublicEntry, len(rows))
	for i, e := range rows {
		out[i] = PublicEntry{ID: e.ID, ChangedAt: civil.DayOf(e.ChangedAt)}
	}
	return out, err
}

func publish(ctx context.Context, r db.Reader, rows []Exemplar) ([]Public, error) {
	ids := make([]string, len(rows))
	for i, e := range rows {
		ids[i] = e.ID
	}
	decisions, err := db.All[Recognition](ctx, r, `select `+recognitionColumns+` from recognition where exemplar_id = any($1) and revoked_by = '' order by day, id`, ids)
	if err != nil {
		return nil, err
	}
	out := make([]Public, len(rows))
	for i, e := range rows {
		p := Public{ID: e.ID, Name: e.Name, Kind: e.Kind, Occupation: e.Occupation, Title: e.Title, Summary: e.Summary, FigureName: e.FigureName,
			FigureUnit: e.FigureUnit, FigureBefore: e.FigureBefore, FigureAfter: e.FigureAfter, HasPhoto: e.PublicPhoto, FieldID: e.PublicField,
			Level: e.Level, State: e.State, UnitID: e.PublicUnit, Changed: civil.DayOf(e.ChangedAt)}
		for _, g := range slices.Backward(decisions) {
			// The decision told is the one of the level told.
			if g.ExemplarID != e.ID || g.Level != e.Level {
				continue
			}
			p.Day = g.Day
			if e.shows(g) {
				p.Decision, p.DecidedBy = g.Number, g.OrgID
			}
			break
		}
		out[i] = p
	}
	return out, nil
}
