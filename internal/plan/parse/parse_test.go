package parse_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"lantoa/internal/plan/parse"
)

var update = flag.Bool("update", false, "write the golden file anew; then check it against the plan by eye")

const planFile = "testdata/ke-hoach-160-kh-ubnd.txt"

func readPlan(t testing.TB) string {
	t.Helper()
	raw, err := os.ReadFile(planFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// The customer's golden file was checked against the plan value by value, and its
// bytes are what the program's other parts count on.
func TestParse_readsTheCustomersPlanByteForByte(t *testing.T) {
	t.Parallel()
	got, err := parse.Parse(readPlan(t)).JSON()
	if err != nil {
		t.Fatal(err)
	}
	golden := strings.TrimSuffix(planFile, ".txt") + ".json"
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}

// documents are plans of other shapes, all made up. What each says was written
// down by reading it, before the parser did.
var documents = []string{
	"hai-cot-phan-dieu",       // a two-column letterhead, parts, articles, labelled lines
	"nhan-bang-gach-dau-dong", // a department's: tables, capital letters, groups of fields
	"quyet-dinh-kem-ke-hoach", // a decision with the plan attached, number and day blank
	"phan-muc-dieu",           // parts, sections and articles
	"chu-tri-truoc-tieu-chi",  // fields as paragraphs of one section, leads before criteria
	"gach-dau-dong",           // all by dashes, criteria on the field's own line
	"dong-co-nhan",            // labelled lines, several leads of both modes
	"huyen-chu-ky-ben-trai",   // a district's: the signature in the left column
	"xa-chi-tieu",             // a commune's: quotas, days without a year
	"moc-thoi-gian",           // spans of time, the first year left out
	"ngat-dong-ngat-trang",    // wrapped at 70, page numbers within sentences, spaced-out headings
	"nfd-dau-cu-dinh-chu",     // decomposed letters, old tone marks, words run together
	"khong-dau",               // typed without accents
}

func readDocument(t testing.TB, name string) string {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestParse_readsPlansOfOtherShapesWhole(t *testing.T) {
	t.Parallel()
	for _, name := range documents {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile("testdata/" + name + ".json")
			if err != nil {
				t.Fatal(err)
			}
			var want parse.Draft
			in := json.NewDecoder(bytes.NewReader(raw))
			in.DisallowUnknownFields()
			if err := in.Decode(&want); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, parse.Parse(readDocument(t, name))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The figures that the customer counts on, by hand from the document.
func TestParse_findsEveryPartOfTheCustomersPlan(t *testing.T) {
	t.Parallel()
	d := parse.Parse(readPlan(t))
	counts := map[string][2]int{
		"purposes": {len(d.Purposes), 3}, "contents": {len(d.Contents), 6}, "fields": {len(d.Fields), 10}, "milestones": {len(d.Milestones), 3},
		"yearly": {len(d.Yearly), 1}, "tasks": {len(d.Tasks), 5}, "recipients": {len(d.Recipients), 8}, "leads of field 10": {len(d.Fields[9].Leads), 3},
		"items of field 1": {len(d.Fields[0].Criteria[0].Items), 2}, "items of field 9": {len(d.Fields[8].Criteria[0].Items), 3},
	}
	for what, c := range counts {
		if c[0] != c[1] {
			t.Errorf("%s: %d, want %d", what, c[0], c[1])
		}
	}
	sets := 0
	for _, f := range d.Fields {
		sets += len(f.Criteria)
		want := parse.Assigned
		if f.No == "1" || f.No == "6" || f.No == "9" {
			want = parse.Requested
		}
		for _, l := range f.Leads {
			if l.Mode != want {
				t.Errorf("field %s: %s is %s, want %s", f.No, l.Name, l.Mode, want)
			}
		}
	}
	if sets != 18 {
		t.Errorf("%d criteria sets, want 18", sets)
	}
	both := []string{parse.Individual, parse.Household}
	for _, c := range []struct {
		field, set int
		want       []string
	}{{2, 1, both}, {3, 1, both}, {6, 0, []string{parse.Household}}, {9, 0, []string{parse.Individual}}, {4, 1, []string{parse.Individual}}} {
		if diff := cmp.Diff(c.want, d.Fields[c.field-1].Criteria[c.set].Subjects); diff != "" {
			t.Errorf("field %d set %d: %s", c.field, c.set, diff)
		}
	}
	if got := d.Fields[8].Criteria[0].Items[2]; got != "Được Tổng Liên đoàn Lao động Việt Nam tặng Bằng lao động sáng tạo" {
		t.Errorf("the certificate of field 9 is %q", got)
	}
	if d.Tasks[3].Mode != parse.Requested || d.Tasks[4].Mode != parse.Assigned {
		t.Errorf("task 4 is requested, task 5 assigned; got %s, %s", d.Tasks[3].Mode, d.Tasks[4].Mode)
	}
	for i, due := range []string{"2021-09-30", "2023-12-31", "2025-09-30"} {
		if d.Milestones[i].Due != due {
			t.Errorf("milestone %d due %s, want %s", i+1, d.Milestones[i].Due, due)
		}
	}
	if !strings.Contains(d.Contents[2].Text, "Phát hiện những khó khăn, thiếu sót") {
		t.Error("a sentence broken by a page is not whole")
	}
	if d.Signer.Name != "Nguyễn Văn Sơn" || d.Signer.Position != "CHỦ TỊCH" {
		t.Errorf("signer %+v", d.Signer)
	}
}

func TestParse_givesTheSameForOtherFormsOfTheSameText(t *testing.T) {
	t.Parallel()
	plain := readPlan(t)
	want := content(parse.Parse(plain))
	for name, text := range map[string]string{
		"decomposed":                        norm.NFD.String(plain),
		"CRLF":                              strings.ReplaceAll(plain, "\n", "\r\n"),
		"wrapped at 80":                     wrap(plain, 80),
		"wrapped at 61":                     wrap(plain, 61),
		"with pages":                        strings.Replace(plain, "khó khăn, thiếu sót", "- 2 -\n\nkhó khăn, thiếu sót", 1),
		"stray spaces":                      strings.ReplaceAll(plain, " của ", "  của\u00a0"),
		"form feed":                         strings.Replace(plain, "\n\nkhó khăn", "\f\n\nkhó khăn", 1),
		"byte order mark":                   "\ufeff" + plain,
		"wrapped at 40":                     wrap(plain, 40),
		"wrapped at 120":                    wrap(plain, 120),
		"a line a paragraph":                dense(plain),
		"wrapped at 80 without blank lines": wrap(dense(plain), 80),
		"wrapped at 95 without blank lines": wrap(dense(plain), 95),
		"marked up":                         markup(plain),
		"other letters":                     strings.ReplaceAll(plain, "Đ", "Ð"),
		"soft hyphens, zero width":          strings.ReplaceAll(plain, "phong trào", "phong\u00ad trào\u200b"),
	} {
		if diff := cmp.Diff(want, content(parse.Parse(text))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

var blankLines = regexp.MustCompile(`\n\s*\n`)

// dense takes the blank lines out, and mends what page breaks tore apart: without
// blank lines nothing tells such a break from the end of a paragraph.
func dense(text string) string {
	for _, torn := range []string{"Phát hiện những\n\n", "giải pháp trong\n\n", "tác dụng và có\n\n"} {
		text = strings.Replace(text, torn, strings.TrimSpace(torn)+" ", 1)
	}
	return blankLines.ReplaceAllString(blankLines.ReplaceAllString(text, "\n"), "\n")
}

// markup sets headings as converters from word processors do.
func markup(text string) string {
	text = regexp.MustCompile(`(?m)^([IV]+\. .*)$`).ReplaceAllString(text, "## **$1**")
	return strings.Replace(text, "KẾ HOẠCH", "# **KẾ HOẠCH**", 1)
}

// content is the draft without line numbers, which do change with the form.
func content(d parse.Draft) parse.Draft {
	for i := range d.Warnings {
		d.Warnings[i].Line = 0
	}
	return d
}

// wrap breaks lines at a width, as mail and old converters do.
func wrap(text string, width int) string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		n := 0
		var b strings.Builder
		for _, w := range strings.Fields(line) {
			l := len([]rune(w))
			if n > 0 && n+1+l > width {
				b.WriteByte('\n')
				n = 0
			} else if n > 0 {
				b.WriteByte(' ')
				n++
			}
			b.WriteString(w)
			n += l
		}
		out = append(out, b.String())
	}
	return strings.Join(out, "\n")
}

// Nothing is invented: whatever was read stands in the document letter by letter.
// The issuer alone is put together, from the sentence that issues the plan and
// the title's province, and a warning says so.
func TestParse_takesEveryWordFromTheDocument(t *testing.T) {
	t.Parallel()
	d := parse.Parse(readPlan(t))
	text := strings.Join(strings.Fields(strings.ReplaceAll(readPlan(t), "*", "")), " ")
	values := append(slices.Clone(d.Recipients), d.Number, d.Place, d.Title, d.Signer.Name, d.Signer.Position)
	values = append(values, d.Yearly...)
	for _, c := range append(slices.Clone(d.Purposes), d.Contents...) {
		values = append(values, c.No+". "+c.Text)
	}
	for _, m := range d.Milestones {
		values = append(values, m.Text)
	}
	for _, task := range d.Tasks {
		values = append(append(values, task.No+". "+task.Text), task.Assignees...)
	}
	for _, f := range d.Fields {
		values = append(append(values, f.Movement), f.Coordinating...)
		for _, l := range f.Leads {
			values = append(values, l.Name, l.Scope)
		}
		for _, c := range f.Criteria {
			values = append(values, c.Items...)
		}
	}
	for _, v := range values {
		if !strings.Contains(text, v) {
			t.Errorf("%q does not stand in the document", v)
		}
	}
	// And of the criteria nothing is lost: put together again they are the clauses.
	for i, f := range d.Fields {
		for j, c := range f.Criteria {
			rest := text
			for _, item := range c.Items {
				at := strings.Index(rest, item)
				if at < 0 {
					t.Fatalf("field %d, set %d: %q is out of order", i+1, j+1, item)
				}
				if between := rest[:at]; item != c.Items[0] && strings.Trim(between, " ;.") != "" {
					t.Errorf("field %d, set %d: %q was left out", i+1, j+1, between)
				}
				rest = rest[at+len(item):]
			}
		}
	}
	if d.Issuer != "Ủy ban nhân dân tỉnh Hà Giang" || len(d.Warnings) != 1 || d.Warnings[0].Line != 13 {
		t.Errorf("issuer %q, warnings %+v", d.Issuer, d.Warnings)
	}
}
