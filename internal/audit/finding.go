package audit

import "strconv"

// Kind is what is wrong with the log.
type Kind string

// What verification finds.
const (
	EntryChanged   Kind = "entry_changed"   // an entry is not as it was sealed
	EntryGone      Kind = "entry_gone"      // a sealed entry is not there
	EntryLoose     Kind = "entry_loose"     // an entry is neither sealed nor waiting
	DetailChanged  Kind = "detail_changed"  // a detail or its salt does not fit its hash
	ErasedUnsaid   Kind = "erased_unsaid"   // a detail is gone and no entry says who erased it
	VersionGap     Kind = "version_gap"     // the versions of a record do not count up from 1
	PendingLate    Kind = "pending_late"    // entries wait for more than five minutes
	PendingLost    Kind = "pending_lost"    // an entry that waits is not there
	PendingTwice   Kind = "pending_twice"   // an entry waits though it is sealed
	SealGap        Kind = "seal_gap"        // numbers of seals are missing
	SealChanged    Kind = "seal_changed"    // the signature does not fit: changed, or made under another key
	SealUnchained  Kind = "seal_unchained"  // a seal does not follow the one before
	SealCount      Kind = "seal_count"      // a seal has more or fewer entries than it says
	SealRoot       Kind = "seal_root"       // entries were added, taken out, moved or changed under a seal
	SealMisplaced  Kind = "seal_misplaced"  // the places under a seal do not count up from 0
	ItemUnsealed   Kind = "item_unsealed"   // an entry is filed under a seal that is not there
	AnchorDiffers  Kind = "anchor_differs"  // the log of anchors says otherwise than the seal
	AnchorGone     Kind = "anchor_gone"     // the log of anchors leaves out a seal
	AnchorLate     Kind = "anchor_late"     // the newest seals are not in the log of anchors
	AnchorBroken   Kind = "anchor_broken"   // a line of the log of anchors cannot be read
	AnchorUnsealed Kind = "anchor_unsealed" // the log of anchors has a seal that is not there
	AnchorsMissing Kind = "anchors_missing" // there is no log of anchors

)

// Finding is one thing that is wrong, and where.
type Finding struct {
	Kind     Kind
	Entry    string // key of an entry
	Seal     int64  // number of a seal
	Entity   string
	EntityID string
	Number   int64 // how many, or which line
}

// Text is the finding's key in the catalogues and its arguments: entry, seal,
// entity, key of the entity, number.
func (f Finding) Text() (string, []any) {
	return "audit.finding." + string(f.Kind), []any{f.Entry, strconv.FormatInt(f.Seal, 10), f.Entity, f.EntityID, strconv.FormatInt(f.Number, 10)}
}

// Report is what verification saw.
type Report struct {
	Entries  int64 // sealed entries looked at
	Seals    int64
	Pending  int64 // entries that wait for their seal
	Erased   int64 // details erased by law
	Anchored int64 // seals compared with the log of anchors
	Findings []Finding
	More     int64 // findings that are not listed
}

// InOrder reports that nothing is wrong.
func (r Report) InOrder() bool { return len(r.Findings) == 0 }

// listed is how many findings a report lists.
const listed = 1000

func (r *Report) add(f Finding) {
	if len(r.Findings) >= listed {
		r.More++
		return
	}
	r.Findings = append(r.Findings, f)
}
