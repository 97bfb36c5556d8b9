package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/apptest/world"
	"lantoa/internal/audit"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/report"
	"lantoa/internal/subject"
)

// office is the standing office of a world: its reports, and an exemplar of it.
type office struct {
	*world.World
	*report.Service
	won nomination.Nomination // approved by the Chairman
}

// open is a world in which one dossier was approved by the Chairman on the first
// day, one selected, and one lies with its unit.
func open(t *testing.T) office {
	t.Helper()
	w := world.New(t)
	o := office{World: w, Service: report.New(w.DB, w.Orgs, w.Plans, w.Laws, w.Files, report.Usual)}
	batch := w.Batch(nomination.LevelProvince)
	in := w.Input("Vừ Mí Sính", subject.Individual, 2)
	in.Subject.Ethnicity = "H'Mông"
	o.won = w.Draft(batch, in)
	w.Reach(nomination.Approved, o.won.ID)
	selected := w.Draft(w.Batch(nomination.LevelProvince), w.Input("Thôn Lô Lô Chải", subject.Collective, 2))
	w.Reach(nomination.Selected, selected.ID)
	w.Draft(w.Batch(nomination.LevelProvince), w.Input("Sùng Thị Mỷ", subject.Individual, 2))
	return o
}

func (o office) today() civil.Day { return civil.DayOf(o.DB.Now()) }

// later moves the clock by days.
func (o office) later(days int) { o.Clock.Set(o.DB.Now().Add(time.Duration(days) * 24 * time.Hour)) }

func (o office) period() report.Period { return report.Period{From: "2021-01-09", To: o.today()} }

// create opens a draft with a text that lacks nothing.
func (o office) create(t *testing.T) report.Report {
	t.Helper()
	me := o.As("standing_officer")
	rep, err := o.Create(t.Context(), me, db.NewID(), report.Begin{PlanID: o.Plan.ID, From: "2021-01-09", To: o.today()})
	if err != nil {
		t.Fatal(err)
	}
	in := report.Input{Text: "Tổng số điển hình là {tổng số điển hình}.", Named: rep.Named, Head: rep.Head}
	if err := o.Save(t.Context(), me, rep.ID, 1, in); err != nil {
		t.Fatal(err)
	}
	return rep
}

// issued issues a draft as the head.
func (o office) issued(t *testing.T) report.Report {
	t.Helper()
	rep := o.create(t)
	if err := o.Issue(t.Context(), o.As("standing_head"), report.Issue{ID: rep.ID, Version: 2}); err != nil {
		t.Fatal(err)
	}
	return rep
}

func (o office) get(t *testing.T, id string) report.Page {
	t.Helper()
	p, err := o.Get(t.Context(), o.As("inspector"), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (o office) exemplar(t *testing.T) exemplar.Exemplar {
	t.Helper()
	page, err := o.Exs.List(t.Context(), o.As("standing_head"), exemplar.Filter{})
	if err != nil || len(page.Rows) != 1 {
		t.Fatalf("%d exemplars, %v", len(page.Rows), err)
	}
	return page.Rows[0]
}

func (o office) step(t *testing.T, step exemplar.Step, number string) {
	t.Helper()
	e := o.exemplar(t)
	in := exemplar.Change{ID: e.ID, Version: e.Version, Step: step, Reason: "Lý do"}
	if number != "" {
		in.Paper = world.Paper(number)
	}
	if err := o.Exs.Do(t.Context(), o.As("standing_head"), in); err != nil {
		t.Fatal(err)
	}
}

func stages(cases []report.Case) string {
	var out []string
	for _, c := range cases {
		out = append(out, c.Name+" "+string(c.Stage)+"/"+c.State)
	}
	return strings.Join(out, "; ")
}

func TestLiveCases_areTheRecordsAsTheyStoodOnTheLastDay(t *testing.T) {
	t.Parallel()
	o := open(t)
	first := o.today()
	o.later(10)
	o.step(t, exemplar.Launch, "")
	o.later(10)
	o.step(t, exemplar.Revoke, "99/QĐ-UBND")
	for to, want := range map[civil.Day]string{
		first.AddDays(-1): "",
		first:             "Vừ Mí Sính admitted/approved; Thôn Lô Lô Chải discover/selected; Vừ Mí Sính review/recognised",
		first.AddDays(10): "Vừ Mí Sính admitted/approved; Thôn Lô Lô Chải discover/selected; Vừ Mí Sính replicate/replicating",
		first.AddDays(20): "Vừ Mí Sính admitted/approved; Thôn Lô Lô Chải discover/selected; Vừ Mí Sính revoked/revoked",
	} {
		got, err := report.LiveCases(t.Context(), o.DB.Reader(), o.Plan.ID, report.Period{From: "2021-01-01", To: to})
		if err != nil || stages(got) != want {
			t.Errorf("to %s: %s, %v", to, stages(got), err)
		}
	}
	none, err := report.LiveCases(t.Context(), o.DB.Reader(), db.NewID(), o.period())
	if err != nil || len(none) != 0 {
		t.Errorf("of another plan: %s, %v", stages(none), err)
	}
}

func TestLiveCases_tellWhatAReportNeeds(t *testing.T) {
	t.Parallel()
	o := open(t)
	got, err := report.LiveCases(t.Context(), o.DB.Reader(), o.Plan.ID, o.period())
	if err != nil {
		t.Fatal(err)
	}
	c, e := got[len(got)-1], o.exemplar(t)
	if c.RecordID != e.ID || c.Ref != e.Ref || c.UnitName != "UBND xã Lũng Cú, huyện Đồng Văn" || c.Ethnicity != "H'Mông" || c.People != "Mông" || c.Level != nomination.LevelProvince ||
		c.Day != "2021-01-11" || !strings.HasSuffix(c.Number, "/QĐ-UBND") || c.Figure.After != "3.5" || c.Chosen != "2021-01-11" || len(c.Leads) != 1 || c.Leads[0] == "" {
		t.Errorf("%+v", c)
	}
}

func TestIssue_keepsEveryFigureWhateverHappensAfter(t *testing.T) {
	t.Parallel()
	o := open(t)
	rep := o.issued(t)
	before := o.get(t, rep.ID)
	rules, err := o.Rules(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	said := before.Content().Words(rules)
	o.later(1)
	o.step(t, exemplar.Launch, "")
	o.step(t, exemplar.Revoke, "99/QĐ-UBND")
	late := o.Draft(o.Batch(nomination.LevelProvince), o.Input("Thôn Séo Lủng", subject.Collective, 2))
	o.Reach(nomination.Received, late.ID)
	for _, query := range []string{`update subject set name = 'Tên khác', sex = 'female'`, `update org_name set short = 'UBND khác'`, `update exemplar set name = 'Tên khác', title = 'Khác'`, `update field set name = 'Khác'`} {
		err := o.DB.Write(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), query)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	after := o.get(t, rep.ID)
	if after.State != report.Issued || stages(after.Cases) != stages(before.Cases) {
		t.Errorf("%s, then %s", stages(before.Cases), stages(after.Cases))
	}
	for i, w := range after.Content().Words(rules) {
		if w.Value != said[i].Value {
			t.Errorf("{%s} said %q, and now %q", w.Name, said[i].Value, w.Value)
		}
	}
	if c := after.Cases[len(after.Cases)-1]; c.Name != "Vừ Mí Sính" || c.UnitName != "UBND xã Lũng Cú, huyện Đồng Văn" || c.Stage != report.Review {
		t.Errorf("%+v", c)
	}
	if a, b := report.FullTable(before.Frame, before.Cases, before.Period), report.FullTable(after.Frame, after.Cases, after.Period); a.Rows[0].Label != b.Rows[0].Label {
		t.Errorf("a field's name was %q, and now %q", a.Rows[0].Label, b.Rows[0].Label)
	}
}

func TestIssue_isTheHeadsOrTheOfficersWithTheSignedPaper(t *testing.T) {
	t.Parallel()
	o := open(t)
	for name := range o.People() {
		rep := o.create(t)
		err := o.Issue(t.Context(), o.As(name), report.Issue{ID: rep.ID, Version: 2})
		switch name {
		case "standing_head":
			if err != nil {
				t.Errorf("the head: %v", err)
			}
		case "standing_officer":
			var fields []string
			if e := errs.As(err); e != nil {
				for _, f := range e.Fields {
					fields = append(fields, f.Field)
				}
			}
			if want := []string{"number", "signer_name", "signer_position", "day", "file"}; !slices.Equal(fields, want) {
				t.Errorf("the officer without a paper: %v", err)
			}
		default:
			if !errs.Is(err, errs.Denied) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	rep := o.create(t)
	paper := world.Paper("12/BC-SNV")
	if err := o.Issue(t.Context(), o.As("standing_officer"), report.Issue{ID: rep.ID, Version: 2, Paper: paper}); err != nil {
		t.Fatal(err)
	}
	p := o.get(t, rep.ID)
	if h := p.Head; h.Number != "12" || h.Symbol != "BC-SNV" || h.Day != "2021-01-11" || h.Signer != "Nguyễn Văn A" || p.DocumentID == "" {
		t.Errorf("%+v", h)
	}
	d, err := document.Get(t.Context(), o.DB.Reader(), p.DocumentID)
	if err != nil || d.Kind != document.Report || d.Number != "12/BC-SNV" {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestIssue_twiceIsOnceAndOfAStaleVersionAConflict(t *testing.T) {
	t.Parallel()
	o := open(t)
	rep, head := o.create(t), o.As("standing_head")
	if err := o.Issue(t.Context(), head, report.Issue{ID: rep.ID, Version: 1}); !errs.Is(err, errs.Conflict) {
		t.Errorf("a stale version: %v", err)
	}
	for range 2 {
		if err := o.Issue(t.Context(), head, report.Issue{ID: rep.ID, Version: 2}); err != nil {
			t.Fatal(err)
		}
	}
	n, err := db.One[int](t.Context(), o.DB.Reader(), `select count(*) from report_case where report_id = $1`, rep.ID)
	if err != nil || n != 3 {
		t.Errorf("%d cases are kept, %v", n, err)
	}
	if err := o.Issue(t.Context(), o.As("standing_officer"), report.Issue{ID: rep.ID, Version: 2, Paper: world.Paper("12/BC-SNV")}); !errs.Is(err, errs.Conflict) {
		t.Errorf("by another: %v", err)
	}
	entries, err := audit.Of(t.Context(), o.DB.Reader(), "report", rep.ID)
	if err != nil || len(entries) != 3 || entries[0].Action != "report.create" || entries[2].Action != "report.issue" {
		t.Errorf("%+v, %v", entries, err)
	}
}

func TestIssue_refusesATextWithPlacesLeft(t *testing.T) {
	t.Parallel()
	o := open(t)
	rep, err := o.Create(t.Context(), o.As("standing_officer"), db.NewID(), report.Begin{PlanID: o.Plan.ID, From: "2021-01-09", To: o.today()})
	if err != nil {
		t.Fatal(err)
	}
	err = o.Issue(t.Context(), o.As("standing_head"), report.Issue{ID: rep.ID, Version: 1})
	if e := errs.As(err); e == nil || len(e.Fields) != 1 || e.Fields[0].Key != "report.places_left" {
		t.Errorf("%v", err)
	}
}

func TestCreate_inPlaceOfAnIssuedReportKeepsTheOldOneAndMarksItOnceIssued(t *testing.T) {
	t.Parallel()
	o := open(t)
	me, head := o.As("standing_officer"), o.As("standing_head")
	old := o.issued(t)
	o.step(t, exemplar.Launch, "")
	first, err := o.Create(t.Context(), me, db.NewID(), report.Begin{ReplacesID: old.ID})
	if err != nil {
		t.Fatal(err)
	}
	again, err := o.Create(t.Context(), me, db.NewID(), report.Begin{ReplacesID: old.ID})
	if err != nil || again.ID != first.ID {
		t.Errorf("a second draft %s beside %s: %v", again.ID, first.ID, err)
	}
	if p := o.get(t, old.ID); p.Replaced() {
		t.Error("a draft marks the old report")
	}
	if err := o.Issue(t.Context(), head, report.Issue{ID: first.ID, Version: 1}); err != nil {
		t.Fatal(err)
	}
	was, is := o.get(t, old.ID), o.get(t, first.ID)
	if was.ReplacedBy == nil || was.ReplacedBy.ID != first.ID || is.Replaces == nil || is.Text != was.Text {
		t.Errorf("%+v, %+v", was.ReplacedBy, is.Replaces)
	}
	if stages(was.Cases) == stages(is.Cases) {
		t.Error("the new report has the figures of the old one")
	}
	if _, err := o.Create(t.Context(), me, db.NewID(), report.Begin{ReplacesID: old.ID}); !errs.Is(err, errs.Conflict) {
		t.Errorf("replacing what was replaced: %v", err)
	}
}

func TestCreate_twiceWithOneKeyIsOneReportAndBadDaysAreNamed(t *testing.T) {
	t.Parallel()
	o := open(t)
	me, id := o.As("standing_officer"), db.NewID()
	for range 2 {
		if _, err := o.Create(t.Context(), me, id, report.Begin{PlanID: o.Plan.ID, From: "2021-01-09", To: o.today()}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := o.List(t.Context(), me)
	if err != nil || len(all) != 1 || all[0].Head.Issuer != "Ban Thi đua - Khen thưởng" || all[0].Head.Parent != "Sở Nội vụ tỉnh Hà Giang" || all[0].Head.Symbol != "BC-BTĐKT" ||
		all[0].Head.Place != "Hà Giang" || all[0].Head.To[0] != "Chủ tịch Ủy ban nhân dân tỉnh Hà Giang" || len(all[0].Named) != 1 {
		t.Errorf("%+v, %v", all, err)
	}
	for field, p := range map[string]report.Period{"from": {To: o.today()}, "to": {From: o.today(), To: "2021-01-01"}} {
		_, err := o.Create(t.Context(), me, db.NewID(), report.Begin{PlanID: o.Plan.ID, From: p.From, To: p.To})
		if e := errs.As(err); e == nil || len(e.Fields) != 1 || e.Fields[0].Field != field {
			t.Errorf("%+v: %v", p, err)
		}
	}
	if _, err := o.Create(t.Context(), me, db.NewID(), report.Begin{PlanID: o.Plan.ID, From: "2021-01-09", To: o.today().AddDays(1)}); !errs.Is(err, errs.Invalid) {
		t.Errorf("a day ahead: %v", err)
	}
	if _, err := o.Create(t.Context(), me, db.NewID(), report.Begin{PlanID: db.NewID(), From: "2021-01-09", To: o.today()}); !errs.Is(err, errs.NotFound) {
		t.Errorf("no such plan: %v", err)
	}
}

func TestSave_theSameTwiceChangesNothingAndAStaleOneIsAConflict(t *testing.T) {
	t.Parallel()
	o := open(t)
	me := o.As("standing_officer")
	rep := o.create(t) // saved once: version 2
	in := report.Input{Text: "Một.", Named: []string{}, Head: rep.Head}
	for range 2 {
		if err := o.Save(t.Context(), me, rep.ID, 2, in); err != nil {
			t.Fatal(err)
		}
	}
	in.Text = "Hai."
	if err := o.Save(t.Context(), me, rep.ID, 2, in); !errs.Is(err, errs.Conflict) {
		t.Errorf("a stale version: %v", err)
	}
	if p := o.get(t, rep.ID); p.Text != "Một." || p.Version != 3 {
		t.Errorf("%q in version %d", p.Text, p.Version)
	}
	for text, key := range map[string]string{"Có {gì đó}.": "report.unknown", "Xem {bảng theo cấp}.": "report.misused", " ": "field.required"} {
		in.Text = text
		err := o.Save(t.Context(), me, rep.ID, 3, in)
		if e := errs.As(err); e == nil || len(e.Fields) != 1 || e.Fields[0].Field != "text" || e.Fields[0].Key != key {
			t.Errorf("%q: %v", text, err)
		}
	}
	if err := o.Issue(t.Context(), o.As("standing_head"), report.Issue{ID: rep.ID, Version: 3}); err != nil {
		t.Fatal(err)
	}
	in.Text = "Ba."
	if err := o.Save(t.Context(), me, rep.ID, 4, in); !errs.Is(err, errs.Conflict) {
		t.Errorf("an issued report: %v", err)
	}
}

func TestReports_areReadAndWrittenByWhoMay(t *testing.T) {
	t.Parallel()
	o := open(t)
	rep := o.create(t)
	for name, who := range o.People() {
		reads, writes := access.May(who, access.ReportView), access.May(who, access.ReportManage)
		if want := slices.Contains([]string{"standing_officer", "standing_head", "chairman", "council_secretary", "inspector"}, name); reads != want {
			t.Errorf("%s reads: %v", name, reads)
		}
		if writes != (name == "standing_officer") {
			t.Errorf("%s writes: %v", name, writes)
		}
		_, listed := o.List(t.Context(), who)
		_, got := o.Get(t.Context(), who, rep.ID)
		for what, err := range map[string]error{"list": listed, "get": got} {
			if errs.Is(err, errs.Denied) == reads {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
		if writes {
			continue
		}
		_, made := o.Create(t.Context(), who, db.NewID(), report.Begin{PlanID: o.Plan.ID, From: "2021-01-09", To: o.today()})
		for what, err := range map[string]error{"create": made, "save": o.Save(t.Context(), who, rep.ID, 2, report.Input{Text: "x"}), "discard": o.Discard(t.Context(), who, rep.ID, 2)} {
			if !errs.Is(err, errs.Denied) {
				t.Errorf("%s, %s: %v", name, what, err)
			}
		}
	}
}

func TestDiscard_takesADraftOffAndNeverAnIssuedReport(t *testing.T) {
	t.Parallel()
	o := open(t)
	me, rep, kept := o.As("standing_officer"), o.create(t), o.issued(t)
	if err := o.Discard(t.Context(), me, rep.ID, 1); !errs.Is(err, errs.Conflict) {
		t.Errorf("a stale version: %v", err)
	}
	for range 2 {
		if err := o.Discard(t.Context(), me, rep.ID, 2); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := o.Get(t.Context(), me, rep.ID); !errs.Is(err, errs.NotFound) {
		t.Errorf("the discarded: %v", err)
	}
	if err := o.Discard(t.Context(), me, kept.ID, 3); !errs.Is(err, errs.Conflict) {
		t.Errorf("the issued: %v", err)
	}
}

func TestRecord_givesAnIssuedReportItsNumberAndLeavesTheRest(t *testing.T) {
	t.Parallel()
	o := open(t)
	draft, rep := o.create(t), o.issued(t)
	in := func(id, number string) report.Issue {
		return report.Issue{ID: id, Version: 3, Paper: world.Paper(number)}
	}
	for name := range o.People() {
		if err := o.Record(t.Context(), o.As(name), report.Issue{ID: draft.ID, Version: 2, Paper: world.Paper("1/BC-SNV")}); !errs.Is(err, errs.Denied) && !errs.Is(err, errs.Conflict) ||
			errs.Is(err, errs.Denied) == strings.HasPrefix(name, "standing") {
			t.Errorf("%s, of a draft: %v", name, err)
		}
	}
	before := o.get(t, rep.ID)
	for range 2 {
		if err := o.Record(t.Context(), o.As("standing_officer"), in(rep.ID, "12/BC-SNV")); err != nil {
			t.Fatal(err)
		}
	}
	after := o.get(t, rep.ID)
	if h := after.Report.Head; h.Number != "12" || h.Symbol != "BC-SNV" || h.Signer != "Nguyễn Văn A" || after.DocumentID == "" || after.Text != before.Text || stages(after.Cases) != stages(before.Cases) {
		t.Errorf("%+v", h)
	}
	if err := o.Record(t.Context(), o.As("standing_head"), in(rep.ID, "13/BC-SNV")); !errs.Is(err, errs.Conflict) {
		t.Errorf("another paper: %v", err)
	}
}

func TestIssue_keepsHundredsOfCasesInTheirOrder(t *testing.T) {
	t.Parallel()
	o := open(t)
	batch := o.Batch(nomination.LevelProvince)
	var ids []string
	for i := range 205 {
		ids = append(ids, o.Draft(batch, o.Input(fmt.Sprintf("Thôn %03d", i), subject.Collective, 2)).ID)
	}
	o.Must("unit_officer", nomination.Submit, "", ids...)
	o.Must("unit_head", nomination.Endorse, "", ids...)
	before, err := report.LiveCases(t.Context(), o.DB.Reader(), o.Plan.ID, o.period())
	if err != nil {
		t.Fatal(err)
	}
	p := o.get(t, o.issued(t).ID)
	if len(p.Cases) != 208 || stages(p.Cases) != stages(before) {
		t.Errorf("%d cases of %d", len(p.Cases), len(before))
	}
}
