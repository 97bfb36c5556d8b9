package paper

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/law"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

// Name is a name that a template may hold in braces; what it stands for is said
// under "paper.name.<Key>".
type Name struct {
	Name string // "đơn vị"
	Key  string // "unit"
	// Insert is a name that stands alone in a line, for a table or a list.
	Insert bool
	// Nominee is a name that speaks of one nominee: reports of achievement only.
	Nominee bool
}

// names are all that papers of dossiers know, in the order in which they are shown.
func names() []Name {
	return []Name{
		{Name: "đơn vị", Key: "unit"}, {Name: "lãnh đạo đơn vị", Key: "head"}, {Name: "nơi gửi", Key: "to"}, {Name: "nơi gửi gọn", Key: "to_inline"},
		{Name: "nơi nhận thêm", Key: "more_recipients"}, {Name: "đơn vị đề nghị", Key: "proposers"}, {Name: "các cơ quan chủ trì", Key: "leads"},
		{Name: "cơ quan thường trực", Key: "standing"}, {Name: "người quyết định", Key: "decider"}, {Name: "quyền hạn người ký", Key: "authority"},
		{Name: "chức vụ người quyết định", Key: "decider_office"}, {Name: "nơi lưu", Key: "archive"}, {Name: "cấp", Key: "level"},
		{Name: "số hồ sơ", Key: "count"}, {Name: "cơ cấu", Key: "mix"}, {Name: "số lĩnh vực", Key: "fields"}, {Name: "số đơn vị", Key: "units"},
		{Name: "tên đợt", Key: "batch"}, {Name: "năm", Key: "year"}, {Name: "kế hoạch", Key: "plan"}, {Name: "kế hoạch gọn", Key: "plan_short"},
		{Name: "luật", Key: "law"}, {Name: "nghị định", Key: "decree"}, {Name: "căn cứ thẩm quyền", Key: "power"}, {Name: "tờ trình", Key: "submission"}, {Name: "biên bản họp", Key: "minutes"},
		{Name: "tên theo đối tượng", Key: "by_kind", Insert: true}, {Name: "bảng danh sách", Key: "list_table", Insert: true},
		{Name: "bảng theo lĩnh vực", Key: "field_table", Insert: true}, {Name: "bảng biểu quyết", Key: "vote_table", Insert: true},
		{Name: "loại đối tượng", Key: "subject_kind", Nominee: true}, {Name: "tên đối tượng", Key: "subject_name", Nominee: true},
		{Name: "người báo cáo", Key: "reporter", Nominee: true}, {Name: "thành tích", Key: "achievement", Nominee: true},
		{Name: "nội dung thành tích", Key: "account", Nominee: true}, {Name: "lĩnh vực", Key: "field", Nominee: true},
		{Name: "thông tin", Key: "facts", Insert: true, Nominee: true}, {Name: "chỉ số", Key: "figure", Insert: true, Nominee: true},
		{Name: "bảng tiêu chí", Key: "criteria", Insert: true, Nominee: true},
	}
}

// NamesOf lists the names that papers of a kind know; none for the report, whose
// names are its own.
func NamesOf(k Kind) []Name {
	if _, ok := SortOf(k); !ok {
		return nil
	}
	return slices.DeleteFunc(names(), func(n Name) bool { return n.Nominee && k != Achievement })
}

// words are what the names stand for.
func (d *sheaf) words() map[string]string {
	w := map[string]string{
		"đơn vị": d.issuer.Name, "lãnh đạo đơn vị": HeadOf(d.issuer), "cơ quan thường trực": d.standing.Name, "người quyết định": HeadOf(d.decider),
		"quyền hạn người ký":       strings.Join(Authority(d.issuer), "\n"),
		"chức vụ người quyết định": strings.Join(signs(d.issuer).decides, "\n"),
		"nơi lưu":                  d.archive(), "cấp": levelText(d.level), "số hồ sơ": d.count(len(d.cases)), "cơ cấu": d.mix(),
		"số lĩnh vực": d.count(len(d.byField())), "số đơn vị": d.count(len(d.units())), "tên đợt": d.batch.Title, "năm": fmt.Sprint(d.day.Year()),
		"kế hoạch": d.planFull(), "kế hoạch gọn": "Kế hoạch số " + d.plan.Symbol, "luật": cited(d.laws[law.Emulation], d.rules, "[tên Luật]"),
		"nghị định": cited(d.laws[law.EmulationDecree], d.rules, "[Nghị định hướng dẫn thi hành]"), "căn cứ thẩm quyền": d.power(),
		"tờ trình": d.submissionText(), "các cơ quan chủ trì": orgLines(d.leads), "đơn vị đề nghị": orgLines(d.units()),
	}
	to := d.to()
	w["nơi gửi"], w["nơi gửi gọn"] = orgLines(to), inline(to)
	w["nơi nhận thêm"], w["biên bản họp"] = d.more(), d.minutesText()
	return w
}

// archive is the unit that drew the paper up, in the line "Lưu: VT".
func (d *sheaf) archive() string {
	switch d.issuer.Kind {
	case org.Province, org.District, org.Commune:
		return "TĐKT"
	}
	if d.issuer.ID == d.standing.ID {
		return "TĐKT"
	}
	return "[bộ phận soạn thảo]"
}

// minutesText names the minutes of the unit's meeting, when they are signed by number
// and day.
func (d *sheaf) minutesText() string {
	if d.minutes.ID == "" {
		return "Biên bản họp xét ngày [ngày họp]"
	}
	return "Biên bản số " + d.minutes.Number + " " + d.rules.Date(d.minutes.Day)
}

func (d *sheaf) count(n int) string { return officialdoc.Pad(n, d.rules.PadBelow) }

// levelText is the level in running text.
func levelText(l nomination.Level) string {
	switch l {
	case nomination.LevelField:
		return "cấp lĩnh vực, ngành"
	case nomination.LevelProvince:
		return "cấp tỉnh"
	}
	return "cấp cơ sở"
}

// kindText is a kind of subject in running text.
func kindText(k subject.Kind) string {
	return map[subject.Kind]string{subject.Collective: "tập thể", subject.Individual: "cá nhân", subject.Household: "hộ gia đình", subject.Model: "mô hình"}[k]
}

// mix is how many of each kind: "02 tập thể, 03 cá nhân".
func (d *sheaf) mix() string {
	var parts []string
	for _, k := range subject.Kinds() {
		n := len(d.ofKind(k))
		if n > 0 {
			parts = append(parts, d.count(n)+" "+kindText(k))
		}
	}
	if len(parts) == 0 {
		return "[cơ cấu]"
	}
	return strings.Join(parts, ", ")
}

func (d *sheaf) ofKind(k subject.Kind) []nomination.Case {
	var out []nomination.Case
	for _, c := range d.cases {
		if c.Kind == k {
			out = append(out, c)
		}
	}
	return out
}

// units are the bodies that propose, in protocol order.
func (d *sheaf) units() []org.Org {
	var out []org.Org
	for _, c := range d.cases {
		if o, ok := d.orgs[c.UnitID]; ok && !slices.ContainsFunc(out, func(x org.Org) bool { return x.ID == o.ID }) {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, byProtocol)
	return out
}

func byProtocol(a, b org.Org) int {
	return cmp.Or(cmp.Compare(a.Protocol, b.Protocol), cmp.Compare(a.ID, b.ID))
}

// to are the bodies to which the unit's submission goes: the district that the
// route passes, then the lead agencies.
func (d *sheaf) to() []org.Org {
	if d.level == nomination.LevelUnit {
		return []org.Org{d.issuer}
	}
	if d.district.ID != "" {
		return append([]org.Org{d.district}, d.leads...)
	}
	return d.leads
}

// more are the recipients of the unit's papers beside those addressed: the unit
// above a commune, so that it knows.
func (d *sheaf) more() string {
	if d.parent.ID != "" && d.district.ID != d.parent.ID {
		return d.parent.Name
	}
	return ""
}

func orgLines(all []org.Org) string {
	var out []string
	for _, o := range all {
		out = append(out, o.Name)
	}
	return strings.Join(out, "\n")
}

// inline names bodies within a sentence.
func inline(all []org.Org) string {
	if len(all) == 0 {
		return "[cơ quan chủ trì]"
	}
	return strings.ReplaceAll(orgLines(all), "\n", ", ")
}

// planFull names the plan in full, as a paper does at first.
func (d *sheaf) planFull() string {
	text := "Kế hoạch số " + d.plan.Symbol + " " + d.rules.Date(d.plan.Day) + " của " + d.plan.Issuer
	if d.plan.Title != "" {
		text += " " + lowerFirst(d.plan.Title)
	}
	return text
}

// lowerFirst writes a title within a sentence: "Về việc …" → "về việc …".
func lowerFirst(s string) string {
	for _, word := range []string{"Về ", "Xây dựng ", "Triển khai ", "Tổ chức "} {
		if rest, ok := strings.CutPrefix(s, word); ok {
			return strings.ToLower(word[:1]) + word[1:] + rest
		}
	}
	return s
}

func cited(ref law.Reference, rules officialdoc.Rules, missing string) string {
	if ref.ID == "" {
		return missing
	}
	return ref.Cite(rules)
}

// power is the basis on which the issuing body decides.
func (d *sheaf) power() string {
	switch d.issuer.Kind {
	case org.Province, org.District, org.Commune:
		return "Căn cứ " + cited(d.laws[law.LocalGovernment], d.rules, "[Luật Tổ chức chính quyền địa phương]") + ";"
	}
	return "Căn cứ [văn bản quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức] của " + d.issuer.Name + ";"
}

func (d *sheaf) submissionText() string {
	if d.list.ID == "" {
		return "[Tờ trình số, ngày]"
	}
	return "Tờ trình số " + d.list.Number + " " + d.rules.Date(d.list.Day)
}

// figureText is a figure with its unit.
func figureText(p *i18n.Printer, plain, unit string) string {
	if plain == "" {
		return ""
	}
	return strings.TrimSpace(nomination.FormatFigure(p, plain) + " " + unit)
}
