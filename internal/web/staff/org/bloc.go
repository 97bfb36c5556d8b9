package org

import (
	"net/http"

	"lantoa/internal/i18n"
	"lantoa/internal/org"
	"lantoa/internal/web/kit"
	"lantoa/internal/web/sheets"
)

// Blocs shows the emulation blocs of today with their members (V.3).
func (p *Pages) Blocs(w http.ResponseWriter, r *http.Request) error {
	blocs, orgs, err := p.blocs(r)
	if err != nil {
		return err
	}
	page := kit.Page(r, kit.T(r, "orgs.blocs"), blocPath)
	page.SheetHref = sheets.HrefIf(len(blocs) > 0, r)
	return kit.Render(w, r, http.StatusOK, blocsPage(page, blocs, orgs))
}

// blocs are the blocs of today with the bodies that they name.
func (p *Pages) blocs(r *http.Request) ([]org.Bloc, map[string]org.Org, error) {
	ctx, reader := r.Context(), p.db.Reader()
	blocs, err := p.orgs.Blocs(ctx, reader, p.today())
	if err != nil {
		return nil, nil, err
	}
	var ids []string
	for _, b := range blocs {
		ids = append(append(ids, b.MemberIDs...), b.MonitorID)
	}
	orgs, err := p.orgs.ByIDs(ctx, reader, ids, p.today())
	return blocs, orgs, err
}

// headWord is what the head of a bloc is called, monitorWord who watches it.
func headWord(p *i18n.Printer, b org.Bloc) string {
	if b.Cluster() {
		return p.T("orgs.cluster_head")
	}
	return p.T("orgs.bloc_head")
}

func monitorWord(p *i18n.Printer, b org.Bloc) string {
	if b.Cluster() {
		return p.T("orgs.cluster_monitor")
	}
	return p.T("orgs.bloc_monitor")
}

func nameOf(orgs map[string]org.Org, id string) string { return orgs[id].Name }
