package exemplar_test

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/access"
	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// decided makes an exemplar of the commune at unit level in the field and gives its page.
func decided(t *testing.T, w *world.World, name string, kind subject.Kind, field int) string {
	t.Helper()
	n := w.Draft(w.Batch(nomination.LevelUnit), w.Input(name, kind, field))
	w.Must("unit_officer", nomination.Submit, "", n.ID)
	w.Must("unit_head", nomination.DecideUnit, db.NewID()[24:]+"/QĐ", n.ID)
	return "/quan-ly/dien-hinh/" + exemplarOf(t, w, n.SubjectID)
}

func idOf(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

func read(t *testing.T, r io.Reader) []byte {
	t.Helper()
	raw, err := io.ReadAll(r)
	must(t, err)
	return raw
}

func TestShow_saysWhatIsMissingUntilThePublicSeesIt(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	path := decided(t, s.World, "Giàng Mí Sính", subject.Household, 3)
	editor := s.As("editor")
	page := editor.Open(path)
	if got := page.Text(".lead"); got != "Mở đường bê tông vào thôn" {
		t.Errorf("led by %q", got)
	}
	if got := page.Texts("#cong .task-list .badge"); !slices.Equal(got, []string{"Còn thiếu", "Còn thiếu", "Không bắt buộc", "Không bắt buộc"}) {
		t.Errorf("at first: %v", got)
	}
	if page.Has("#cong .card-head a") {
		t.Error("a public page is linked that is not there")
	}
	editor.Open(path + "/buoc/clear").Form("main form").Submit().Want(http.StatusSeeOther)
	page = editor.Open(path)
	if got := page.Text("#cong .notice"); !strings.Contains(got, "Còn thiếu sự đồng ý công khai") {
		t.Errorf("cleared, it says %q", got)
	}
	page.Form("#dong-y form").Set("purpose", "publish", "field").SetAll("given_by", "Giàng Mí Sính", "relation", "self", "given_day", "10/01/2021").Submit().Want(http.StatusSeeOther)
	page = editor.Open(path)
	if got := page.Attr("#cong .card-head a", "href"); got != "/dien-hinh/"+idOf(path) {
		t.Errorf("the public page is at %q", got)
	}
	if got := page.Texts("#cong .task-list .badge"); !slices.Equal(got, []string{"Đã có", "Đã có", "Không bắt buộc", "Đã có"}) {
		t.Errorf("in the end: %v", got)
	}
	if got := page.Texts(".history .history-sentence"); len(got) != 3 || !strings.Contains(got[0], "công khai tên và câu chuyện; nêu tên lĩnh vực") {
		t.Errorf("the history says %v", got)
	}
}

func TestShow_hidesOtherUnitsExemplarsAsIfTheyWereNotThere(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	path := decided(t, s.World, "Thôn Thèn Pả", subject.Collective, 2)
	c, err := s.World.Exs.Card(t.Context(), s.World.As("editor"), idOf(path))
	must(t, err)
	must(t, s.World.Exs.RecordConsent(t.Context(), s.World.As("editor"), c.ID, subject.ConsentInput{Purposes: []subject.Purpose{subject.Publish}, GivenDay: "10/01/2021",
		GivenBy: "A", Relation: "self"}, world.PDF("giấy"), "giay.pdf"))
	c, err = s.World.Exs.Card(t.Context(), s.World.As("editor"), idOf(path))
	must(t, err)
	other, own := s.As("unit_officer2"), s.As("unit_officer")
	missing := other.Get("/quan-ly/dien-hinh/" + db.NewID()).Want(http.StatusNotFound)
	for _, tail := range []string{"", "/anh", "/van-ban/" + c.Recognitions[0].DocumentID, "/buoc/clear", "/dong-y/" + c.Consents[0].ID + "/tep", "/dong-y/publish/rut"} {
		if got := other.Get(path + tail).Want(http.StatusNotFound); strings.Contains(string(got.Body), "Thèn Pả") || tail == "" && got.Text("main") != missing.Text("main") {
			t.Errorf("%s tells that it is there: %s", tail, got.Text("main"))
		}
	}
	for _, tail := range []string{"", "/anh", "/van-ban/" + c.Recognitions[0].DocumentID, "/dong-y/" + c.Consents[0].ID + "/tep"} {
		got := own.Get(path + tail).Want(http.StatusOK)
		if download := got.Header.Get("Content-Disposition"); strings.HasPrefix(tail, "/van-ban") && !strings.HasPrefix(download, "attachment") {
			t.Errorf("%s is shown: %q", tail, download)
		}
	}
	own.Get(path + "/van-ban/" + db.NewID()).Want(http.StatusNotFound)
	own.Get(path + "/buoc/khong-co").Want(http.StatusNotFound)
	own.Get(path + "/dong-y/khong-co/rut").Want(http.StatusNotFound)
	own.Get("/quan-ly/dien-hinh/%27%3B+drop+table").Want(http.StatusNotFound)
}

func TestStep_opensToWhoMayTakeIt(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	path := decided(t, s.World, "Thôn Ma Lé", subject.Collective, 2)
	e, err := s.World.Exs.Card(t.Context(), s.World.As("inspector"), idOf(path))
	must(t, err)
	for name, person := range s.World.People() {
		c := s.As(name)
		for step, right := range map[string]access.Action{"clear": access.ExemplarPublish, "revoke": access.ExemplarRevokeUnit} {
			want := []int{http.StatusForbidden}
			switch {
			case access.Can(person, right, e.Resource()):
				want = []int{http.StatusOK}
			case !access.Can(person, access.ExemplarView, e.Resource()):
				want = []int{http.StatusForbidden, http.StatusNotFound}
			}
			if got := c.Get(path + "/buoc/" + step).Status; !slices.Contains(want, got) {
				t.Errorf("%s opens %s: %d, want %v", name, step, got, want)
			}
			if want[0] == http.StatusOK {
				continue
			}
			if got := c.Post(path+"/buoc/"+step, url.Values{"version": {"1"}, "reason": {"x"}}).Status; !slices.Contains(want, got) {
				t.Errorf("%s takes %s: %d, want %v", name, step, got, want)
			}
		}
	}
	if got := version(t, s.World, e.ID); got != e.Version {
		t.Error("somebody without the right changed the exemplar")
	}
}

func TestTakeStep_asksForEverythingAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	path := decided(t, s.World, "Công ty Chè", subject.Collective, 2)
	head := s.As("standing_head")
	form := head.Open(path + "/buoc/revoke").Form("main form")
	form.SetAll("day", "45/13/2021", "signer_name", "Nguyễn Văn Sơn").File("file", "quyet-dinh.pdf", read(t, world.PDF("45")))
	back := form.Submit().Want(http.StatusUnprocessableEntity)
	if back.Attr("#f-signer_name", "value") != "Nguyễn Văn Sơn" || back.Attr("#f-day", "value") != "45/13/2021" {
		t.Error("what was typed is lost")
	}
	for _, field := range []string{"reason", "number", "day", "signer_position", "file"} {
		if !back.Has("#f-"+field+"-error") || !back.Has(`.error-summary a[href="#f-`+field+`"]`) {
			t.Errorf("%s has no fault at the field and at the top", field)
		}
	}
	again := back.Form("main form").SetAll("reason", "Khai man", "number", "45/QĐ-UBND", "day", "11/01/2021", "signer_position", "Chủ tịch").File("file", "quyet-dinh.pdf", read(t, world.PDF("45")))
	again.Submit().Want(http.StatusSeeOther)
	again.Submit().Want(http.StatusConflict)
	page := head.Open(path)
	if got := page.Texts(".history-sentence"); len(got) != 2 || !strings.Contains(got[0], "45/QĐ-UBND") {
		t.Errorf("sent twice, the history has %v", got)
	}
	if got := page.Texts(".page-marks .badge"); !slices.Contains(got, "Đã hủy công nhận") {
		t.Errorf("it stands as %v", got)
	}
}

func TestTakeStep_onAStalePageKeepsTheReason(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	path := decided(t, s.World, "Thôn Séo Lủng", subject.Collective, 2)
	must(t, s.World.Exs.Do(t.Context(), s.World.As("editor"), exemplar.Change{ID: idOf(path), Version: version(t, s.World, idOf(path)), Step: exemplar.Clear}))
	form := s.As("editor").Open(path+"/buoc/unclear").Form("main form").Set("reason", "Ảnh chưa đúng người.")
	must(t, s.World.Exs.RecordConsent(t.Context(), s.World.As("editor"), idOf(path), subject.ConsentInput{Purposes: []subject.Purpose{subject.Publish}, GivenDay: "10/01/2021",
		GivenBy: "A", Relation: "self"}, nil, ""))
	back := form.Submit().Want(http.StatusConflict)
	if got := back.Text("#f-reason"); got != "Ảnh chưa đúng người." {
		t.Errorf("kept %q", got)
	}
	back.Form("main form").Submit().Want(http.StatusSeeOther)
	if got := s.As("editor").Open(path).Texts(".history-detail"); !slices.Equal(got, []string{"Ảnh chưa đúng người."}) {
		t.Errorf("the reason is told as %v", got)
	}
}

func TestConsent_isAskedForUntickedKeptOnceAndTakenBack(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	path := decided(t, s.World, "Vừ Mí Sính", subject.Individual, 2)
	officer := s.As("unit_officer")
	page := officer.Open(path)
	if page.Has("#dong-y input[checked]") {
		t.Error("something is ticked beforehand")
	}
	if got := len(page.All("#dong-y input[name=purpose]")); got != 2 {
		t.Errorf("%d purposes: the field of this one tells nothing", got)
	}
	back := page.Form("#dong-y form").Set("purpose", "photo").SetAll("given_by", "Vừ Mí Sính", "given_day", "30/02/2021").File("file", "x.txt", []byte("chữ")).Submit().Want(http.StatusUnprocessableEntity)
	if back.Attr("#f-dong-y-given_by", "value") != "Vừ Mí Sính" || !back.Has("#dong-y input[value=photo][checked]") || !back.Has("#ghi-dong-y[open]") {
		t.Error("what was typed is lost or folded away")
	}
	for _, field := range []string{"relation", "given_day", "file"} {
		if !back.Has(`.error-summary a[href="#f-dong-y-` + field + `"]`) {
			t.Errorf("%s has no fault", field)
		}
	}
	form := back.Form("#dong-y form").Set("purpose", "photo", "publish").SetAll("relation", "self", "given_day", "10/01/2021").File("file", "giay.pdf", read(t, world.PDF("giấy")))
	form.Submit().Want(http.StatusSeeOther)
	form.Submit().Want(http.StatusSeeOther)
	page = officer.Open(path)
	if got := len(page.All("#dong-y tbody tr")); got != 2 || page.Has("#dong-y form") {
		t.Errorf("%d consents; another is asked for: %v", got, page.Has("#dong-y form"))
	}
	confirm := officer.Open(path + "/dong-y/publish/rut").Form("main form")
	confirm.Submit().Want(http.StatusSeeOther)
	confirm.Submit().Want(http.StatusSeeOther)
	officer.Get(path + "/dong-y/publish/rut").Want(http.StatusConflict)
	page = officer.Open(path)
	if got := page.Texts("#dong-y tbody .badge"); len(got) != 2 || !strings.HasPrefix(got[0], "Đã rút lại") || !strings.HasPrefix(got[1], "Đã rút lại") {
		t.Errorf("withdrawn: %v", got)
	}
	if got := len(page.All(".history li")); got != 3 {
		t.Errorf("%d lines of history", got)
	}
	s.As("unit_head").Get(path + "/dong-y/publish/rut").Want(http.StatusForbidden)
	s.As("inspector").Post(path+"/dong-y", url.Values{"purpose": {"publish"}}).Want(http.StatusForbidden)
}

func TestList_narrowsAndTakesFiltersOffAgain(t *testing.T) {
	t.Parallel()
	s := client.Start(t)
	village := decided(t, s.World, "Thôn Lô Lô Chải", subject.Collective, 2)
	decided(t, s.World, "Vàng Thị Mỷ", subject.Individual, 4)
	office := s.As("standing_officer")
	if got := office.Open("/quan-ly/dien-hinh").Texts("tbody .row-title"); !slices.Equal(got, []string{"Vàng Thị Mỷ", "Thôn Lô Lô Chải"}) {
		t.Errorf("all: %v", got)
	}
	page := office.Open("/quan-ly/dien-hinh").Form(".filter-form").SetAll("q", "lo lo chai", "loai", "collective", "don-vi", "lũng cú", "cong", "off", "cap", "unit",
		"trang-thai", "nurturing", "linh-vuc", s.World.Fields[2].ID).Submit().Want(http.StatusOK)
	if got := page.All("tbody .row-title"); len(got) != 1 || page.Attr("tbody .row-title", "href") != village {
		t.Errorf("narrowed: %d", len(got))
	}
	if got := len(page.All(".chips .chip")); got != 7 {
		t.Errorf("%d chips of 7 filters", got)
	}
	for _, chip := range page.All(".chips .chip") {
		href, _ := client.Attr(chip, "href")
		if got := len(office.Open(href).All(".chips .chip")); got != 6 {
			t.Errorf("%s leaves %d", client.Words(chip), got)
		}
	}
	none := office.Open("/quan-ly/dien-hinh?don-vi=khong+co+xa+nay")
	if none.Has("table") || !none.Has(".empty") {
		t.Error("an unknown unit narrows nothing")
	}
	if got := len(office.Open("/quan-ly/dien-hinh?trang-thai=x&cap=y&loai=z&linh-vuc=w&sau=%27+or+1%3D1+--").All("tbody tr")); got > 2 {
		t.Errorf("%d rows for nonsense", got)
	}
	if got := office.Open("/quan-ly/dien-hinh?thu-tu=cu").Texts("tbody .row-title"); !slices.Equal(got, []string{"Thôn Lô Lô Chải", "Vàng Thị Mỷ"}) {
		t.Errorf("oldest first: %v", got)
	}
	if empty := s.As("unit_officer2").Open("/quan-ly/dien-hinh"); empty.Has("table") || empty.Attr(".empty a", "href") != "/quan-ly/ho-so" {
		t.Error("a unit without exemplars is not told how they come about")
	}
	s.As("admin").Get("/quan-ly/dien-hinh").Want(http.StatusForbidden)
}
