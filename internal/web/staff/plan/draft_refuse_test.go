package plan_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestScreen_refusesAStaleVersionAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	d := sitDown(t)
	a := d.part("Mục đích")
	kept, gone := item(a, 0), item(a, 2)
	mine := a.Form(formSelector).SetAll("text_"+kept, "Tôi viết.", "text_"+gone, "Vào mục đã mất.")
	d.press(a, "remove:"+gone)
	stale := mine.Press("act", "save").Want(http.StatusConflict)
	if texts(stale)[0] != "Tôi viết." || !strings.Contains(stale.Text("main"), "Vào mục đã mất.") || !stale.Has(`main .notice a[target="_blank"]`) {
		t.Errorf("%q", stale.Text("main .error-summary"))
	}
	if got := texts(d.part("Mục đích")); got[0] == "Tôi viết." {
		t.Error("the stale form was kept")
	}
	again := stale.Form(formSelector).Press("act", "save").Want(http.StatusSeeOther).Follow()
	if got := texts(again); got[0] != "Tôi viết." || len(got) != 2 {
		t.Errorf("saved again: %q", got)
	}
	// The same form sent twice does its act once.
	twice := again.Form(formSelector)
	twice.Press("act", "add:item:purposes").Want(http.StatusSeeOther)
	twice.Press("act", "add:item:purposes").Want(http.StatusConflict)
	if got := texts(d.part("Mục đích")); len(got) != 3 {
		t.Errorf("sent twice: %q", got)
	}
}

func TestScreen_discardsADraftOnce(t *testing.T) {
	t.Parallel()
	d := sitDown(t)
	stale := d.Open(d.path).Form("#bo form")
	d.press(d.Open(d.path), "save", "symbol", "161/KH-UBND")
	stale.Submit().Want(http.StatusConflict)
	form := d.Open(d.path).Form("#bo form")
	list := form.Submit().Want(http.StatusSeeOther).Follow()
	if list.Has("#ban-doc") || !strings.Contains(list.Text(".flash"), "Đã bỏ") {
		t.Errorf("%q", list.Texts(".flash"))
	}
	form.Submit().Want(http.StatusNotFound)
	d.Get(d.path).Want(http.StatusNotFound)
	if got := upload(d.Client, "ke-hoach.txt", nextPlan(t)).Want(http.StatusSeeOther).Location(); got == d.path {
		t.Error("a discarded draft comes back")
	}
}
