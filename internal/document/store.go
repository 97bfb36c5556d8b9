// Package document registers papers that were signed: number, day, signer and
// the scan. A step of a dossier may rest on one ("Ghi nhận văn bản đã ký"), and
// one paper may carry the steps of many dossiers.
package document

import (
	"context"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"lantoa/internal/access"
	"lantoa/internal/audit"
	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

// Kind is what sort of paper it is (tên loại).
type Kind string

// The kinds that steps of a dossier, or a report, rest on; the words are under "document.kind.".
const (
	Submission Kind = "submission" // tờ trình
	Decision   Kind = "decision"   // quyết định
	Minutes    Kind = "minutes"    // biên bản
	Notice     Kind = "notice"     // công văn, thông báo
	Report     Kind = "report"     // báo cáo
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{Submission, Decision, Minutes, Notice, Report} }

// Document is a registered paper.
type Document struct {
	ID             string
	Kind           Kind
	OrgID          string // who issued it
	Number         string // số, ký hiệu, whole: "160/QĐ-UBND"
	Day            civil.Day
	Title          string
	SignerName     string
	SignerPosition string
	Hash           string
	FileName       string
	MediaType      string
	Size           int64
	RecordedBy     string
	RecordedAt     time.Time
}

// Draft is what a person fills in; Scan is the signed paper itself.
type Draft struct {
	Kind           Kind
	OrgID          string
	Number         string
	Day            string // dd/mm/yyyy as typed
	Title          string
	SignerName     string
	SignerPosition string
	Scan           io.Reader // nil without a file
	ScanName       string
}

// Filled reports whether anything at all was given.
func (d Draft) Filled() bool {
	return d.Number != "" || d.Day != "" || d.SignerName != "" || d.Scan != nil
}

// Ahead reads and checks the scan before the transaction in which Record keeps it;
// see blob.Store.Ahead.
func (d *Draft) Ahead(ctx context.Context, files *blob.Store) (done func()) {
	d.Scan, done = files.Ahead(ctx, d.Scan, d.ScanName, blob.Scan)
	return done
}

// TitleLimit is how long a paper's title may be, in runes.
const TitleLimit = 300

const columns = `id, kind, org_id, number, day, title, signer_name, signer_position, hash, file_name, media_type, size, recorded_by, recorded_at`

// Record checks and keeps the paper in the caller's transaction. Invalid names
// the fields number, day, signer_name, signer_position and file. The same paper
// recorded again (same issuer, number and day, same scan) is the one already
// there; another scan under the same number is refused.
func Record(ctx context.Context, tx *db.Tx, files *blob.Store, actor access.Actor, d Draft) (Document, error) {
	doc, err := d.check(tx.Now())
	if err != nil {
		return Document{}, err
	}
	f, err := files.Put(ctx, tx, d.Scan, d.ScanName, blob.Scan)
	if err != nil {
		return Document{}, err
	}
	same, err := db.All[Document](ctx, tx, `select `+columns+` from document where org_id = $1 and number = $2 and day = $3`, doc.OrgID, doc.Number, doc.Day)
	if err != nil {
		return Document{}, err
	}
	if len(same) > 0 {
		if same[0].Hash != f.Hash || same[0].Kind != doc.Kind || same[0].SignerName != doc.SignerName {
			return Document{}, errs.New(errs.Invalid, "error.invalid").WithField("number", "document.number_taken", doc.Number, doc.Day)
		}
		return same[0], nil
	}
	doc.ID, doc.Hash, doc.FileName, doc.MediaType, doc.Size = db.NewID(), f.Hash, f.Name, f.MediaType, f.Size
	doc.RecordedBy, doc.RecordedAt = actor.AccountID, tx.Now()
	_, err = tx.Exec(ctx, `insert into document (`+columns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`, doc.values()...)
	if err != nil {
		return Document{}, err
	}
	return doc, audit.Write(ctx, tx, doc.recorded())
}

// values are the columns of a paper, in their order.
func (d Document) values() []any {
	return []any{d.ID, string(d.Kind), d.OrgID, d.Number, d.Day, d.Title, d.SignerName, d.SignerPosition, d.Hash, d.FileName, d.MediaType, d.Size,
		d.RecordedBy, d.RecordedAt}
}

func (d Document) recorded() audit.Entry {
	return audit.Entry{ActorID: d.RecordedBy, Action: "document.record", Entity: "document", EntityID: d.ID,
		Meta: map[string]string{"number": d.Number, "day": string(d.Day), "org": d.OrgID, "hash": d.Hash}, Detail: map[string]string{"signer": d.SignerName}}
}

func (d Draft) check(now time.Time) (Document, error) {
	bad := errs.New(errs.Invalid, "error.invalid")
	doc := Document{Kind: d.Kind, OrgID: d.OrgID, Title: text(bad, "title", d.Title, TitleLimit, ""),
		Number: text(bad, "number", d.Number, 60, "document.number_missing"), SignerName: text(bad, "signer_name", d.SignerName, 120, "document.signer_missing"),
		SignerPosition: text(bad, "signer_position", d.SignerPosition, 160, "document.position_missing")}
	day, err := civil.ParseDay(strings.TrimSpace(d.Day))
	switch {
	case err != nil:
		bad.WithField("day", "field.day")
	case day.IsZero():
		bad.WithField("day", "document.day_missing")
	case day > civil.DayOf(now):
		bad.WithField("day", "document.day_ahead")
	}
	doc.Day = day
	if d.Scan == nil {
		bad.WithField("file", "document.scan_missing")
	}
	return doc, bad.OrNil()
}

// text is a cleaned field; missing is what to say where it is empty, "" where it may be.
func text(bad *errs.Error, field, s string, limit int, missing string) string {
	s = i18n.Clean(s)
	switch n := utf8.RuneCountInString(s); {
	case missing != "" && n == 0:
		bad.WithField(field, missing)
	case n > limit:
		bad.WithField(field, "field.too_long", limit)
	}
	return s
}

// Get is the paper with the id, without a check of rights: the record that
// rests on it decides who may read it.
func Get(ctx context.Context, r db.Reader, id string) (Document, error) {
	return db.One[Document](ctx, r, `select `+columns+` from document where id = $1`, id)
}

// ByIDs gives the papers of a set of ids.
func ByIDs(ctx context.Context, r db.Reader, ids []string) (map[string]Document, error) {
	all, err := db.All[Document](ctx, r, `select `+columns+` from document where id = any($1)`, ids)
	out := make(map[string]Document, len(all))
	for _, d := range all {
		out[d.ID] = d
	}
	return out, err
}

// LastOf is the paper that a body signed last, false without one: whoever signed
// it signs the next one as a rule.
func LastOf(ctx context.Context, r db.Reader, orgID string) (Document, bool, error) {
	rows, err := db.All[Document](ctx, r, `select `+columns+` from document where org_id = $1 order by id desc limit 1`, orgID)
	if err != nil || len(rows) == 0 {
		return Document{}, false, err
	}
	return rows[0], true, nil
}
