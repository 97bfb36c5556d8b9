package plan

import (
	"context"

	"lantoa/internal/i18n"
	"lantoa/internal/plan/parse"
	"lantoa/internal/plan/source"
)

// document is what was read out of a file.
type document struct {
	name, media, text string
	draft             parse.Draft
}

// open reads a file and the plan in it. What a person must know of how the text
// came about stands first among the warnings, in the language of the context.
func open(ctx context.Context, data []byte, name string) (document, error) {
	name = i18n.Clean(name)
	doc, err := source.Read(ctx, data, name)
	if err != nil {
		return document{}, err
	}
	draft := parse.Parse(doc.Text)
	warnings := make([]parse.Warning, 0, len(doc.Notes)+len(draft.Warnings))
	for _, n := range doc.Notes {
		warnings = append(warnings, parse.Warning{Line: n.Line, Message: i18n.T(ctx, n.Key, n.Args...)})
	}
	draft.Warnings = append(warnings, draft.Warnings...)
	return document{name: name, media: doc.Media, text: doc.Text, draft: draft}, nil
}
