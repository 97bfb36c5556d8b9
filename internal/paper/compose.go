package paper

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/subject"
)

// Made is a paper as it is drawn.
type Made struct {
	File  officialdoc.File
	Rules officialdoc.Rules
	// Words are what the names of its form stand for now.
	Words map[string]string
	// Gaps are the places that a person has still to fill in.
	Gaps []string
	// Nominees are the dossiers that it carries.
	Nominees []nomination.Nomination

	sheaf   *sheaf
	printer *i18n.Printer
}

// File draws the paper with the content, its own or one that is not kept yet, from
// the dossiers as they are now.
func (s *Service) File(ctx context.Context, actor access.Actor, p Paper, c Content) (Made, error) {
	sort, ok := SortOf(p.Kind)
	if !ok {
		return Made{}, errs.New(errs.NotFound, "paper.not_found")
	}
	p.Content = c
	d, err := s.gather(ctx, actor, &p, sort)
	if err != nil {
		return Made{}, err
	}
	m := Made{Rules: d.rules, Words: d.words(), sheaf: d, printer: i18n.From(ctx)}
	for _, one := range d.cases {
		m.Nominees = append(m.Nominees, one.Nomination)
	}
	m.File.Title = joined(" ", sort.Type.Name(), lowerFirst(fill(c.Summary, m.Words)))
	switch {
	case sort.Kind == List:
		m.File.Parts = []officialdoc.Part{{Sheet: &officialdoc.Sheet{Of: d.reference(c), Appendix: d.numbered(d.list1(m.printer), 1)}}}
	case sort.Kind == Summary:
		err = s.summaries(ctx, &m, c)
	case sort.Kind == Achievement:
		m.achievements(c)
	default:
		m.document(c)
	}
	m.Gaps = m.File.Gaps()
	return m, err
}

// reference names the submission that a sheet goes with.
func (d *sheaf) reference(c Content) officialdoc.Reference {
	return officialdoc.Reference{Type: officialdoc.Submission, Symbol: c.Symbol, Issuer: d.issuer.Name}
}

// numbered is an appendix among the two that go with a unit's submission: the list
// and the summaries.
func (d *sheaf) numbered(a officialdoc.Appendix, no int) officialdoc.Appendix {
	if d.batch.ID != "" {
		a.No = no
	}
	return a
}

// list1 is the danh sách trích ngang as an appendix.
func (d *sheaf) list1(p *i18n.Printer) officialdoc.Appendix {
	return officialdoc.Appendix{Title: "Danh sách trích ngang đề nghị công nhận điển hình tiên tiến " + levelText(d.level), Landscape: true, Body: []officialdoc.Block{d.listTable(p)}}
}

func (s *Service) summaries(ctx context.Context, m *Made, c Content) error {
	body := []officialdoc.Block{}
	for i, one := range m.sheaf.cases {
		photo, err := s.photo(ctx, one)
		if err != nil {
			return err
		}
		if i > 0 {
			body = append(body, officialdoc.Block{Kind: officialdoc.PageBreak})
		}
		body = append(body, m.sheaf.fitted(m.printer, one, photo, i == 0)...)
	}
	m.File.Parts = []officialdoc.Part{{Sheet: &officialdoc.Sheet{Of: m.sheaf.reference(c),
		Appendix: m.sheaf.numbered(officialdoc.Appendix{Title: "Tóm tắt thành tích đề nghị công nhận điển hình tiên tiến " + levelText(m.sheaf.level), Body: body}, 2)}}}
	return nil
}

// document is a submission, minutes or a decision, with the list as its appendix
// but for minutes.
func (m *Made) document(c Content) {
	d := m.sheaf
	f := officialdoc.Fields{Words: m.Words, Blocks: map[string][]officialdoc.Block{
		"tên theo đối tượng": d.byKind(), "bảng danh sách": {d.listTable(m.printer)}, "bảng theo lĩnh vực": {d.fieldTable()}, "bảng biểu quyết": {d.voteTable()}}}
	doc := m.drawn(c, f)
	if d.sort.Type != officialdoc.Minutes {
		a := d.list1(m.printer)
		if !d.sort.Step.Admits() {
			a = d.numbered(a, 1)
		} else {
			a.Title = "Danh sách điển hình tiên tiến " + levelText(d.level) + " được công nhận"
		}
		doc.Appendices = []officialdoc.Appendix{a}
	}
	m.File.Parts = []officialdoc.Part{{Document: &doc}}
}

// drawn is a document with the content's head and form.
func (m *Made) drawn(c Content, f officialdoc.Fields) officialdoc.Document {
	text := officialdoc.Read(c.Text, f)
	day, _ := civil.ParseDay(c.Day) // checked when it was kept
	doc := officialdoc.Document{Type: m.sheaf.sort.Type, Parent: c.Parent, Issuer: c.Issuer, Number: c.Number, Symbol: c.Symbol, Place: c.Place, Day: day,
		Authority: c.By, Summary: fill(c.Summary, f.Words), To: Lines(c.To, f.Words), Bases: text.Bases, Body: text.Body, Recipients: Lines(c.Recipients, f.Words)}
	right := officialdoc.Signature{Authority: Lines(c.Authority, f.Words), Name: c.Signer}
	if left := Lines(c.Left, f.Words); len(left) > 0 {
		doc.Signatures = append(doc.Signatures, officialdoc.Signature{Authority: left, Name: c.Second})
	}
	doc.Signatures = append(doc.Signatures, right)
	return doc
}

// achievements are the reports of all nominees, each a document.
func (m *Made) achievements(c Content) {
	d := m.sheaf
	for _, one := range d.cases {
		words := maps.Clone(m.Words)
		words["loại đối tượng"], words["tên đối tượng"] = kindText(one.Kind), title(one)
		words["người báo cáo"] = "Người báo cáo"
		if one.Kind == subject.Collective || one.Kind == subject.Model {
			words["người báo cáo"] = "Đại diện " + kindText(one.Kind)
		}
		words["thành tích"], words["nội dung thành tích"], words["lĩnh vực"] = one.Title, one.Summary, d.fieldNames(one)
		doc := m.drawn(c, officialdoc.Fields{Words: words, Blocks: m.aboutNominee(one)})
		doc.Title, doc.Unnumbered = "Báo cáo thành tích", true
		// Who reports signs on the right, who confirms it on the left.
		last := len(doc.Signatures) - 1
		doc.Signatures[last].Name = ""
		if one.Kind == subject.Individual || one.Kind == subject.Household {
			doc.Signatures[last].Name = one.SubjectName
		}
		if last > 0 {
			doc.Signatures[0].Name = c.Signer
		}
		m.File.Parts = append(m.File.Parts, officialdoc.Part{Document: &doc})
	}
}

// aboutNominee are the blocks that speak of one nominee.
func (m *Made) aboutNominee(c nomination.Case) map[string][]officialdoc.Block {
	d := m.sheaf
	facts := []officialdoc.Block{}
	for _, f := range append([][2]string{{"Tên", title(c)}}, d.facts(c)...) {
		facts = append(facts, officialdoc.Text(officialdoc.DashBlock, f[0]+": "+f[1]+"."))
	}
	blocks := map[string][]officialdoc.Block{"thông tin": facts, "chỉ số": {}, "bảng tiêu chí": {}}
	if b := figureTable(m.printer, c); b != nil {
		blocks["chỉ số"] = []officialdoc.Block{*b}
	} else {
		blocks["chỉ số"] = []officialdoc.Block{officialdoc.Text(officialdoc.ParagraphBlock, "[Nêu một chỉ số trước và sau.]")}
	}
	if b := d.criteria(c, 0, 0); b != nil {
		blocks["bảng tiêu chí"] = []officialdoc.Block{*b}
	} else {
		blocks["bảng tiêu chí"] = []officialdoc.Block{officialdoc.Text(officialdoc.ParagraphBlock, "[Nêu kết quả theo từng tiêu chí của lĩnh vực "+d.fieldNames(c)+".]")}
	}
	return blocks
}

// FileName is FileName of the paper's kind, with its round from the second on.
func (p Paper) FileName(batchRef string) string {
	if p.Round > 1 {
		batchRef += " lan " + strconv.Itoa(p.Round)
	}
	return FileName(p.Kind, batchRef)
}

// FileName is how the paper's file is called, without the ending: letters and
// digits of ASCII, so that no system stumbles over it.
func FileName(k Kind, batchRef string) string {
	base := strings.ReplaceAll(string(k), "_", "-")
	name := map[Kind]string{UnitSubmission: "to-trinh", OwnSubmission: "to-trinh", ListSubmission: "to-trinh", List: "danh-sach-trich-ngang", Summary: "tom-tat-thanh-tich",
		Minutes: "bien-ban-hop-xet", CouncilMinutes: "bien-ban-hoi-dong", Achievement: "bao-cao-thanh-tich", UnitDecision: "quyet-dinh", FieldDecision: "quyet-dinh",
		ProvinceDecision: "quyet-dinh"}[k]
	if name == "" {
		name = base
	}
	ref := strings.ReplaceAll(i18n.Fold(batchRef), " ", "-")
	return strings.Join(slices.DeleteFunc([]string{name, ref}, func(s string) bool { return s == "" }), "-")
}
