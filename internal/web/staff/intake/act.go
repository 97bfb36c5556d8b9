package intake

import (
	"context"
	"net/http"

	"lantoa/internal/access"
	"lantoa/internal/errs"
	"lantoa/internal/intake"
	"lantoa/internal/jobs"
	"lantoa/internal/web/kit"
)

// Back leads to the import from the address of something that was done to it: who
// loads the answer again, or comes back to it, has nothing to send.
func (p *Pages) Back(w http.ResponseWriter, r *http.Request) error {
	n, _, err := p.follow(r)
	if err != nil {
		return err
	}
	return kit.Redirect(w, r, Path+"/"+n.ID)
}

// Confirm begins to store what was shown.
func (p *Pages) Confirm(w http.ResponseWriter, r *http.Request) error {
	return p.act(w, r, "import.flash.storing", func(ctx context.Context, actor access.Actor, n intake.Intake, f *kit.Form) error {
		return p.in.Confirm(ctx, actor, n.ID, f.Version(), f.Bool("skip"))
	})
}

// Discard ends an import: with nothing stored, or with what was stored before its
// task failed or was stopped.
func (p *Pages) Discard(w http.ResponseWriter, r *http.Request) error {
	return p.act(w, r, "import.flash.ended", func(ctx context.Context, actor access.Actor, n intake.Intake, f *kit.Form) error {
		return p.in.Discard(ctx, actor, n.ID, f.Version())
	})
}

// Resume goes on with an import whose task failed or was stopped.
func (p *Pages) Resume(w http.ResponseWriter, r *http.Request) error {
	return p.act(w, r, "import.flash.resumed", func(ctx context.Context, actor access.Actor, n intake.Intake, f *kit.Form) error {
		return p.in.Resume(ctx, actor, n.ID, f.Version())
	})
}

// act does something to the person's own import and leads back to its page.
func (p *Pages) act(w http.ResponseWriter, r *http.Request, done string, do func(context.Context, access.Actor, intake.Intake, *kit.Form) error) error {
	n, t, err := p.follow(r)
	if err != nil {
		return err
	}
	f, err := kit.ReadForm(r)
	if err != nil {
		return err
	}
	err = do(r.Context(), kit.Actor(r), n, f)
	if status := f.Refused(err); status != 0 {
		if e := errs.As(err); e != nil && e.Key == "error.stale" {
			if f, err = p.kept(r, f); err != nil {
				return err
			}
		}
		return p.show(w, r, status, f)
	}
	if err != nil {
		return err
	}
	kit.Flash(w, r, really(n, t, done))
	return kit.Redirect(w, r, Path+"/"+n.ID)
}

// kept is what is shown of a form that is stale: only that which still asks for a
// confirmation has anything that was typed.
func (p *Pages) kept(r *http.Request, f *kit.Form) (*kit.Form, error) {
	n, _, err := p.follow(r)
	if n.State == intake.Checked && f.Bool("skip") {
		return f, err
	}
	return kit.NewForm(r), err
}

// really is what is said of something that was done to an import as it was before:
// of a click on a page that is old, what has happened already.
func really(n intake.Intake, t jobs.Task, done string) string {
	switch {
	case n.State == intake.Done:
		return "import.flash.done_before"
	case n.State == intake.Discarded:
		return "import.flash.dropped_before"
	case n.State == intake.Storing && t.State.Open():
		return "import.flash.storing"
	}
	return done
}
