package parse

import _ "embed" // the sample

//go:embed testdata/ke-hoach-160-kh-ubnd.txt
var sample []byte

// SampleName is the file name of the sample.
const SampleName = "ke-hoach-160-kh-ubnd.txt"

// Sample is the text of the first customer's plan (Hà Giang, 2021–2025): what
// the demonstration imports, and what the tests read.
func Sample() []byte { return append([]byte(nil), sample...) }
