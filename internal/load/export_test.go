package load

import "context"

// Found enters only what is there before the first dossier.
func (on Target) Found(ctx context.Context, o Options) error {
	_, err := on.found(ctx, o)
	return err
}
