package intake_test

import (
	"testing"

	"lantoa/internal/errs"
	"lantoa/internal/intake"
)

// What may succeed when it is tried again is no fault of a row.
func TestFault_isOnlyWhatIsWrongWithTheRow(t *testing.T) {
	t.Parallel()
	for name, err := range map[string]error{
		"a deadlock":              errs.New(errs.Busy, "error.busy"),
		"stored at the same time": errs.New(errs.Conflict, "error.conflict"),
		"a defect":                errs.New(errs.Internal, "error.internal"),
	} {
		if faults, broken := intake.FaultsOf(err); broken == nil || len(faults) != 0 {
			t.Errorf("%s is a fault of the row: %v", name, faults)
		}
	}
	for key, err := range map[string]error{
		"intake.stale":       errs.New(errs.Conflict, "error.stale"),
		"intake.denied":      errs.New(errs.Denied, "error.denied"),
		"account.grant_held": errs.New(errs.Conflict, "account.grant_held"),
		"field.must":         errs.New(errs.Invalid, "error.invalid").WithField("name", "field.must"),
	} {
		if faults, broken := intake.FaultsOf(err); broken != nil || len(faults) != 1 || faults[0].Key != key {
			t.Errorf("%s: %v, %v", key, faults, broken)
		}
	}
}
