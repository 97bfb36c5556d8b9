package check

import (
	"math"
	"strconv"
	"strings"

	"lantoa/internal/officialdoc"
)

// word is a value that is a word of the catalogues.
func word(key string) Value { return Value{Key: key} }

// quoted is a text of the document or of the form.
func quoted(s string) Value { return Value{Key: "check.value.text", Args: []any{shorten(s)}} }

// plain is a value as it is.
func plain(s string) Value { return Value{Key: "check.value.plain", Args: []any{s}} }

func millimetres(s string) Value { return Value{Key: "check.value.mm", Args: []any{s}} }

func points(s string) Value { return Value{Key: "check.value.pt", Args: []any{s}} }

func missing() Value { return word("check.value.missing") }

func present() Value { return word("check.value.present") }

// number is a number to one digit, as Vietnamese writes it.
func number(v float64) string {
	return strings.ReplaceAll(strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64), ".", ",")
}

// span is what a range allows.
func span(r officialdoc.Range) string {
	if r.Max == r.Min || r.Max == 0 {
		return number(r.Min)
	}
	return number(r.Min) + "–" + number(r.Max)
}

const pointsPerMillimetre = 72 / 25.4

func mm(points float64) float64 { return points / pointsPerMillimetre }
