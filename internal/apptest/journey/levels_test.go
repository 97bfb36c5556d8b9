package journey_test

import (
	"strings"
	"testing"

	"lantoa/internal/apptest/browser"
)

// open opens a batch of a level as a unit's officer and adds a dossier that
// lacks nothing; it gives the dossier's address.
func (s *site) draft(p *browser.Page, level, kind, name, field string) string {
	s.t.Helper()
	p.Go("/quan-ly/dot-de-nghi")
	p.Click("Lập đợt đề nghị")
	p.Check("[name=level][value=" + level + "]")
	p.Fill("title", "Đợt đề nghị "+name)
	p.Click("Lập đợt và thêm hồ sơ")
	p.WaitText("Đã lập đợt")
	p.Check("[name=kind][value=" + kind + "]")
	p.Fill("name", name)
	p.Select("field", field)
	p.Fill("title", "Vận động làm đường bê tông vào thôn")
	p.Fill("summary", "Vận động bà con hiến đất, góp công; trong một năm đổ xong đường từ trục xã vào thôn.")
	p.Fill("figure_name", "Chiều dài đường bê tông")
	p.Fill("figure_unit", "km")
	p.Fill("figure_before", "0,5")
	p.Fill("figure_after", "3,5")
	p.SetFile("photo", s.photo())
	p.Click("Lưu nháp")
	p.WaitText(name)
	return strings.SplitN(p.Path(), "?", 2)[0]
}

// evidence types something for every criterion of a dossier.
func (s *site) evidence(p *browser.Page, dossier string) {
	s.t.Helper()
	p.Go(dossier + "/sua")
	var filled int
	p.Eval(`(() => { const all = [...document.querySelectorAll("textarea[name^=criterion_]")]; all.forEach((a) => { a.value = "Biên bản nghiệm thu ngày 02/10/2026."; }); return all.length })()`, &filled)
	if filled == 0 {
		s.t.Fatal("no criteria on the dossier's form")
	}
	p.Click("Lưu nháp")
	p.WaitText("Biên bản nghiệm thu")
}

// act takes a step from a dossier's page; fill, if any, fills what it asks for.
func (s *site) act(p *browser.Page, dossier, button string, fill func()) {
	s.t.Helper()
	p.Go(dossier)
	p.Click(button)
	if fill != nil {
		fill()
	}
	p.Click("css=main form button[type=submit]")
	if p.Count(".error-summary") > 0 {
		s.t.Fatalf("%s: %s", button, p.Text(".error-summary"))
	}
}

// paper fills in a signed paper.
func (s *site) paper(p *browser.Page, number, signer, position string) func() {
	return func() {
		p.Fill("number", number)
		p.Fill("day", "20/11/2026")
		p.Fill("signer_name", signer)
		p.Fill("signer_position", position)
		p.SetFile("file", s.scan(strings.ReplaceAll(number, "/", "-")))
	}
}

// assess finds every criterion met.
func (s *site) assess(p *browser.Page, dossier string) {
	s.t.Helper()
	p.Go(dossier)
	p.Click("Đánh giá")
	p.Click("Đạt tất cả")
	p.WaitText("Đạt")
}

// publish records the consent and clears the exemplar, and gives its public address.
func (s *site) publish(unit *browser.Page, name string) string {
	s.t.Helper()
	unit.Go("/quan-ly/dien-hinh?q=" + strings.ReplaceAll(name, " ", "+"))
	unit.Click("css=main a.row-title")
	exemplar := strings.SplitN(unit.Path(), "?", 2)[0]
	public := "/dien-hinh/" + exemplar[strings.LastIndex(exemplar, "/")+1:]

	citizen := s.visit()
	citizen.Go(public)
	if citizen.Status() != 404 {
		s.t.Fatalf("%s answers %d before anybody consented", public, citizen.Status())
	}
	unit.Click("Ghi nhận sự đồng ý")
	unit.Check("[name=purpose][value=publish]")
	unit.Check("[name=purpose][value=photo]")
	unit.Fill("given_by", name)
	unit.Fill("given_day", "21/11/2026")
	unit.Check("[name=relation][value=self]")
	unit.Click("Lưu sự đồng ý")
	unit.WaitText("Còn hiệu lực")
	if citizen.Go(public); citizen.Status() != 404 {
		s.t.Fatalf("%s answers %d before an editor cleared it", public, citizen.Status())
	}

	editor := s.as("editor")
	editor.Go(exemplar)
	editor.Click("Cho phép đăng lên cổng")
	editor.Click("css=main form button[type=submit]")
	if citizen.Go(public); citizen.Status() != 200 {
		s.t.Fatalf("%s answers %d once cleared and consented to", public, citizen.Status())
	}
	citizen.WaitText(name)
	citizen.WaitText("3,5")
	citizen.Go("/dien-hinh?q=" + strings.ReplaceAll(name, " ", "+"))
	citizen.WaitText(name)
	return public
}

func TestJourney_unitLevelEndsWithTheHeadsDecisionAndAPublicPage(t *testing.T) {
	t.Parallel()
	s := start(t)
	officer := s.as("unit_officer")
	dossier := s.draft(officer, "unit", "individual", "Sùng Thị Mẩy", "2.")
	s.act(officer, dossier, "Trình lãnh đạo đơn vị", nil)
	head := s.as("unit_head")
	head.WaitText("Công nhận cấp cơ sở")
	s.act(head, dossier, "Công nhận cấp cơ sở", s.paper(head, "31/QĐ-UBND", "Sùng Mí Lầu", "Chủ tịch"))
	s.publish(officer, "Sùng Thị Mẩy")
}

func TestJourney_fieldLevelEndsWithTheLeadAgencysDecisionAndAPublicPage(t *testing.T) {
	t.Parallel()
	s := start(t)
	officer := s.as("unit_officer")
	dossier := s.draft(officer, "field", "household", "Vàng Mí Pó", "2.")
	s.act(officer, dossier, "Trình lãnh đạo đơn vị", nil)
	s.act(s.as("unit_head"), dossier, "Duyệt, gửi cơ quan chủ trì", nil)
	lead := s.as("lead_officer")
	s.act(lead, dossier, "Tiếp nhận", nil)
	s.assess(lead, dossier)
	s.act(lead, dossier, "Lựa chọn", nil)
	head := s.as("lead_head")
	s.act(head, dossier, "Công nhận cấp lĩnh vực, ngành", s.paper(head, "17/QĐ-VPĐP", "Nguyễn Quốc Bình", "Chánh Văn phòng"))
	officer.Go(dossier)
	officer.WaitText("17/QĐ-VPĐP")
	s.publish(officer, "Vàng Mí Pó")
}

func TestJourney_provinceLevelEndsWithTheChairmansDecisionAndAPublicPage(t *testing.T) {
	t.Parallel()
	s := start(t)
	officer := s.as("unit_officer")
	dossier := s.draft(officer, "province", "collective", "Thôn Séo Lủng", "2.")
	s.evidence(officer, dossier)
	s.act(officer, dossier, "Trình lãnh đạo đơn vị", nil)
	s.act(s.as("unit_head"), dossier, "Duyệt, gửi cơ quan chủ trì", nil)
	lead := s.as("lead_officer")
	s.act(lead, dossier, "Tiếp nhận", nil)
	s.assess(lead, dossier)
	s.act(lead, dossier, "Lựa chọn", nil)
	office := s.as("standing_officer")
	s.act(office, dossier, "Ghi kết quả thẩm định", func() {
		office.Check("[name=eligible][value=yes]")
		office.Fill("appraisal", "Hồ sơ đủ thành phần, thành tích được xác nhận.")
	})
	head := s.as("standing_head")
	s.act(head, dossier, "Trình Chủ tịch UBND tỉnh", s.paper(head, "45/TTr-BTĐKT", "Đỗ Thanh Vân", "Trưởng ban"))
	chairman := s.as("chairman")
	chairman.WaitText("Phê duyệt danh sách")
	s.act(chairman, dossier, "Phê duyệt danh sách", s.paper(chairman, "2210/QĐ-UBND", "Trịnh Xuân Hòa", "Chủ tịch"))
	officer.Go(dossier)
	officer.WaitText("2210/QĐ-UBND")
	s.publish(officer, "Thôn Séo Lủng")
}
