package org_test

import (
	"context"
	"strings"
	"testing"

	"lantoa/internal/db"
	"lantoa/internal/org"
)

func TestMatch_findsBodiesAsDocumentsNameThem(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	for name, want := range map[string]string{
		"Ban Tuyên giáo Tỉnh ủy": "Ban Tuyên giáo Tỉnh ủy",
		"Văn phòng điều phối chương trình xây dựng nông thôn mới tỉnh": "Văn phòng Điều phối Chương trình xây dựng nông thôn mới tỉnh",
		"Sở Lao động - Thương binh và Xã hội":                          "Sở Lao động - Thương binh và Xã hội",
		"Sở giáo dục và Đào tạo tỉnh":                                  "Sở Giáo dục và Đào tạo",
		"Hội Nông dân tỉnh Hà Giang":                                   "Hội Nông dân tỉnh",
		"Hội doanh nhân trẻ":                                           "Hội Doanh nhân trẻ tỉnh",
		"CÔNG AN TỈNH":                                                 "Công an tỉnh",
		"Bộ Chỉ huy quân sự tỉnh":                                      "Bộ Chỉ huy Quân sự tỉnh",
		"Sở Y tế":                                                      "Sở Y tế",
		"Tỉnh đoàn":                                                    "Tỉnh đoàn Hà Giang",
		"UBND tỉnh":                                                    "Ủy ban nhân dân tỉnh Hà Giang",
		"Uỷ ban nhân dân tỉnh Hà Giang":                                "Ủy ban nhân dân tỉnh Hà Giang",
		"Sở Nội vụ (Ban Thi đua, khen thưởng)":                         "Sở Nội vụ",
		"BTĐKT":                          "Ban Thi đua - Khen thưởng",
		"UBND xã Lũng Cú":                "Ủy ban nhân dân xã Lũng Cú",
		"xã Tả Lủng, huyện Mèo Vạc":      "Ủy ban nhân dân xã Tả Lủng",
		"Ủy ban nhân dân huyện Đồng Văn": "Ủy ban nhân dân huyện Đồng Văn",
	} {
		found, err := s.Match(context.Background(), d.Reader(), name, day)
		if err != nil || len(found) != 1 || found[0].Name != want {
			t.Errorf("%q: %d found, %v (%v)", name, len(found), found, err)
		}
	}
}

func TestMatch_guessesNobody(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	for _, name := range []string{"", "  ", "tỉnh", "UBND", "các cơ quan, đơn vị liên quan", "Sở Giáo dục", "Sở Nội vụ Tuyên Quang", "%", "Ban", strings.Repeat("Sở ", 500)} {
		found, err := s.Match(context.Background(), d.Reader(), name, day)
		if err != nil || len(found) != 0 {
			t.Errorf("%.40q: %d found (%v)", name, len(found), err)
		}
	}
}

func TestGroup_isEveryBodyThatACollectiveNameStandsFor(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	for name, want := range map[string]int{
		"các huyện, thành phố": 11, "Ủy ban nhân dân các huyện, thành phố": 11, "UBND các huyện, TP": 11, "UBND các xã, phường, thị trấn": 193,
		"các ngành liên quan": 0, "đơn vị liên quan": 0, "Sở Nội vụ": 0, "": 0,
	} {
		got, err := s.Group(context.Background(), d.Reader(), name, day)
		if err != nil || len(got) != want {
			t.Errorf("%q: %d bodies, want %d (%v)", name, len(got), want, err)
		}
	}
}

func TestList_pagesByKeyInProtocolOrder(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	want := all(t, s, d)
	var got []org.Org
	f := org.Filter{Limit: 40}
	for page := 0; ; page++ {
		rows, more, err := s.List(context.Background(), d.Reader(), day, f)
		if err != nil || page > 10 {
			t.Fatal(page, err)
		}
		got = append(got, rows...)
		if !more {
			break
		}
		f.After = rows[len(rows)-1].ID
	}
	if len(got) != len(want) {
		t.Fatalf("%d on the pages, %d in all", len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("row %d is %s, want %s", i, got[i].Name, want[i].Name)
		}
	}
	if _, _, err := s.List(context.Background(), d.Reader(), day, org.Filter{After: "nobody"}); err == nil {
		t.Error("a page after nobody")
	}
}

func TestList_searchesWithoutAccentsAndByKind(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	for _, c := range []struct {
		f    org.Filter
		want int
	}{
		{org.Filter{Query: "lung cu"}, 1}, {org.Filter{Query: "Tả  LỦNG"}, 2}, {org.Filter{Query: "dong van", Kind: org.Commune, Limit: 100}, 19},
		{org.Filter{Kind: org.District}, 11}, {org.Filter{Query: "không có"}, 0}, {org.Filter{Kind: "nothing"}, 0},
	} {
		rows, more, err := s.List(context.Background(), d.Reader(), day, c.f)
		if err != nil || more || len(rows) != c.want {
			t.Errorf("%+v: %d rows, more %v (%v)", c.f, len(rows), more, err)
		}
	}
	rows, more, err := s.List(context.Background(), d.Reader(), day, org.Filter{Query: "huyện", Limit: 5})
	if err != nil || !more || len(rows) != 5 {
		t.Errorf("a searched page: %d rows, more %v (%v)", len(rows), more, err)
	}
}

func TestList_walksAnIndexWithoutSorting(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	if d.Engine() != db.SQLite {
		// PostgreSQL scans 300 rows rather than walk any index.
		if rows, _, err := s.List(context.Background(), d.Reader(), day, org.Filter{Kind: org.District, Limit: 3}); err != nil || len(rows) != 3 {
			t.Errorf("%d rows (%v)", len(rows), err)
		}
		return
	}
	first := all(t, s, d)[0]
	for _, f := range []org.Filter{{Limit: 20}, {Kind: org.Commune, Limit: 20}, {After: first.ID, Limit: 20}, {Kind: org.Commune, After: first.ID, Limit: 20}} {
		text, args := org.ListQuery(day, f, first.Protocol)
		steps, err := db.All[struct {
			ID, Parent, Notused int
			Detail              string
		}](context.Background(), d.Reader(), `explain query plan `+text, args...)
		if err != nil || len(steps) == 0 {
			t.Fatal(err)
		}
		for _, step := range steps {
			if strings.Contains(step.Detail, "TEMP B-TREE") || strings.Contains(step.Detail, "SCAN") && !strings.Contains(step.Detail, "USING INDEX") {
				t.Errorf("%+v: %s", f, step.Detail)
			}
		}
	}
}

func TestSuggest_findsWhomANameMayMean(t *testing.T) {
	t.Parallel()
	s, d := seeded(t)
	for name, want := range map[string]string{
		"Sở Văn hóa, Thể thao":                       "svhttdl",
		"so giao duc dao tao":                        "sgddt",
		"Ban Chỉ huy quân sự tỉnh":                   "bchqs",
		"Văn phòng điều phối nông thôn mới":          "vpdpntm",
		"Sở Lao động Thương binh - Xã hội (cơ quan)": "sldtbxh",
	} {
		got, err := s.Suggest(context.Background(), d.Reader(), name, "2021-03-01", 5)
		if err != nil || len(got) == 0 || len(got) > 5 || got[0].ID != org.SeedID(want) {
			var names []string
			for _, o := range got {
				names = append(names, o.Name)
			}
			t.Errorf("%s: %v, %v", name, names, err)
		}
	}
	for _, name := range []string{"", "zzz", "…"} {
		if got, err := s.Suggest(context.Background(), d.Reader(), name, "2021-03-01", 5); err != nil || len(got) > 0 {
			t.Errorf("%q may mean %d bodies, %v", name, len(got), err)
		}
	}
}
