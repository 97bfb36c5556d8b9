package intake

import (
	"context"
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/intake"
	"lantoa/internal/web/kit"
)

// Confirm begins to store what was shown.
func (p *Pages) Confirm(w http.ResponseWriter, r *http.Request) error {
	return p.act(w, r, "import.flash.storing", func(ctx context.Context, actor access.Actor, n intake.Intake, f *kit.Form) error {
		if _, err := p.in.Heads(ctx, actor, n); err != nil { // the right may be gone since
			return err
		}
		return p.in.Confirm(ctx, actor, n.ID, f.Version(), f.Bool("skip"))
	})
}

// Drop ends an import of which nothing is stored.
func (p *Pages) Drop(w http.ResponseWriter, r *http.Request) error {
	return p.act(w, r, "import.flash.dropped", func(ctx context.Context, actor access.Actor, n intake.Intake, f *kit.Form) error {
		return p.in.Drop(ctx, actor, n.ID, f.Version())
	})
}

// Again takes up an import whose task failed or was stopped.
func (p *Pages) Again(w http.ResponseWriter, r *http.Request) error {
	return p.act(w, r, "import.flash.again", func(ctx context.Context, actor access.Actor, n intake.Intake, f *kit.Form) error {
		return p.in.Again(ctx, actor, n.ID, f.Version())
	})
}

// act does something to the person's own import and leads back to its page.
func (p *Pages) act(w http.ResponseWriter, r *http.Request, done string, do func(context.Context, access.Actor, intake.Intake, *kit.Form) error) error {
	n, _, err := p.follow(r)
	if err != nil {
		return err
	}
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	err = do(r.Context(), kit.Actor(r), n, f)
	if status := f.Refused(err); status != 0 {
		return p.show(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, done)
	return kit.Redirect(w, r, Path+"/"+n.ID)
}
