package bench

import (
	"bufio"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Report is everything that a run measured.
type Report struct {
	Machine   Machine    `json:"machine"`
	At        time.Time  `json:"at"`
	Seconds   float64    `json:"seconds"` // of page and of floor, each, per scenario and number of clients
	Databases []Database `json:"databases"`
	Goals     []Goal     `json:"goals"`
}

// Machine is where it was measured.
type Machine struct {
	CPUs  int    `json:"cpus"`
	Model string `json:"model"`
	Go    string `json:"go"`
}

// Database is what was measured over one database.
type Database struct {
	Engine    string     `json:"engine"`
	Place     string     `json:"place"`
	Dossiers  int        `json:"dossiers"`
	Exemplars int        `json:"exemplars"`
	ColdStart float64    `json:"cold_start_ms"` // from starting the program to the first page, the median of five
	Memory    Memory     `json:"memory"`
	Scenarios []Scenario `json:"scenarios"`
}

// Memory is the program's resident memory in bytes.
type Memory struct {
	Start int64 `json:"start"` // right after the first page
	Idle  int64 `json:"idle"`  // after each person has signed in and each page was shown once
	Peak  int64 `json:"peak"`
	After int64 `json:"after"` // idle again after the last measurement
}

// Scenario is what was measured of one page or act.
type Scenario struct {
	Name       Name     `json:"name"`
	Person     string   `json:"person"` // the role
	Path       string   `json:"path"`
	Statements int      `json:"statements"`
	Bytes      int      `json:"bytes"` // of the answer
	Rows       int      `json:"rows"`
	IDs        []string `json:"ids,omitempty"` // that a search finds, in order
	Rounds     []Round  `json:"rounds"`
}

// Round is a scenario at a number of clients.
type Round struct {
	Clients  int     `json:"clients"`
	Page     Figures `json:"page"`
	Floor    Figures `json:"floor"`
	Ratio    float64 `json:"ratio"` // requests a second of page and of floor
	Resident int64   `json:"resident"`
}

// Figures are requests and how long they took, in milliseconds.
type Figures struct {
	Requests  int     `json:"requests"`
	PerSecond float64 `json:"per_second"`
	P50       float64 `json:"p50_ms"`
	P95       float64 `json:"p95_ms"`
	P99       float64 `json:"p99_ms"`
}

// Goal is a promise and whether it was kept.
type Goal struct {
	Name    Name    `json:"name"`
	Where   string  `json:"where"`
	Unit    Unit    `json:"unit"`
	AtLeast bool    `json:"at_least"` // the limit is the least; otherwise the most
	Limit   float64 `json:"limit"`
	Figure  float64 `json:"figure"`
	Kept    bool    `json:"kept"`
}

func thisMachine() Machine {
	m := Machine{CPUs: runtime.NumCPU(), Go: runtime.Version()}
	f, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return m
	}
	defer func() { _ = f.Close() }()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if name, value, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(name) == "model name" {
			m.Model = strings.TrimSpace(value)
			return m
		}
	}
	return m
}

// Kept reports that every goal was reached.
func (r Report) Kept() bool {
	return !slices.ContainsFunc(r.Goals, func(g Goal) bool { return !g.Kept })
}
