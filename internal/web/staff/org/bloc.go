package org

import (
	"net/http"

	"lantoa/internal/org"
	"lantoa/internal/web/kit"
)

// Blocs shows the emulation blocs of today with their members (V.3).
func (p *Pages) Blocs(w http.ResponseWriter, r *http.Request) error {
	ctx, reader := r.Context(), p.db.Reader()
	blocs, err := p.orgs.Blocs(ctx, reader, p.today())
	if err != nil {
		return err
	}
	var ids []string
	for _, b := range blocs {
		ids = append(append(ids, b.MemberIDs...), b.MonitorID)
	}
	orgs, err := p.orgs.ByIDs(ctx, reader, ids, p.today())
	if err != nil {
		return err
	}
	return kit.Render(w, r, http.StatusOK, blocsPage(kit.Page(r, kit.T(r, "orgs.blocs"), blocPath), blocs, orgs))
}

func nameOf(orgs map[string]org.Org, id string) string { return orgs[id].Name }
