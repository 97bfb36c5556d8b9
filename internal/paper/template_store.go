package paper

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/listing"
	"lantoa/internal/nomination"
)

// Template is a version of a kind's template. No 0 is the program's own.
type Template struct {
	Kind      Kind
	No        int
	Form      Form
	Note      string // why it was changed
	AuthorID  string
	CreatedAt time.Time
}

type templateRow struct {
	Kind      Kind
	No        int
	Raw       string
	Note      string
	AuthorID  string
	CreatedAt time.Time
}

const templateColumns = `kind, no, form as raw, note, author_id, created_at`

func (r templateRow) template() (Template, error) {
	t := Template{Kind: r.Kind, No: r.No, Note: r.Note, AuthorID: r.AuthorID, CreatedAt: r.CreatedAt}
	if err := json.Unmarshal([]byte(r.Raw), &t.Form); err != nil {
		return t, fmt.Errorf("paper: template %s %d: %w", r.Kind, r.No, err)
	}
	return t, nil
}

// Template is the template of a kind in use; one without text for the kinds that
// have none.
func (s *Service) Template(ctx context.Context, r db.Reader, k Kind) (Template, error) {
	if !slices.Contains(Templates(), k) {
		return Template{Kind: k}, nil
	}
	all, err := s.Versions(ctx, r, k)
	if err != nil {
		return Template{}, err
	}
	return all[0], nil
}

// Versions lists a kind's templates, the one in use first and the program's own
// last. NotFound for a kind that has none.
func (s *Service) Versions(ctx context.Context, r db.Reader, k Kind) ([]Template, error) {
	if !slices.Contains(Templates(), k) {
		return nil, errs.New(errs.NotFound, "error.not_found")
	}
	rows, err := db.All[templateRow](ctx, r, `select `+templateColumns+` from paper_template where kind = $1 order by no desc`, string(k))
	if err != nil {
		return nil, err
	}
	var out []Template
	for _, row := range rows {
		t, err := row.template()
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	form, err := s.builtIn(k)
	return append(out, Template{Kind: k, Form: form}), err
}

func (s *Service) builtIn(k Kind) (Form, error) {
	if k == Report {
		return Form{Text: s.report.Text}, nil
	}
	return BuiltIn(k)
}

// SaveTemplate keeps the next version of a kind's template: papers begun from now
// on take it, those under work stay as they are. after is the number of the
// version that the person saw in use. Invalid with the form's fields and "note";
// Conflict when another is in use by now. The same text again changes nothing.
func (s *Service) SaveTemplate(ctx context.Context, actor access.Actor, k Kind, form Form, note string, after int) error {
	if !access.May(actor, access.PaperTemplates) {
		return errs.New(errs.Denied, "error.denied")
	}
	if !slices.Contains(Templates(), k) {
		return errs.New(errs.NotFound, "error.not_found")
	}
	bad := s.CheckTemplate(k, &form)
	if note = i18n.Clean(note); note == "" {
		bad.WithField("note", "paper.note_missing")
	}
	if utf8.RuneCountInString(note) > 300 {
		bad.WithField("note", "field.too_long", 300)
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	raw, err := json.Marshal(form)
	if err != nil {
		return fmt.Errorf("paper: %w", err)
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		last, err := s.Template(ctx, tx, k)
		switch {
		case err != nil:
			return err
		case last.Form == form:
			return nil
		case last.No != after:
			return errs.New(errs.Conflict, "error.stale")
		}
		n, err := tx.Exec(ctx, `insert into paper_template (kind, no, form, note, author_id, created_at) values ($1, $2, $3, $4, $5, $6) on conflict (kind, no) do nothing`,
			string(k), last.No+1, string(raw), note, actor.AccountID, tx.Now())
		if err != nil {
			return err
		}
		if n == 0 { // somebody was faster
			return errs.New(errs.Conflict, "error.stale")
		}
		return audit.Write(ctx, tx, audit.Entry{ActorID: actor.AccountID, Action: "paper.template", Entity: "paper_template", EntityID: string(k), Version: int64(last.No + 1),
			Meta: map[string]string{"note": note}, Detail: map[string]Form{"before": last.Form, "after": form}})
	})
}

// Sample is a paper of the kind to show a template with: the newest that the actor
// may see, or one as it would be begun from dossiers in their sight; false where
// there are none.
func (s *Service) Sample(ctx context.Context, actor access.Actor, k Kind) (Paper, bool, error) {
	sort, ok := SortOf(k)
	if !ok {
		return Paper{}, false, nil
	}
	kept, err := s.List(ctx, actor, Filter{Kind: k, Page: listing.Page{Limit: 1}})
	if err != nil {
		return Paper{}, false, err
	}
	if len(kept.Rows) > 0 {
		p, err := s.Get(ctx, actor, kept.Rows[0].ID)
		return p, err == nil, err
	}
	for _, level := range sort.Levels {
		found, err := s.noms.List(ctx, actor, nomination.Filter{Level: level, Limit: 1})
		if err != nil {
			return Paper{}, false, err
		}
		if len(found.Rows) == 0 {
			continue
		}
		p := Paper{Kind: k, Items: []string{found.Rows[0].ID}}
		if sort.Batch {
			p.BatchID, p.Items = found.Rows[0].BatchID, nil
		}
		d, err := s.gather(ctx, actor, &p, sort)
		if errs.Is(err, errs.NotFound) {
			continue // the batch itself is out of sight
		}
		if err == nil {
			p.Content.Head, err = s.head(ctx, s.db.Reader(), d)
		}
		return p, err == nil, err
	}
	return Paper{}, false, nil
}
