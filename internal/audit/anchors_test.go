package audit_test

import (
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"lantoa/internal/audit"
	"lantoa/internal/errs"
	"lantoa/internal/flock"
)

func key(err error) string {
	if e := errs.As(err); e != nil {
		return e.Key
	}
	return ""
}

func TestVerify_findsEveryEditOfTheAnchors(t *testing.T) {
	t.Parallel()
	l := sealedLog(t)
	whole := l.lines()
	if len(whole) != 4 {
		t.Fatalf("%q", whole)
	}
	with := func(n int, line string) []string {
		out := append([]string(nil), whole...)
		out[n] = line
		return out
	}
	swapped := func(i, j int) []string {
		out := append([]string(nil), whole...)
		out[i], out[j] = out[j], out[i]
		return out
	}
	parts := strings.Fields(whole[2])
	edited := func(n int, part string) []string {
		p := append([]string(nil), parts...)
		p[n] = part
		return with(2, strings.Join(p, " ")+"\n")
	}
	last := strings.Fields(whole[3])
	last[0] = "4"
	for what, c := range map[string]struct {
		lines []string
		want  audit.Kind
	}{
		"another time":           {edited(1, "2021-01-01T00:00:00.000000Z"), audit.AnchorDiffers},
		"another count":          {edited(2, "9"), audit.AnchorDiffers},
		"another root":           {edited(3, parts[4]), audit.AnchorDiffers},
		"another signature":      {edited(4, parts[3]), audit.AnchorDiffers},
		"a number left out":      {edited(0, "3"), audit.AnchorGone},
		"a number of before":     {edited(0, "1"), audit.AnchorDiffers},
		"a time of another form": {edited(1, strings.TrimSuffix(parts[1], "Z")+"+00:00"), audit.AnchorBroken},
		"a part too many":        {edited(4, parts[4]+" 1"), audit.AnchorBroken},
		"no line":                {with(2, "\n"), audit.AnchorBroken},
		"a line without end":     {with(2, strings.Repeat("a", 200_000)+"\n"), audit.AnchorBroken},
		"the first taken out":    {whole[1:], audit.AnchorGone},
		"one taken out":          {append(append([]string(nil), whole[:2]...), whole[3]), audit.AnchorGone},
		"two swapped":            {swapped(1, 2), audit.AnchorGone},
		"one too many":           {append(append([]string(nil), whole...), strings.Join(last, " ")+"\n"), audit.AnchorUnsealed},
		"one before":             {append([]string{strings.Replace(whole[0], "0 ", "-1 ", 1)}, whole...), audit.AnchorUnsealed},
	} {
		l.keep(c.lines...)
		if r := l.verify(); !has(r, c.want) {
			t.Errorf("%s: no %s among %+v", what, c.want, r.Findings)
		}
	}
	if err := os.Remove(l.anchors.File); err != nil {
		t.Fatal(err)
	}
	l.inOrder() // the seals are fresh
	now := time.Now()
	l.clock.Set(now.Add(6 * time.Minute))
	if r := l.verify(); !has(r, audit.AnchorsMissing) {
		t.Errorf("no anchors: %+v", r.Findings)
	}
	l.clock.Set(now)
	l.keep(whole...)
	l.inOrder()
}

func TestVerify_saysWhatHasWaitedTooLong(t *testing.T) {
	t.Parallel()
	l := sealedLog(t)
	whole := l.lines()
	l.keep(whole[:2]...)
	l.inOrder()
	l.clock.Set(time.Now().Add(6 * time.Minute))
	r := l.verify()
	if !has(r, audit.PendingLate) || !has(r, audit.AnchorLate) || len(r.Findings) != 2 {
		t.Errorf("%+v", r.Findings)
	}
	for _, f := range r.Findings {
		if f.Number != 2 || f.Kind == audit.AnchorLate && f.Seal != 2 || f.Kind == audit.PendingLate && f.Entry != l.entry(l.db.Reader(), "e", 1) {
			t.Errorf("%+v", f)
		}
	}
	l.seal(2)
	l.inOrder()
	// A copy kept elsewhere may be older, but has to agree as far as it goes.
	l.keep(whole[:2]...)
	l.clock.Set(time.Now().Add(time.Hour))
	l.anchors.Copy = true
	if r := l.inOrder(); r.Anchored != 2 || r.Seals != 5 {
		t.Errorf("%+v", r)
	}
	l.keep(whole[0], strings.Replace(whole[1], " 4 ", " 5 ", 1))
	if r := l.verify(); !has(r, audit.AnchorDiffers) {
		t.Errorf("%+v", r.Findings)
	}
	l.anchors.File += ".none"
	if _, err := audit.Verify(t.Context(), l.db.Reader(), l.key, l.anchors); key(err) != "audit.anchors.unreadable" {
		t.Errorf("%v", err)
	}
}

func TestVerify_ofAnEmptyDatabaseFindsNothing(t *testing.T) {
	t.Parallel()
	l := newLog(t)
	if r := l.inOrder(); r.Seals != 1 || r.Entries != 0 {
		t.Errorf("%+v", r)
	}
}

func TestAnchors_areWrittenOnADiskWithoutLocks(t *testing.T) {
	t.Parallel()
	l := sealedLog(t)
	f, err := os.Open(l.anchors.File)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	says := func(all ...error) func(*os.File) error {
		return func(*os.File) error {
			err := all[0]
			all = all[1:]
			return flock.Reason(err)
		}
	}
	if err := audit.LockBy(t.Context(), f, says(syscall.EOPNOTSUPP)); err != nil {
		t.Errorf("without locks: %v", err)
	}
	if err := audit.LockBy(t.Context(), f, says(syscall.EWOULDBLOCK, nil)); err != nil {
		t.Errorf("held, then free: %v", err)
	}
	if err := audit.LockBy(t.Context(), f, says(syscall.EIO)); !errors.Is(err, syscall.EIO) {
		t.Errorf("of a broken disk: %v", err)
	}
}
