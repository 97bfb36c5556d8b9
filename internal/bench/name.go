package bench

import (
	"strings"

	"lantoa/internal/i18n"
)

// Name names what is measured or promised, alike in every language: "list
// unit_officer", "growth search rare". Text says it to a person.
type Name string

// What is measured, a role or a kind of words behind some of it.
const (
	listName   Name = "list "
	detailName Name = "detail"
	searchName Name = "search "
	createName Name = "create"
	mixName    Name = "mix 90/10"
)

// What else is promised, behind some of it what is measured.
const (
	coldStartName Name = "cold start"
	idleName      Name = "idle memory"
	growthName    Name = "growth "
	sameName      Name = "same "
)

func (n Name) isList() bool   { return strings.HasPrefix(string(n), string(listName)) }
func (n Name) isSearch() bool { return strings.HasPrefix(string(n), string(searchName)) }

// Text is the name in the language of the report.
func (n Name) Text(p *i18n.Printer) string {
	switch n {
	case detailName:
		return p.T("bench.name.detail")
	case createName:
		return p.T("bench.name.create")
	case mixName:
		return p.T("bench.name.mix")
	case coldStartName:
		return p.T("bench.name.cold_start")
	case idleName:
		return p.T("bench.name.idle_memory")
	}
	kind, rest, _ := strings.Cut(string(n), " ")
	switch Name(kind + " ") {
	case listName:
		return p.T("bench.name.list", seatText(p, rest))
	case searchName:
		return p.T("bench.name.search", p.T("bench.search."+rest))
	case growthName:
		return p.T("bench.name.growth", Name(rest).Text(p))
	case sameName:
		return p.T("bench.name.same", Name(rest).Text(p))
	}
	return string(n)
}

// seatText names whose list it is: a role, or a district, whose officers have no
// role of their own.
func seatText(p *i18n.Printer, seat string) string {
	if seat == districtSeat {
		return p.T("bench.district")
	}
	return p.T("role." + seat)
}
