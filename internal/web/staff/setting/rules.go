package setting

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/ui"
)

const rulesPath = path + "/the-thuc"

// rulesView is the page of the form for new values of official documents.
type rulesView struct {
	page   ui.StaffPage
	form   *kit.Form
	newest officialdoc.Rules
}

// ShowRules is the form for the values of official documents from a day on; it
// begins with the newest.
func (p *Pages) ShowRules(w http.ResponseWriter, r *http.Request) error {
	return p.showRules(w, r, http.StatusOK, nil)
}

func (p *Pages) showRules(w http.ResponseWriter, r *http.Request, status int, sent *kit.Form) error {
	newest, err := p.newestRules(r)
	if err != nil {
		return err
	}
	v := rulesView{page: kit.Page(r, kit.T(r, "rules.enter"), path, ui.Link{Label: kit.T(r, "setting.title"), Href: path}), form: sent, newest: newest}
	if sent == nil {
		v.form = kit.NewForm(r)
		fillRules(v.form, newest)
	}
	return kit.Render(w, r, status, rulesPage(v))
}

func (p *Pages) newestRules(r *http.Request) (officialdoc.Rules, error) {
	all, err := p.laws.AllDocumentRules(r.Context(), p.db.Reader())
	if err != nil {
		return officialdoc.Rules{}, err
	}
	return all[len(all)-1], nil
}

// ChangeRules enters new values.
func (p *Pages) ChangeRules(w http.ResponseWriter, r *http.Request) error {
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	newest, err := p.newestRules(r)
	if err != nil {
		return err
	}
	rules := readRules(f, newest)
	if f.OK() {
		err = p.laws.SetDocumentRules(r.Context(), kit.Actor(r), rules, civil.Day(f.Value("after")))
	}
	if status := f.Refused(err); status != 0 {
		return p.showRules(w, r, status, f.Labelled(rulesLabels()...))
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, "rules.done")
	return kit.Redirect(w, r, path+"#the-thuc")
}

// ranges are the lengths of the form: a field each for what is taken, and with
// ".min" and ".max" for what is allowed.
func ranges(r *officialdoc.Rules) []namedRange {
	return []namedRange{{"top", &r.Top}, {"bottom", &r.Bottom}, {"left", &r.Left}, {"right", &r.Right}, {"gap", &r.Gap}, {"line", &r.Line}, {"rule", &r.Rule}}
}

type namedRange struct {
	name string
	*officialdoc.Range
}

// styled are the components that have letters of their own.
func styled() []officialdoc.Component {
	var out []officialdoc.Component
	for _, c := range officialdoc.Components() {
		if c != officialdoc.Page && c != officialdoc.Font && c != officialdoc.TableText {
			out = append(out, c)
		}
	}
	return out
}

// lookField names a component's field as officialdoc.Rules.Valid does.
func lookField(c officialdoc.Component) string { return fmt.Sprintf("look.%s", c) }

// fillRules puts values into the form as they are typed.
func fillRules(f *kit.Form, r officialdoc.Rules) {
	f.Set("decree", r.Decree)
	f.Set("font", r.Font)
	f.Set("width", number(r.Width))
	f.Set("height", number(r.Height))
	f.Set("table", number(r.Table))
	f.Set("indent", numbers(r.Indent))
	for _, v := range ranges(&r) {
		fillRange(f, v.name, *v.Range)
	}
	for _, c := range styled() {
		look := r.Looks[c]
		fillRange(f, lookField(c), look.Size)
		for name, on := range map[string]bool{".bold": look.Bold, ".italic": look.Italic, ".caps": look.Caps} {
			if on {
				f.Set(lookField(c)+name, "1")
			}
		}
	}
}

func fillRange(f *kit.Form, name string, v officialdoc.Range) {
	f.Set(name, number(v.Use))
	f.Set(name+".min", number(v.Min))
	f.Set(name+".max", number(v.Max))
}

// readRules reads the form over the newest values, which keep what it does not ask.
func readRules(f *kit.Form, newest officialdoc.Rules) officialdoc.Rules {
	f.Required("decree", "font", "from_day")
	r := newest
	r.Decree, r.Font, r.FromDay, r.ToDay = f.String("decree", 200), f.String("font", 60), f.Day("from_day"), ""
	r.Width, r.Height, r.Table = f.Decimal("width"), f.Decimal("height"), f.Decimal("table")
	r.Indent = readNumbers(f, "indent")
	for _, v := range ranges(&r) {
		*v.Range = readRange(f, v.name)
	}
	r.Looks = make(map[officialdoc.Component]officialdoc.Look, len(newest.Looks))
	for c, look := range newest.Looks {
		r.Looks[c] = look
	}
	for _, c := range styled() {
		look := r.Looks[c]
		name := lookField(c)
		look.Size = readRange(f, name)
		look.Bold, look.Italic, look.Caps = f.Bool(name+".bold"), f.Bool(name+".italic"), f.Bool(name+".caps")
		r.Looks[c] = look
	}
	for _, x := range r.Valid().Fields { // all faults at once, beside those of reading
		if f.Fault(x.Field+".min") == "" && f.Fault(x.Field+".max") == "" {
			f.Add(x.Field, x.Key, x.Args...)
		}
	}
	return r
}

func readRange(f *kit.Form, name string) officialdoc.Range {
	return officialdoc.Range{Min: f.Decimal(name + ".min"), Max: f.Decimal(name + ".max"), Use: f.Decimal(name)}
}

// readNumbers reads numbers with semicolons between them.
func readNumbers(f *kit.Form, name string) []float64 {
	var out []float64
	for part := range strings.SplitSeq(f.Value(name), ";") {
		n, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(part), ",", ".", 1), 64)
		if err != nil {
			f.Add(name, "rules.indent")
			return nil
		}
		out = append(out, n)
	}
	return out
}

// number is a number as it is typed, with a decimal comma; "" for 0, which no
// value of the form is.
func number(v float64) string {
	if v == 0 {
		return ""
	}
	return strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), ".", ",", 1)
}

func numbers(all []float64) string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = number(v)
	}
	return strings.Join(out, "; ")
}

// allowed says what a range allows: "12 – 13", "13", "6 trở lên".
func allowed(p *i18n.Printer, v officialdoc.Range) string {
	switch v.Max {
	case 0:
		return p.T("rules.at_least", number(v.Min))
	case v.Min:
		return number(v.Min)
	}
	return number(v.Min) + " – " + number(v.Max)
}

// manner is how a component's letters stand: "in hoa, đứng, đậm".
func manner(p *i18n.Printer, l officialdoc.Look) string {
	parts := []string{p.T("rules.lower"), p.T("rules.upright")}
	if l.Caps {
		parts[0] = p.T("rules.caps")
	}
	if l.Italic {
		parts[1] = p.T("rules.italic")
	}
	if l.Bold {
		parts = append(parts, p.T("rules.bold"))
	}
	return strings.Join(parts, ", ")
}

// rulesLabels name the fields whose faults do not.
func rulesLabels() []string {
	var out []string
	for _, v := range ranges(&officialdoc.Rules{}) {
		out = append(out, v.name, "rules.length."+v.name)
	}
	for _, c := range styled() {
		out = append(out, lookField(c), "rules.component."+string(c))
	}
	return out
}

// rangeColumns are the columns of a table of ranges, with or without that of letters.
func rangeColumns(ctx context.Context, letters bool) []ui.Column {
	out := []ui.Column{{Label: i18n.T(ctx, "rules.element")}, {Label: i18n.T(ctx, "rules.min")}, {Label: i18n.T(ctx, "rules.max")}, {Label: i18n.T(ctx, "rules.use")}}
	if letters {
		out = append(out, ui.Column{Label: i18n.T(ctx, "rules.manner")})
	}
	return out
}

// componentName is an element of the form in words.
func componentName(ctx context.Context, c officialdoc.Component) string {
	return i18n.T(ctx, "rules.component."+string(c))
}

// hidden takes a label from sight where the table's heads say it.
func hidden(f *ui.Field) { f.LabelHidden = true }
