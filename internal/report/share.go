package report

import (
	"fmt"
	"strings"

	"lantoa/internal/i18n"
)

// fewest is how many must be known before a part of them is told in per cent:
// below, one case more or less says too much.
const fewest = 5

// Share is how many of those of whom something is recorded have a property.
type Share struct {
	Count, Known int
	Filter       Filter // of Count
	KnownFilter  Filter
}

// shareOf counts a mark among the exemplars of whom it is recorded.
func shareOf(mark, known Mark, cases []Case, p Period) Share {
	s := Share{Filter: Filter{Group: Exemplars, Mark: mark}, KnownFilter: Filter{Group: Exemplars, Mark: known}}
	s.Count, s.Known = s.Filter.Count(cases, p), s.KnownFilter.Count(cases, p)
	return s
}

// Percent is the part in per cent, "" where there are too few to tell or none.
func (s Share) Percent() string {
	if s.Known < fewest {
		return ""
	}
	return decimal(100*float64(s.Count)/float64(s.Known)) + "%"
}

// Text is "3 (trong 8 người có ghi giới tính, 37,5%)"; of says what is recorded.
func (s Share) Text(of string) string {
	switch percent := s.Percent(); {
	case s.Known == 0:
		return fmt.Sprintf("chưa có số liệu (chưa ghi %s)", of)
	case percent == "":
		return fmt.Sprintf("%s (trong %s người có ghi %s)", number(s.Count), number(s.Known), of)
	default:
		return fmt.Sprintf("%s (trong %s người có ghi %s, chiếm %s)", number(s.Count), number(s.Known), of, percent)
	}
}

// Shares are the four that the plan's report tells, by the name of their field
// in the text.
func Shares(cases []Case, p Period) []NamedShare {
	return []NamedShare{
		{"nữ", "Phụ nữ", "giới tính", shareOf(Women, SexKnown, cases, p)},
		{"dân tộc thiểu số", "Người dân tộc thiểu số", "dân tộc", shareOf(Minority, EthnicKnown, cases, p)},
		{"người trực tiếp", "Người trực tiếp lao động, sản xuất, công tác", "vị trí công tác", shareOf(Direct, WorkKnown, cases, p)},
		{"lãnh đạo, quản lý", "Cán bộ lãnh đạo, quản lý", "vị trí công tác", shareOf(Leaders, WorkKnown, cases, p)},
	}
}

// NamedShare is a share with its names: of its field, in a table, and of what is recorded.
type NamedShare struct {
	Field, Label, Of string
	Share
}

// number writes a number as documents do: 1.234.
func number(n int) string {
	var p *i18n.Printer
	return p.Int(n)
}

func decimal(f float64) string {
	var p *i18n.Printer
	return strings.TrimSuffix(p.Decimal(f, 1), ",0")
}
