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

// Import reads a document and adopts what was found as it stands, in force from
// the plan's own day, or from today where it has none: for the program itself
// (the command line), where nobody corrects. Whose plan it is, its issuer says. The same file again changes nothing.
// Errors as of Read and Adopt.
func (s *Service) Import(ctx context.Context, data []byte, name string) (Adopted, error) {
	doc, err := open(ctx, data, name)
	if err != nil {
		return Adopted{}, err
	}
	p := Paper{SourceName: doc.name, SourceHash: hashOf(data), Media: doc.media, Text: doc.text, Reading: reading.From(doc.draft, doc.text)}
	var out Adopted
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		there, err := s.PlanOf(ctx, tx, p.SourceHash)
		if err != nil || there != "" {
			out = Adopted{PlanID: there, Already: true}
			return err
		}
		if err := s.match(ctx, tx, &p.Reading); err != nil {
			return err
		}
		kept, err := s.files.Put(ctx, tx, bytes.NewReader(data), p.SourceName, blob.Source)
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
