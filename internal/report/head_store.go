package report

import (
	"context"

	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/officialdoc"
	"lantoa/internal/org"
	"lantoa/internal/paper"
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
	letterhead := paper.Bodies{Issuer: office, Parent: parent, Decider: decider}.Letterhead(officialdoc.Report)
	h := Head{Parent: letterhead.Parent, Issuer: letterhead.Issuer, Symbol: letterhead.Symbol, Place: letterhead.Place, Authority: paper.Authority(office),
		To:         []string{"Chủ tịch " + committee},
		Summary:    "Kết quả thực hiện Kế hoạch số " + f.PlanSymbol + " về " + lower(f.PlanTitle) + " (" + p.Text() + ")",
		Recipients: []string{"Như trên", "Văn phòng " + committee}}
	if parent.Name != "" {
		h.Recipients = append(h.Recipients, "Lãnh đạo "+parent.Name)
	}
	h.Recipients = append(h.Recipients, "Các thành viên Hội đồng Thi đua - Khen thưởng tỉnh", "Lưu: VT, "+office.Abbr)
	return h
}
