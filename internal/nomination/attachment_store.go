package nomination

import (
	"context"
	"io"
	"os"
	"slices"
	"time"

	"lantoa/internal/access"
	"lantoa/internal/blob"
	"lantoa/internal/db"
	"lantoa/internal/errs"
)

// Attachment is a file of a dossier: the photo, or evidence for a criterion
// (CriterionID) or for the whole ("").
type Attachment struct {
	ID           string
	NominationID string
	CriterionID  string
	Purpose      string // "photo", "evidence"
	Hash         string
	FileName     string
	MediaType    string
	Size         int64
	AuthorID     string
	CreatedAt    time.Time
}

// maxAttachments bounds what one dossier can hold.
const maxAttachments = 60

const attachmentColumns = `id, nomination_id, criterion_id, purpose, hash, file_name, media_type, size, author_id, created_at`

func attachments(ctx context.Context, r db.Reader, nominationID string) ([]Attachment, error) {
	return db.All[Attachment](ctx, r, `select `+attachmentColumns+` from attachment where nomination_id = $1 order by id`, nominationID)
}

// Attach adds a file to a dossier that the actor may edit. Purpose photo
// replaces the photo. Invalid says what is wrong with the file (field "file") or
// with the criterion ("for").
func (s *Service) Attach(ctx context.Context, actor access.Actor, nominationID, criterionID, purpose string, file io.Reader, name string) (Attachment, error) {
	var a Attachment
	use := blob.Evidence
	if purpose == "photo" {
		use = blob.Photo
	}
	file, done := s.files.Ahead(ctx, file, name, use)
	defer done()
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := editable(ctx, tx, actor, nominationID)
		if err != nil {
			return err
		}
		a, err = s.attach(ctx, tx, actor, &n, criterionID, purpose, file, name)
		if err != nil || a.CreatedAt != tx.Now() {
			return err // there already: nothing changes
		}
		from := n.State
		if n, err = updateNomination(ctx, tx, n); err != nil {
			return err
		}
		return note(ctx, tx, n, NewEvent(actor, n, "attach", from), Attached(a))
	})
	return a, err
}

// attach stores the file and, for the photo, puts it into n.
func (s *Service) attach(ctx context.Context, tx *db.Tx, actor access.Actor, n *Nomination, criterionID, purpose string, file io.Reader, name string) (Attachment, error) {
	use := blob.Evidence
	if purpose == "photo" {
		use = blob.Photo
	} else if purpose != "evidence" {
		return Attachment{}, errs.New(errs.Invalid, "error.invalid").WithField("file", "field.choice")
	}
	if err := s.ofDossier(ctx, tx, *n, criterionID); err != nil {
		return Attachment{}, err
	}
	count, err := db.One[int](ctx, tx, `select count(*) from attachment where nomination_id = $1`, n.ID)
	if err != nil {
		return Attachment{}, err
	}
	if count >= maxAttachments {
		return Attachment{}, errs.New(errs.Invalid, "error.invalid").WithField("file", "file.too_many", maxAttachments)
	}
	f, err := s.files.Put(ctx, tx, file, name, use)
	if err != nil {
		return Attachment{}, err
	}
	same, err := db.All[Attachment](ctx, tx, `select `+attachmentColumns+` from attachment where nomination_id = $1 and criterion_id = $2 and purpose = $3 and hash = $4`,
		n.ID, criterionID, purpose, f.Hash)
	if err != nil {
		return Attachment{}, err
	}
	if len(same) > 0 {
		return same[0], nil // sent twice
	}
	a := Attachment{ID: db.NewID(), NominationID: n.ID, CriterionID: criterionID, Purpose: purpose, Hash: f.Hash, FileName: f.Name,
		MediaType: f.MediaType, Size: f.Size, AuthorID: actor.AccountID, CreatedAt: tx.Now()}
	_, err = tx.Exec(ctx, `insert into attachment (`+attachmentColumns+`) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		a.values()...)
	if err != nil {
		return Attachment{}, err
	}
	if purpose == "photo" {
		if n.PhotoID != "" {
			if _, err := tx.Exec(ctx, `delete from attachment where id = $1`, n.PhotoID); err != nil {
				return Attachment{}, err
			}
		}
		n.PhotoID = a.ID
	}
	return a, nil
}

// ofDossier refuses a file for a criterion that the dossier is not held against.
func (s *Service) ofDossier(ctx context.Context, tx *db.Tx, n Nomination, criterionID string) error {
	if criterionID == "" {
		return nil
	}
	lines, err := s.criteria(ctx, tx, n)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(lines, func(c CriterionLine) bool { return c.ID == criterionID }) {
		return errs.New(errs.Invalid, "error.invalid").WithField("for", "field.choice")
	}
	return nil
}

// Detach takes a file out of a dossier that the actor may edit.
func (s *Service) Detach(ctx context.Context, actor access.Actor, nominationID, attachmentID string) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := editable(ctx, tx, actor, nominationID)
		if err != nil {
			return err
		}
		gone, err := tx.Exec(ctx, `delete from attachment where id = $1 and nomination_id = $2`, attachmentID, nominationID)
		if err != nil {
			return err
		}
		if gone == 0 {
			return errs.New(errs.NotFound, "attachment.not_found")
		}
		if n.PhotoID == attachmentID {
			n.PhotoID = ""
		}
		from := n.State
		if n, err = updateNomination(ctx, tx, n); err != nil {
			return err
		}
		return note(ctx, tx, n, NewEvent(actor, n, "detach", from), map[string]string{"attachment": attachmentID})
	})
}

// File opens an attachment of a dossier that the actor may see.
func (s *Service) File(ctx context.Context, actor access.Actor, nominationID, attachmentID string) (Attachment, *os.File, error) {
	a, err := s.attachment(ctx, actor, nominationID, attachmentID)
	if err != nil {
		return a, nil, err
	}
	f, err := s.files.Open(a.Hash)
	return a, f, err
}

// Photo opens the dossier's photo, drawn anew at the width, for a dossier that
// the actor may see.
func (s *Service) Photo(ctx context.Context, actor access.Actor, nominationID string, width int) (*os.File, error) {
	n, err := s.Get(ctx, actor, nominationID)
	if err != nil {
		return nil, err
	}
	a, err := s.attachment(ctx, actor, nominationID, n.PhotoID)
	if err != nil {
		return nil, err
	}
	return s.files.Picture(ctx, a.Hash, width)
}

func (s *Service) attachment(ctx context.Context, actor access.Actor, nominationID, attachmentID string) (Attachment, error) {
	if _, err := s.Get(ctx, actor, nominationID); err != nil {
		return Attachment{}, err
	}
	return db.One[Attachment](ctx, s.db.Reader(), `select `+attachmentColumns+` from attachment where id = $1 and nomination_id = $2`, attachmentID, nominationID)
}

// PhotoHash is the content of a nomination's photo, "" without one: for the
// exemplar that grows out of it.
func PhotoHash(ctx context.Context, r db.Reader, n Nomination) (string, error) {
	if n.PhotoID == "" {
		return "", nil
	}
	return db.One[string](ctx, r, `select hash from attachment where id = $1`, n.PhotoID)
}
