package exemplar_test

import (
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/subject"
)

func TestFront_saysHonestlyThatNothingIsPublicYet(t *testing.T) {
	s := open(t)
	p := s.page("/")
	if got := p.texts(".empty h2"); !slices.Equal(got, []string{"Chưa có điển hình nào được đăng"}) {
		t.Errorf("says %v", got)
	}
	if fields, tiles := p.texts(".topics li"), p.attrs(".tilemap a", "aria-label"); len(fields) != 10 || len(tiles) != 11 || !strings.Contains(tiles[1], "Đồng Văn: 0 ") {
		t.Errorf("%d fields, tiles %v", len(fields), tiles)
	}
}

func TestFront_showsTheNewestWithCountsByFieldAndDistrict(t *testing.T) {
	s := open(t)
	var last string
	for i := range 7 {
		last = s.publish(s.Input(fmt.Sprintf("Tập thể %d", i), subject.Collective, 2), subject.Publish).ID
	}
	p := s.page("/")
	cards := p.attrs(".story h3 a", "href")
	if len(cards) != 6 || cards[0] != "/dien-hinh/"+last {
		t.Errorf("cards %v", cards)
	}
	if got := p.texts(".topics li")[1]; got != "Hà Giang chung sức xây dựng nông thôn mới 7" {
		t.Errorf("field 2: %q", got)
	}
	if got := p.attrs(".tilemap a", "aria-label")[1]; got != "Đồng Văn: 7 điển hình" {
		t.Errorf("tile %q", got)
	}
	if got := p.texts(".story-fact")[0]; got != "Chiều dài đường bê tông: từ 0,5 lên 3,5 km" {
		t.Errorf("fact %q", got)
	}
	if got := p.texts(".story-who")[0]; got != "Tập thể 6, xã Lũng Cú, huyện Đồng Văn" {
		t.Errorf("who %q", got)
	}
}

func TestFront_doesNotAnswerForOtherAddresses(t *testing.T) {
	s := open(t)
	for _, path := range []string{"/khong-co", "/dien-hinh/", "/dien-hinh/x", "/dien-hinh/%00", "/dien-hinh/x/anh", "/index.html"} {
		if got := s.get(path); got.status != 404 {
			t.Errorf("%s answers %d", path, got.status)
		}
	}
}

func TestList_narrowsAndShowsByWhat(t *testing.T) {
	s := open(t)
	one := s.publish(s.Input("Vàng Thị Mỷ", subject.Individual, 2), subject.Publish)
	two := s.publish(s.Input("Hợp tác xã Bình Minh", subject.Collective, 4), subject.Publish)
	for query, want := range map[string][]string{
		"": {two.ID, one.ID}, "q=vang+thi+my": {one.ID}, "q=V%C3%A0ng": {one.ID}, "q=khong+co+ai": {}, "linh-vuc=4": {two.ID}, "loai=individual": {one.ID},
		"cap=unit": {two.ID, one.ID}, "cap=province": {}, "huyen=026": {two.ID, one.ID}, "huyen=027": {}, "q=my&linh-vuc=4": {},
		"linh-vuc=99&loai=x&cap=y&huyen=z&sau=q&q=%00%ff": {two.ID, one.ID},
	} {
		p := s.page("/dien-hinh?" + query)
		got := p.attrs(".story h3 a", "href")
		for i := range got {
			got[i] = strings.TrimPrefix(got[i], "/dien-hinh/")
		}
		if !slices.Equal(got, want) && len(got)+len(want) > 0 {
			t.Errorf("%s shows %v, want %v", query, got, want)
		}
	}
	p := s.page("/dien-hinh?q=m%E1%BB%B7&linh-vuc=2&huyen=026")
	if got := p.texts(".chips li"); len(got) != 4 || !strings.HasPrefix(got[0], "“mỷ”") || !strings.HasPrefix(got[2], "Đồng Văn") {
		t.Errorf("chips %v", got)
	}
	if got := p.attrs(".chips a", "href"); got[0] != "/dien-hinh?huyen=026&linh-vuc=2" {
		t.Errorf("without the words: %v", got)
	}
	if got := p.attrs(`select[name="linh-vuc"] option[selected]`, "value"); !slices.Equal(got, []string{"2"}) {
		t.Errorf("the form keeps %v", got)
	}
}

func TestList_pagesByKeyBothWays(t *testing.T) {
	s := open(t)
	var want []string
	for i := range 14 {
		want = append(want, "/dien-hinh/"+s.publish(s.Input(fmt.Sprintf("Bản số %d", i), subject.Collective, 2), subject.Publish).ID)
	}
	slices.Reverse(want)
	first := s.page("/dien-hinh?loai=collective")
	next := first.attrs(`.pager a[rel="next"]`, "href")
	if len(next) != 1 || len(first.attrs(`.pager a[rel="prev"]`, "href")) != 0 {
		t.Fatalf("next %v", next)
	}
	second := s.page(next[0])
	if got := append(first.attrs(".story h3 a", "href"), second.attrs(".story h3 a", "href")...); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	back := s.page(second.attrs(`.pager a[rel="prev"]`, "href")[0])
	if !slices.Equal(back.attrs(".story h3 a", "href"), want[:12]) {
		t.Error("the way back leads elsewhere")
	}
}

func TestShow_tellsTheStoryAndHowToFollowIt(t *testing.T) {
	s := open(t)
	in := s.Input("Giàng Mí Sính", subject.Household, 6)
	in.Title, in.Summary = "Cải tạo vườn tạp </script><b>", "Xếp đá giữ đất.\n\nTrồng rau theo mùa."
	e := s.publish(in, subject.Publish)
	p := s.page("/dien-hinh/" + e.ID)
	if got := p.texts("h1"); !slices.Equal(got, []string{"Cải tạo vườn tạp </script><b>"}) {
		t.Errorf("h1 %v", got)
	}
	if got := p.texts(".prose p"); !slices.Equal(got, []string{"Xếp đá giữ đất.", "Trồng rau theo mùa."}) {
		t.Errorf("story %v", got)
	}
	if got := p.texts(".compare dd"); !slices.Equal(got, []string{"0,5 km", "3,5 km"}) {
		t.Errorf("figures %v", got)
	}
	if got := p.attrs(".compare-fill", "width"); !slices.Equal(got, []string{"14", "100"}) {
		t.Errorf("bars %v", got)
	}
	all := strings.Join(p.texts("dl.facts"), " ")
	for _, w := range []string{"Hộ ông/bà Giàng Mí Sính", "Nông dân", "Ủy ban nhân dân xã Lũng Cú", "xã Lũng Cú, huyện Đồng Văn", "Nông dân thi đua sản xuất", "/QĐ-UBND", "11/01/2021"} {
		if !strings.Contains(all, w) {
			t.Errorf("no %q in %s", w, all)
		}
	}
	if got := strings.Join(p.texts(".card-accent"), ""); !strings.Contains(got, "Ủy ban nhân dân xã Lũng Cú, huyện Đồng Văn") {
		t.Errorf("whom to ask: %s", got)
	}
	var card struct {
		Headline, Description, URL string
		About                      struct{ Name string }
	}
	if err := json.Unmarshal([]byte(p.texts(`script[type="application/ld+json"]`)[0]), &card); err != nil || card.Headline != in.Title || card.About.Name != "Giàng Mí Sính" {
		t.Errorf("JSON-LD %+v, %v", card, err)
	}
	if got := p.attrs(`link[rel="canonical"]`, "href"); !slices.Equal(got, []string{"https://guong.example.vn/dien-hinh/" + e.ID}) {
		t.Errorf("canonical %v", got)
	}
}

func TestPages_switchTheLanguage(t *testing.T) {
	s := open(t)
	s.publish(s.Input("Tập thể", subject.Collective, 2), subject.Publish)
	for _, path := range []string{"/", "/dien-hinh"} {
		vi, en := s.page(path), s.get(path, "Cookie", "lantoa_ngon_ngu=en")
		if vi.attrs("html", "lang")[0] != "vi" || en.attrs("html", "lang")[0] != "en" || vi.texts("h1")[0] == en.texts("h1")[0] {
			t.Errorf("%s: %v, %v", path, vi.texts("h1"), en.texts("h1"))
		}
		if back := vi.attrs(`input[name="back"]`, "value"); !slices.Contains(back, path) {
			t.Errorf("%s: the switch leads back to %v", path, back)
		}
	}
}

func TestFeedAndSiteMap_listThePublicPages(t *testing.T) {
	s := open(t)
	e := s.publish(s.Input("Tổ & đội <1>", subject.Collective, 2), subject.Publish)
	link := "https://guong.example.vn/dien-hinh/" + e.ID
	var feed struct {
		Items []struct {
			Link        string `xml:"link"`
			Description string `xml:"description"`
			Published   string `xml:"pubDate"`
		} `xml:"channel>item"`
	}
	if err := xml.Unmarshal([]byte(s.page("/dien-hinh.rss").body), &feed); err != nil || len(feed.Items) != 1 || feed.Items[0].Link != link ||
		!strings.HasPrefix(feed.Items[0].Description, "Tổ & đội <1>, xã Lũng Cú") || feed.Items[0].Published == "" {
		t.Errorf("feed %+v, %v", feed, err)
	}
	var places struct {
		URLs []string `xml:"url>loc"`
	}
	if err := xml.Unmarshal([]byte(s.page("/sitemap.xml").body), &places); err != nil || !slices.Contains(places.URLs, link) || len(places.URLs) != 3 {
		t.Errorf("site map %+v, %v", places, err)
	}
	if got := s.page("/robots.txt").body; !strings.Contains(got, "\nSitemap: https://guong.example.vn/sitemap.xml\n") {
		t.Errorf("robots.txt: %s", got)
	}
	if got := s.page("/").attrs(`link[type="application/rss+xml"]`, "href"); !slices.Equal(got, []string{"/dien-hinh.rss"}) {
		t.Errorf("the page names the feed %v", got)
	}
}

func TestPhoto_isKeptByBrowsersForAWhileOnly(t *testing.T) {
	s := open(t)
	e := s.publish(s.Input("Có ảnh", subject.Collective, 2), subject.Publish, subject.Photo)
	got := s.page("/dien-hinh/" + e.ID + "/anh")
	tag := got.header.Get("ETag")
	if got.header.Get("Content-Type") != "image/jpeg" || got.header.Get("Cache-Control") != "public, max-age=300, must-revalidate" || tag == "" {
		t.Errorf("headers %v", got.header)
	}
	if again := s.get("/dien-hinh/"+e.ID+"/anh", "If-None-Match", tag); again.status != 304 || again.body != "" {
		t.Errorf("asked again, it answers %d", again.status)
	}
}

func TestPages_comePackedToWhoCanUnpack(t *testing.T) {
	s := open(t)
	plain, packed := s.page("/"), s.get("/", "Accept-Encoding", "gzip, br")
	if packed.header.Get("Content-Encoding") != "gzip" || packed.header.Get("Cache-Control") != "no-cache" {
		t.Fatalf("headers %v", packed.header)
	}
	z, err := gzip.NewReader(strings.NewReader(packed.body))
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(z); err != nil || string(body) != plain.body {
		t.Errorf("unpacked, it is another page: %v", err)
	}
	if missing := s.get("/dien-hinh/x", "Accept-Encoding", "gzip"); missing.header.Get("Content-Encoding") != "" || !strings.Contains(missing.body, "</html>") {
		t.Error("an error page claims to be packed")
	}
}
