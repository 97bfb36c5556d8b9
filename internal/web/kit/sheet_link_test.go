package kit_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"lantoa/internal/apptest/client"
	"lantoa/internal/officialdoc"
	"lantoa/internal/web/kit"
)

func TestSheet_leadsFromFiguresAndMarksWhatIsLeftOpen(t *testing.T) {
	t.Parallel()
	doc := officialdoc.Document{Type: officialdoc.Report, Issuer: "Sở Nội vụ", Body: []officialdoc.Block{
		{Kind: officialdoc.ParagraphBlock, Runs: []officialdoc.Run{{Text: "Có "}, {Text: "3", Link: "/ba"}, {Text: ", gồm "}, {Text: "2", Bold: true, Link: "/hai"}, {Text: " tập thể. [Nêu thêm.] Hết"}}},
		{Kind: officialdoc.TableBlock, Table: &officialdoc.Table{Columns: []officialdoc.Column{{Share: 1}, {Share: 1}}, Rows: [][]officialdoc.Cell{{{Text: "0"}, {Text: "7", Link: "/bay?a=1&b=2"}}}}},
	}}
	r := vietnamese(t, httptest.NewRequest(http.MethodGet, "/", nil))
	var b bytes.Buffer
	if err := kit.Sheet(decree(t), officialdoc.Of("Báo cáo", doc)).Render(r.Context(), &b); err != nil {
		t.Fatal(err)
	}
	page, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	if got := client.Words(cascadia.MustCompile(".paper-text").MatchFirst(page)); got != "Có 3, gồm 2 tập thể. [Nêu thêm.] Hết" {
		t.Errorf("%q", got)
	}
	for selector, want := range map[string]string{`a[href="/ba"]`: "3", `a[href="/hai"] strong`: "2", `td a[href="/bay?a=1&b=2"]`: "7", "mark": "[Nêu thêm.]"} {
		if all := cascadia.MustCompile(selector).MatchAll(page); len(all) != 1 || client.Words(all[0]) != want {
			t.Errorf("%s: %d", selector, len(all))
		}
	}
}
