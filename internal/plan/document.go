package plan

import (
	"context"

	"lantoa/internal/i18n"
	"lantoa/internal/plan/parse"
	"lantoa/internal/plan/source"
)

// Document is a file with what was read out of it.
type Document struct {
	Name  string
	Data  []byte
	Media string
	Text  string
	Draft parse.Draft
}

// open is Open when it is the document's turn.
func (s *Service) open(ctx context.Context, data []byte, name string) (Document, error) {
	select {
	case s.reading <- struct{}{}:
	case <-ctx.Done():
		return Document{}, ctx.Err()
	}
	defer func() { <-s.reading }()
	return Open(ctx, data, name)
}

// Open reads a file and the plan in it. What a person must know of how the text
// came about stands first among the warnings, in the language of the context.
// Invalid for what cannot be read.
func Open(ctx context.Context, data []byte, name string) (Document, error) {
	name = i18n.Clean(name)
	doc, err := source.Read(ctx, data, name)
	if err != nil {
		return Document{}, err
	}
	draft := parse.Parse(doc.Text)
	warnings := make([]parse.Warning, 0, len(doc.Notes)+len(draft.Warnings))
	for _, n := range doc.Notes {
		warnings = append(warnings, parse.Warning{Line: n.Line, Message: i18n.T(ctx, n.Key, n.Args...)})
	}
	draft.Warnings = append(warnings, draft.Warnings...)
	return Document{Name: name, Data: data, Media: doc.Media, Text: doc.Text, Draft: draft}, nil
}
