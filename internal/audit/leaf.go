package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"time"
)

// hash is a SHA-256 sum.
type hash = [sha256.Size]byte

// fields puts values one after the other, each behind its length, so that no two
// lists of values give the same bytes.
type fields []byte

func (f fields) bytes(b []byte) fields {
	return append(binary.BigEndian.AppendUint64(f, uint64(len(b))), b...)
}

func (f fields) text(s string) fields {
	return append(binary.BigEndian.AppendUint64(f, uint64(len(s))), s...)
}

func (f fields) number(n int64) fields {
	return binary.BigEndian.AppendUint64(append(f, 0, 0, 0, 0, 0, 0, 0, 8), uint64(n))
}

func (f fields) time(t time.Time) fields { return f.number(t.UnixMicro()) }

// what stands before the values, so that a leaf is never taken for a branch or a seal.
const (
	leafMark   = "lantoa audit entry 1"
	branchMark = 1
	sealMark   = "lantoa audit seal 1"
)

// kept is what stays of an entry for ever; a detail that was erased by law stays
// as its hash.
type kept struct {
	ID            string
	At            moment
	ActorID       string
	Action        string
	Entity        string
	EntityID      string
	EntityVersion number
	Meta          string
	DetailHash    []byte
}

// leaf is the entry's hash, in a buffer that is used again.
func (e *kept) leaf(buf *fields) hash {
	f := (*buf)[:0].text(leafMark).text(e.ID).time(e.At.Time).text(e.ActorID).text(e.Action).
		text(e.Entity).text(e.EntityID).number(int64(e.EntityVersion)).text(e.Meta).bytes(e.DetailHash)
	*buf = f
	return sha256.Sum256(f)
}

// tree computes the root over leaves as they come, keeping one branch per level.
type tree struct {
	n    uint64
	open []hash // the root of each whole subtree so far, largest first
}

func (t *tree) add(leaf hash) {
	t.open = append(t.open, leaf)
	for range bits.TrailingZeros64(^t.n) {
		t.join()
	}
	t.n++
}

func (t *tree) join() {
	last := len(t.open) - 1
	t.open[last-1] = branch(t.open[last-1], t.open[last])
	t.open = t.open[:last]
}

// root ends the tree. Without leaves it is the hash of nothing.
func (t *tree) root() hash {
	if len(t.open) == 0 {
		return sha256.Sum256(nil)
	}
	for len(t.open) > 1 {
		t.join()
	}
	return t.open[0]
}

func branch(left, right hash) hash {
	var b [1 + 2*sha256.Size]byte
	b[0] = branchMark
	copy(b[1:], left[:])
	copy(b[1+sha256.Size:], right[:])
	return sha256.Sum256(b[:])
}
