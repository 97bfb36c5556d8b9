package audit_test

import (
	"os"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"testing"
	"time"
)

// Verification holds a page at a time, however long the log.
func TestVerify_holdsLittleOfALongLog(t *testing.T) {
	records := 500
	if os.Getenv("LANTOA_TEST_REQUIRE_ALL") == "1" {
		records = 5000
	}
	l := newLog(t)
	for i := range records / 50 {
		l.writeMany(i*50, 50, 40)
	}
	began := time.Now()
	l.seal(records * 40)
	sealing := time.Since(began)
	debug.FreeOSMemory()
	var before, peak atomic.Uint64
	live := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapInuse
	}
	before.Store(live())
	done, watched := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				peak.Store(max(peak.Load(), live()))
			}
		}
	}()
	began = time.Now()
	r := l.inOrder()
	took := time.Since(began)
	close(done)
	<-watched
	more := int64(peak.Load()) - int64(before.Load())
	t.Logf("%d entries sealed in %v, verified in %v with %d kB more", r.Entries, sealing, took, more>>10)
	if r.Entries != int64(records)*40 || more > 64<<20 {
		t.Errorf("%+v, %d MB more", r, more>>20)
	}
}
