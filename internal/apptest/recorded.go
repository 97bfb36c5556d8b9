package apptest

import (
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// unrecorded are the tables of which a change alone leaves no entry in the audit
// log, each with why.
var unrecorded = map[string]string{
	"audit_pending":   "the log's own",
	"audit_seal":      "the log's own",
	"audit_sealed":    "the log's own",
	"search_outdated": "says which terms of the index are old",
	"search_settled":  "says when the index was put in order",
	"search_doc":      "says again what the records say",
	"search_head":     "says again what the records say",
	"search_full":     "says again what the records say",
	"blob":            "is content only; the record that holds it leaves an entry",
	"effect":          "is made by the tests of jobs",
	"intake":          "is a table of rows being looked over; each record that comes of one leaves its entry",
	"intake_claim":    "is a table of rows being looked over; each record that comes of one leaves its entry",
	"intake_row":      "is a table of rows being looked over; each record that comes of one leaves its entry",
	"river_job":       "is the queue; what its jobs do to records leaves entries, and so does what a person does to a job",
	"task":            "says itself who began it and how it ended; what it does to records leaves entries",
}

// excused are the functions that change rows and leave no entry, each with why.
var excused = map[string]string{
	"lantoa/internal/account.(*Service).tryOnce":        "counts a try before the password is known; a lock leaves an entry",
	"lantoa/internal/account.(*Service).ChangePassword": "takes the tries back before the new password is looked at, whose change leaves an entry",
	"lantoa/internal/account.(*Service).KeepPassword":   "of a password that is the same already notes only that the account is in use",
	"lantoa/internal/account.(*Service).person":         "notes when a session was last used",
	"lantoa/internal/account.(*Service).Renew":          "gives a session another token; the change of rights that asked for it has left an entry",
}

// lock is an update that changes nothing: it takes a row's lock.
var lock = regexp.MustCompile(`\bset (\w+) = (\w+) where\b`)

var changed = regexp.MustCompile(`(?i)^\s*(?:insert\s+(?:or\s+\w+\s+)?into|update|delete\s+from)\s+([a-z_]+)`)

// recorded fails a test in which the program changes rows in a transaction that
// leaves no entry in the audit log. What tests write themselves is their affair.
func recorded(t testing.TB) func([]string) {
	return func(statements []string) {
		var tables []string
		for _, s := range statements {
			m := changed.FindStringSubmatch(s)
			if m == nil {
				continue
			}
			if l := lock.FindStringSubmatch(s); l != nil && l[1] == l[2] {
				continue
			}
			if m[1] == "audit_entry" {
				return
			}
			if _, free := unrecorded[m[1]]; !free && !slices.Contains(tables, m[1]) {
				tables = append(tables, m[1])
			}
		}
		if len(tables) == 0 {
			return
		}
		who := writer()
		if _, free := excused[who]; who != "" && !free {
			t.Errorf("%s changes %s and leaves no entry in the audit log", who, strings.Join(tables, ", "))
		}
	}
}

// writer is who began the transaction under way, "" for a test.
func writer() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	inDB := false
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "lantoa/internal/db.") {
			inDB = true
		} else if inDB {
			if strings.HasSuffix(f.File, "_test.go") || strings.Contains(f.Function, "lantoa/internal/apptest/") {
				return ""
			}
			name, _, _ := strings.Cut(f.Function, ".func")
			return name
		}
		if !more {
			return ""
		}
	}
}
