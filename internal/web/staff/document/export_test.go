package document

import (
	"context"

	"lantoa/internal/officialdoc"
)

// CheckWhileBusy is what a check answers in the context while all turns are taken.
func (p *Pages) CheckWhileBusy(ctx context.Context) error {
	for range cap(p.checking) {
		p.checking <- struct{}{}
	}
	_, err := p.checked(ctx, nil, officialdoc.Rules{})
	return err
}
