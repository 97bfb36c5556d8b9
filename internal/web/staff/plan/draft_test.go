package plan_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/org"
)

const formSelector = "form.reading-form"

// desk is the correction screen with the customer's plan as issued a year later.
type desk struct {
	t    *testing.T
	site *client.Site
	*client.Client
	path string
}

func sitDown(t *testing.T) desk {
	t.Helper()
	site := client.Start(t)
	c := site.As("standing_officer")
	screen := upload(c, "ke-hoach.txt", nextPlan(t)).Want(http.StatusSeeOther)
	return desk{t, site, c, screen.Location()}
}

// part opens a part of the plan by the words of its link.
func (d desk) part(words string) *client.Answer {
	d.t.Helper()
	screen := d.Open(d.path)
	for _, n := range screen.All("a.part") {
		if strings.Contains(client.Words(n), words) {
			href, _ := client.Attr(n, "href")
			return d.Open(href)
		}
	}
	d.t.Fatalf("no part %q in %q", words, screen.Texts("a.part"))
	return nil
}

// texts are the texts of the items of a page, in order.
func texts(a *client.Answer) []string {
	var out []string
	for _, n := range a.All(`.piece textarea[name^="text_"]`) {
		if n.FirstChild != nil {
			out = append(out, strings.TrimSpace(n.FirstChild.Data))
		} else {
			out = append(out, "")
		}
	}
	return out
}

// item is the ID of the i-th item of a page.
func item(a *client.Answer, i int) string {
	id, _ := client.Attr(a.All(".piece")[i], "id")
	return strings.TrimPrefix(id, "m-")
}

func (d desk) press(a *client.Answer, value string, set ...string) *client.Answer {
	d.t.Helper()
	return a.Form(formSelector).SetAll(set...).Press("act", value).Want(http.StatusSeeOther).Follow().Want(http.StatusOK)
}

func TestScreen_showsEveryLineOfTheTextAndWhatWasLeftOut(t *testing.T) {
	t.Parallel()
	d := sitDown(t)
	a := d.part("Mục đích")
	lines := strings.Split(string(nextPlan(t)), "\n")
	if got := len(a.All(".source-line")); got != len(lines) {
		t.Errorf("%d lines of %d", got, len(lines))
	}
	for _, n := range a.All(".piece") {
		words := client.Words(n)
		if !strings.Contains(words, "Dòng") {
			t.Errorf("no place at %q", words)
		}
	}
	for i, n := range a.All(".piece .place") {
		href, _ := client.Attr(n, "href")
		line := a.Text(href + " .source-words")
		if text := strings.Fields(texts(a)[i]); !strings.Contains(line, strings.Join(text[:6], " ")) {
			t.Errorf("item %d leads to %s: %q", i+1, href, line)
		}
		if a.Has(href + ".unread") {
			t.Errorf("%s is marked as left out", href)
		}
	}
	if n := len(a.All(".source-line.unread")); n == 0 || n > 60 {
		t.Errorf("%d lines are marked as left out", n)
	}
	if got := len(a.All("a.part")); got != 17 {
		t.Errorf("%d parts", got)
	}
	for _, n := range a.All("a.part") {
		href, _ := client.Attr(n, "href")
		d.Get(href).Want(http.StatusOK)
	}
	d.Get(d.path + "?phan=field:khong-co").Want(http.StatusOK)
}

func TestScreen_savesWhatWasTypedOfEachPart(t *testing.T) {
	t.Parallel()
	d := sitDown(t)
	saved := d.Open(d.path).Form(formSelector).SetAll("title", "Xây dựng điển hình tiên tiến", "symbol", "77/KH-UBND", "from", "2022", "to", "2026", "date", "5/3/2022", "signer", "Nguyễn Văn B")
	a := saved.Press("act", "save").Want(http.StatusSeeOther).Follow()
	f := a.Form(formSelector)
	for name, want := range map[string]string{"title": "Xây dựng điển hình tiên tiến", "symbol": "77/KH-UBND", "from": "2022", "to": "2026", "date": "05/03/2022", "signer": "Nguyễn Văn B"} {
		if got := f.Values.Get(name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if !strings.Contains(a.Text(".reading-bar"), "bởi Người standing_officer") || a.Text("h1") != "Hiệu chỉnh kế hoạch số 77/KH-UBND" {
		t.Errorf("%q, %q", a.Text(".reading-bar"), a.Text("h1"))
	}
	next := a.Form(formSelector).Press("act", "next").Want(http.StatusSeeOther).Follow()
	if next.Text(".reading-bar h2") != "Mục đích, yêu cầu" {
		t.Errorf("the next part is %q", next.Text(".reading-bar h2"))
	}
	times := d.part("Mốc thời gian")
	id := item(times, 0)
	times = d.press(times, "save", "quarter_"+id, "2", "year_"+id, "2023", "due_"+id, "30/06/2023", "text_"+id, "Sơ kết sớm.")
	if f := times.Form(formSelector).Values; f.Get("quarter_"+id) != "2" || f.Get("year_"+id) != "2023" || f.Get("due_"+id) != "30/06/2023" || f.Get("text_"+id) != "Sơ kết sớm." {
		t.Errorf("%v", f)
	}
	tasks := d.part("Tổ chức thực hiện")
	id = item(tasks, 1)
	tasks = d.press(tasks, "save", "mode_"+id, "requested", "assignees_"+id, "Sở Nội vụ\n\nSở Tài chính ")
	if f := tasks.Form(formSelector).Values; f.Get("mode_"+id) != "requested" || f.Get("assignees_"+id) != "Sở Nội vụ\nSở Tài chính" {
		t.Errorf("%v", f)
	}
}

func TestScreen_splitsJoinsMovesAddsAndRemoves(t *testing.T) {
	t.Parallel()
	d := sitDown(t)
	a := d.part("Mục đích")
	before := texts(a)
	id := item(a, 0)
	a = d.press(a, "split:"+id, "text_"+id, "Một.\nHai.\n\nBa.")
	if got := texts(a); strings.Join(got[:3], "|") != "Một.|Hai.|Ba." || len(got) != len(before)+2 {
		t.Fatalf("split: %q", got)
	}
	if !strings.HasSuffix(a.Path, "phan=purposes") {
		t.Errorf("after splitting at %s", a.Path)
	}
	a = d.press(a, "join:"+item(a, 1), "text_"+item(a, 2), "Ba, đã sửa.")
	if got := texts(a); got[0] != "Một. Hai." || got[1] != "Ba, đã sửa." {
		t.Errorf("join: %q", got)
	}
	a = d.press(a, "down:"+item(a, 0))
	a = d.press(a, "up:"+item(a, 2))
	if got := texts(a); got[0] != "Ba, đã sửa." || got[2] != "Một. Hai." {
		t.Errorf("up and down: %q", got)
	}
	a = d.press(a, "move:"+item(a, 0), "move_"+item(a, 0), "contents")
	if got := texts(a); len(got) != len(before) {
		t.Errorf("move: %q", got)
	}
	if got := texts(d.part("Nội dung")); got[len(got)-1] != "Ba, đã sửa." {
		t.Errorf("moved: %q", got)
	}
	a = d.press(d.part("Mục đích"), "remove:"+id)
	a = d.press(a, "add:item:purposes")
	if got := texts(a); len(got) != len(before) || got[len(got)-1] != "" {
		t.Errorf("removed and added: %q", got)
	}
	whole := a.Form(formSelector) // the button stands beside the parts, outside the form
	whole.Values.Set("act", "add:field:")
	a = whole.Submit().Want(http.StatusSeeOther).Follow()
	if !strings.Contains(a.Text(".reading-bar h2"), "Lĩnh vực chưa có tên") || len(a.All("a.part")) != 18 {
		t.Errorf("a new field: %q", a.Text(".reading-bar h2"))
	}
	field := strings.TrimPrefix(mustQuery(t, a.Path).Get("phan"), "field:")
	a = d.press(a, "add:set:"+field, "name_"+field, "Chuyển đổi số", "no_"+field, "11")
	for _, value := range []string{"add:lead:" + field, "add:with:" + field, "add:criterion:" + strings.TrimPrefix(a.Attr(".reading-set", "id"), "m-")} {
		a = d.press(a, value)
	}
	if a.Text(".reading-bar h2") != "11. Chuyển đổi số" || len(a.All(".piece")) != 3 {
		t.Errorf("%q with %d items", a.Text(".reading-bar h2"), len(a.All(".piece")))
	}
	a = d.press(a, "remove:"+field)
	if a.Text(".reading-bar h2") != "Thông tin chung" || len(a.All("a.part")) != 17 {
		t.Errorf("after removing the field: %q", a.Text(".reading-bar h2"))
	}
}

func mustQuery(t *testing.T, path string) url.Values {
	t.Helper()
	u, err := url.Parse(path)
	if err != nil {
		t.Fatal(err)
	}
	return u.Query()
}

func TestScreen_givesASetItsSubjectsAudiencesAndAlternatives(t *testing.T) {
	t.Parallel()
	d := sitDown(t)
	a := d.part("2. ")
	set := strings.TrimPrefix(first(t, a, ".reading-set"), "m-")
	one, two := item(a, 0), item(a, 1)
	f := a.Form(formSelector).Set("subjects_"+set, "collective", "household").SetAll("audience_"+one, "xã điểm", "audience_"+two, "xã khác", "choice_"+set, "oneof")
	a = f.Press("act", "save").Want(http.StatusSeeOther).Follow()
	got := a.Form(formSelector).Values
	if strings.Join(got["subjects_"+set], ",") != "collective,household" || got.Get("audience_"+two) != "xã khác" || got.Get("choice_"+set) != "oneof" {
		t.Errorf("%v", got)
	}
	a = a.Form(formSelector).Set("subjects_"+set).Press("act", "save").Want(http.StatusSeeOther).Follow()
	if got := a.Form(formSelector).Values["subjects_"+set]; len(got) != 0 {
		t.Errorf("unticked, but %v", got)
	}
	other := strings.TrimPrefix(first(t, d.part("3. "), ".reading-set"), "m-")
	a = d.press(d.part("2. "), "move:"+one, "move_"+one, other)
	if item(a, 0) == one {
		t.Error("the criterion has not moved")
	}
	if moved := d.part("3. "); !moved.Has("#m-"+other+" #m-"+one) || moved.Form(formSelector).Values.Get("audience_"+one) != "xã điểm" {
		t.Error("the criterion has not arrived")
	}
}

func first(t *testing.T, a *client.Answer, selector string) string {
	t.Helper()
	id, _ := client.Attr(a.All(selector)[0], "id")
	return id
}

func TestScreen_matchesANameToAnOrganisation(t *testing.T) {
	t.Parallel()
	d := sitDown(t)
	a := d.part("8. ")
	lead := bodyOf(t, a, "Sở Y tế")
	f := a.Form(formSelector)
	if f.Values.Get("org_"+lead) != org.SeedID("syt") {
		t.Errorf("the lead is matched to %q", f.Values.Get("org_"+lead))
	}
	a = d.press(a, "save", "other_"+lead, "sở nội vụ", "mode_"+lead, "requested", "scope_"+lead, "điển hình của ngành")
	got := a.Form(formSelector).Values
	if got.Get("org_"+lead) != org.SeedID("snv") || got.Get("other_"+lead) != "" || got.Get("mode_"+lead) != "requested" || got.Get("scope_"+lead) != "điển hình của ngành" {
		t.Errorf("%v", got)
	}
	for name, says := range map[string]string{"Sở Phép thuật": "Không có cơ quan nào tên là “Sở Phép thuật”", "Ủy ban nhân dân xã Tả Lủng": "Có 2 cơ quan"} {
		wrong := a.Form(formSelector).SetAll("other_"+lead, name).Press("act", "save").Want(http.StatusUnprocessableEntity)
		if !strings.Contains(wrong.Text(".error-summary"), says) || !wrong.Has("#f-other_"+lead+"-error") || wrong.Form(formSelector).Values.Get("other_"+lead) != name {
			t.Errorf("%s: %q", name, wrong.Text(".error-summary"))
		}
	}
	for _, value := range []string{"group", "none"} {
		a = d.press(a, "save", "org_"+lead, value)
		if got := a.Form(formSelector).Values.Get("org_" + lead); got != value {
			t.Errorf("%s became %q", value, got)
		}
	}
	wrong := a.Form(formSelector).SetAll("org_"+lead, "00000000-0000-7000-8000-000000000000").Press("act", "save").Want(http.StatusUnprocessableEntity)
	if !wrong.Has("#f-org_" + lead + "-error") {
		t.Error("an organisation that is none is taken")
	}
	a = d.press(a, "move:"+lead, "move_"+lead, optionBeginning(t, a, "move_"+lead, "with:"))
	if a.Has("#m-"+lead+" select[name^=mode_]") || !a.Has("#m-"+lead) {
		t.Error("the lead is no co-ordinating agency now")
	}
}

// bodyOf is the ID of the body that the document calls so.
func bodyOf(t *testing.T, a *client.Answer, name string) string {
	t.Helper()
	for _, n := range a.All(`.piece textarea[name^="name_"]`) {
		if client.Words(n) == name {
			field, _ := client.Attr(n, "name")
			return strings.TrimPrefix(field, "name_")
		}
	}
	t.Fatalf("no body %q", name)
	return ""
}

func optionBeginning(t *testing.T, a *client.Answer, field, with string) string {
	t.Helper()
	for _, n := range a.All(`select[name="` + field + `"] option`) {
		if v, _ := client.Attr(n, "value"); strings.HasPrefix(v, with) {
			return v
		}
	}
	t.Fatalf("%s offers nothing that begins with %s", field, with)
	return ""
}

func TestScreen_worksOffItsRemarks(t *testing.T) {
	t.Parallel()
	d := sitDown(t)
	a := d.Open(d.path)
	all := a.All(`.warning-list input[name="done"]`)
	if len(all) == 0 {
		t.Fatal("no remarks")
	}
	id, _ := client.Attr(all[0], "value")
	a = a.Form(formSelector).Set("done", id).Press("act", "save").Want(http.StatusSeeOther).Follow()
	if got := len(a.All(`.warning-list input[name="done"]`)); got != len(all)-1 {
		t.Errorf("%d open remarks of %d", got, len(all))
	}
	// Saving another part leaves it done; the whole list shows it ticked, and takes the tick back.
	d.press(d.part("Nội dung"), "save")
	a = d.Open(d.path + "?luu-y=tat-ca")
	if got := a.Form(formSelector).Values["done"]; len(got) != 1 || got[0] != id || len(a.All(".warning-list li")) != len(all) {
		t.Errorf("ticked %v", got)
	}
	a = a.Form(formSelector).Set("done").Press("act", "save").Want(http.StatusSeeOther).Follow()
	if got := a.Form(formSelector).Values["done"]; len(got) != 0 {
		t.Errorf("still ticked: %v", got)
	}
}

func TestScreen_namesWhatIsWrongAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	d := sitDown(t)
	a := d.Open(d.path).Form(formSelector).SetAll("date", "31/02/2022", "to", "1999", "title", strings.Repeat("dài ", 200), "symbol", "88/KH-UBND").Press("act", "next").Want(http.StatusUnprocessableEntity)
	for _, field := range []string{"date", "to", "title"} {
		if !a.Has("#f-" + field + "-error") {
			t.Errorf("nothing stands at %s", field)
		}
	}
	if f := a.Form(formSelector).Values; f.Get("date") != "31/02/2022" || f.Get("to") != "1999" || f.Get("symbol") != "88/KH-UBND" {
		t.Errorf("%v", f)
	}
	if got := d.Open(d.path).Form(formSelector).Values.Get("symbol"); got != "160/KH-UBND" {
		t.Errorf("%s was kept", got)
	}
	purposes := d.part("Mục đích")
	id := item(purposes, 0)
	long := purposes.Form(formSelector).SetAll("text_"+id, strings.Repeat("a", 9000)).Press("act", "save").Want(http.StatusUnprocessableEntity)
	if !long.Has("#f-text_"+id+"-error") || len(texts(long)[0]) != 9000 {
		t.Error("a text without end is taken or lost")
	}
	none := d.part("Mục đích").Form(formSelector).SetAll("text_"+id, "Một câu").Press("act", "split:"+id).Want(http.StatusUnprocessableEntity)
	if texts(none)[0] != "Một câu" || !strings.Contains(none.Text(".error-summary"), "xuống dòng") {
		t.Errorf("%q", none.Text(".error-summary"))
	}
	d.part("Mục đích").Form(formSelector).Press("act", "move:"+id).Want(http.StatusUnprocessableEntity)
	version := d.Open(d.path).Form(formSelector).Values.Get("version")
	for _, act := range []string{"split:x", "up:", "join:a99999", "remove:nothing", "add:criterion:zzz", "add:thing:", "explode:a1", "move:a1"} {
		d.Post(d.path, url.Values{"version": {version}, "act": {act}}).Want(http.StatusUnprocessableEntity)
	}
}

func TestScreen_showsHostileTextAsText(t *testing.T) {
	t.Parallel()
	site := client.Start(t)
	c := site.As("standing_officer")
	text := strings.Replace(string(world.PlanText(t)), "I. MỤC ĐÍCH", "<script>alert(1)</script>\n\n</textarea><img src=x onerror=alert(1)>\n\nI. MỤC ĐÍCH", 1)
	screen := upload(c, "<img src=x>.txt", []byte(text)).Want(http.StatusSeeOther).Follow().Want(http.StatusOK)
	if screen.Has("main script") || screen.Has("main img") {
		t.Error("the document's text is a part of the page")
	}
	if !strings.Contains(screen.Text(".source"), "<script>alert(1)</script>") {
		t.Error("the line is not shown as it is")
	}
}
