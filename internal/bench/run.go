package bench

import (
	"context"
	"time"
)

// turns is in how many turns page and floor are each measured.
const turns = 4

// warmUp is how long each runs before it is measured.
const warmUp = 300 * time.Millisecond

// run measures a scenario at every number of clients.
func (h *house) run(ctx context.Context, o Options, p *program, s scenario) (Scenario, error) {
	out := s.Scenario
	for _, a := range s.acts {
		if err := h.raw.Prepare(ctx, a.floor.calls); err != nil {
			return out, err
		}
	}
	for _, n := range o.Clients {
		o.Say("bench.step", s.Name, n)
		r, err := h.at(ctx, o, p, s, n)
		if err != nil {
			return out, err
		}
		out.Rounds = append(out.Rounds, r)
	}
	return out, nil
}

func (h *house) at(ctx context.Context, o Options, p *program, s scenario, clients int) (Round, error) {
	pages, floors := make([]worker, clients), make([]worker, clients)
	for i := range clients {
		c, err := dial(p.addr)
		if err != nil {
			return Round{}, err
		}
		defer c.close()
		// Everybody begins elsewhere, so that not all do the same at a time.
		pages[i] = func(_ context.Context, n int) error { return s.acts[(n+i)%len(s.acts)].page(c) }
		floors[i] = func(ctx context.Context, n int) error {
			return h.raw.Replay(ctx, s.acts[(n+i)%len(s.acts)].floor.fresh())
		}
	}
	var page, floor, warm sample
	if err := warm.during(ctx, min(warmUp, o.Time), pages); err != nil {
		return Round{}, err
	}
	if err := warm.during(ctx, min(warmUp, o.Time), floors); err != nil {
		return Round{}, err
	}
	r := Round{Clients: clients}
	for range turns {
		if err := page.during(ctx, o.Time/turns, pages); err != nil {
			return r, err
		}
		r.Resident = max(r.Resident, p.resident())
		if err := floor.during(ctx, o.Time/turns, floors); err != nil {
			return r, err
		}
	}
	r.Page, r.Floor = page.figures(), floor.figures()
	if r.Floor.PerSecond > 0 {
		r.Ratio = r.Page.PerSecond / r.Floor.PerSecond
	}
	return r, nil
}
