package nomination

import (
	"context"

	"lantoa/internal/access"
	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
)

// similar is an identity that the one being typed may be.
type similar struct {
	ID   string
	Text string
}

func (p *Pages) similar(ctx context.Context, actor access.Actor, printer *i18n.Printer, in nomination.Input) ([]similar, error) {
	if !in.Subject.Kind.Valid() {
		return nil, nil
	}
	found, err := p.noms.Similar(ctx, actor, in.Subject.Kind, in.Subject.Name, "")
	if err != nil || len(found) == 0 {
		return nil, err
	}
	var ids []string
	for _, s := range found {
		ids = append(ids, s.UnitID)
	}
	words, err := p.names(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := make([]similar, len(found))
	for i, s := range found {
		text := s.Name + ", " + words.Org(s.UnitID)
		if s.BirthYear > 0 {
			text = printer.T("nomination.born", text, itoa(s.BirthYear))
		}
		out[i] = similar{ID: s.ID, Text: text}
	}
	return out, nil
}
