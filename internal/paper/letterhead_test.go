package paper_test

import (
	"strings"
	"testing"

	"lantoa/internal/apptest/world"
	"lantoa/internal/officialdoc"
	"lantoa/internal/org"
	"lantoa/internal/paper"
)

func TestAuthority_knowsTheHeadOfEveryBodyOfTheProvince(t *testing.T) {
	t.Parallel()
	w := world.New(t)
	all, err := w.Orgs.All(t.Context(), w.DB.Reader(), "2021-01-11")
	if err != nil {
		t.Fatal(err)
	}
	var open []string
	for _, o := range all {
		if paper.Authority(o)[0] == "Thủ trưởng đơn vị" {
			open = append(open, o.Name)
		}
	}
	if len(open) > 0 {
		t.Errorf("nobody knows who signs for %s", strings.Join(open, "; "))
	}
	for name, want := range map[string]string{"Viện kiểm sát nhân dân tỉnh": "Viện trưởng Viện kiểm sát nhân dân tỉnh", "Ban Dân tộc tỉnh": "Trưởng Ban Dân tộc tỉnh",
		"Văn phòng Ủy ban nhân dân tỉnh": "Chánh Văn phòng Ủy ban nhân dân tỉnh", "Sở Y tế": "Giám đốc Sở Y tế", "Hội Nông dân tỉnh": "Chủ tịch Hội Nông dân tỉnh", "Ủy ban nhân dân xã Lũng Cú": "Chủ tịch Ủy ban nhân dân xã Lũng Cú"} {
		if got := paper.HeadOf(org.Org{Name: name}); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestLetterhead_namesThePlaceWithoutItsSortUnlessItIsANumber(t *testing.T) {
	t.Parallel()
	for place, want := range map[string]string{"xã Lũng Cú, huyện Đồng Văn": "Lũng Cú", "thị trấn Mèo Vạc, huyện Mèo Vạc": "Mèo Vạc", "phường 1, thành phố A": "phường 1", "": "Hà Giang"} {
		b := paper.Bodies{Issuer: org.Org{Place: place, Abbr: "UBND"}, Decider: org.Org{Place: "tỉnh Hà Giang"}}
		if h := b.Letterhead(officialdoc.Submission); h.Place != want || h.Symbol != "TTr-UBND" {
			t.Errorf("%q gives %q, %q", place, h.Place, h.Symbol)
		}
	}
}
