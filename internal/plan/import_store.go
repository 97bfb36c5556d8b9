package plan

import (
	"bytes"
	"context"

	"lantoa/internal/access"
	"lantoa/internal/blob"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/plan/reading"
)

// Import adopts what was found in a document as it stands, in force from the
// plan's own day, or from today where it has none: for the program itself (the
// command line), where nobody corrects. Whose plan it is, its issuer says. The
// same file again changes nothing. Errors as of Adopt.
func (s *Service) Import(ctx context.Context, doc Document) (Adopted, error) {
	p := Paper{SourceName: doc.Name, SourceHash: hashOf(doc.Data), Media: doc.Media, Text: doc.Text, Reading: reading.From(doc.Draft, doc.Text)}
	var out Adopted
	err := s.db.Write(ctx, func(tx *db.Tx) error {
		there, err := s.PlanOf(ctx, tx, p.SourceHash)
		if err != nil || there != "" {
			out = Adopted{PlanID: there, Already: true}
			return err
		}
		if err := s.match(ctx, tx, &p.Reading); err != nil {
			return err
		}
		kept, err := s.files.Put(ctx, tx, bytes.NewReader(doc.Data), p.SourceName, blob.Source)
		if err != nil {
			return err
		}
		p.SourceName = kept.Name // ends with what the file is
		from := chargeDay(tx, civil.Day(p.Reading.Date))
		province, err := s.Provincial(ctx, tx, p.Reading.Issuer, from)
		if err != nil {
			return err
		}
		out, err = s.adopt(ctx, tx, access.Actor{}, &p, Adoption{From: from, Province: province})
		return err
	})
	return out, err
}
