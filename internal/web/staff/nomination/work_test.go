package nomination_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lantoa/internal/apptest/client"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
	"lantoa/internal/subject"
)

const (
	batches = "/quan-ly/dot-de-nghi"
	list    = "/quan-ly/ho-so"
	steps   = "/quan-ly/buoc/"
	ntm     = 2 // the field led by the agency of lead_officer
)

// picture is a photo's content.
func picture(t testing.TB) []byte {
	t.Helper()
	b, err := io.ReadAll(world.PNG())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// scan is a signed paper's content.
func scan(t testing.TB, name string) []byte {
	t.Helper()
	b, err := io.ReadAll(world.PDF(name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// openBatch opens a batch of the client's own unit; it gives the batch's address.
func openBatch(t testing.TB, c *client.Client, level nomination.Level) string {
	t.Helper()
	f := c.Open(batches + "/moi").Form("main form.form")
	next := f.SetAll("level", string(level), "title", "Đề nghị "+string(level)).Submit().Want(http.StatusSeeOther).Location()
	return strings.TrimSuffix(next, "/ho-so/moi")
}

// fieldChoice is the value of the form's choice for a field of the plan.
func fieldChoice(s *client.Site, no int) string { return s.World.Fields[no].ID }

// fillDossier fills in the small form with all it needs.
func fillDossier(t testing.TB, s *client.Site, f *client.Form, name string, kind subject.Kind, field int) *client.Form {
	t.Helper()
	return f.SetAll("kind", string(kind), "name", name, "field", fieldChoice(s, field), "title", "Mở đường bê tông vào thôn",
		"summary", "Vận động bà con hiến đất.\n\nGóp công làm 3 km đường.", "figure_name", "Chiều dài đường", "figure_unit", "km",
		"figure_before", "0,5", "figure_after", "1.234,5").File("photo", "anh.png", picture(t))
}

// addDossier adds a dossier that lacks nothing but evidence; it gives its address.
func addDossier(t testing.TB, s *client.Site, c *client.Client, batch, name string, kind subject.Kind, field int) string {
	t.Helper()
	f := c.Open(batch + "/ho-so/moi").Form("main form.form")
	a := fillDossier(t, s, f, name, kind, field).Submit().Want(http.StatusSeeOther)
	if !strings.HasPrefix(a.Location(), list+"/") {
		t.Fatalf("the dossier leads to %s", a.Location())
	}
	return a.Location()
}

// giveEvidence writes something under every criterion.
func giveEvidence(t testing.TB, c *client.Client, dossier string) {
	t.Helper()
	f := c.Open(dossier + "/sua").Form("main form.form")
	for name := range f.Values {
		if strings.HasPrefix(name, "criterion_") {
			f.Set(name, "Biên bản nghiệm thu năm 2020.")
		}
	}
	f.Submit().Want(http.StatusSeeOther)
}

// stepForm presses a step's button of a page and gives the form that asks.
func stepForm(t testing.TB, c *client.Client, page string, step nomination.Step) *client.Form {
	t.Helper()
	return c.Open(page).Click(`main a[href^="` + steps + string(step) + `?"]`).Want(http.StatusOK).Form(".confirm form")
}

// paper fills in a signed paper.
func paper(t testing.TB, f *client.Form, number string) *client.Form {
	t.Helper()
	return f.SetAll("number", number, "day", "11/01/2021", "signer_name", "Nguyễn Văn A", "signer_position", "Chủ tịch").File("file", "van-ban.pdf", scan(t, number))
}

// take takes a step that asks for nothing, and gives the page after it.
func take(t testing.TB, c *client.Client, page string, step nomination.Step) *client.Answer {
	t.Helper()
	return stepForm(t, c, page, step).Submit().Want(http.StatusSeeOther).Follow().Want(http.StatusOK)
}

// judge finds every criterion met.
func judge(t testing.TB, c *client.Client, dossier string) {
	t.Helper()
	c.Open(dossier+"/danh-gia").Form("main form.form").Press("luu", "met").Want(http.StatusSeeOther)
}

func idOf(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// state is what the dossier's record says, past all rights.
func wantState(t testing.TB, s *client.Site, dossier string, want nomination.State) {
	t.Helper()
	if got := s.World.State(idOf(dossier)); got != want {
		t.Fatalf("the dossier is %s, not %s", got, want)
	}
}

// flash is what the page before had to say.
func flash(a *client.Answer) string {
	return strings.Join(a.Texts(".flash"), " ")
}

func commune() string { return org.SeedID(world.Commune) }

func newID() string { return db.NewID() }

func escape(s string) string { return url.QueryEscape(s) }
