package paper_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/apptest/world"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/errs"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/paper"
	"lantoa/internal/subject"
)

// text is everything that a file says, a block a line.
func text(f officialdoc.File) string {
	var b strings.Builder
	body := func(blocks []officialdoc.Block) {
		for _, n := range officialdoc.Count(blocks) {
			b.WriteString(n.Label() + " " + n.Title)
			for _, r := range n.Runs {
				b.WriteString(r.Text)
			}
			if n.Table != nil {
				for _, row := range append(n.Table.Head, n.Table.Rows...) {
					for _, c := range row {
						b.WriteString(c.Text + " | ")
						if c.Picture != nil {
							b.WriteString("[" + c.Picture.Alt + "]")
						}
					}
					b.WriteString("\n")
				}
			}
			b.WriteString("\n")
		}
	}
	for _, p := range f.Parts {
		if p.Sheet != nil {
			fmt.Fprintln(&b, p.Sheet.Title, p.Sheet.Of.Text())
			body(p.Sheet.Body)
			continue
		}
		d := p.Document
		fmt.Fprintln(&b, d.Parent, "/", d.Issuer, "/", d.Symbol, "/", d.Place, "/", d.TitleText(), d.Summary, "/", d.Authority)
		fmt.Fprintln(&b, strings.Join(d.To, "; "))
		fmt.Fprintln(&b, strings.Join(d.BasisLines(), "\n"))
		body(d.Body)
		for _, s := range d.Signatures {
			fmt.Fprintln(&b, strings.Join(s.Authority, " / "), s.Name)
		}
		fmt.Fprintln(&b, strings.Join(d.RecipientLines(), "\n"))
		for i, a := range d.Appendices {
			fmt.Fprintln(&b, d.AppendixLabel(i), a.Title)
			body(a.Body)
		}
	}
	return b.String()
}

func make1(t *testing.T, w *world.World, person string, in paper.Making) paper.Paper {
	t.Helper()
	p, err := w.Papers.Make(t.Context(), w.As(person), db.NewID(), in)
	if err != nil {
		t.Fatal(in.Kind, err)
	}
	return p
}

func file(t *testing.T, w *world.World, person string, p paper.Paper) paper.Made {
	t.Helper()
	m, err := w.Papers.File(t.Context(), w.As(person), p, p.Content)
	if err != nil {
		t.Fatal(p.Kind, err)
	}
	return m
}

// signed is the signed form of a paper, as lists and its page know it.
func signed(t *testing.T, w *world.World, person, id string) document.Document {
	t.Helper()
	p, err := w.Papers.Get(t.Context(), w.As(person), id)
	if err != nil {
		t.Fatal(err)
	}
	all, err := w.Papers.List(t.Context(), w.As(person), paper.Filter{Kind: p.Kind})
	if err != nil || p.SignedID == "" || !slices.ContainsFunc(all.Rows, func(x paper.Paper) bool { return x.SignedID == p.SignedID }) {
		t.Fatalf("%q, %v", p.SignedID, err)
	}
	d, err := document.Get(t.Context(), w.DB.Reader(), p.SignedID)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func has(t *testing.T, got string, want ...string) {
	t.Helper()
	for _, s := range want {
		if !strings.Contains(got, s) {
			t.Errorf("%q is not in\n%s", s, got)
		}
	}
	if strings.ContainsAny(got, "{}") {
		t.Errorf("a name stands for nothing:\n%s", got)
	}
}

func TestMake_givesABatchAllItsPapersFromWhatIsThere(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	w.Draft(b, w.Input("Giàng Mí Sử", subject.Individual, 2))
	w.Draft(b, w.Input("Bàn Văn An", subject.Individual, 2))
	w.Draft(b, w.Input("Thôn Lô Lô Chải", subject.Collective, 2))
	for _, sort := range paper.ForBatch(b.Level) {
		p := make1(t, w, "unit_officer", paper.Making{Kind: sort.Kind, BatchID: b.ID})
		got := text(file(t, w, "unit_officer", p).File)
		switch sort.Kind {
		case paper.UnitSubmission:
			has(t, got, "Ủy ban nhân dân\nxã Lũng Cú / TTr-UBND / Lũng Cú / TỜ TRÌNH Về việc đề nghị công nhận điển hình tiên tiến cấp tỉnh",
				"Căn cứ Luật Thi đua, khen thưởng", "Căn cứ Kế hoạch số 160/KH-UBND ngày", "công nhận 03 điển hình tiên tiến cấp tỉnh, gồm 01 tập thể, 02 cá nhân",
				"a) Tập thể (01): Thôn Lô Lô Chải;\nb) Cá nhân (02): Bàn Văn An; Giàng Mí Sử.", "TM. Ủy ban nhân dân / Chủ tịch", "- Như trên;", "- Lưu: VT, TĐKT.", "Danh sách trích ngang")
		case paper.List:
			has(t, got, "Kèm theo Tờ trình số", "của Ủy ban nhân dân xã Lũng Cú", "1 | Thôn Lô Lô Chải |", "2 | Bàn Văn An | 1975", "tăng từ 0,5 km lên 3,5 km")
		case paper.Summary:
			has(t, got, "Bàn Văn An", "[Ảnh Bàn Văn An]", "Vận động bà con hiến đất", "Biên bản nghiệm thu năm 2020.")
		case paper.Minutes:
			has(t, got, "BIÊN BẢN Họp xét", "[giờ, ngày, tháng, năm]", "1 | Thôn Lô Lô Chải", "Thư ký", "Chủ tọa")
		case paper.Achievement:
			has(t, got, "BÁO CÁO THÀNH TÍCH", "Người báo cáo Bàn Văn An", "Xác nhận, đề nghị / TM. Ủy ban nhân dân / Chủ tịch", "Đại diện tập thể", "Mở đường bê tông vào thôn.")
		}
	}
	all, err := w.Papers.List(t.Context(), w.As("unit_head"), paper.Filter{BatchID: b.ID})
	if err != nil || len(all.Rows) != 5 {
		t.Errorf("%d papers, %v", len(all.Rows), err)
	}
	again := make1(t, w, "unit_officer", paper.Making{Kind: paper.List, BatchID: b.ID})
	if all, _ := w.Papers.List(t.Context(), w.As("unit_head"), paper.Filter{BatchID: b.ID, Kind: paper.List}); len(all.Rows) != 1 || all.Rows[0].ID != again.ID {
		t.Error("a batch has one paper of a kind")
	}
}

func TestMake_givesEachLevelItsDecision(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	own := w.Batch(nomination.LevelUnit)
	w.Draft(own, w.Input("Giàng Mí Sử", subject.Household, 2))
	p := make1(t, w, "unit_officer", paper.Making{Kind: paper.UnitDecision, BatchID: own.ID})
	has(t, text(file(t, w, "unit_officer", p).File), "QĐ-UBND", "QUYẾT ĐỊNH", "/ Chủ tịch Ủy ban nhân dân xã Lũng Cú", "Căn cứ Luật Tổ chức chính quyền địa phương",
		"Điều 1. Công nhận 01 điển hình tiên tiến cấp cơ sở", "Hộ ông/bà Giàng Mí Sử")

	b := w.Batch(nomination.LevelProvince)
	n := w.Draft(b, w.Input("Bàn Văn An", subject.Individual, 2))
	w.Reach(nomination.Appraised, n.ID)
	p = make1(t, w, "standing_officer", paper.Making{Kind: paper.ListSubmission, Items: []string{n.ID}})
	has(t, text(file(t, w, "standing_officer", p).File), "Sở Nội vụ tỉnh Hà Giang / Ban Thi đua - Khen thưởng / TTr-BTĐKT / Hà Giang", "Chủ tịch Ủy ban nhân dân tỉnh Hà Giang", "01 trường hợp đủ điều kiện", "Tổng cộng | 0 | 1 | 0 | 0 | 1")
	w.Must("standing_head", nomination.SubmitList, "01/TTr-BTĐKT", n.ID)
	p = make1(t, w, "standing_officer", paper.Making{Kind: paper.ProvinceDecision, Items: []string{n.ID}})
	has(t, text(file(t, w, "standing_officer", p).File), "Ủy ban nhân dân\ntỉnh Hà Giang / QĐ-UBND / Hà Giang / QUYẾT ĐỊNH", "Theo đề nghị của Ban Thi đua - Khen thưởng tại Tờ trình số", "Chủ tịch Ủy ban nhân dân tỉnh Hà Giang")
	if p.SignedID != "" {
		t.Error("not signed yet")
	}
	w.Must("chairman", nomination.Approve, "02/QĐ-UBND", n.ID)
	if d := signed(t, w, "standing_officer", p.ID); !strings.HasSuffix(d.Number, "QĐ-UBND") {
		t.Error("the decision on which the approval rests is the signed paper", d.Number)
	}
	if err := w.Papers.Save(t.Context(), w.As("standing_officer"), paper.Item{ID: p.ID, Version: 1}, p.Content); !errs.Is(err, errs.Conflict) {
		t.Error("it stays as it was signed", err)
	}
}

func TestMake_isForTheBodyWhosePaperItIs(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	n := w.Draft(b, w.Input("Bàn Văn An", subject.Individual, 2))
	w.Reach(nomination.Received, n.ID)
	b, err := w.Noms.Batch(t.Context(), w.As("unit_officer"), b.ID) // by now others see it
	if err != nil {
		t.Fatal(err)
	}
	p := make1(t, w, "unit_officer", paper.Making{Kind: paper.UnitSubmission, BatchID: b.ID})
	for name, person := range w.People() {
		_, err := w.Papers.Make(t.Context(), person, db.NewID(), paper.Making{Kind: paper.Minutes, BatchID: b.ID})
		sees := access.Can(person, access.NominationView, b.Resource())
		may := access.Can(person, access.PaperWrite, access.Resource{KeeperID: b.KeeperID, HolderID: b.KeeperID, AuthorID: b.AuthorID})
		switch {
		case !sees && !errs.Is(err, errs.NotFound), sees && !may && !errs.Is(err, errs.Denied), sees && may && err != nil:
			t.Errorf("%s makes: sees %v, may %v: %v", name, sees, may, err)
		}
		_, err = w.Papers.Get(t.Context(), person, p.ID)
		if want := access.Can(person, access.PaperView, p.Resource()); (err == nil) != want {
			t.Errorf("%s opens: %v, want %v", name, err, want)
		}
	}
}

func TestSave_keepsWhatWasAdjustedAndNamesFaults(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	w.Draft(b, w.Input("Bàn Văn An", subject.Individual, 2))
	p := make1(t, w, "unit_officer", paper.Making{Kind: paper.UnitSubmission, BatchID: b.ID})
	c := p.Content
	c.Number, c.Day, c.Signer, c.Text = "7", "11/01/2021", "Vàng Mí Sính", "Kính trình {nơi gửi gọn}."
	save := func(person string, version int64, c paper.Content) error {
		return w.Papers.Save(t.Context(), w.As(person), paper.Item{ID: p.ID, Version: version}, c)
	}
	if err := save("unit_officer", 1, c); err != nil {
		t.Fatal(err)
	}
	got, err := w.Papers.Get(t.Context(), w.As("unit_head"), p.ID)
	if err != nil || got.Content != c || got.Version != 2 {
		t.Errorf("%+v, %v", got, err)
	}
	if err := save("unit_officer", 1, c); !errs.Is(err, errs.Conflict) {
		t.Error("stale", err)
	}
	if err := save("unit_head", 2, c); !errs.Is(err, errs.Denied) {
		t.Error("the head reads only", err)
	}
	if err := save("unit_officer2", 2, c); !errs.Is(err, errs.NotFound) {
		t.Error("another unit's", err)
	}
	bad := c
	bad.Text, bad.Issuer, bad.Day, bad.Summary = "{không có}", " ", "31/02/2021", strings.Repeat("a", 501)
	e := errs.As(save("unit_officer", 2, bad))
	var fields []string
	for _, f := range e.Fields {
		fields = append(fields, f.Field+" "+f.Key)
	}
	if s := strings.Join(fields, "; "); s != "issuer field.required; day field.day; summary field.too_long; text paper.unknown_name" {
		t.Error(s)
	}
}

func TestSign_registersWhatNoStepRestsOn(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	w.Draft(b, w.Input("Bàn Văn An", subject.Individual, 2))
	p := make1(t, w, "unit_officer", paper.Making{Kind: paper.Minutes, BatchID: b.ID})
	me := w.As("unit_officer")
	if err := w.Papers.Sign(t.Context(), me, paper.Item{ID: p.ID, Version: 1}, world.Paper("")); errs.As(err) == nil {
		t.Error("a paper without a number", err)
	}
	if err := w.Papers.Sign(t.Context(), me, paper.Item{ID: p.ID, Version: 1}, world.Paper("01/BB-UBND")); err != nil {
		t.Fatal(err)
	}
	p, _ = w.Papers.Get(t.Context(), me, p.ID)
	if d := signed(t, w, "unit_officer", p.ID); d.Number != "01/BB-UBND" || d.Kind != document.Minutes {
		t.Error(d)
	}
	if err := w.Papers.Save(t.Context(), me, paper.Item{ID: p.ID, Version: 2}, p.Content); !errs.Is(err, errs.Conflict) {
		t.Error("a signed paper stays as it is", err)
	}
	s := make1(t, w, "unit_officer", paper.Making{Kind: paper.UnitSubmission, BatchID: b.ID})
	if err := w.Papers.Sign(t.Context(), me, paper.Item{ID: s.ID, Version: 1}, world.Paper("02/TTr-UBND")); !errs.Is(err, errs.Conflict) {
		t.Error("the submission becomes the act by its step", err)
	}
}

func TestSaveTemplate_isTakenByPapersBegunAfterIt(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	w.Draft(b, w.Input("Bàn Văn An", subject.Individual, 2))
	before := make1(t, w, "unit_officer", paper.Making{Kind: paper.UnitSubmission, BatchID: b.ID})
	form, err := paper.BuiltIn(paper.Minutes)
	if err != nil {
		t.Fatal(err)
	}
	form.Summary = "Họp xét theo mẫu mới"
	save := func(person string, form paper.Form, note string, after int) error {
		return w.Papers.SaveTemplate(t.Context(), w.As(person), paper.Minutes, form, note, after)
	}
	if err := save("unit_officer", form, "thử", 0); !errs.Is(err, errs.Denied) {
		t.Error(err)
	}
	if err := save("standing_officer", form, "", 0); !errs.Is(err, errs.Invalid) {
		t.Error("why is asked for", err)
	}
	if err := save("standing_officer", form, "Theo hướng dẫn mới", 0); err != nil {
		t.Fatal(err)
	}
	if err := save("standing_officer", form, "Theo hướng dẫn mới", 0); err != nil {
		t.Error("the same again changes nothing", err)
	}
	other := form
	other.Summary = "Khác"
	if err := save("standing_officer", other, "Chậm", 0); !errs.Is(err, errs.Conflict) {
		t.Error("stale", err)
	}
	p := make1(t, w, "unit_officer", paper.Making{Kind: paper.Minutes, BatchID: b.ID})
	if p.Content.Summary != form.Summary || p.TemplateNo != 1 || before.TemplateNo != 0 {
		t.Errorf("%q of %d", p.Content.Summary, p.TemplateNo)
	}
	all, err := w.Papers.Versions(t.Context(), w.DB.Reader(), paper.Minutes)
	if err != nil || len(all) != 2 || all[0].No != 1 || all[1].No != 0 {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestBuiltIn_knowsEveryNameThatItUses(t *testing.T) {
	t.Parallel()
	for _, k := range paper.Templates() {
		if k == paper.Report {
			continue
		}
		form, err := paper.BuiltIn(k)
		if err != nil {
			t.Fatal(err)
		}
		bad := errs.New(errs.Invalid, "error.invalid")
		form.Check(bad, paper.NamesOf(k))
		for _, f := range bad.Fields {
			t.Errorf("%s: %s %s %v", k, f.Field, f.Key, f.Args)
		}
	}
}

// selected is a dossier of level lĩnh vực that waits for the lead agency's decision.
func selected(w *world.World) nomination.Nomination {
	n := w.Draft(w.Batch(nomination.LevelField), w.Input("Vừ Mí Chá", subject.Individual, 2))
	choose(w, n)
	return n
}

// choose walks a dossier from its unit to its selection, by the route of the day.
func choose(w *world.World, n nomination.Nomination) {
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.Endorse, "", n.ID)
	if civil.DayOf(w.DB.Now()) < "2025-07-01" { // the districts' last day was the one before
		w.Must("district_officer", nomination.Forward, "", n.ID)
	}
	w.Must("lead_officer", nomination.Receive, "", n.ID)
	w.Judge("lead_officer", n.ID)
	w.Must("lead_officer", nomination.Select, "", n.ID)
}

func TestMake_givesTheLeadAgencyItsDecision(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	n := selected(w)
	p := make1(t, w, "lead_officer", paper.Making{Kind: paper.FieldDecision, Items: []string{n.ID}})
	has(t, text(file(t, w, "lead_officer", p).File), "UBND tỉnh Hà Giang / Văn phòng Điều phối", "QĐ-VPĐPNTM", "/ Chánh Văn phòng Điều phối Chương trình xây dựng nông thôn mới tỉnh",
		"Công nhận 01 điển hình tiên tiến cấp lĩnh vực, ngành", "- Ban Thi đua - Khen thưởng;", "- Ủy ban nhân dân xã Lũng Cú;")
	if _, err := w.Papers.Make(t.Context(), w.As("standing_officer"), db.NewID(), paper.Making{Kind: paper.ProvinceDecision, Items: []string{n.ID}}); !errs.Is(err, errs.Invalid) {
		t.Error("a dossier of another level", err)
	}
	if _, err := w.Papers.Make(t.Context(), w.As("lead_officer2"), db.NewID(), paper.Making{Kind: paper.FieldDecision, Items: []string{n.ID}}); !errs.Is(err, errs.NotFound) {
		t.Error("another agency's dossier", err)
	}
}

func TestMake_givesAnotherRoundForDossiersThatCameBack(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	b := w.Batch(nomination.LevelProvince)
	stays, comes := w.Draft(b, w.Input("Bàn Văn An", subject.Individual, 2)), w.Draft(b, w.Input("Lò Thị Nga", subject.Individual, 2))
	first := make1(t, w, "unit_officer", paper.Making{Kind: paper.UnitSubmission, BatchID: b.ID})
	w.Must("unit_officer", nomination.Submit, "", stays.ID, comes.ID)
	w.Must("unit_head", nomination.Endorse, "01/TTr-UBND", stays.ID, comes.ID)
	if again := make1(t, w, "unit_officer", paper.Making{Kind: paper.UnitSubmission, BatchID: b.ID}); again.ID != first.ID {
		t.Error("while nothing came back the signed paper is the paper")
	}
	w.Clock.Set(w.DB.Now().Add(time.Hour))
	w.Must("district_officer", nomination.Return, "", comes.ID)
	second := make1(t, w, "unit_officer", paper.Making{Kind: paper.UnitSubmission, BatchID: b.ID})
	if second.ID == first.ID || second.Round != 2 || len(second.Items) != 1 || second.Items[0] != comes.ID {
		t.Fatalf("%+v", second)
	}
	has(t, text(file(t, w, "unit_officer", second).File), "công nhận 01 điển hình", "Lò Thị Nga")
	if p, err := w.Papers.Get(t.Context(), w.As("unit_officer"), second.ID); err != nil || p.SignedID != "" {
		t.Errorf("not signed by what was signed before it: %q, %v", p.SignedID, err)
	}
	w.Clock.Set(w.DB.Now().Add(time.Hour))
	w.Must("unit_officer", nomination.Submit, "", comes.ID)
	w.Must("unit_head", nomination.Endorse, "02/TTr-UBND", comes.ID)
	if d := signed(t, w, "unit_officer", second.ID); d.Number != "02/TTr-UBND" {
		t.Error(d.Number)
	}
	if d := signed(t, w, "unit_officer", first.ID); d.Number != "01/TTr-UBND" {
		t.Error("the first paper stays signed as it was", d.Number)
	}
}
