package paper

import (
	"context"
	"strings"
	"unicode"

	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/i18n"
	"lantoa/internal/org"
)

// head is a paper's head as it is begun: what the body's papers have at their top
// and at their foot, and the signer of its last paper.
func (s *Service) head(ctx context.Context, r db.Reader, d *sheaf) (Head, error) {
	h := Head{Issuer: d.issuer.Name, Place: d.place(), Symbol: string(d.sort.Type)}
	if d.issuer.Abbr != "" {
		h.Symbol += "-" + d.issuer.Abbr
	}
	if !d.sort.Kind.Dated() {
		h.Place = ""
	}
	switch d.issuer.Kind {
	case org.Province, org.District, org.Commune:
		h.Issuer = broken(d.issuer.Name)
	case org.Department:
		h.Parent = d.decider.Short
	default:
		if d.parent.ID != "" {
			h.Parent = d.parent.Name
		}
	}
	if d.sort.Step.Admits() {
		h.By = headOf(d.issuer)
	}
	last, ok, err := document.LastOf(ctx, r, d.issuer.ID)
	if ok && i18n.Fold(last.SignerPosition) == i18n.Fold(d.position()) {
		h.Signer = last.SignerName
	}
	if d.sort.Kind == Minutes || d.sort.Kind == CouncilMinutes || d.sort.Kind == OwnSubmission {
		h.Signer = "" // who presides or submits is not who signs decisions
	}
	return h, err
}

// broken sets the place of a people's committee in a line of its own.
func broken(name string) string {
	if place, ok := strings.CutPrefix(name, "Ủy ban nhân dân "); ok {
		return "Ủy ban nhân dân\n" + place
	}
	return name
}

// place is where the issuing body sits (địa danh): the commune or district, without
// its sort unless the name is a number; the province for bodies of the province.
func (d *sheaf) place() string {
	at := d.issuer.Place
	if at == "" {
		at = d.decider.Place
	}
	at, _, _ = strings.Cut(at, ",")
	for _, sort := range []string{"thành phố ", "thị trấn ", "thị xã ", "phường ", "huyện ", "tỉnh ", "xã "} {
		if name, ok := strings.CutPrefix(at, sort); ok && !strings.ContainsFunc(name, unicode.IsDigit) {
			return name
		}
	}
	return strings.TrimSpace(at)
}

// signing is how a body's head signs: what stands above the name on submissions
// and on decisions.
type signing struct{ submits, decides []string }

// signs finds how the body's head signs by the beginning of its name.
func signs(o org.Org) signing {
	raw, _ := forms.ReadFile("form/heads.txt") // embedded: it is there
	for line := range strings.SplitSeq(string(raw), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) == 3 && strings.HasPrefix(o.Name, strings.TrimSpace(cells[0])) {
			return signing{split(cells[1]), split(cells[2])}
		}
	}
	return signing{submits: []string{"Thủ trưởng đơn vị"}, decides: []string{"Thủ trưởng đơn vị"}}
}

func split(cell string) []string {
	var out []string
	for s := range strings.SplitSeq(cell, ";") {
		out = append(out, strings.TrimSpace(s))
	}
	return out
}

// position is the office of the body's head: "Chủ tịch".
func (d *sheaf) position() string {
	lines := signs(d.issuer).decides
	return lines[len(lines)-1]
}

// headOf names the body's head: "Chủ tịch Ủy ban nhân dân xã Lũng Cú", "Giám đốc
// Sở Nội vụ", "Trưởng Ban Thi đua - Khen thưởng".
func headOf(o org.Org) string {
	lines := signs(o).decides
	title := lines[len(lines)-1]
	if cut, ok := strings.CutSuffix(title, " ban"); ok && strings.HasPrefix(o.Name, "Ban ") {
		title = cut
	}
	if cut, ok := strings.CutSuffix(title, " Văn phòng"); ok && strings.HasPrefix(o.Name, "Văn phòng ") {
		title = cut
	}
	if cut, ok := strings.CutSuffix(title, " Thanh tra"); ok && strings.HasPrefix(o.Name, "Thanh tra ") {
		title = cut
	}
	return title + " " + o.Name
}
