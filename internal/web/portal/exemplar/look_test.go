package exemplar_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math"
	"net/http/httptest"
	"testing"

	"lantoa/internal/app"
	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/world"
	"lantoa/internal/config"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// look is the program with its built assets in a browser.
func look(t *testing.T) (site, *browser.Page) {
	t.Helper()
	t.Parallel()
	b := browser.Built(t)
	w := world.New(t)
	a, err := app.Start(t.Context(), app.Options{Serve: config.Serve{Database: config.Database{Data: w.Data}}, Database: w.DB, Now: w.Clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	server := httptest.NewServer(a.Handler())
	t.Cleanup(server.Close)
	return site{w, a.Handler()}, b.Page(t, server.URL)
}

// landscape is a photo of a size that phones take: terraces under a sky.
func landscape(tint uint8) io.Reader {
	img := image.NewRGBA(image.Rect(0, 0, 1280, 800))
	for x := range 1280 {
		for y := range 800 {
			ridge := 330 + 90*math.Sin(float64(x)/190+float64(tint)) + 40*math.Sin(float64(x)/61)
			c := color.RGBA{uint8(150 + y/8), uint8(190 + y/16), 225, 255}
			if depth := float64(y) - ridge; depth > 0 {
				step := uint8(int(depth)/28%2) * 22
				c = color.RGBA{uint8(70+depth/9) + step, uint8(110-depth/14) + step, 50 + tint%40, 255}
			}
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	return &b
}

// told are stories as officers write them.
func (s site) told() []nomination.Input {
	in := func(name string, kind subject.Kind, field int, title, summary, figure, unit, before, after, occupation string) nomination.Input {
		i := s.Input(name, kind, field)
		i.Title, i.Summary, i.FigureName, i.FigureUnit, i.FigureBefore, i.FigureAfter = title, summary, figure, unit, before, after
		i.Subject.Occupation = occupation
		return i
	}
	return []nomination.Input{
		in("Thôn Lô Lô Chải", subject.Collective, 2, "Cả thôn giữ nhà trình tường, đón khách tại nhà", "Thôn họp bàn giữ nguyên nhà trình tường, chung sức lát đường đá, dọn vệ sinh mỗi chiều thứ Sáu.\n\nMỗi nhà nhận một việc: nhà có phòng thì đón khách, nhà có vườn thì trồng rau, người già kể chuyện, lớp trẻ dẫn đường.", "Số nhà đón khách lưu trú", "nhà", "3", "28", ""),
		in("Giàng Mí Sính", subject.Household, 6, "Cải tạo vườn tạp, mỗi hộ một vườn rau sạch", "Gia đình xếp đá thành bậc giữ đất, chở đất mùn về đổ từng hốc, xây bể chứa 12 m³ hứng nước mưa và trồng rau theo mùa.", "Thu nhập từ vườn", "triệu đồng/năm", "38", "125,5", "Trồng trọt"),
		in("Vàng Thị Mỷ", subject.Individual, 7, "Dạy học trò vùng cao đọc sách mỗi tối", "Cô giáo góp từng cuốn sách cũ, làm tủ sách ở nhà văn hóa thôn và cùng học trò đọc một giờ mỗi tối.", "Học sinh bỏ học giữa chừng", "em", "14", "1", "Giáo viên"),
		in("Mô hình chợ phiên không rác thải nhựa", subject.Model, 2, "Chợ phiên dùng lá dong thay túi ni lông", "Ban quản lý chợ phát lá dong, giỏ tre cho người bán; ai quên thì mượn, phiên sau trả lại.", "Rác thải nhựa mỗi phiên", "kg", "160", "22", ""),
		in("Trạm Y tế xã Lũng Cú", subject.Collective, 8, "Đến từng nhà khám thai, không để mẹ nào sinh một mình", "Nhân viên trạm lập sổ theo dõi từng bà mẹ, đến tận nhà mỗi tháng.", "Bà mẹ được khám thai đủ", "%", "42", "96", ""),
		in("Sùng Mí Pó", subject.Individual, 9, "Máy tách hạt ngô chạy bằng sức nước", "Anh thợ rèn tự làm máy tách hạt từ phế liệu, chạy bằng nước suối, cho cả thôn mượn.", "Công tách một tạ ngô", "giờ", "9", "1,5", "Thợ rèn"),
		in("Hợp tác xã dệt lanh", subject.Collective, 5, "Giữ nghề dệt lanh, bán hàng qua mạng", "Chị em cùng trồng lanh, chia việc theo tay nghề và tự chụp ảnh, viết lời giới thiệu.", "Doanh thu", "triệu đồng/năm", "210", "1240", ""),
		in("Tổ tự quản đường biên", subject.Collective, 10, "Mỗi gia đình nhận một đoạn đường biên", "Ba mươi hộ thay nhau tuần tra, phát quang và báo tin cho đồn.", "Đoạn đường biên có hộ nhận", "km", "0", "25,5", ""),
	}
}

// tell publishes a story with a photo, or without one.
func (s site) tell(in nomination.Input, photo bool) string {
	s.T.Helper()
	n := s.Draft(s.Batch(nomination.LevelUnit), in)
	if _, err := s.Noms.Attach(s.T.Context(), s.As("unit_officer"), n.ID, "", "photo", landscape(uint8(len(in.Title)*7)), "anh.jpg"); err != nil {
		s.T.Fatal(err)
	}
	s.Must("unit_officer", nomination.Submit, "", n.ID)
	s.Must("unit_head", nomination.DecideUnit, n.ID[len(n.ID)-6:]+"/QĐ-UBND", n.ID)
	e := s.registered(n)
	purposes := []subject.Purpose{subject.Publish}
	if photo {
		purposes = append(purposes, subject.Photo)
	}
	s.consent(e.ID, purposes...)
	s.step("editor", "clear", e.ID)
	return e.ID
}

func TestLook_atAnEmptyPortal(t *testing.T) {
	_, p := look(t)
	p.Go("/")
	p.Inspect("portal/front-0")
	p.Go("/dien-hinh")
	p.Inspect("portal/list-0")
	p.Go("/dien-hinh/00000000-0000-7000-8000-000000000000")
	if p.Status() != 404 {
		t.Errorf("what does not exist answers %d", p.Status())
	}
	p.Inspect("portal/404")
}

func TestLook_atThePortal(t *testing.T) {
	s, p := look(t)
	stories := s.told()
	withPhoto := s.tell(stories[0], true)
	p.Go("/")
	p.Inspect("portal/front-1")
	var without string
	for i, in := range stories[1:] {
		if id := s.tell(in, i%2 == 1); i == 0 {
			without = id
		}
	}
	p.Go("/")
	p.Inspect("portal/front-8")
	p.Go("/dien-hinh")
	p.Inspect("portal/list")
	p.Go("/dien-hinh?loai=collective&huyen=026&q=thon")
	p.Inspect("portal/list-filtered")
	p.Go("/dien-hinh?q=khong+co+gi&cap=province")
	p.Inspect("portal/list-none")
	p.Go("/dien-hinh/" + withPhoto)
	p.Inspect("portal/story-photo")
	p.Go("/dien-hinh/" + without)
	p.Inspect("portal/story")
	for _, path := range []string{"/", "/dien-hinh", "/dien-hinh?loai=collective", "/dien-hinh/" + withPhoto, "/dien-hinh/" + without} {
		p.Size(320, 640)
		p.Go(path)
		for _, el := range p.HorizontalOverflow() {
			t.Errorf("%s at 320 pixels scrolls sideways: %s", path, el)
		}
	}
	p.Size(1366, 768)
	p.Go("/")
	p.Click("css=.tilemap a[href$='huyen=026']")
	if p.Path() != "/dien-hinh?huyen=026" || p.Count(".story") != 8 {
		t.Errorf("the district's tile leads to %s with %d stories", p.Path(), p.Count(".story"))
	}
}

// firstLoad is what a first visit may weigh, packed and without photos.
const firstLoad = 100_000

func TestLook_firstLoadIsLight(t *testing.T) {
	s, p := look(t)
	for i, in := range s.told() {
		s.tell(in, i%2 == 0)
	}
	p.Go("/")
	var loads []struct {
		Name string
		Size int
	}
	p.Eval(`[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map((e) => ({ Name: e.name, Size: e.encodedBodySize }))`, &loads)
	total, list := 0, ""
	for _, l := range loads {
		if len(l.Name) > 8 && l.Name[len(l.Name)-8:] == "/anh/nho" {
			continue
		}
		total += l.Size
		list += fmt.Sprintf("\n%8d %s", l.Size, l.Name)
	}
	if len(loads) < 5 || total > firstLoad || total < 20_000 {
		t.Errorf("a first load weighs %d bytes:%s", total, list)
	}
	t.Logf("a first load weighs %d bytes:%s", total, list)
}
