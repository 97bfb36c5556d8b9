package report

import (
	"strconv"
	"strings"

	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/subject"
)

// Word is a name in braces that stands within a line of the text, with what it
// says now. A figure also has what it counts.
type Word struct {
	Name   string
	Value  string
	Filter *Filter // nil for words
}

// The names in braces that stand for a table, a chart or a list, each alone on
// its line.
const (
	byField     = "bảng theo lĩnh vực"
	byLevel     = "bảng theo cấp"
	byShare     = "bảng cơ cấu"
	byMilestone = "bảng trách nhiệm theo mốc"
	chartField  = "biểu đồ theo lĩnh vực"
	chartStage  = "biểu đồ theo khâu"
	namedField  = "điển hình nêu tên"
)

// BlockNames lists them in the order of the usual text.
func BlockNames() []string {
	return []string{byField, chartField, chartStage, byLevel, byShare, namedField, byMilestone}
}

// Content is what a report's text is filled in from.
type Content struct {
	Head   Head
	Frame  Frame
	Period Period
	Cases  []Case
	Named  []string
}

// Words are the names that stand within a line, in the order in which a person
// looks for them.
func (c Content) Words(rules officialdoc.Rules) []Word {
	out := c.planWords(rules)
	out = append(out, c.figureWords()...)
	for _, s := range Shares(c.Cases, c.Period) {
		w := Word{s.Field, s.Text(s.Of), nil}
		if s.Known > 0 {
			w.Filter = &s.Filter
		}
		out = append(out, w)
	}
	return append(out, c.lackWords()...)
}

func (c Content) planWords(rules officialdoc.Rules) []Word {
	f := c.Frame
	return []Word{
		{"số kế hoạch", f.PlanSymbol, nil},
		{"ngày kế hoạch", rules.Date(f.PlanDay), nil},
		{"tên kế hoạch", lower(f.PlanTitle), nil},
		{"cơ quan ban hành kế hoạch", f.PlanIssuer, nil},
		{"giai đoạn", strconv.Itoa(f.PeriodFrom) + " - " + strconv.Itoa(f.PeriodTo), nil},
		{"tên tỉnh", f.Province, nil},
		{"cơ quan báo cáo", c.Head.Issuer, nil},
		{"kỳ báo cáo", c.Period.Text(), nil},
		{"từ ngày", c.Period.From.Vietnamese(), nil},
		{"đến ngày", c.Period.To.Vietnamese(), nil},
		{"số lĩnh vực", number(len(f.Fields)), nil},
		{"số cơ quan chủ trì", number(len(f.Bodies)), nil},
		{"số mốc thời gian", number(len(f.Milestones)), nil},
	}
}

// Text is "từ ngày 09/01/2021 đến ngày 30/06/2025".
func (p Period) Text() string {
	return "từ ngày " + p.From.Vietnamese() + " đến ngày " + p.To.Vietnamese()
}

func (c Content) figureWords() []Word {
	var out []Word
	add := func(name string, f Filter) {
		out = append(out, Word{name, number(f.Count(c.Cases, c.Period)), &f})
	}
	add("tổng số hồ sơ", Filter{Group: Dossiers})
	add("số hồ sơ trong kỳ", Filter{Group: Dossiers, New: true})
	add("số hồ sơ đang xét", Filter{Stage: Discover})
	add("số hồ sơ được công nhận", Filter{Stage: Admitted})
	add("số hồ sơ không được chọn", Filter{Stage: Closed})
	add("số đơn vị đề nghị", Filter{Group: Dossiers, Units: true})
	add("tổng số điển hình", Filter{Group: Exemplars})
	add("số điển hình trong kỳ", Filter{Group: Exemplars, New: true})
	add("số tập thể", Filter{Group: Exemplars, Kind: subject.Collective})
	add("số cá nhân", Filter{Group: Exemplars, Kind: subject.Individual})
	add("số hộ gia đình", Filter{Group: Exemplars, Kind: subject.Household})
	add("số mô hình", Filter{Group: Exemplars, Kind: subject.Model})
	add("số điển hình toàn diện", Filter{Group: Exemplars, Mark: Comprehensive})
	add("số đang bồi dưỡng", Filter{Stage: Nurture})
	add("số đã công nhận", Filter{Stage: Review})
	add("số đang nhân rộng", Filter{Stage: Replicate})
	add("số đã hủy công nhận", Filter{Stage: Revoked})
	add("số cấp cơ sở", Filter{Group: Exemplars, Level: nomination.LevelUnit})
	add("số cấp lĩnh vực", Filter{Group: Exemplars, Level: nomination.LevelField})
	add("số cấp tỉnh", Filter{Group: Exemplars, Level: nomination.LevelProvince})
	return out
}

// lackWords say what is missing and what comes next.
func (c Content) lackWords() []Word {
	var empty, late []string
	for _, f := range c.Frame.Fields {
		if (Filter{Group: Exemplars, FieldID: f.ID}).Count(c.Cases, c.Period) == 0 {
			empty = append(empty, capital(f.Name))
		}
	}
	for _, b := range c.Frame.LateBodies(c.Cases, c.Period) {
		late = append(late, b.Name)
	}
	next := "không còn"
	for _, m := range c.Frame.Milestones {
		if m.Due > c.Period.To {
			next = m.Short() + " (" + m.Due.Vietnamese() + ")"
			break
		}
	}
	return []Word{{"lĩnh vực chưa có điển hình", list(empty), nil}, {"cơ quan chậm", list(late), nil}, {"số cơ quan chậm", number(len(late)), nil}, {"mốc tiếp theo", next, nil}}
}

func list(names []string) string {
	if len(names) == 0 {
		return "không có"
	}
	return strings.Join(names, "; ")
}
