package ui

// Comparison is one figure before and after, in words with bars beside them.
type Comparison struct {
	Name   string // what is measured
	Unit   string
	Before Amount
	After  Amount
}

// Amount is a figure as it is written, with its share of the greater of the two
// in percent; a negative Share draws no bar.
type Amount struct {
	Label string // "Trước"
	Text  string // "0,5"
	Share int
}
