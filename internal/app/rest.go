package app

import (
	"context"
	"runtime"
	"runtime/debug"
	"time"
)

// What Rest goes by: how often it looks, how little is allocated in between when
// nobody asks anything, and how much unused memory is worth giving back.
const (
	restEvery = 5 * time.Second
	restQuiet = 4 << 20
	restWorth = 16 << 20
)

// Rest gives memory back to the system once it has become quiet, until ctx ends.
// Without it what a busy hour needed stays resident until the next busy hour:
// the collector runs by what is allocated, and at night nothing is.
func Rest(ctx context.Context) {
	look := time.NewTicker(restEvery)
	defer look.Stop()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	rested := uint64(0) // what had been allocated in all when it rested last
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
		runtime.ReadMemStats(&now)
		quiet := now.TotalAlloc-before.TotalAlloc < restQuiet
		held := now.HeapSys - now.HeapReleased
		if quiet && now.TotalAlloc-rested > restQuiet && held > restWorth {
			debug.FreeOSMemory()
			runtime.ReadMemStats(&now)
			rested = now.TotalAlloc
		}
		before.TotalAlloc = now.TotalAlloc
	}
}
