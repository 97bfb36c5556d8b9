package paper

import (
	"context"
	"strings"
	"unicode"

	"lantoa/internal/db"
	"lantoa/internal/document"
	"lantoa/internal/i18n"
	"lantoa/internal/officialdoc"
	"lantoa/internal/org"
)

// Bodies are those that stand in a letterhead.
type Bodies struct {
	Issuer  org.Org
	Parent  org.Org // zero without one
	Decider org.Org // the province's People's Committee
}

// Letterhead is what stands around the text of the issuing body's documents of a
// type: the names at its top, its symbol and the place where it sits.
func (b Bodies) Letterhead(t officialdoc.Type) Head {
	h := Head{Issuer: b.Issuer.Name, Place: b.place(), Symbol: string(t)}
	if b.Issuer.Abbr != "" {
		h.Symbol += "-" + b.Issuer.Abbr
	}
	switch b.Issuer.Kind {
	case org.Province, org.District, org.Commune:
		h.Issuer = broken(b.Issuer.Name)
	case org.Department:
		h.Parent = b.Decider.Short
	default:
		h.Parent = b.Parent.Name
		if b.Parent.Kind == org.Department && !strings.Contains(b.Parent.Name, b.Decider.Place) {
			h.Parent += " " + b.Decider.Place // II.2.a: the body above has the province's name with it
		}
	}
	return h
}

// head is a paper's head as it is begun: the letterhead, who decides, and the signer
// of the body's last paper.
func (s *Service) head(ctx context.Context, r db.Reader, d *sheaf) (Head, error) {
	h := Bodies{d.issuer, d.parent, d.decider}.Letterhead(d.sort.Type)
	if !d.sort.Kind.Dated() {
		h.Place = ""
	}
	switch {
	case d.sort.Step.Admits():
		h.By = HeadOf(d.issuer)
	case d.sort.Kind == OwnSubmission: // a part of the unit submits to its head
		h.Parent, h.Issuer, h.Symbol = h.Issuer, "[Bộ phận tham mưu]", string(d.sort.Type)+"-VP"
	case d.sort.Kind == CouncilMinutes: // the council has numbers of its own (II.3.a)
		h.Parent, h.Issuer, h.Symbol = d.decider.Short, "Hội đồng Thi đua - Khen thưởng", string(d.sort.Type)+"-HĐTĐKT"
	}
	if d.sort.Kind == Minutes || d.sort.Kind == CouncilMinutes || d.sort.Kind == OwnSubmission {
		return h, nil // who presides or submits is not who signs decisions
	}
	last, ok, err := document.LastOf(ctx, r, d.issuer.ID)
	if ok && strings.HasPrefix(i18n.Fold(last.SignerPosition)+" ", i18n.Fold(Office(d.issuer))+" ") {
		h.Signer = last.SignerName
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
func (b Bodies) place() string {
	at := b.Issuer.Place
	if at == "" {
		at = b.Decider.Place
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

// signs finds how the body's head signs by the words with which its name begins.
func signs(o org.Org) signing {
	raw, _ := forms.ReadFile("form/heads.txt") // embedded: it is there
	name := i18n.Fold(o.Name) + " "
	for line := range strings.SplitSeq(string(raw), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) == 3 && strings.HasPrefix(name, i18n.Fold(cells[0])+" ") {
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

// Authority are the lines above the name of the body's head on its submissions,
// minutes and reports.
func Authority(o org.Org) []string { return signs(o).submits }

// Office is the office of the body's head: "Chủ tịch".
func Office(o org.Org) string {
	lines := signs(o).decides
	return lines[len(lines)-1]
}

// HeadOf names the body's head: "Chủ tịch Ủy ban nhân dân xã Lũng Cú", "Giám đốc
// Sở Nội vụ", "Trưởng Ban Thi đua - Khen thưởng".
func HeadOf(o org.Org) string {
	title := Office(o)
	for _, same := range []struct{ end, begins string }{{" ban", "Ban "}, {" Văn phòng", "Văn phòng "}, {" Thanh tra", "Thanh tra "}} {
		if cut, ok := strings.CutSuffix(title, same.end); ok && strings.HasPrefix(o.Name, same.begins) {
			title = cut
		}
	}
	return title + " " + o.Name
}
