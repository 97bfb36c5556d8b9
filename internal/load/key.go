package load

import (
	"encoding/hex"
	"math/rand/v2"
	"time"
)

// keys makes keys such as db.NewID makes, UUIDs of version 7, of the simulated
// time and from the seed: those of one millisecond grow in the order in which
// they are asked for.
type keys struct {
	*rand.Rand
	asked map[int64]uint16 // how many, by millisecond
}

func newKeys(seed, stream uint64) *keys {
	return &keys{Rand: rand.New(rand.NewPCG(seed, stream)), asked: map[int64]uint16{}}
}

func (k *keys) at(t time.Time) string {
	ms := t.UnixMilli()
	seq := k.asked[ms]
	k.asked[ms]++
	var raw [16]byte
	for i := range 6 {
		raw[i] = byte(ms >> (40 - 8*i))
	}
	raw[6], raw[7] = 0x70|byte(seq>>8&0x0f), byte(seq)
	tail := k.Uint64()
	for i := range 8 {
		raw[8+i] = byte(tail >> (8 * i))
	}
	raw[8] = raw[8]&0x3f | 0x80
	var text [36]byte
	hex.Encode(text[0:8], raw[0:4])
	hex.Encode(text[9:13], raw[4:6])
	hex.Encode(text[14:18], raw[6:8])
	hex.Encode(text[19:23], raw[8:10])
	hex.Encode(text[24:36], raw[10:16])
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return string(text[:])
}

// of is one of the choices.
func of[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

// chance reports what happens once in so many times of a hundred.
func chance(r *rand.Rand, percent float64) bool { return r.Float64()*100 < percent }

// weighed is the index of one of the weights, the heavier the likelier.
func weighed(r *rand.Rand, weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	at := r.IntN(sum)
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}
