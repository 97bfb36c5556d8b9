package report

import (
	"context"
	"strings"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/org"
)

// head is what a new report has around its text: the letterhead of the standing
// office on the day, the Chairman as addressee, and the usual recipients.
func (s *Service) head(ctx context.Context, r db.Reader, f Frame, p Period, day civil.Day) (Head, error) {
	office, err := s.orgs.Standing(ctx, r, day)
	if err != nil {
		return Head{}, err
	}
	parent, _, err := s.orgs.Parent(ctx, r, office.ID, day)
	if err != nil {
		return Head{}, err
	}
	decider, err := s.orgs.Decider(ctx, r, day)
	if err != nil && !errs.Is(err, errs.Conflict) {
		return Head{}, err
	}
	return headOf(f, p, office, parent, decider), nil
}

func headOf(f Frame, p Period, office, parent, decider org.Org) Head {
	committee := decider.Name
	if committee == "" {
		committee = f.PlanIssuer
	}
	h := Head{Parent: parent.Name, Issuer: office.Name, Symbol: strings.TrimSuffix("BC-"+office.Abbr, "-"), To: []string{"Chủ tịch " + committee},
		Place: place(f.Province), Authority: []string{"Giám đốc"},
		Summary: "Kết quả thực hiện Kế hoạch số " + f.PlanSymbol + " về " + lower(f.PlanTitle) + " (" + p.Text() + ")"}
	if office.Kind == org.Unit {
		h.Authority = []string{"Trưởng ban"}
	}
	h.Recipients = []string{"Như trên", "Văn phòng " + committee}
	if parent.Name != "" {
		h.Recipients = append(h.Recipients, "Lãnh đạo "+parent.Name)
	}
	h.Recipients = append(h.Recipients, "Các thành viên Hội đồng Thi đua - Khen thưởng tỉnh", "Lưu: VT, "+office.Abbr)
	return h
}

// place is the name of a province without its kind: "Hà Giang".
func place(province string) string {
	for _, kind := range []string{"tỉnh ", "thành phố "} {
		if name, ok := strings.CutPrefix(province, kind); ok {
			return name
		}
	}
	return province
}
