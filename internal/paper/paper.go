package paper

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"time"
	"unicode/utf8"

	"lantoa/internal/access"
	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/plan"
)

// Paper is a paper under work.
type Paper struct {
	ID         string
	Kind       Kind
	BatchID    string // "" for one of ticked dossiers
	Round      int    // of a batch's: the second is of dossiers that came back after the first was signed
	KeeperID   string // the body that works on it
	OrgID      string // whose paper it is
	PlanID     string
	Title      string // how lists name it: the batch's title, or the number of dossiers
	Content    Content
	TemplateNo int    // 0 for the program's own
	DocumentID string // the signed paper of a kind that no step rests on
	AuthorID   string
	CreatedAt  time.Time
	ChangedAt  time.Time
	Version    int64

	Items []string `db:"-"` // the dossiers; none for one of a whole batch
	// SignedID is the signed paper: the document of the paper's own, or the one on
	// which the step of all its dossiers rests; "" while there is none.
	SignedID string `db:"-"`
}

// Content is what of a paper is its own: the head and the form.
type Content struct {
	Head
	Form
}

// Head are the parts of a paper's form that no template knows.
type Head struct {
	Parent string // cơ quan chủ quản; a newline breaks it
	Issuer string // cơ quan ban hành
	Number string
	Symbol string
	Place  string
	Day    string // dd/mm/yyyy as typed, "" for the clerk
	By     string // thẩm quyền ban hành of a decision: "Chủ tịch Ủy ban nhân dân xã Lũng Cú"
	Signer string
	Second string // who signs on the left, where two do
}

// Value writes the content into its column.
func (c Content) Value() (string, error) {
	raw, err := json.Marshal(c)
	return string(raw), err
}

// Service has the commands and queries.
type Service struct {
	db     *db.DB
	noms   *nomination.Service
	orgs   *org.Service
	plans  *plan.Service
	laws   *law.Service
	files  *blob.Store
	report Foreign
}

// New makes the service; report is the template of the report of the plan.
func New(d *db.DB, noms *nomination.Service, orgs *org.Service, plans *plan.Service, laws *law.Service, files *blob.Store, report Foreign) *Service {
	return &Service{db: d, noms: noms, orgs: orgs, plans: plans, laws: laws, files: files, report: report}
}

// Check says what of a content could not be kept, without keeping it; Denied for
// whoever may not change the paper.
func (s *Service) Check(actor access.Actor, p Paper, c Content) error {
	if !access.Can(actor, access.PaperWrite, p.Resource()) {
		return errs.New(errs.Denied, "error.denied")
	}
	return c.check(p.Kind).OrNil()
}

// Making says which paper is begun: of a batch, or of dossiers.
type Making struct {
	Kind    Kind
	BatchID string
	Items   []string
}

// Make begins a paper from the template of its kind. The paper of a kind that a
// batch has already is that one, unless it is signed and dossiers are back with the
// unit: then the next is begun, of these. id makes a double click harmless. Errors:
// NotFound for a batch or dossiers that the actor may not see, Denied for whoever
// writes no papers of the issuing body, Invalid for a kind that the batch or the
// dossiers do not have.
func (s *Service) Make(ctx context.Context, actor access.Actor, id string, in Making) (Paper, error) {
	p, back, err := s.begin(ctx, actor, in)
	if err != nil {
		return Paper{}, err
	}
	p.ID = id
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if p.BatchID != "" {
			last, ok, err := latest(ctx, tx, p.BatchID, p.Kind)
			switch {
			case err != nil:
				return err
			case ok && (last.SignedID == "" || len(back) == 0):
				p = last
				return nil
			case ok:
				p.Round, p.Items = last.Round+1, back
			}
		}
		p.CreatedAt, p.ChangedAt = tx.Now(), tx.Now()
		made, err := insert(ctx, tx, p)
		if err != nil {
			return err
		}
		if !made { // the same click again
			p, err = get(ctx, tx, actor, id)
			return err
		}
		return audited(ctx, tx, actor, "make", p, nil)
	})
	return p, err
}

// begin is a paper as Make would keep it, with the dossiers that are with the unit
// now.
func (s *Service) begin(ctx context.Context, actor access.Actor, in Making) (p Paper, back []string, err error) {
	r := s.db.Reader()
	sort, ok := SortOf(in.Kind)
	if !ok || sort.Batch != (in.BatchID != "") || !sort.Batch && len(in.Items) == 0 {
		return p, nil, errs.New(errs.Invalid, "paper.no_kind")
	}
	p = Paper{Kind: in.Kind, BatchID: in.BatchID, Round: 1, AuthorID: actor.AccountID, Items: in.Items, Version: 1}
	d, err := s.gather(ctx, actor, &p, sort)
	if err != nil {
		return p, nil, err
	}
	if flow := nomination.NewWorkflow(); !sort.Batch && slices.ContainsFunc(d.cases, func(c nomination.Case) bool { return !flow.Waits(c.Nomination, sort.Step) }) {
		return p, nil, errs.New(errs.Conflict, "paper.step_over")
	}
	if !access.Can(actor, access.PaperWrite, d.resource(p)) {
		return p, nil, errs.New(errs.Denied, "paper.not_your_body", d.issuer.Name)
	}
	t, err := s.Template(ctx, r, in.Kind)
	if err != nil {
		return p, nil, err
	}
	p.TemplateNo, p.Content.Form = t.No, t.Form
	if p.Content.Head, err = s.head(ctx, r, d); err != nil {
		return p, nil, err
	}
	for _, c := range d.cases {
		if c.State.Editable() || c.State == nomination.AwaitingHead {
			back = append(back, c.ID)
		}
	}
	return p, back, nil
}

// Item is a paper and the version that the person saw.
type Item struct {
	ID      string
	Version int64
}

// Save keeps the adjusted head and form. Conflict for a stale version or a paper
// that is signed; Invalid with the fields of the form and the head.
func (s *Service) Save(ctx context.Context, actor access.Actor, item Item, c Content) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		p, err := get(ctx, tx, actor, item.ID)
		switch {
		case err != nil:
			return err
		case !access.Can(actor, access.PaperWrite, p.Resource()):
			return errs.New(errs.Denied, "error.denied")
		case p.SignedID != "":
			return errs.New(errs.Conflict, "paper.signed_already")
		}
		if err := c.check(p.Kind).OrNil(); err != nil {
			return err
		}
		before := p.Content
		p.Content, p.Version, p.ChangedAt = c, item.Version, tx.Now()
		if err := update(ctx, tx, p); err != nil {
			return err
		}
		p.Version++
		return audited(ctx, tx, actor, "save", p, map[string]Content{"before": before, "after": c})
	})
}

// Discard drops a paper that is not signed, and gives what it was. Conflict for a
// stale version or one that is signed.
func (s *Service) Discard(ctx context.Context, actor access.Actor, item Item) (Paper, error) {
	var out Paper
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		p, err := get(ctx, tx, actor, item.ID)
		switch {
		case err != nil:
			return err
		case !access.Can(actor, access.PaperWrite, p.Resource()):
			return errs.New(errs.Denied, "error.denied")
		case p.SignedID != "":
			return errs.New(errs.Conflict, "paper.signed_already")
		}
		out = p
		p.Version = item.Version
		if err := remove(ctx, tx, p); err != nil {
			return err
		}
		p.Version++
		return audited(ctx, tx, actor, "discard", p, p.Content)
	})
	return out, err
}

// Under is the newest paper of the kind under work that carries exactly these
// dossiers, for whoever may see it; false without one.
func (s *Service) Under(ctx context.Context, actor access.Actor, k Kind, items []string) (Paper, bool, error) {
	ids, err := carrying(ctx, s.db.Reader(), k, items)
	if err != nil {
		return Paper{}, false, err
	}
	for _, id := range ids {
		p, err := s.Get(ctx, actor, id)
		if errs.Is(err, errs.NotFound) {
			continue
		}
		if err != nil || p.SignedID == "" {
			return p, err == nil, err
		}
	}
	return Paper{}, false, nil
}

// The forms of a number and a symbol (Appendix I, II.3).
var (
	numberForm = regexp.MustCompile(`^0*[1-9][0-9]{0,4}$`)
	symbolForm = regexp.MustCompile(`^[\p{L}\p{N}]+([-.][\p{L}\p{N}]+)*$`)
)

// CheckMarks names a number or a symbol that no document has; empty ones are left
// to the clerk. Its fields are "number" and "symbol".
func CheckMarks(bad *errs.Error, number, symbol string) {
	if number != "" && !numberForm.MatchString(number) {
		bad.WithField("number", "paper.number_form")
	}
	if symbol != "" && !symbolForm.MatchString(symbol) {
		bad.WithField("symbol", "paper.symbol_form")
	}
}

// check cleans the content and names what cannot be kept.
func (c *Content) check(k Kind) *errs.Error {
	bad := errs.New(errs.Invalid, "error.invalid")
	sort, _ := SortOf(k)
	for _, f := range []struct {
		field string
		text  *string
		limit int
		need  bool
	}{{"parent", &c.Parent, 300, false}, {"issuer", &c.Issuer, 300, !sort.Sheet}, {"number", &c.Number, 20, false}, {"symbol", &c.Symbol, 60, true},
		{"place", &c.Place, 100, k.Dated() && !sort.Sheet}, {"by", &c.By, 300, false}, {"signer", &c.Signer, 120, false}, {"second", &c.Second, 120, false}} {
		*f.text = i18n.Clean(*f.text)
		if f.need && *f.text == "" {
			bad.WithField(f.field, "field.required")
		}
		if utf8.RuneCountInString(*f.text) > f.limit {
			bad.WithField(f.field, "field.too_long", f.limit)
		}
	}
	CheckMarks(bad, c.Number, c.Symbol)
	if _, err := civil.ParseDay(c.Day); err != nil {
		bad.WithField("day", "field.day")
	}
	if !sort.Sheet {
		c.Form.Check(bad, NamesOf(k))
	}
	return bad
}

// Sign registers the signed paper of a kind that no step rests on: the minutes of
// the unit's meeting, the submission to its own head. Errors are document.Record's,
// Denied, and Conflict for a paper that is signed or rests on a step.
func (s *Service) Sign(ctx context.Context, actor access.Actor, item Item, signed document.Draft) error {
	defer signed.Ahead(ctx, s.files)()
	return s.db.Write(ctx, func(tx *db.Tx) error {
		p, err := get(ctx, tx, actor, item.ID)
		if err != nil {
			return err
		}
		sort, _ := SortOf(p.Kind)
		switch {
		case !access.Can(actor, access.PaperWrite, p.Resource()):
			return errs.New(errs.Denied, "error.denied")
		case p.SignedID != "":
			return errs.New(errs.Conflict, "paper.signed_already")
		case sort.Step != "" || sort.Signed == "":
			return errs.New(errs.Conflict, "paper.no_signature")
		}
		signed.Kind, signed.OrgID = sort.Signed, p.OrgID
		doc, err := document.Record(ctx, tx, s.files, actor, signed)
		if err != nil {
			return err
		}
		p.DocumentID, p.Version, p.ChangedAt = doc.ID, item.Version, tx.Now()
		if err := update(ctx, tx, p); err != nil {
			return err
		}
		p.Version++
		return audited(ctx, tx, actor, "sign", p, nil)
	})
}

// items are the dossiers of a paper that is not of a whole batch; nil for one that
// is.
func (p Paper) items() []string {
	if p.BatchID != "" && len(p.Items) == 0 {
		return nil
	}
	return append([]string{}, p.Items...)
}

func decode(raw string) (Content, error) {
	var c Content
	if err := json.Unmarshal([]byte(raw), &c); err != nil {
		return c, fmt.Errorf("paper: content: %w", err)
	}
	return c, nil
}

// AsSigned is what is known beforehand of the signed paper: its number and day
// where the draft has them, and who signs.
func (s *Service) AsSigned(ctx context.Context, actor access.Actor, p Paper) (document.Draft, error) {
	sort, ok := SortOf(p.Kind)
	if !ok {
		return document.Draft{}, errs.New(errs.NotFound, "paper.not_found")
	}
	sheaf, err := s.gather(ctx, actor, &p, sort)
	if err != nil {
		return document.Draft{}, err
	}
	words := sheaf.words()
	d := document.Draft{Day: p.Content.Day, SignerName: p.Content.Signer, Title: shorten(fill(p.Content.Summary, words), document.TitleLimit)}
	if n := sheaf.rules.Numeral(p.Content.Number); n != "" {
		d.Number = n + "/" + p.Content.Symbol
	}
	if lines := Lines(p.Content.Authority, words); len(lines) > 0 {
		d.SignerPosition = lines[len(lines)-1]
	}
	return d, nil
}
