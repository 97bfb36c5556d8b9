package report

import (
	"context"
	_ "embed" // the usual text
	"slices"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/law"
	"lantoa/internal/officialdoc"
	"lantoa/internal/org"
	"lantoa/internal/plan"
)

//go:embed template.txt
var usualText string

// Usual is the text that the program brings along: the four usual parts, with
// what it cannot know left in square brackets for a person to fill in.
func Usual(context.Context, db.Reader) (string, error) { return usualText, nil }

// Service has the commands and queries on reports.
type Service struct {
	db       *db.DB
	orgs     *org.Service
	plans    *plan.Service
	laws     *law.Service
	files    *blob.Store
	template Template
}

// New makes the service; template gives the text of a new report.
func New(d *db.DB, orgs *org.Service, plans *plan.Service, laws *law.Service, files *blob.Store, template Template) *Service {
	return &Service{db: d, orgs: orgs, plans: plans, laws: laws, files: files, template: template}
}

func allow(actor access.Actor, right access.Action) error {
	if !access.May(actor, right) {
		return errs.New(errs.Denied, "error.denied")
	}
	return nil
}

// List lists the reports, the newest first: all of them on one page, for a plan has a
// few a year. Denied to those who read none.
func (s *Service) List(ctx context.Context, actor access.Actor) ([]Report, error) {
	if err := allow(actor, access.ReportView); err != nil {
		return nil, err
	}
	return find(ctx, s.db.Reader(), `select `+columns+` from report where state <> 'discarded' order by id desc`)
}

// Compose gathers what a report of a plan for some days says now, with the text
// and the head that a new one begins with. Invalid for days that cannot be;
// NotFound where there is no such plan.
func (s *Service) Compose(ctx context.Context, planID string, p Period) (Content, string, error) {
	r := s.db.Reader()
	today := civil.DayOf(r.Now())
	bad := errs.New(errs.Invalid, "error.invalid")
	switch {
	case p.From == "":
		bad.WithField("from", "report.day_missing")
	case p.To == "":
		bad.WithField("to", "report.day_missing")
	case p.From > p.To:
		bad.WithField("to", "report.days_turned")
	case p.To > today:
		bad.WithField("to", "report.day_ahead", today)
	}
	if err := bad.OrNil(); err != nil {
		return Content{}, "", err
	}
	c, err := s.compose(ctx, r, planID, p)
	if err != nil {
		return c, "", err
	}
	if p.To < c.Frame.PlanDay {
		return c, "", errs.New(errs.Invalid, "error.invalid").WithField("to", "report.before_plan", c.Frame.PlanDay)
	}
	text, err := s.template(ctx, r)
	return c, text, err
}

func (s *Service) compose(ctx context.Context, r db.Reader, planID string, p Period) (Content, error) {
	c := Content{Period: p}
	var err error
	if c.Frame, err = s.frame(ctx, r, planID, p.To); err != nil {
		return c, err
	}
	if c.Cases, err = LiveCases(ctx, r, planID, p); err != nil {
		return c, err
	}
	c.Named = DefaultNamed(c.Cases, p)
	c.Head, err = s.head(ctx, r, c.Frame, p, civil.DayOf(r.Now()))
	return c, err
}

// Rules are the rules of the form on the day of a document, or today's where it
// has none yet.
func (s *Service) Rules(ctx context.Context, day civil.Day) (officialdoc.Rules, error) {
	return s.rules(ctx, s.db.Reader(), day)
}

func (s *Service) rules(ctx context.Context, r db.Reader, day civil.Day) (officialdoc.Rules, error) {
	if day == "" {
		day = civil.DayOf(r.Now())
	}
	return s.laws.DocumentRules(ctx, r, day)
}

// Create opens a draft under the id that the form brought: sent twice, it is one.
// One that replaces an issued report begins with its text; where a draft for the
// same report is open, that is given back. Denied, NotFound and Invalid as they say.
func (s *Service) Create(ctx context.Context, actor access.Actor, id string, in Begin) (Report, error) {
	if err := allow(actor, access.ReportManage); err != nil {
		return Report{}, err
	}
	old, err := known(ctx, s.db.Reader(), in.ReplacesID)
	if err != nil {
		return Report{}, err
	}
	if old != nil {
		in.PlanID, in.From, in.To = old.PlanID, old.Period.From, old.Period.To
	}
	c, text, err := s.Compose(ctx, in.PlanID, Period{in.From, in.To})
	if err != nil {
		return Report{}, err
	}
	rep := Report{ID: id, PlanID: in.PlanID, Period: c.Period, Text: text, Named: c.Named, Head: c.Head, ReplacesID: in.ReplacesID,
		CreatedBy: actor.AccountID, CreatedName: actor.Name}
	if old != nil {
		rep.Text, rep.Named = old.Text, old.Named
		rep.Head.To, rep.Head.Recipients, rep.Head.Authority, rep.Head.Signer = old.Head.To, old.Head.Recipients, old.Head.Authority, old.Head.Signer
	}
	return rep, s.db.Write(ctx, func(tx *db.Tx) error {
		if old != nil {
			open, err := find(ctx, tx, `select `+columns+` from report where replaces_id = $1 and state = 'draft'`, old.ID)
			if err != nil {
				return err
			}
			if len(open) > 0 {
				rep = open[0]
				return nil
			}
			if now, err := get(ctx, tx, old.ID); err != nil || now.State != Issued || now.Replaced() {
				return orConflict(err, "report.replaced_already")
			}
		}
		made, err := insert(ctx, tx, rep)
		if err != nil || !made {
			return err
		}
		return note(ctx, tx, actor, audit.Entry{Action: "report.create", EntityID: id, Version: 1,
			Meta: map[string]string{"plan": in.PlanID, "from": string(in.From), "to": string(in.To), "replaces": in.ReplacesID}})
	})
}

func orConflict(err error, key string) error {
	if err != nil {
		return err
	}
	return errs.New(errs.Conflict, key)
}

// Get is a report with all that its figures are counted from: of a draft the
// records as they are, of an issued one those that it keeps.
func (s *Service) Get(ctx context.Context, actor access.Actor, id string) (Page, error) {
	if err := allow(actor, access.ReportView); err != nil {
		return Page{}, err
	}
	r := s.db.Reader()
	rep, err := get(ctx, r, id)
	if err != nil {
		return Page{}, err
	}
	p := Page{Report: rep}
	if p.Frame, p.Cases, err = s.counted(ctx, r, rep); err != nil {
		return p, err
	}
	if p.Replaces, err = known(ctx, r, rep.ReplacesID); err != nil {
		return p, err
	}
	p.ReplacedBy, err = known(ctx, r, rep.ReplacedByID)
	return p, err
}

// counted is what a report's figures are counted from.
func (s *Service) counted(ctx context.Context, r db.Reader, rep Report) (Frame, []Case, error) {
	if rep.State == Issued {
		return frozen(ctx, r, rep.ID)
	}
	f, err := s.frame(ctx, r, rep.PlanID, rep.Period.To)
	if err != nil {
		return f, nil, err
	}
	cases, err := LiveCases(ctx, r, rep.PlanID, rep.Period)
	return f, cases, err
}

// Save keeps what a person changed of a draft. The same again changes nothing;
// Conflict where somebody else was faster, or where the report has been issued.
func (s *Service) Save(ctx context.Context, actor access.Actor, id string, version int64, in Input) error {
	if err := allow(actor, access.ReportManage); err != nil {
		return err
	}
	bad := errs.New(errs.Invalid, "error.invalid")
	in.Head, in.Text = in.Head.clean(bad), i18n.Clean(in.Text)
	if in.Text == "" {
		bad.WithField("text", "field.required")
	}
	if len([]rune(in.Text)) > maxText {
		bad.WithField("text", "field.too_long", maxText)
	}
	checkNames(bad, in.Text)
	if err := bad.OrNil(); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		rep, err := get(ctx, tx, id)
		if err != nil {
			return err
		}
		before := rep
		rep.Text, rep.Named, rep.Head = in.Text, orNone(in.Named), in.Head
		if rep.same(before) {
			return nil
		}
		if rep.State != Draft {
			return errs.New(errs.Conflict, "report.issued_already")
		}
		rep.Version = version
		if err := update(ctx, tx, actor, rep); err != nil {
			return err
		}
		return note(ctx, tx, actor, audit.Entry{Action: "report.save", EntityID: id, Version: version + 1,
			Detail: map[string]any{"before": Input{before.Text, before.Named, before.Head}, "after": in}})
	})
}

func (r Report) same(other Report) bool {
	a, b, err := r.raw()
	c, d, otherErr := other.raw()
	return err == nil && otherErr == nil && r.Text == other.Text && a == c && b == d
}

// Discard takes a draft that was made by mistake off the list. Twice is once.
func (s *Service) Discard(ctx context.Context, actor access.Actor, id string, version int64) error {
	if err := allow(actor, access.ReportManage); err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		gone, err := db.All[string](ctx, tx, `select id from report where id = $1 and state = 'discarded'`, id)
		if err != nil || len(gone) > 0 {
			return err
		}
		rep, err := get(ctx, tx, id)
		if err != nil {
			return err
		}
		if rep.State != Draft {
			return errs.New(errs.Conflict, "report.issued_already")
		}
		if err := discard(ctx, tx, actor, id, version); err != nil {
			return err
		}
		return note(ctx, tx, actor, audit.Entry{Action: "report.discard", EntityID: id, Version: version + 1})
	})
}

// frame is what the report says of the plan and of its lead agencies on the day.
func (s *Service) frame(ctx context.Context, r db.Reader, planID string, day civil.Day) (Frame, error) {
	page, err := s.plans.Page(ctx, r, planID, day)
	if err != nil {
		return Frame{}, err
	}
	f := Frame{PlanSymbol: page.Symbol, PlanDay: page.Day, PlanTitle: page.Title, PlanIssuer: page.Issuer, PeriodFrom: page.PeriodFrom, PeriodTo: page.PeriodTo}
	for _, x := range page.Fields {
		f.Fields = append(f.Fields, Field{ID: x.ID, No: x.No, Name: x.Name})
	}
	for _, m := range page.Milestones {
		f.Milestones = append(f.Milestones, Milestone{Due: m.Due, Quarter: m.Quarter, Year: m.Year, Text: m.Text})
	}
	owed, err := s.plans.Owed(ctx, r, planID, day)
	if err != nil {
		return f, err
	}
	for _, o := range owed {
		if len(o.Leads) == 0 || o.Org.ID == "" {
			continue
		}
		b := Body{OrgID: o.Org.ID, Name: o.Org.Name, Requested: o.Requested}
		for _, l := range o.Leads {
			b.FieldNos = append(b.FieldNos, l.No)
		}
		slices.Sort(b.FieldNos)
		f.Bodies = append(f.Bodies, b)
	}
	// A database whose bodies are another province's has a plan all the same.
	if decider, err := s.orgs.Decider(ctx, r, day); err == nil {
		f.Province = decider.Place
	} else if !errs.Is(err, errs.Conflict) {
		return f, err
	}
	return f, nil
}
