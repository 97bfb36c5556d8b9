package exemplar_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/exemplar"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// planted is an input full of what must never leave the registry.
func (s site) planted(name string, field int) nomination.Input {
	in := s.Input(name, subject.Individual, field)
	in.Subject.BirthYear, in.Subject.Sex, in.Subject.Ethnicity = 1961, "female", "Dân tộc Pu Péo"
	in.Subject.Address = "thôn Thèn Pả, số 0912345678"
	return in
}

// everywhere is all that a stranger can read: every public address with every
// filter, and the pages of the exemplars given.
func (s site) everywhere(ids ...string) map[string]string {
	out := map[string]string{}
	paths := []string{"/", "/dien-hinh", "/dien-hinh.rss", "/sitemap.xml"}
	for _, q := range []string{"linh-vuc=3", "linh-vuc=2", "loai=individual", "cap=unit", "cap=field", "huyen=026", "q=duong+be+tong", "q=nguoi"} {
		paths = append(paths, "/dien-hinh?"+q)
	}
	for _, id := range ids {
		paths = append(paths, "/dien-hinh/"+id, "/dien-hinh/"+id+"/anh", "/dien-hinh/"+id+"/anh/nho")
	}
	for _, p := range paths {
		a := s.get(p)
		out[p] = a.body
		for name, values := range a.header {
			out[p+" "+name] = strings.Join(values, " ")
		}
	}
	return out
}

// never fails for each place where a stranger reads one of the words.
func never(t *testing.T, places map[string]string, words ...string) {
	t.Helper()
	for place, text := range places {
		for _, w := range words {
			if strings.Contains(strings.ToLower(text), strings.ToLower(w)) {
				t.Errorf("%s says %q", place, w)
			}
		}
	}
}

// listed reports whether the list with the query shows the exemplar.
func (s site) listed(query, id string) bool {
	s.T.Helper()
	return slices.Contains(s.page("/dien-hinh?"+query).attrs(".story h3 a", "href"), "/dien-hinh/"+id)
}

func TestPortal_keepsTheDossierToItself(t *testing.T) {
	s := open(t)
	e := s.publish(s.planted("Người Một", 2), subject.Publish, subject.Photo)
	never(t, s.everywhere(e.ID), "1961", "Pu Péo", "Thèn Pả", "0912345678", "bang.pdf", "anh.png", "Biên bản nghiệm thu", e.SubjectID, e.PhotoHash, e.Ref, "Nguyễn Văn A")
	for _, q := range []string{"1961", "Pu Péo", "Thèn Pả", "0912345678", e.Ref, "nghiệm thu"} {
		if s.listed(url.Values{"q": {q}}.Encode(), e.ID) {
			t.Errorf("the search finds it by %q", q)
		}
	}
	if !s.listed("q=duong+be+tong", e.ID) || !s.listed("q=dong+van", e.ID) {
		t.Error("the search does not find it by what is public")
	}
}

func TestPortal_showsNothingThatIsNotPublicInTheWordsOfWhatIsNotThere(t *testing.T) {
	s := open(t)
	all := map[string]exemplar.Exemplar{}
	in := func(n string) nomination.Input { return s.Input("Người giấu "+n, subject.Individual, 2) }
	all["neither cleared nor consented"] = s.recognise(in("A"))
	all["cleared without consent"] = s.recognise(in("B"))
	s.step("editor", exemplar.Clear, all["cleared without consent"].ID)
	all["consented, not cleared"] = s.recognise(in("C"))
	s.consent(all["consented, not cleared"].ID, subject.Publish, subject.Photo)
	all["consent withdrawn"] = s.publish(in("D"), subject.Publish, subject.Photo)
	s.withdraw(all["consent withdrawn"].ID, subject.Publish)
	all["taken down"] = s.publish(in("E"), subject.Publish, subject.Photo)
	s.step("editor", exemplar.Unclear, all["taken down"].ID)
	all["revoked"] = s.publish(in("F"), subject.Publish, subject.Photo)
	s.step("standing_head", exemplar.Revoke, all["revoked"].ID)

	absent := "00000000-0000-7000-8000-000000000000"
	for what, e := range all {
		for _, part := range []string{"", "/anh", "/anh/nho"} {
			got, want := s.get("/dien-hinh/"+e.ID+part), s.get("/dien-hinh/"+absent+part)
			if got.status != 404 || want.status != 404 || strings.ReplaceAll(got.body, e.ID, absent) != want.body {
				t.Errorf("%s: %s answers %d otherwise than what does not exist", what, part, got.status)
			}
		}
		never(t, s.everywhere(), e.Name, e.ID)
		if s.listed("q="+url.QueryEscape(e.Name), e.ID) {
			t.Errorf("%s: the search finds it", what)
		}
	}
	if n := s.page("/").texts(".figures dd"); len(n) != 0 {
		t.Errorf("the front page counts %v", n)
	}
}

func TestPortal_showsThePhotoOnlyWithItsConsent(t *testing.T) {
	s := open(t)
	with := s.publish(s.Input("Có ảnh", subject.Individual, 2), subject.Publish, subject.Photo)
	without := s.publish(s.Input("Không ảnh", subject.Individual, 2), subject.Publish)
	for id, want := range map[string]int{with.ID: 200, without.ID: 404} {
		for _, part := range []string{"/anh", "/anh/nho"} {
			if got := s.get("/dien-hinh/" + id + part); got.status != want {
				t.Errorf("%s answers %d, want %d", part, got.status, want)
			}
		}
	}
	shown := s.page("/dien-hinh/" + with.ID)
	if img := shown.attrs("article img", "src"); !slices.Equal(img, []string{"/dien-hinh/" + with.ID + "/anh"}) {
		t.Errorf("pictures %v", img)
	}
	if og := shown.attrs(`meta[property="og:image"]`, "content"); !slices.Equal(og, []string{"https://guong.example.vn/dien-hinh/" + with.ID + "/anh"}) {
		t.Errorf("og:image %v", og)
	}
	never(t, map[string]string{"page": s.page("/dien-hinh/" + without.ID).body}, "/anh", "og:image", `"image"`)

	s.withdraw(with.ID, subject.Photo)
	if s.get("/dien-hinh/"+with.ID+"/anh").status != 404 || s.get("/dien-hinh/"+with.ID).status != 200 {
		t.Error("the photo stays after its consent is withdrawn, or the page goes with it")
	}
	never(t, s.everywhere(with.ID), "og:image", `src="/dien-hinh/`)
}

// tellsOfField3 are the words that would say that an exemplar stands in the
// field for the poor: its name, its lead agency, that agency's symbol.
var tellsOfField3 = []string{"vì người nghèo", "bỏ lại phía sau", "Lao động - Thương binh", "SLĐTBXH"}

// whereNamed is everywhere without what says the field's name for all: the
// front page's list of fields and the choices of the filter.
func (s site) whereNamed(id string) map[string]string {
	page := s.page("/dien-hinh/" + id)
	return map[string]string{"page": page.body, "feed": s.page("/dien-hinh.rss").body, "card": strings.Join(s.page("/dien-hinh").texts(".story"), " "),
		"front": strings.Join(s.page("/").texts(".story, .figures"), " ")}
}

func (s site) field3Count() string {
	s.T.Helper()
	for i, href := range s.page("/").attrs(".topics a", "href") {
		if href == "/dien-hinh?linh-vuc=3" {
			return s.page("/").texts(".topic-count")[i]
		}
	}
	s.T.Fatal("no field 3 on the front page")
	return ""
}

func TestPortal_leavesTheFieldThatTellsOfPovertyUnnamed(t *testing.T) {
	s := open(t)
	for what, n := range map[string]nomination.Nomination{
		"decided by the lead agency": s.atField(s.Input("Người ở xã", subject.Household, 3)),
		"of the lead agency itself":  s.ofLead(s.Input("Người của sở", subject.Individual, 3)),
	} {
		e := s.registered(n)
		s.consent(e.ID, subject.Publish, subject.Photo)
		s.step("editor", exemplar.Clear, e.ID)
		never(t, s.whereNamed(e.ID), tellsOfField3...)
		never(t, s.whereNamed(e.ID), "77/QĐ", "88/QĐ")
		if s.listed("linh-vuc=3", e.ID) || s.field3Count() != "0" {
			t.Errorf("%s: the filter or the count of the field tells", what)
		}
		for _, q := range []string{"lao động thương binh", "SLĐTBXH", "vì người nghèo"} {
			if s.listed("q="+url.QueryEscape(q), e.ID) {
				t.Errorf("%s: the search by %q tells", what, q)
			}
		}
		if s.page("/dien-hinh/"+e.ID).status != 200 || !s.listed("", e.ID) {
			t.Errorf("%s: not public at all", what)
		}

		s.consent(e.ID, subject.Field)
		page := s.page("/dien-hinh/" + e.ID).body
		if !strings.Contains(page, tellsOfField3[0]) || !strings.Contains(page, "SLĐTBXH") || !s.listed("linh-vuc=3", e.ID) || s.field3Count() != "1" {
			t.Errorf("%s: with its consent the field is not shown", what)
		}
		s.withdraw(e.ID, subject.Field)
		never(t, s.whereNamed(e.ID), tellsOfField3...)
		s.step("editor", exemplar.Unclear, e.ID)
	}
}

func TestPortal_leavesAFurtherSensitiveFieldsDecisionOut(t *testing.T) {
	s := open(t)
	in := s.Input("Người hai lĩnh vực", subject.Individual, 2)
	first := s.recognise(in)
	in3 := s.Input("Người hai lĩnh vực", subject.Individual, 3)
	in3.SubjectID = first.SubjectID
	n := s.atField(in3)
	if n.SubjectID != first.SubjectID {
		t.Fatal("the second dossier is somebody else's")
	}
	s.consent(first.ID, subject.Publish)
	s.step("editor", exemplar.Clear, first.ID)
	never(t, s.whereNamed(first.ID), tellsOfField3...)
	never(t, s.whereNamed(first.ID), "88/QĐ")
	if !s.listed("linh-vuc=2", first.ID) || s.listed("linh-vuc=3", first.ID) {
		t.Error("the field that may be named is not, or the other is")
	}
}

func TestPortal_keepsTheOccupationThatTheEditorRead(t *testing.T) {
	s := open(t)
	in := s.Input("Người đổi nghề", subject.Individual, 2)
	e := s.publish(in, subject.Publish)
	n := s.Draft(s.Batch(nomination.LevelUnit), func() nomination.Input { again := in; again.SubjectID = e.SubjectID; return again }())
	in.Subject.Occupation = "Gọi 0912345678"
	if _, err := s.Noms.Save(t.Context(), s.As("unit_officer"), s.Item(n.ID), in); err != nil {
		t.Fatal(err)
	}
	never(t, s.everywhere(e.ID), "0912345678")
	if !strings.Contains(s.page("/dien-hinh/"+e.ID).body, "Nông dân") {
		t.Error("the occupation that was cleared is gone")
	}
}

func TestPortal_waitsForAnEditorBeforeItTellsANewDecisionsStory(t *testing.T) {
	s := open(t)
	first := s.publish(s.Input("Người được khen lần hai", subject.Individual, 2), subject.Publish, subject.Photo)
	in := s.Input("Người được khen lần hai", subject.Individual, 2)
	in.SubjectID, in.Summary = first.SubjectID, "Chuyện chưa ai duyệt."
	s.recognise(in)
	if got := s.get("/dien-hinh/" + first.ID); got.status != 404 {
		t.Errorf("the new story is public before an editor has read it: %d", got.status)
	}
	never(t, s.everywhere(first.ID), "Chuyện chưa ai duyệt")
	s.step("editor", exemplar.Clear, first.ID)
	if !strings.Contains(s.page("/dien-hinh/"+first.ID).body, "Chuyện chưa ai duyệt.") {
		t.Error("cleared, it is not shown")
	}
}
