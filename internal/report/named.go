package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/officialdoc"
	"lantoa/internal/subject"
)

// mostNamed is how many exemplars a report names where nobody has chosen others.
const mostNamed = 10

// Nameable are the exemplars that a report may name: those recognised at a higher
// level first, then by the day of the recognition, the newest first.
func Nameable(cases []Case, p Period) []Case {
	out := Filter{Group: Exemplars}.Select(cases, p)
	levels := nomination.Levels()
	slices.SortStableFunc(out, func(a, b Case) int {
		return cmp.Or(cmp.Compare(slices.Index(levels, b.Level), slices.Index(levels, a.Level)), cmp.Compare(b.Day, a.Day), cmp.Compare(a.Ref, b.Ref))
	})
	return out
}

// DefaultNamed are the records that a new report names: the province's, then the
// fields'.
func DefaultNamed(cases []Case, p Period) []string {
	var out []string
	for _, c := range Nameable(cases, p) {
		if len(out) < mostNamed && c.Level != nomination.LevelUnit {
			out = append(out, c.RecordID)
		}
	}
	return out
}

// Named are the cases of the ids that may be named, in the order of Nameable.
func Named(cases []Case, p Period, ids []string) []Case {
	var out []Case
	for _, c := range Nameable(cases, p) {
		if slices.Contains(ids, c.RecordID) {
			out = append(out, c)
		}
	}
	return out
}

// Sentence tells of an exemplar: who, where, what, the figure before and after,
// and by which decision it was recognised.
func (c Case) Sentence() string {
	text := c.address()
	if c.UnitName != "" {
		text += " (" + c.UnitName + ")"
	}
	text += ": " + strings.TrimRight(c.Title, ". ")
	if change := c.Figure.Change(); change != "" {
		text += "; " + change
	}
	text += "."
	if c.Number != "" {
		text += fmt.Sprintf(" Được công nhận %s tại Quyết định số %s ngày %s.", lower(levelText(c.Level)), c.Number, c.Day.Vietnamese())
	}
	return text
}

// address is the name as documents call it: "Ông/Bà …", "Hộ ông/bà …".
func (c Case) address() string {
	switch {
	case c.Kind == subject.Individual && c.Sex == "":
		return "Ông/Bà " + c.Name
	case c.Kind == subject.Individual:
		return capital(subject.Address(c.Sex)) + " " + c.Name
	case c.Kind == subject.Model && !strings.HasPrefix(i18n.Fold(c.Name), "mo hinh"):
		return "Mô hình “" + c.Name + "”"
	}
	return c.Kind.Called(c.Name, c.Sex)
}

// Change is the figure in words: "chiều dài đường bê tông từ 0,3 km lên 1,8 km";
// "" where it was not given.
func (f Figure) Change() string {
	if f.Name == "" || f.After == "" {
		return ""
	}
	name, before, after := lower(f.Name), f.amount(f.Before), f.amount(f.After)
	if f.Before == "" {
		return name + " đạt " + after
	}
	from, fromErr := strconv.ParseFloat(f.Before, 64)
	to, toErr := strconv.ParseFloat(f.After, 64)
	word := "thành"
	switch {
	case fromErr != nil || toErr != nil:
	case to > from:
		word = "lên"
	case to < from:
		word = "xuống"
	}
	return fmt.Sprintf("%s từ %s %s %s", name, before, word, after)
}

// amount is a number as documents write it, with its unit: "0,3 km", "97%".
func (f Figure) amount(plain string) string {
	var p *i18n.Printer
	text := nomination.FormatFigure(p, plain)
	switch {
	case f.Unit == "":
		return text
	case strings.HasPrefix(f.Unit, "%"):
		return text + f.Unit
	}
	return text + " " + f.Unit
}

// lower begins a text with a small letter, but for an abbreviation.
func lower(s string) string {
	r := []rune(s)
	if len(r) < 2 || strings.ToUpper(string(r[:2])) == string(r[:2]) && strings.ToLower(string(r[1])) != string(r[1]) {
		return s
	}
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

// namedBlocks are the sentences of the exemplars that a report names; where there
// are some and none was chosen, a place to be filled in.
func (c Content) namedBlocks() []officialdoc.Block {
	all := Named(c.Cases, c.Period, c.Named)
	switch {
	case len(all) > 0:
	case c.unnamed():
		return []officialdoc.Block{officialdoc.Text(officialdoc.ParagraphBlock, "[Chưa chọn điển hình để nêu tên.]")}
	default:
		return []officialdoc.Block{officialdoc.Text(officialdoc.ParagraphBlock, "Chưa có điển hình để nêu tên.")}
	}
	out := make([]officialdoc.Block, len(all))
	for i, c := range all {
		out[i] = officialdoc.Text(officialdoc.DashBlock, c.Sentence())
	}
	return out
}

// unnamed reports that there are exemplars to name and none is.
func (c Content) unnamed() bool {
	return len(Named(c.Cases, c.Period, c.Named)) == 0 && (Filter{Group: Exemplars}).Count(c.Cases, c.Period) > 0
}
