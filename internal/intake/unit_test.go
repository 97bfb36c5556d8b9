package intake_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lantoa/internal/apptest/sheets"
	"lantoa/internal/apptest/world"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/intake"
	"lantoa/internal/org"
)

func TestImport_ofABodyAboveThatTheSameFileAddsSaysSo(t *testing.T) {
	t.Parallel()
	k := open(t)
	head := []string{"Tên", "Tên gọi tắt", "Loại", "Cơ quan cấp trên trực tiếp", "Từ ngày"}
	file := texts(t, head,
		[]string{"Sở Khoa học mới", "Sở KHM", "Sở, ban, ngành", "", "02/01/2021"},
		[]string{"Phòng Một", "", "Đơn vị thuộc sở", "sở khoa  học mới", "02/01/2021"},
		[]string{"Phòng Hai", "", "Đơn vị thuộc sở", "Sở KHM", "02/01/2021"},
		[]string{"Phòng Ba", "", "Đơn vị thuộc sở", "Sở Khoa học cũ", "02/01/2021"})
	send := func() intake.Intake {
		return k.untilOf(k.admin, k.send(k.admin, intake.Units, "", file).ID, intake.Checked)
	}
	n := send()
	var got []string
	for _, f := range k.faults(n) {
		got = append(got, fmt.Sprint(f.Cell, " ", f.Key))
	}
	if want := []string{"D3 intake.parent_above", "D4 intake.parent_above", "D5 sheet.fault.choice_near"}; !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	k.confirm(k.admin, n)
	if c := k.counts(send()); c[intake.Fresh] != 2 {
		t.Errorf("once the body above is there: %v", c)
	}
}

func TestImport_takesBodiesByTheShortNamesThatTheListsShow(t *testing.T) {
	t.Parallel()
	k := open(t)
	var short, shared string
	seen := map[string]int{}
	for _, o := range k.bodies() {
		seen[o.Name]++
		if o.ID == org.SeedID(world.Commune) {
			short = o.Short
		}
		if seen[o.Name] == 2 {
			shared = o.Name
		}
	}
	if short == "" || shared == "" {
		t.Fatalf("the province has no such names: %q, %q", short, shared)
	}
	n := k.untilOf(k.admin, k.send(k.admin, intake.Accounts, "", texts(t, []string{"Tên đăng nhập", "Họ và tên", "Vai trò", "Cơ quan, đơn vị"},
		[]string{"mot", "Lý Thị Dợ", "unit_officer", strings.ToLower(short)},
		[]string{"hai", "Lý Thị Mỷ", "unit_officer", shared},
		[]string{"ba", "Lý Thị Say", "unit_officer", short + "x"},
		[]string{"bon", "Lý Thị Pà", "unit_officer", "?!"},
		[]string{"nam", "Lý Thị Chá", "unit_officer", "ubnd xã Tả Lủng"},
		[]string{"sau", "Lý Thị Máy", "unit_officer", "UBND xã Tả Lủng, huyện Mèo Vạc"})).ID, intake.Checked)
	if c := k.counts(n); c[intake.Fresh] != 2 {
		t.Errorf("%q is not known: %v", short, c)
	}
	faults := k.faults(n)
	for i, want := range []string{"sheet.fault.choice_several", "sheet.fault.choice_near", "sheet.fault.choice_none", "sheet.fault.choice_several"} {
		if faults[i].Key != want {
			t.Fatalf("%+v, want %s", faults[i], want)
		}
	}
	if text := faults[0].Text(k.print); strings.Count(text, ", huyện ") < 2 {
		t.Errorf("the bodies of one name are not told apart: %s", text)
	}
	if text := faults[3].Text(k.print); !strings.HasSuffix(text, ": “Ủy ban nhân dân xã Tả Lủng, huyện Đồng Văn”, “Ủy ban nhân dân xã Tả Lủng, huyện Mèo Vạc”.") {
		t.Errorf("of a short name that two bodies share: %s", text)
	}
	if text := faults[1].Text(k.print); !strings.Contains(text, k.nameOf(world.Commune)) {
		t.Errorf("the nearest is not named: %s", text)
	}
}

func TestImport_ofBodiesMakesAndRenamesThem(t *testing.T) {
	t.Parallel()
	k := open(t)
	all, err := k.Orgs.Lines(t.Context(), k.DB.Reader(), "2021-01-11", k.bodies())
	if err != nil {
		t.Fatal(err)
	}
	var commune, other org.Line
	for _, l := range all {
		switch l.ID {
		case org.SeedID(world.Commune):
			commune = l
		case org.SeedID(world.OtherCommune):
			other = l
		}
	}
	commune.Name, commune.FromDay = "Ủy ban nhân dân xã Lũng Cú mới", "2021-01-11"
	moved := other
	moved.ParentID = org.SeedID(world.District)
	fresh := org.Line{Input: org.Input{Kind: org.Association, Name: "Hội Khuyến học xã Lũng Cú", ParentID: org.SeedID(world.Commune), FromDay: "2021-01-11"}}
	twin, elsewhere := fresh, fresh
	twin.Name = "hội khuyến  học xã Lũng Cú"
	elsewhere.Name, elsewhere.ParentID = "Hội Khuyến học xã Xín Cái", org.SeedID(world.OtherCommune)
	n := k.units(commune, moved, fresh, twin, elsewhere, org.Line{ID: "no-such", Input: fresh.Input})
	faults := k.faults(n)
	if c := k.counts(n); c[intake.Changed] != 1 || c[intake.Fresh] != 2 || c[intake.Faulty] != 3 || len(faults) != 3 {
		t.Fatalf("%v %+v", c, faults)
	}
	for i, want := range []string{"F3 intake.fixed []", "A5 intake.twice [4]", "I7 intake.unknown_key []"} {
		if got := fmt.Sprint(faults[i].Cell, " ", faults[i].Key, " ", faults[i].Args); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	file := sheets.File(t, k.print, org.Columns(k.print, nil), []org.Line{fresh})
	if _, err := k.in.Begin(t.Context(), k.actor, db.NewID(), intake.Units, "", "a.xlsx", bytes.NewReader(file)); !errs.Is(err, errs.Denied) {
		t.Errorf("an officer reads bodies in: %v", err)
	}
	before := k.number(`select count(*) from org`)
	n = k.confirm(k.admin, n)
	if c := k.counts(n); c[intake.Made] != 2 || c[intake.Altered] != 1 || k.number(`select count(*) from org`) != before+2 {
		t.Errorf("%v, %d bodies of %d", c, k.number(`select count(*) from org`), before)
	}
	o, err := k.Orgs.Get(t.Context(), k.DB.Reader(), org.SeedID(world.Commune), "2021-01-11")
	if err != nil || o.Name != commune.Name {
		t.Errorf("%q %v", o.Name, err)
	}
	rows, err := k.in.Rows(t.Context(), n, intake.Filter{Verdict: intake.Made, Limit: 1})
	if err != nil || k.number(`select count(*) from org where id = $1`, rows[0].RecordID) != 1 {
		t.Errorf("%+v %v", rows, err)
	}
}
