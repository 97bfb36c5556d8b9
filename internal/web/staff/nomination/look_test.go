package nomination_test

import (
	"net/http/httptest"
	"testing"

	"lantoa/internal/apptest/browser"
	"lantoa/internal/apptest/client"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// sit opens a browser in which the person has signed in.
func sit(t *testing.T, s *client.Site, base, person string) *browser.Page {
	t.Helper()
	p := browser.Start(t).Page(t, base)
	p.Go("/dang-nhap")
	p.Cookie("lantoa=" + s.As(person).Cookie("lantoa"))
	return p
}

func TestPages_lookGoodAndAreAccessible(t *testing.T) {
	browser.Built(t)
	s := client.Start(t)
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	officer, head, lead, standing := s.As("unit_officer"), s.As("unit_head"), s.As("lead_officer"), s.As("standing_officer")
	me := sit(t, s, server.URL, "unit_officer")
	look := func(p *browser.Page, path, name string) {
		t.Helper()
		p.Go(path)
		p.Inspect("ho-so/" + name)
	}
	look(me, list, "danh-sach-trong")
	look(me, batches, "dot-trong")
	look(me, batches+"/moi", "dot-moi")
	look(sit(t, s, server.URL, "standing_officer"), batches+"/moi", "dot-moi-nhap-thay")

	batch := openBatch(t, officer, nomination.LevelProvince)
	look(me, batch, "dot-chua-co-ho-so")
	look(me, batch+"/ho-so/moi", "ho-so-moi")
	me.Go(batch + "/ho-so/moi")
	me.Click("css=main .btn-primary")
	if me.Status() != 422 {
		t.Errorf("an empty dossier is answered with %d", me.Status())
	}
	me.ForgetConsoleErrors()
	me.Inspect("ho-so/ho-so-moi-loi")

	first := addDossier(t, s, officer, batch, "Vừ Mí Sính", subject.Individual, ntm)
	look(me, first, "ho-so-con-thieu")
	giveEvidence(t, officer, first)
	form := officer.Open(first).Form(`form[action$="/tep"]`)
	form.File("file", "bien-ban-nghiem-thu-duong-be-tong.pdf", scan(t, "biên bản")).Submit().Want(303)
	second := addDossier(t, s, officer, batch, "Thôn Lô Lô Chải", subject.Collective, ntm)
	giveEvidence(t, officer, second)
	officer.Open(second+"/sua").Form("main form.form").Set("more_fields", s.World.Fields[1].ID, s.World.Fields[6].ID).Submit().Want(303)
	look(me, second, "ho-so-toan-dien")
	look(me, first, "ho-so-du")
	look(me, first+"/sua", "ho-so-sua")
	me.Go(first + "/sua")
	officer.Open(first+"/sua").Form("main form.form").Set("title", "Của người khác").Submit().Want(303)
	me.Click("css=main .btn-primary")
	me.ForgetConsoleErrors()
	me.Inspect("ho-so/ho-so-sua-doi-moi")
	me.Go(first + "/sua")
	me.Cookie("lantoa=; max-age=0")
	me.Click("css=main .btn-primary")
	me.ForgetConsoleErrors()
	me.Inspect("ho-so/het-phien")
	me = sit(t, s, server.URL, "unit_officer")
	addDossier(t, s, officer, batch, "Lò Thị Mai", subject.Individual, ntm)
	look(me, batch, "dot")
	me.Go(batch)
	me.Click("css=.card-accent .btn-primary")
	me.Inspect("ho-so/buoc-trinh")
	me.Click("css=.confirm .btn-primary")
	me.ForgetConsoleErrors()
	me.Inspect("ho-so/buoc-trinh-loi")

	for _, d := range []string{first, second} {
		take(t, officer, d, nomination.Submit)
		take(t, head, d, nomination.Endorse)
	}
	look(sit(t, s, server.URL, "district_officer"), batch, "dot-o-huyen")
	for _, d := range []string{first, second} {
		take(t, s.As("district_officer"), d, nomination.Forward)
		take(t, lead, d, nomination.Receive)
	}
	agency := sit(t, s, server.URL, "lead_officer")
	look(agency, first, "ho-so-cho-danh-gia")
	look(agency, first+"/danh-gia", "danh-gia")
	look(agency, steps+"return?n="+idOf(first), "buoc-tra-lai")
	for _, d := range []string{first, second} {
		judge(t, lead, d)
		take(t, lead, d, nomination.Select)
	}
	look(sit(t, s, server.URL, "standing_officer"), steps+"appraise?dot="+idOf(batch), "buoc-tham-dinh")
	for _, d := range []string{first, second} {
		stepForm(t, standing, d, nomination.Appraise).SetAll("eligible", "yes", "appraisal", "Đủ điều kiện theo tiêu chí.").Submit().Want(303)
	}
	both := "?n=" + idOf(first) + "&n=" + idOf(second)
	paper(t, s.As("standing_head").Open(steps+"submit-list"+both).Form(".confirm form"), "20/TTr-BTĐKT").Submit().Want(303)
	look(sit(t, s, server.URL, "chairman"), list+"?danh-sach="+listOf(t, s, first), "danh-sach-trinh")
	look(sit(t, s, server.URL, "chairman"), steps+"approve?danh-sach="+listOf(t, s, first), "buoc-phe-duyet")
	paper(t, s.As("chairman").Open(steps+"approve"+both).Form(".confirm form"), "160/QĐ-UBND").Submit().Want(303)
	look(me, first, "ho-so-da-phe-duyet")
	look(me, list, "danh-sach")
	look(me, list+"?q=sinh&cap=province", "danh-sach-loc")
	look(me, batches, "dot-danh-sach")
}
