package nomination

import (
	"strings"

	"lantoa/internal/audit"
	"lantoa/internal/db"
)

// Filling is batches and dossiers as they stand after all that happened to them,
// with what happened: for filling a database.
type Filling struct {
	Batches     []Batch
	Agencies    []Agency
	Nominations []Nomination
	Kept        []Kept
	Files       []Attachment
	Events      []Noted
	Entries     []audit.Dated // of the batches; see Opened and Batch.Share
}

// Agency is a lead agency that a batch's dossiers reached.
type Agency struct{ BatchID, LeadID string }

// Kept is what was typed and judged of one criterion.
type Kept struct {
	NominationID, CriterionID, Evidence string
	Judgement                           Judgement
	Note, JudgedBy                      string
}

// Noted is a line of history with the version that it gave, what was changed,
// and the key of its audit entry.
type Noted struct {
	Event
	Version int64
	Change  any
	EntryID string
}

// Rows gives the rows and the audit entries.
func (f Filling) Rows() ([]db.Rows, []audit.Dated) {
	bare := func(columns string) string { return strings.ReplaceAll(columns, "n.", "") }
	batches, agencies := db.NewRows("batch", bare(batchColumns)), db.NewRows("batch_agency", "batch_id, lead_id")
	nominations, more := db.NewRows("nomination", bare(columns)), db.NewRows("nomination_field", "nomination_id, field_id, lead_id, keeper_id, area_id, author_id")
	kept, files := db.NewRows("nomination_criterion", "nomination_id, criterion_id, evidence, judgement, note, judged_by"), db.NewRows("attachment", attachmentColumns)
	events := db.NewRows("nomination_event", eventColumns)
	for _, b := range f.Batches {
		batches.Add(b.values()...)
	}
	for _, a := range f.Agencies {
		agencies.Add(a.BatchID, a.LeadID)
	}
	for _, n := range f.Nominations {
		nominations.Add(n.values()...)
		for i, field := range n.MoreFields {
			more.Add(n.ID, field, n.MoreLeads[i], n.KeeperID, n.AreaID, n.AuthorID)
		}
	}
	for _, k := range f.Kept {
		kept.Add(k.NominationID, k.CriterionID, k.Evidence, string(k.Judgement), k.Note, k.JudgedBy)
	}
	for _, a := range f.Files {
		files.Add(a.values()...)
	}
	entries := f.Entries
	for _, e := range f.Events {
		events.Add(e.values()...)
		entries = append(entries, audit.Dated{Entry: e.entry(e.Version, e.Change), ID: e.EntryID, At: e.At})
	}
	return []db.Rows{*batches, *agencies, *nominations, *more, *kept, *files, *events}, entries
}

// Opened is the batch's opening in the audit trail.
func (b Batch) Opened(in BatchInput) audit.Entry {
	return audit.Entry{ActorID: b.AuthorID, Action: "batch.create", Entity: "batch", EntityID: b.ID, Version: 1,
		Meta: map[string]string{"ref": b.Ref, "unit": b.UnitID, "level": string(b.Level)}, Detail: in}
}

// Share lets the bodies that a nomination reached see its batch, as shareBatch
// does in the database; the entry is that of the audit trail where this changed
// something.
func (b *Batch) Share(actorID string, n Nomination) (audit.Entry, bool) {
	if b.Shared && (b.AreaID != "" || n.AreaID == "") && (b.LeadID != "" || n.LeadID == "") {
		return audit.Entry{}, false
	}
	b.Shared = true
	if b.AreaID == "" {
		b.AreaID = n.AreaID
	}
	if b.LeadID == "" {
		b.LeadID = n.LeadID
	}
	b.Version++
	e := shared(actorID, n)
	e.Version = b.Version
	return e, true
}

func shared(actorID string, n Nomination) audit.Entry {
	return audit.Entry{ActorID: actorID, Action: "batch.share", Entity: "batch", EntityID: n.BatchID, Meta: map[string]string{"area": n.AreaID, "lead": n.LeadID}}
}

// FillCounters gives the rows of what has been numbered, by kind and year.
func FillCounters(last map[string]map[int]int, kinds []string, years []int) db.Rows {
	rows := db.NewRows("ref_counter", "kind, year, last")
	for _, kind := range kinds {
		for _, year := range years {
			if n := last[kind][year]; n > 0 {
				rows.Add(kind, year, n)
			}
		}
	}
	return *rows
}

// Attached is a file in the history of its dossier.
func Attached(a Attachment) map[string]string {
	return map[string]string{"file": a.FileName, "purpose": a.Purpose}
}

func (a Attachment) values() []any {
	return []any{a.ID, a.NominationID, a.CriterionID, a.Purpose, a.Hash, a.FileName, a.MediaType, a.Size, a.AuthorID, a.CreatedAt}
}
