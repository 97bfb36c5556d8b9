package exemplar

import (
	"strings"

	"lantoa/internal/audit"
	"lantoa/internal/db"
	"lantoa/internal/nomination"
	"lantoa/internal/subject"
)

// Filling is exemplars as they stand after all that happened to them, with what
// happened: for filling a database.
type Filling struct {
	Exemplars    []Exemplar
	Recognitions []Recognition
	Events       []Noted
}

// Noted is a line of history with the version that it gave, the dossier on which
// a decision admitted the exemplar, "" for other steps, and the key of its audit
// entry.
type Noted struct {
	Event
	Version      int64
	NominationID string
	EntryID      string
}

// Rows gives the rows and the audit entries.
func (f Filling) Rows() ([]db.Rows, []audit.Dated) {
	all, more := db.NewRows("exemplar", strings.ReplaceAll(columns, "n.", "")), db.NewRows("exemplar_field", "exemplar_id, field_id, lead_id, keeper_id, area_id")
	recognitions, events := db.NewRows("recognition", recognitionColumns), db.NewRows("exemplar_event", eventColumns)
	for _, e := range f.Exemplars {
		all.Add(e.values()...)
		for i, field := range e.MoreFields {
			more.Add(e.ID, field, e.MoreLeads[i], e.KeeperID, e.AreaID)
		}
	}
	for _, g := range f.Recognitions {
		recognitions.Add(g.values()...)
	}
	entries := make([]audit.Dated, len(f.Events))
	for i, v := range f.Events {
		events.Add(v.values()...)
		var change any
		if v.NominationID != "" {
			change = admission(nomination.Nomination{ID: v.NominationID})
		}
		entries[i] = audit.Dated{Entry: v.entry(v.Version, change), ID: v.EntryID, At: v.At}
	}
	return []db.Rows{*all, *more, *recognitions, *events}, entries
}

// Publish works out what the public sees: of the sensitive fields among its own;
// tells reports that the unit's name would tell one of them; districtID is the
// unit's district.
func (e *Exemplar) Publish(granted map[subject.Purpose]bool, sensitive []string, tells bool, districtID string) {
	e.show(granted, sensitive)
	e.PublicUnit, e.PublicDistrict = "", ""
	if e.Public && (!e.PublicDiscreet || !tells) {
		e.PublicUnit, e.PublicDistrict = e.UnitID, districtID
	}
}
