package bench_test

import (
	"slices"
	"strings"
	"testing"

	"lantoa/internal/bench"
	"lantoa/internal/i18n"
)

// round is one of some clients in which half of the pages took p50 ms.
func round(clients int, p50, ratio float64) bench.Round {
	return bench.Round{Clients: clients, Ratio: ratio, Page: bench.Figures{P50: p50, P95: 2 * p50}}
}

func measured(exemplars int, scenarios ...bench.Scenario) bench.Database {
	return bench.Database{Engine: "sqlite", Exemplars: exemplars, ColdStart: 200, Memory: bench.Memory{Idle: 50e6}, Scenarios: scenarios}
}

func scenario(name bench.Name, rounds ...bench.Round) bench.Scenario {
	return bench.Scenario{Name: name, Rounds: rounds}
}

func TestGoals_compareRoundsOfOneClientWhateverTheirOrder(t *testing.T) {
	t.Parallel()
	of := func(goals []bench.Goal, name bench.Name) []bench.Goal {
		return slices.DeleteFunc(goals, func(g bench.Goal) bool { return g.Name != name })
	}
	small := measured(100, scenario("search rare", round(16, 90, 1), round(1, 4, 1)))
	large := measured(1000, scenario("search rare", round(1, 5, 1), round(16, 900, 1)))
	if got := of(bench.Judge(small, large), "growth search rare"); len(got) != 1 || got[0].Figure != 1.25 || !got[0].Kept {
		t.Errorf("growth: %+v", got)
	}
	if got := of(bench.Judge(small), "search rare"); len(got) != 1 || got[0].Figure != 8 || !got[0].Kept {
		t.Errorf("search: %+v", got)
	}
	// Without a round of one client nothing is promised of one; without any nothing at all.
	for _, other := range []bench.Database{measured(1000, scenario("search rare", round(16, 5, 1))), measured(1000, scenario("search rare"))} {
		goals := bench.Judge(small, other)
		if got := of(slices.Clone(goals), "growth search rare"); len(got) != 0 {
			t.Errorf("growth: %+v", got)
		}
		if got := of(goals, "search rare"); len(got) != 1 {
			t.Errorf("search: %+v", got)
		}
	}
}

func TestReport_saysGoalsWithUnitsInItsLanguage(t *testing.T) {
	t.Parallel()
	d := measured(100, scenario("search rare", round(1, 8, 1)), scenario("list unit_officer", round(1, 1, 0.25)), scenario("mix 90/10"))
	other := d
	other.Engine = "postgres"
	r := bench.Report{Databases: []bench.Database{d}, Goals: bench.Judge(other, d)}
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	for locale, want := range map[i18n.Locale][]string{
		i18n.Vietnamese: {"đạt Khởi động nguội sqlite 100 200,0 ms ≤ 300,0 ms", "đạt Bộ nhớ khi nghỉ sqlite 100 50,0 MB ≤ 60,0 MB", "chưa đạt Tìm kiếm từ hiếm sqlite 100 16,0 ms ≤ 15,0 ms",
			"chưa đạt Danh sách hồ sơ (Người phụ trách thi đua, khen thưởng) sqlite 100 0,25 lần ≥ 0,30 lần", "đạt Hai hệ cơ sở dữ liệu cho cùng kết quả: Tìm kiếm từ hiếm postgres = sqlite 100 Có Có"},
		i18n.English: {"kept Cold start sqlite 100 200.0 ms ≤ 300.0 ms", "missed List of dossiers"},
	} {
		var out strings.Builder
		if err := r.Write(&out, texts.Printer(locale)); err != nil {
			t.Fatal(err)
		}
		said := strings.Join(strings.Fields(out.String()), " ")
		for _, line := range want {
			if !strings.Contains(said, line) {
				t.Errorf("no %q in\n%s", line, out.String())
			}
		}
	}
}
