package sheets_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/audit"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// province has dossiers of two communes in several states, papers and exemplars.
func province(t *testing.T) *client.Site {
	t.Helper()
	s := client.Start(t)
	w := s.World
	b := w.Batch(nomination.LevelProvince)
	for i := range 57 {
		w.Draft(b, w.Input(fmt.Sprintf("Vừ Mí Sính %02d", i), []subject.Kind{subject.Individual, subject.Collective, subject.Household}[i%3], 1+i%3))
	}
	w.Reach(nomination.Approved, w.Draft(b, w.Input("Thôn Thèn Pả", subject.Collective, 2)).ID)
	w.Reach(nomination.Received, w.Draft(b, w.Input("=Lò Mí Pó", subject.Individual, 2)).ID)
	w.Reach(nomination.Submitted, w.Draft(b, w.Input("Sùng Thị Mua", subject.Individual, 2)).ID)
	other := w.BatchBy("unit_officer2", nomination.LevelField)
	w.DraftBy("unit_officer2", other, w.Input("Giàng Thị Bí Mật", subject.Individual, 3))
	return s
}

// cells are a row's texts as one, without what only sets them apart: a page writes
// under one another what a file has in columns of its own.
func cells(texts []string) string {
	return regexp.MustCompile(`[\s;·]+`).ReplaceAllString(strings.Join(texts, ""), "")
}

// shown are the texts of the page's rows, walked from the first page to the last.
func shown(t *testing.T, c *client.Client, path string) []string {
	t.Helper()
	var out []string
	for a := c.Open(path); ; a = a.Click(`.pager a[rel="next"]`) {
		for _, row := range a.All("main table tbody tr, main .work-list .work-item") {
			var texts []string
			collect(row, &texts)
			out = append(out, cells(texts))
		}
		if !a.Has(`.pager a[rel="next"]`) {
			return out
		}
	}
}

// collect takes the texts that are seen of a row, leaving out ticks and links to
// files, which no file has.
func collect(n *html.Node, into *[]string) {
	class, _ := client.Attr(n, "class")
	_, file := client.Attr(n, "download")
	if strings.Contains(class, "visually-hidden") || strings.Contains(class, "row-check") || class == "act" || file {
		return
	}
	if n.Type == html.TextNode {
		*into = append(*into, n.Data)
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		collect(k, into)
	}
}

// taken are the texts of the file's rows without their key and, where an import
// reads the file back, without what stands behind the columns that the list shows.
func taken(t *testing.T, raw []byte, shown ...int) (rows []string, about map[string]string) {
	t.Helper()
	x, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	all, err := x.GetRows("Danh sách")
	if err != nil {
		t.Fatal(err)
	}
	last := len(all[0]) - 1
	if all[0][last] != "Mã trên hệ thống" {
		t.Errorf("the last column is %q, not the key", all[0][last])
	}
	if len(shown) > 0 {
		last = shown[0]
	}
	for _, r := range all[1:] {
		rows = append(rows, cells(r[:min(last, len(r))]))
	}
	about = map[string]string{}
	facts, err := x.GetRows("Thông tin")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		about[f[0]] = f[1]
	}
	return rows, about
}

// readBack are the lists whose files an import reads back, with how many columns
// the lists themselves show.
var readBack = map[string][]int{"/quan-ly/to-chuc": {4}, "/quan-ly/tai-khoan": {4}}

func TestSheet_hasExactlyWhatTheListShowsOnAllItsPages(t *testing.T) {
	t.Parallel()
	s := province(t)
	for _, c := range []struct {
		person string
		path   string
	}{
		{"unit_officer", "/quan-ly/ho-so"}, {"unit_officer", "/quan-ly/ho-so?thu-tu=cu"}, {"unit_officer", "/quan-ly/ho-so?loai=household"},
		{"unit_officer", "/quan-ly/ho-so?q=vu+mi+sinh+03"}, {"unit_officer", "/quan-ly/ho-so?trang-thai=draft&loai=collective"}, {"unit_officer", "/quan-ly/ho-so?cap=unit"},
		{"unit_officer2", "/quan-ly/ho-so"}, {"district_officer", "/quan-ly/ho-so"}, {"lead_officer", "/quan-ly/ho-so"}, {"standing_officer", "/quan-ly/ho-so"},
		{"chairman", "/quan-ly/ho-so"}, {"chairman", "/quan-ly/ho-so?danh-sach=" + listOf(t, s)}, {"inspector", "/quan-ly/ho-so?trang-thai=approved"},
		{"unit_officer", "/quan-ly/dot-de-nghi"}, {"unit_officer2", "/quan-ly/dot-de-nghi"}, {"standing_officer", "/quan-ly/dot-de-nghi?cap=province"},
		{"unit_officer", "/quan-ly/dien-hinh"}, {"unit_officer2", "/quan-ly/dien-hinh"}, {"editor", "/quan-ly/dien-hinh?cong=off"}, {"editor", "/quan-ly/dien-hinh?q=then+pa"},
		{"unit_officer", "/quan-ly/van-ban"}, {"standing_officer", "/quan-ly/van-ban"}, {"inspector", "/quan-ly/van-ban?loai=decision"},
		{"unit_officer", "/quan-ly/du-thao"}, {"standing_officer", "/quan-ly/du-thao"},
		{"unit_officer", "/quan-ly/to-chuc"}, {"admin", "/quan-ly/to-chuc?loai=commune"}, {"admin", "/quan-ly/to-chuc?q=lung+cu"},
		{"unit_officer", "/quan-ly/ke-hoach"}, {"unit_officer", "/quan-ly/phien"}, {"unit_officer", "/quan-ly/viec-cua-toi"}, {"lead_officer", "/quan-ly/viec-cua-toi"},
		{"standing_officer", "/quan-ly/viec-cua-toi"}, {"chairman", "/quan-ly/viec-cua-toi"},
		{"admin", "/quan-ly/tai-khoan"}, {"admin", "/quan-ly/tai-khoan?vai_tro=unit_officer"},
	} {
		as := s.As(c.person)
		page := as.Open(c.path)
		want := shown(t, as, c.path)
		if len(want) == 0 {
			if page.Has("a[href*='.xlsx']") {
				t.Errorf("%s %s: nothing to take away, yet a button", c.person, c.path)
			}
		} else if path, _, _ := strings.Cut(c.path, "?"); !strings.HasPrefix(page.Attr("a[href*='.xlsx']", "href"), path+".xlsx") {
			t.Errorf("%s %s: the button leads to %q", c.person, c.path, page.Attr("a[href*='.xlsx']", "href"))
		}
		path, query, filtered := strings.Cut(c.path, "?")
		if filtered {
			query = "?" + query
		}
		answer := as.Get(path + ".xlsx" + query).Want(http.StatusOK)
		got, about := taken(t, answer.Body, readBack[path]...)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s %s: %s", c.person, c.path, diff)
		}
		if about["Số dòng"] != fmt.Sprint(len(want)) && len(want) < 1000 || about["Người tải"] == "" || filtered != (!strings.HasPrefix(about["Bộ lọc"], "Không lọc")) && query != "?thu-tu=cu" && !strings.Contains(query, "danh-sach") {
			t.Errorf("%s %s says of itself %v", c.person, c.path, about)
		}
		if c.person != "unit_officer2" && strings.Contains(strings.Join(got, " "), "GiàngThịBíMật") {
			t.Errorf("%s takes a draft of another commune away", c.person)
		}
	}
}

// listOf is the submission before the Chairman.
func listOf(t *testing.T, s *client.Site) string {
	t.Helper()
	page, err := s.World.Noms.List(t.Context(), s.World.As("chairman"), nomination.Filter{State: nomination.Submitted})
	if err != nil || len(page.Rows) != 1 {
		t.Fatalf("%d submitted, %v", len(page.Rows), err)
	}
	return page.Rows[0].ListID
}

func TestSheet_ofASearchHasItsResultsWithTheirSort(t *testing.T) {
	t.Parallel()
	s := province(t)
	for _, person := range []string{"unit_officer", "standing_officer", "editor"} {
		as := s.As(person)
		page := as.Open("/quan-ly/tim-kiem?q=then+pa")
		var want []string
		for _, g := range page.All("main section") {
			name := client.Words(g.FirstChild)
			for _, row := range page.All("main section .work-item") {
				if row.Parent.Parent == g {
					texts := []string{name}
					collect(row, &texts)
					want = append(want, cells(texts))
				}
			}
		}
		got, _ := taken(t, as.Get(page.Attr("a[href*='.xlsx']", "href")).Want(http.StatusOK).Body)
		if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
			t.Errorf("%s: %s", person, diff)
		}
	}
}

func TestSheet_ofBlocsAndOfWhatIsOwedHasEveryBody(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	as := s.As("unit_officer")
	for path, selector := range map[string]string{"/quan-ly/cum-khoi": ".plain-list li a", as.Open("/quan-ly/ke-hoach").Attr("a.row-title", "href") + "/trach-nhiem": ".owing-head h2"} {
		page := as.Open(path)
		bodies := page.Texts(selector)
		if len(bodies) == 0 {
			if page.Has("a[href*='.xlsx']") {
				t.Errorf("%s has a button and no bodies", path)
			}
			continue
		}
		got, _ := taken(t, as.Get(page.Attr("a[href*='.xlsx']", "href")).Want(http.StatusOK).Body)
		if len(got) != len(bodies) {
			t.Fatalf("%s shows %d bodies, the file has %d", path, len(bodies), len(got))
		}
		for i, name := range bodies {
			if !strings.Contains(got[i], cells([]string{name})) {
				t.Errorf("%s: row %d is %q, want %q", path, i, got[i], name)
			}
		}
		for _, text := range page.Texts(".owing-body li") {
			if !strings.Contains(strings.Join(got, " "), cells([]string{text})) {
				t.Errorf("%s: %q is not in the file", path, text)
			}
		}
	}
}

func TestSheet_isUnderTheRightOfItsPage(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	for _, c := range []struct{ person, path string }{{"unit_officer", "/quan-ly/tai-khoan"}, {"admin", "/quan-ly/ho-so"}, {"unit_officer", "/quan-ly/bao-cao"}, {"editor", "/quan-ly/du-thao"}} {
		as := s.As(c.person)
		if page := as.Get(c.path).Status; page != http.StatusForbidden {
			t.Fatalf("%s has %s: %d", c.person, c.path, page)
		}
		as.Get(c.path + ".xlsx").Want(http.StatusForbidden)
	}
	b := s.World.Batch(nomination.LevelField)
	s.As("unit_officer2").Get("/quan-ly/dot-de-nghi/" + b.ID + "/ho-so.xlsx").Want(http.StatusNotFound)
	s.As("unit_officer").Get("/quan-ly/dot-de-nghi/" + b.ID + "/ho-so.xlsx").Want(http.StatusOK)
	if a := s.Visitor().Get("/quan-ly/ho-so.xlsx"); a.Status != http.StatusSeeOther {
		t.Errorf("a visitor gets %d", a.Status)
	}
}

func TestSheet_isRegisteredWithoutWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	w := s.World
	w.Draft(w.Batch(nomination.LevelField), w.Input("Vừ Mí Sính", subject.Individual, 2))
	s.As("unit_officer").Get("/quan-ly/ho-so.xlsx?loai=individual&q=vu+mi+sinh&nguyen-van-a=nguyen-van-a").Want(http.StatusOK)
	all, err := audit.Recent(t.Context(), w.DB.Reader(), "", 1)
	if err != nil || len(all) != 1 {
		t.Fatal(err)
	}
	var meta struct {
		List    string
		Rows    int
		Filters map[string]string
	}
	if err := json.Unmarshal([]byte(all[0].Meta), &meta); err != nil {
		t.Fatal(err)
	}
	if all[0].Action != "list.export" || all[0].ActorID != s.AccountID("unit_officer") || meta.List != "ho-so" || meta.Rows != 1 || !cmp.Equal(meta.Filters, map[string]string{"loai": "individual"}) {
		t.Errorf("%+v", all[0])
	}
	if strings.Contains(all[0].Meta, "sinh") || strings.Contains(all[0].Meta, "nguyen") || !strings.Contains(all[0].Detail, "vu mi sinh") {
		t.Errorf("what was typed stands in %s, %s", all[0].Meta, all[0].Detail)
	}
}

func TestSheet_ofABatchHasItsDossiersInItsOrder(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	w := s.World
	b := w.Batch(nomination.LevelField)
	for _, name := range []string{"Vừ Mí Sính", "Lò Mí Pó", "Sùng Thị Mua"} {
		w.Draft(b, w.Input(name, subject.Individual, 2))
	}
	as := s.As("unit_officer")
	path := "/quan-ly/dot-de-nghi/" + b.ID
	got, _ := taken(t, as.Get(as.Open(path).Attr("a[href*='.xlsx']", "href")).Want(http.StatusOK).Body, 8)
	if diff := cmp.Diff(shown(t, as, path), got); diff != "" || world.Commune == "" {
		t.Error(diff)
	}
}
