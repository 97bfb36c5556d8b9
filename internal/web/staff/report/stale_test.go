package report_test

import (
	"net/http"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
)

// pdfScan is the smallest file that passes for a scan.
var pdfScan = []byte("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")

// change edits a draft as the officer in another window.
func change(t *testing.T, s *client.Site, path, text string) {
	t.Helper()
	s.As("standing_officer").Open(path+"/sua").Form("main form").SetAll("text", text).Submit().Want(http.StatusSeeOther)
}

func TestEdit_afterAFaultNoticesWhatWasChangedMeanwhile(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	f := s.As("standing_officer").Open(path+"/sua").Form("main form").SetAll("text", "Của tôi.", "place", "")
	change(t, s, path, "Của người khác.")
	back := f.Submit().Want(http.StatusUnprocessableEntity).Form("main form")
	stale := back.SetAll("place", "Hà Giang").Submit().Want(http.StatusConflict)
	if got := s.As("chairman").Open(path).Text(".papers"); !strings.Contains(got, "Của người khác.") {
		t.Errorf("the other's text is lost: %q", got)
	}
	// Told of it, the person may save over it.
	if got := stale.Form("main form").Submit().Want(http.StatusSeeOther).Follow().Text(".papers"); !strings.Contains(got, "Của tôi.") {
		t.Errorf("%q", got)
	}
}

func TestIssue_afterAFaultIssuesNoTextThatTheHeadHasNotSeen(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	whole(t, s, path)
	head := s.As("standing_head")
	f := head.Open(path+"/phat-hanh").Form("main form").SetAll("number", "12/BC-SNV") // a paper without its day
	change(t, s, path, "Lời văn chưa ai xem.")
	back := f.Submit().Want(http.StatusUnprocessableEntity).Form("main form")
	stale := back.Set("number", "").Submit().Want(http.StatusConflict)
	if !strings.Contains(head.Open(path).Text(".page-marks"), "Dự thảo") {
		t.Fatal("a text that the head has not seen is issued")
	}
	if stale.Attr(`main p a[target="_blank"]`, "href") != path {
		t.Error("the page does not lead to what was changed")
	}
	stale.Form("main form").Submit().Want(http.StatusSeeOther)
}

func TestRecord_afterAFaultNoticesThatTheReportWasReplacedMeanwhile(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	issue(t, s, path)
	c := s.As("standing_officer")
	f := c.Open(path+"/da-ky").Form("main form").SetAll("number", "12/BC-SNV")
	made := c.Open(path).Form("form[action$='/thay-the']").Submit().Want(http.StatusSeeOther).Location()
	s.As("standing_head").Open(made + "/phat-hanh").Form("main form").Submit().Want(http.StatusSeeOther)
	back := f.Submit().Want(http.StatusUnprocessableEntity).Form("main form")
	filled := back.SetAll("number", "12/BC-SNV", "day", "11/01/2021", "signer_name", "Nguyễn Thị Mai", "signer_position", "Giám đốc").File("file", "bao-cao.pdf", pdfScan)
	stale := filled.Submit().Want(http.StatusConflict)
	if !c.Open(path).Has(`a[href$="/da-ky"]`) {
		t.Error("the paper is recorded")
	}
	stale.Form("main form").File("file", "bao-cao.pdf", pdfScan).Submit().Want(http.StatusSeeOther)
}

func TestDiscard_ofADraftThatWasChangedMeanwhileIsAConflict(t *testing.T) {
	t.Parallel()
	s := start(t)
	path := draft(t, s)
	c := s.As("standing_officer")
	f := c.Open(path).Form("form[action$='/bo']")
	change(t, s, path, "Mới sửa.")
	f.Submit().Want(http.StatusConflict)
	f.Submit().Want(http.StatusConflict)
	c.Open(path)
}
