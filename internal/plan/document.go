package plan

import (
	"context"

	"lantoa/internal/errs"
	"lantoa/internal/plan/parse"
)

// document is what was read out of a file.
type document struct {
	name, media, text string
	draft             parse.Draft
}

// open reads a file and the plan in it.
func open(_ context.Context, data []byte, name string) (document, error) {
	if len(data) == 0 {
		return document{}, errs.New(errs.Invalid, "file.empty")
	}
	return document{name: name, media: "text/plain", text: string(data), draft: parse.Parse(string(data))}, nil
}
