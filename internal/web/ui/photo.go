package ui

import "hash/fnv"

// Picture is a photograph with its words.
type Picture struct {
	Src     string
	SrcSet  string // "…-480.jpg 480w, …-960.jpg 960w"
	Sizes   string
	Alt     string // what is seen; "" only where the text beside it says it
	Width   int
	Height  int
	Caption string
	Eager   bool // in the first view
}

// StoryCard is a thing worth reading: a picture or a woven pattern, a title,
// a fact line and what can be taken from it.
type StoryCard struct {
	Href    string
	Title   string
	Kicker  string // "Nông nghiệp, nông thôn"
	Who     string // "Hộ ông Giàng Mí Sính, xã Pà Vầy Sủ"
	Text    string
	Fact    string // one figure in words: "Thu nhập từ 40 lên 120 triệu đồng/năm"
	Picture *Picture
	Seed    string // of the pattern without a picture; "" takes Title
	Level   *LevelMark
}

func (s StoryCard) seed() string {
	if s.Seed != "" {
		return s.Seed
	}
	return s.Title
}

// Hero opens the portal's first page.
type Hero struct {
	Title        string
	Lead         string
	SearchAction string
	SearchLabel  string
	SearchButton string
	Query        string
	Facts        []Fact
}

// Fact is a figure with its words.
type Fact struct {
	Figure string
	Label  string
}

// patternSize is the number of stitches along a side of a woven pattern.
const patternSize = 11

// stitch is one diamond of a woven pattern.
type stitch struct {
	x, y int
	ink  int // 1–3, a colour of the cloth
}

// weave lays out a pattern from a seed: an eighth is drawn by the seed's hash
// and mirrored, as brocade is woven from its middle, so that every name has a
// cloth of its own and always the same one.
func weave(seed string) (cloth int, stitches []stitch) {
	h := fnv.New64a()
	_, _ = h.Write([]byte(seed)) // a hash never fails to write
	bits := h.Sum64()
	cloth = int(bits % 5)
	bits /= 5
	const half = patternSize / 2
	ink := [half + 1][half + 1]int{}
	for y := 0; y <= half; y++ {
		for x := 0; x <= y; x++ {
			ink[y][x] = int(bits % 4)
			bits = bits/4 | bits<<62
			ink[x][y] = ink[y][x]
		}
	}
	for y := range patternSize {
		for x := range patternSize {
			if c := ink[abs(y-half)][abs(x-half)]; c > 0 && (x+y)%2 == 1 || c == 1 {
				stitches = append(stitches, stitch{x: x, y: y, ink: max(c, 1)})
			}
		}
	}
	return cloth, stitches
}

func abs(n int) int { return max(n, -n) }

func (s stitch) path() string {
	x, y := s.x*10+5, s.y*10
	return "M" + itoa(x) + " " + itoa(y) + "l5 5-5 5-5-5z"
}
