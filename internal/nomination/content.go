package nomination

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/plan"
	"lantoa/internal/subject"
)

// Input is what a person types into a nomination; a draft may lack all but the
// kind and the name.
type Input struct {
	Subject      subject.Input
	SubjectID    string // an identity that is already known, chosen by a person; "" for a new one
	FieldID      string
	MoreFields   []string
	LeadID       string // where a field has several lead agencies (field 10), the one meant; "" takes the only one
	SetID        string // "" takes the first set of the field that fits the kind
	Title        string
	Summary      string
	FigureName   string
	FigureUnit   string
	FigureBefore string // as typed, 1.234,5
	FigureAfter  string
	Evidence     map[string]string // per criterion id; nil leaves it as it is
}

// dossierRef begins the numbers of dossiers.
const dossierRef = "HS"

// limits in runes of what a person types.
const (
	titleLimit    = 300
	summaryLimit  = 4000
	figureLimit   = 120
	evidenceLimit = 2000
)

// ParseFigure reads a number as the administration writes it (1.234,5) into
// plain form (1234.5).
func ParseFigure(s string) (string, bool) {
	s = strings.ReplaceAll(strings.TrimSpace(s), " ", "")
	if s == "" {
		return "", true
	}
	whole, frac, hasFrac := strings.Cut(s, ",")
	groups := strings.Split(whole, ".")
	for i, g := range groups {
		if i > 0 && len(g) != 3 || i == 0 && len(groups) > 1 && (len(strings.TrimPrefix(g, "-")) > 3) {
			return "", false
		}
	}
	plain := strings.Join(groups, "")
	if hasFrac {
		plain += "." + frac
	}
	if hasFrac && (frac == "" || strings.Trim(frac, "0123456789") != "") || strings.Trim(strings.TrimPrefix(strings.Join(groups, ""), "-"), "0123456789") != "" {
		return "", false
	}
	if _, err := strconv.ParseFloat(plain, 64); err != nil || len(plain) > 18 {
		return "", false
	}
	return plain, true
}

// FormatFigure writes a plain figure for the reader: 1234.5 → 1.234,5.
func FormatFigure(p *i18n.Printer, plain string) string {
	f, err := strconv.ParseFloat(plain, 64)
	if err != nil {
		return plain
	}
	_, frac, _ := strings.Cut(plain, ".")
	return p.Decimal(f, len(frac))
}

// clean trims the input and names what cannot be stored.
func (in *Input) clean(now civil.Day) error {
	bad := errs.New(errs.Invalid, "error.invalid")
	in.Subject = in.Subject.Clean()
	in.Subject.Check(bad, now.Year())
	for _, t := range []struct {
		field string
		text  *string
		limit int
	}{{"title", &in.Title, titleLimit}, {"summary", &in.Summary, summaryLimit}, {"figure_name", &in.FigureName, figureLimit}, {"figure_unit", &in.FigureUnit, 40}} {
		*t.text = i18n.Clean(*t.text)
		if utf8.RuneCountInString(*t.text) > t.limit {
			bad.WithField(t.field, "field.too_long", t.limit)
		}
	}
	for _, f := range []struct {
		field string
		text  *string
	}{{"figure_before", &in.FigureBefore}, {"figure_after", &in.FigureAfter}} {
		plain, ok := ParseFigure(*f.text)
		if !ok {
			bad.WithField(f.field, "field.number")
			continue
		}
		*f.text = plain
	}
	for id, text := range in.Evidence {
		text = i18n.Clean(text)
		in.Evidence[id] = text
		if utf8.RuneCountInString(text) > evidenceLimit {
			bad.WithField("criterion_"+id, "field.too_long", evidenceLimit)
		}
	}
	return bad.OrNil()
}

// Create adds a nomination to a batch that the actor may write. id makes a
// double click harmless: the second request finds the first one's dossier.
func (s *Service) Create(ctx context.Context, actor access.Actor, batchID, id string, in Input) (out Nomination, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		out, err = s.CreateIn(ctx, tx, actor, batchID, id, in)
		return err
	})
	return out, err
}

// CreateIn is Create in the caller's transaction.
func (s *Service) CreateIn(ctx context.Context, tx *db.Tx, actor access.Actor, batchID, id string, in Input) (Nomination, error) {
	b, err := getBatch(ctx, tx, actor, batchID)
	if err != nil {
		return Nomination{}, err
	}
	if !access.Can(actor, access.NominationWrite, b.Resource()) {
		return Nomination{}, errs.New(errs.Denied, "error.denied")
	}
	if again, err := get(ctx, tx, actor, id); err == nil && again.BatchID == b.ID {
		return again, nil
	}
	if err := in.clean(civil.DayOf(tx.Now())); err != nil {
		return Nomination{}, err
	}
	n := Nomination{ID: id, BatchID: b.ID, PlanID: b.PlanID, VersionID: b.VersionID, LawID: b.LawID, Level: b.Level, State: Draft,
		UnitID: b.UnitID, KeeperID: b.KeeperID, HolderID: b.KeeperID, AuthorID: actor.AccountID, OnBehalf: b.OnBehalf,
		CreatedAt: tx.Now(), ChangedAt: tx.Now(), Version: 1}
	if n.Ref, err = NextRef(ctx, tx, dossierRef, 5); err != nil {
		return n, err
	}
	if err := s.fill(ctx, tx, actor, &n, in); err != nil {
		return n, err
	}
	if err := insertNomination(ctx, tx, n); err != nil {
		return n, err
	}
	if err := s.saveParts(ctx, tx, n, in); err != nil {
		return n, err
	}
	return n, note(ctx, tx, n, NewEvent(actor, n, "create", ""), in)
}

// Save changes a dossier's content while it is the unit's to edit.
func (s *Service) Save(ctx context.Context, actor access.Actor, item Item, in Input) (out Nomination, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		out, err = s.SaveIn(ctx, tx, actor, item, in)
		return err
	})
	return out, err
}

// SaveIn is Save in the caller's transaction.
func (s *Service) SaveIn(ctx context.Context, tx *db.Tx, actor access.Actor, item Item, in Input) (Nomination, error) {
	n, err := editable(ctx, tx, actor, item.ID)
	if err != nil {
		return n, err
	}
	if n.Version != item.Version {
		return n, errs.New(errs.Conflict, "error.stale")
	}
	if err := in.clean(civil.DayOf(tx.Now())); err != nil {
		return n, err
	}
	if err := s.fill(ctx, tx, actor, &n, in); err != nil {
		return n, err
	}
	if n, err = updateNomination(ctx, tx, n); err != nil {
		return n, err
	}
	if err := s.saveParts(ctx, tx, n, in); err != nil {
		return n, err
	}
	return n, note(ctx, tx, n, NewEvent(actor, n, "edit", n.State), in)
}

// editable is the nomination when the actor may change its content now.
func editable(ctx context.Context, tx *db.Tx, actor access.Actor, id string) (Nomination, error) {
	n, err := get(ctx, tx, actor, id)
	switch {
	case err != nil:
		return n, err
	case !access.Can(actor, access.NominationWrite, n.Resource()):
		return n, errs.New(errs.Denied, "error.denied")
	case !n.State.Editable():
		return n, errs.New(errs.Conflict, "nomination.not_editable", n.Ref)
	}
	return n, nil
}

// fill puts the input into n: the identity, the fields with their lead agencies
// and the criteria set.
func (s *Service) fill(ctx context.Context, tx *db.Tx, actor access.Actor, n *Nomination, in Input) error {
	if err := s.fillSubject(ctx, tx, actor, n, in); err != nil {
		return err
	}
	n.Title, n.Summary, n.FigureName, n.FigureUnit, n.FigureBefore, n.FigureAfter = in.Title, in.Summary, in.FigureName, in.FigureUnit, in.FigureBefore, in.FigureAfter
	return s.fillFields(ctx, tx, n, in)
}

// fillSubject takes the identity chosen by a person, keeps the one there is, or
// makes a new one. Identities of other units are taken as they are, never
// changed; one that other dossiers rest on keeps what identifies it.
func (s *Service) fillSubject(ctx context.Context, tx *db.Tx, actor access.Actor, n *Nomination, in Input) error {
	switch {
	case in.SubjectID != "" && in.SubjectID != n.SubjectID:
		return chooseSubject(ctx, tx, n, in)
	case n.SubjectID == "":
		made, err := subject.Create(ctx, tx, actor.AccountID, n.UnitID, in.Subject)
		n.SubjectID, n.SubjectName, n.Kind = made.ID, made.Name, made.Kind
		return err
	}
	known, err := subject.Get(ctx, tx, n.SubjectID)
	if err != nil {
		return err
	}
	others, err := otherDossiers(ctx, tx, known.ID, n.ID)
	if err != nil {
		return err
	}
	if known.UnitID != n.UnitID || others {
		if err := known.Differs(in.Subject, known.UnitID != n.UnitID).OrNil(); err != nil {
			return err
		}
	}
	if known.UnitID != n.UnitID {
		return nil
	}
	n.SubjectName, n.Kind = in.Subject.Name, in.Subject.Kind
	return subject.Update(ctx, tx, actor.AccountID, known, in.Subject)
}

// chooseSubject takes an identity that the entry form could have offered: same
// kind, same folded name, and one that the unit may know of.
func chooseSubject(ctx context.Context, tx *db.Tx, n *Nomination, in Input) error {
	refused := errs.New(errs.Invalid, "error.invalid").WithField("subject", "field.choice")
	known, err := subject.Get(ctx, tx, in.SubjectID)
	if errs.Is(err, errs.NotFound) {
		return refused
	}
	if err != nil {
		return err
	}
	seen, err := knownOutside(ctx, tx, []string{known.ID})
	if err != nil {
		return err
	}
	if known.Kind != in.Subject.Kind || i18n.Fold(known.Name) != i18n.Fold(in.Subject.Name) || known.UnitID != n.UnitID && !seen[known.ID] {
		return refused
	}
	n.SubjectID, n.SubjectName, n.Kind = known.ID, known.Name, known.Kind
	return nil
}

func (s *Service) fillFields(ctx context.Context, tx *db.Tx, n *Nomination, in Input) error {
	n.FieldID, n.SetID, n.TargetID, n.MoreFields, n.MoreLeads = "", "", "", nil, nil
	if in.FieldID == "" {
		return nil
	}
	fields, err := s.plans.FieldsOf(ctx, tx, n.VersionID)
	if err != nil {
		return err
	}
	known := func(id string) bool {
		return slices.ContainsFunc(fields, func(f plan.Field) bool { return f.ID == id })
	}
	if !known(in.FieldID) {
		return errs.New(errs.Invalid, "error.invalid").WithField("field", "field.choice")
	}
	n.FieldID = in.FieldID
	if err := s.fillSet(ctx, tx, n, in); err != nil {
		return err
	}
	if n.TargetID, err = s.leadOf(ctx, tx, in.FieldID, in.LeadID); err != nil {
		return err
	}
	for _, id := range in.MoreFields {
		if id == n.FieldID || slices.Contains(n.MoreFields, id) {
			continue
		}
		if !known(id) {
			return errs.New(errs.Invalid, "error.invalid").WithField("more_fields", "field.choice")
		}
		leads, err := s.orgs.Leads(ctx, tx, id, civil.DayOf(tx.Now()))
		if err != nil {
			return err
		}
		lead := ""
		if len(leads) == 1 {
			lead = leads[0].ID
		}
		n.MoreFields, n.MoreLeads = append(n.MoreFields, id), append(n.MoreLeads, lead)
	}
	return nil
}

// leadOf is the lead agency for the field: the one there is, or of several the
// one chosen, "" while none is chosen (field 10's three act by force).
func (s *Service) leadOf(ctx context.Context, tx *db.Tx, fieldID, chosen string) (string, error) {
	leads, err := s.orgs.Leads(ctx, tx, fieldID, civil.DayOf(tx.Now()))
	if err != nil {
		return "", err
	}
	if len(leads) == 1 {
		return leads[0].ID, nil
	}
	for _, l := range leads {
		if l.ID == chosen {
			return l.ID, nil
		}
	}
	if chosen != "" {
		return "", errs.New(errs.Invalid, "error.invalid").WithField("lead", "field.choice")
	}
	return "", nil
}

func (s *Service) fillSet(ctx context.Context, tx *db.Tx, n *Nomination, in Input) error {
	sets, err := s.plans.CriteriaSets(ctx, tx, n.VersionID, n.FieldID)
	if err != nil {
		return err
	}
	for _, set := range sets {
		if set.ID == in.SetID && kindFits(n.Kind, set.Subjects) {
			n.SetID = set.ID
			return nil
		}
	}
	for _, set := range sets {
		if kindFits(n.Kind, set.Subjects) {
			n.SetID = set.ID
			return nil
		}
	}
	return errs.New(errs.Invalid, "error.invalid").WithField("field", "nomination.kind_not_in_field")
}

// saveParts stores what hangs on the nomination: further fields, evidence, search.
func (s *Service) saveParts(ctx context.Context, tx *db.Tx, n Nomination, in Input) error {
	if err := replaceFields(ctx, tx, n); err != nil {
		return err
	}
	if in.Evidence != nil {
		lines, err := s.criteria(ctx, tx, n)
		if err != nil {
			return err
		}
		for _, c := range lines {
			if text, given := in.Evidence[c.ID]; given {
				if err := putEvidence(ctx, tx, n.ID, c.ID, text); err != nil {
					return err
				}
			}
		}
	}
	return s.reindex(ctx, tx, n)
}

// Similar offers identities that the one being typed may be: same kind, same
// name but for accents, with the unit that keeps each. Of other units' only those
// whose dossiers have left the unit, and of these no more than the name.
func (s *Service) Similar(ctx context.Context, actor access.Actor, kind subject.Kind, name, exceptID string) ([]subject.Subject, error) {
	if !access.May(actor, access.NominationWrite) {
		return nil, errs.New(errs.Denied, "error.denied")
	}
	r := s.db.Reader()
	found, err := subject.Similar(ctx, r, kind, name, exceptID)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	ids := make([]string, len(found))
	for i, v := range found {
		ids[i] = v.ID
	}
	seen, err := knownOutside(ctx, r, ids)
	if err != nil {
		return nil, err
	}
	var out []subject.Subject
	for _, v := range found {
		switch {
		case actor.At(v.UnitID):
			out = append(out, v)
		case seen[v.ID]:
			out = append(out, v.Bare())
		}
	}
	return out, nil
}
