package audit_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"lantoa/internal/apptest"
	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// log is a database with an audit log that is sealed.
type log struct {
	t       testing.TB
	clock   *apptest.Clock
	db      *db.DB
	key     audit.Key
	anchors audit.Anchors
	dir     string
}

func newLog(t testing.TB) *log {
	t.Helper()
	l := &log{t: t, clock: apptest.NewClock(), dir: t.TempDir()}
	l.clock.Set(time.Now()) // keys tell the real time
	l.db = apptest.DB(t, l.clock)
	l.anchors = audit.Anchors{File: filepath.Join(l.dir, "audit-anchors.log")}
	var err error
	if l.key, err = audit.OpenKey(t.Context(), l.db, l.keyFile()); err != nil {
		t.Fatal(err)
	}
	return l
}

func (l *log) keyFile() string { return filepath.Join(l.dir, "audit.key") }

// write leaves n entries about the record, in one transaction.
func (l *log) write(record string, n int) {
	l.t.Helper()
	err := l.db.Write(l.t.Context(), func(tx *db.Tx) error {
		for i := range n {
			e := audit.Entry{ActorID: "an-officer", Action: "test", Entity: "thing", EntityID: record, Meta: map[string]int{"step": i}, Detail: map[string]string{"name": "Vừ Mí Sính"}}
			if err := audit.Write(l.t.Context(), tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		l.t.Fatal(err)
	}
}

// writeMany leaves entries about some records, numbered from first, in one transaction.
func (l *log) writeMany(first, records, each int) {
	l.t.Helper()
	err := l.db.Write(l.t.Context(), func(tx *db.Tx) error {
		for r := range records {
			for v := range each {
				e := audit.Entry{ActorID: "an-officer", Action: "test", Entity: "thing", EntityID: fmt.Sprint("record-", first+r), Version: int64(v + 1),
					Meta: map[string]int{"step": v}, Detail: map[string]string{"name": "Vừ Mí Sính", "story": strings.Repeat("Mô hình trồng chè Shan tuyết. ", 10)}}
				if err := audit.Write(l.t.Context(), tx, e); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		l.t.Fatal(err)
	}
}

// seal seals what is pending and wants n entries sealed.
func (l *log) seal(n int) {
	l.t.Helper()
	if got, err := audit.Seal(l.t.Context(), l.db, l.key, l.anchors); err != nil || got != n {
		l.t.Fatalf("%d entries were sealed, want %d: %v", got, n, err)
	}
}

func (l *log) verify() audit.Report {
	l.t.Helper()
	r, err := audit.Verify(l.t.Context(), l.db.Reader(), l.key, l.anchors)
	if err != nil {
		l.t.Fatal(err)
	}
	return r
}

// inOrder wants nothing found.
func (l *log) inOrder() audit.Report {
	l.t.Helper()
	r := l.verify()
	if !r.InOrder() {
		l.t.Fatalf("found %+v", r.Findings)
	}
	return r
}

// exec changes the database behind the program's back.
func (l *log) exec(text string, args ...any) int64 {
	l.t.Helper()
	var n int64
	err := l.db.Write(l.t.Context(), func(tx *db.Tx) (err error) {
		n, err = tx.Exec(l.t.Context(), text, args...)
		return err
	})
	if err != nil {
		l.t.Fatal(err)
	}
	return n
}

func (l *log) lines() []string {
	l.t.Helper()
	raw, err := os.ReadFile(l.anchors.File)
	if err != nil {
		l.t.Fatal(err)
	}
	return slices.Collect(strings.Lines(string(raw)))
}

func (l *log) keep(lines ...string) {
	l.t.Helper()
	if err := os.WriteFile(l.anchors.File, []byte(strings.Join(lines, "")), 0o600); err != nil {
		l.t.Fatal(err)
	}
}

// count is how many rows a table has.
func (l *log) count(table string) int {
	l.t.Helper()
	n, err := db.One[int](l.t.Context(), l.db.Reader(), `select count(*) from `+table)
	if err != nil {
		l.t.Fatal(err)
	}
	return n
}

func TestSeal_sealsWhatIsPendingInPieces(t *testing.T) {
	t.Parallel()
	l := newLog(t)
	l.seal(0)
	l.inOrder()
	l.write("a", 3)
	if r := l.inOrder(); r.Pending != 3 || r.Entries != 0 {
		t.Errorf("%+v", r)
	}
	l.seal(3)
	for i := range 5 {
		l.write(fmt.Sprint("much", i), 901)
	}
	l.seal(4505)
	l.seal(0)
	r := l.inOrder()
	if r.Entries != 4508 || r.Seals != 7 || r.Anchored != 7 || r.Pending != 0 {
		t.Errorf("%+v", r)
	}
	if n := len(l.lines()); n != 7 {
		t.Errorf("%d anchors", n)
	}
	for _, file := range []string{l.keyFile(), l.anchors.File} {
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", file, info.Mode(), err)
		}
	}
}

func TestSeal_byTwoNodesMakesOneChain(t *testing.T) {
	t.Parallel()
	l := newLog(t)
	for i := range 6 {
		l.write(fmt.Sprint("r", i), 700)
	}
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		total int
	)
	for node := range 3 {
		a := l.anchors
		if node == 2 { // a machine of its own
			a.File = filepath.Join(t.TempDir(), "anchors.log")
		}
		wg.Go(func() {
			for range 3 {
				n, err := audit.Seal(t.Context(), l.db, l.key, a)
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				total += n
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	l.seal(0)
	if r := l.inOrder(); total != 4200 || r.Entries != 4200 {
		t.Errorf("%d sealed, %+v", total, r)
	}
}

func TestSeal_notesWhatACrashLeftUnnoted(t *testing.T) {
	t.Parallel()
	l := newLog(t)
	for i := range 4 {
		l.write(fmt.Sprint("r", i), 2)
		l.seal(2)
	}
	whole := l.lines()
	for _, left := range []string{"", whole[0], whole[0] + whole[1] + whole[2], whole[0] + whole[1] + whole[2][:40], whole[0][:20]} {
		l.keep(left)
		l.inOrder() // the seals are fresh: the next run is on its way
		l.seal(0)
		l.inOrder()
		if got := l.lines(); strings.Join(got, "") != strings.Join(whole, "") {
			t.Errorf("after %q:\n%s", left, strings.Join(got, ""))
		}
	}
	// Two machines that share the log may both note a seal.
	l.keep(whole[0], whole[1], whole[2], whole[1], whole[2], whole[3], whole[4], whole[4])
	l.inOrder()
	l.seal(0)
	l.inOrder()
}

func TestSeal_stopsWhereTheAnchorsSayOtherwise(t *testing.T) {
	t.Parallel()
	l := newLog(t)
	for i := range 3 {
		l.write(fmt.Sprint("r", i), 2)
		l.seal(2)
	}
	whole := l.lines()
	l.write("late", 1)
	for name, lines := range map[string][]string{
		"audit.anchors.differ": {whole[0], whole[1], strings.Replace(whole[2], " 2 ", " 3 ", 1)},
		"audit.anchors.broken": {whole[0], "không phải dòng nào\n"},
	} {
		l.keep(lines...)
		if _, err := audit.Seal(t.Context(), l.db, l.key, l.anchors); errs.As(err) == nil || errs.As(err).Key != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	l.keep(whole...)
	l.exec(`delete from audit_sealed where seal_no = 3`)
	l.exec(`delete from audit_seal where no = 3`)
	if _, err := audit.Seal(t.Context(), l.db, l.key, l.anchors); errs.As(err) == nil || errs.As(err).Key != "audit.anchors.differ" {
		t.Errorf("over seals cut off: %v", err)
	}
}

func TestOpenKey_takesNoOtherKeyForASealedDatabase(t *testing.T) {
	t.Parallel()
	l := newLog(t)
	if again, err := audit.OpenKey(t.Context(), l.db, l.keyFile()); err != nil {
		t.Errorf("the second start: %v %v", again, err)
	}
	want := func(key, file string) {
		t.Helper()
		_, err := audit.OpenKey(t.Context(), l.db, file)
		if e := errs.As(err); e == nil || e.Key != key {
			t.Errorf("%s: %v", key, err)
		}
	}
	elsewhere := filepath.Join(t.TempDir(), "audit.key")
	want("audit.key.lost", elsewhere)
	if _, err := os.Stat(elsewhere); err == nil {
		t.Error("a refused key was made")
	}
	for text, key := range map[string]string{"": "audit.key.broken", "khóa": "audit.key.broken", strings.Repeat("ab", 33): "audit.key.broken", strings.Repeat("ab", 32): "audit.key.other"} {
		if err := os.WriteFile(elsewhere, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		want(key, elsewhere)
	}
	want("audit.key.unreadable", t.TempDir())
}

func TestSeal_underAnotherKeyIsRefused(t *testing.T) {
	t.Parallel()
	l, other := newLog(t), newLog(t)
	l.write("a", 1)
	if _, err := audit.Seal(t.Context(), l.db, other.key, l.anchors); errs.As(err) == nil || errs.As(err).Key != "audit.key.other" {
		t.Errorf("%v", err)
	}
	if l.count("audit_pending") != 1 {
		t.Error("it was sealed")
	}
}

// A line that another node is writing is not one that a crash cut short.
func TestSeal_waitsForAnotherWriterOfTheAnchors(t *testing.T) {
	t.Parallel()
	l := newLog(t)
	l.write("a", 1)
	l.seal(1)
	whole := strings.Join(l.lines(), "")
	other, err := audit.LockAnchors(t.Context(), l.anchors)
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Truncate(int64(len(whole) - 10)); err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithTimeout(t.Context(), 60*time.Millisecond)
	defer cancel()
	if _, err := audit.Seal(ended, l.db, l.key, l.anchors); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("beside another writer: %v", err)
	}
	l.write("b", 1)
	sealed := make(chan error, 1)
	go func() {
		_, err := audit.Seal(t.Context(), l.db, l.key, l.anchors)
		sealed <- err
	}()
	if _, err := other.WriteString(whole[len(whole)-10:]); err != nil {
		t.Fatal(err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-sealed; err != nil {
		t.Fatal(err)
	}
	if lines := l.lines(); len(lines) != 3 || strings.Join(lines[:2], "") != whole {
		t.Errorf("%q", lines)
	}
	l.inOrder()
}

// Many at once note every seal once.
func TestSeal_byManyAtOnceNotesEverySealOnce(t *testing.T) {
	t.Parallel()
	l := newLog(t)
	var all sync.WaitGroup
	for i := range 6 {
		l.write(fmt.Sprint("record-", i), 1)
		all.Go(func() {
			if _, err := audit.Seal(t.Context(), l.db, l.key, l.anchors); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	l.inOrder()
}

func TestMakeKey_doesWithoutHardLinks(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "audit.key")
	none := func(string, string) error { return syscall.EPERM }
	first, err := audit.MakeKey(file, none)
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range []func(string, string) error{none, os.Link} {
		if again, err := audit.MakeKey(file, link); err != nil || !reflect.DeepEqual(again, first) {
			t.Errorf("a second key, %v", err)
		}
	}
	if s, err := os.Stat(file); err != nil || s.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", s, err)
	}
	if all, err := os.ReadDir(filepath.Dir(file)); err != nil || len(all) != 1 {
		t.Errorf("%v, %v", all, err)
	}
}

// Marks on what is sealed already, more of them than one seal covers, keep nothing
// from being sealed; they stay for Verify to name.
func TestSeal_passesOverMarksOnWhatIsSealed(t *testing.T) {
	t.Parallel()
	l := newLog(t)
	l.writeMany(0, 101, 10)
	l.seal(1010)
	err := l.db.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `insert into audit_pending select entry_id from audit_sealed`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	l.write("later", 2)
	l.seal(2)
	l.seal(0)
	if n := l.count("audit_pending"); n != 1010 {
		t.Errorf("%d marks are left", n)
	}
}
