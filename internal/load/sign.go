package load

import (
	"fmt"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/document"
	"lantoa/internal/nomination"
	"lantoa/internal/org"
)

// sign registers a paper that a body signed, and gives its key.
func (b *batchWalk) sign(body int, step nomination.Step, no int, kind document.Kind, by access.Actor, at time.Time) string {
	o := b.bodies[body]
	d := document.Document{ID: b.keys.at(at), Kind: kind, OrgID: o.ID, Number: fmt.Sprintf("%d/%s-%s", no, b.common.Symbols[string(kind)], o.Abbr), Day: civil.DayOf(at),
		Title: b.common.Papers[string(step)], SignerName: o.signer.name, SignerPosition: b.position(o), Hash: b.scan.Hash, FileName: b.scan.Name,
		MediaType: b.scan.MediaType, Size: b.scan.Size, RecordedBy: by.AccountID, RecordedAt: at}
	b.out.papers = append(b.out.papers, document.Kept{Document: d, EntryID: b.keys.at(at)})
	return d.ID
}

// position is what the head of a body is called.
func (p *province) position(b body) string {
	switch {
	case b.trade != "":
		return p.people.Positions[b.trade]
	case b.Kind == org.Commune:
		return p.people.Positions["commune"] + " " + b.commune
	}
	return p.people.Positions[string(b.Kind)]
}
