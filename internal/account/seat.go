package account

import (
	"context"
	"slices"
	"strings"

	"lantoa/internal/access"
	"lantoa/internal/civil"
	"lantoa/internal/db"
	"lantoa/internal/errs"
	"lantoa/internal/org"
)

// seatOf is what a body must be charged with for a role to be held at it: whoever
// has the role acts as the Chairman's office, as the standing office or as a lead
// agency, and the policy lets it reach far beyond the body. "" where any body will do.
func seatOf(role access.Role) org.DutyKind {
	switch role {
	case access.Chairman:
		return org.Decide
	case access.StandingOfficer, access.StandingHead, access.CouncilSecretary:
		return org.Standing
	case access.LeadOfficer, access.LeadHead:
		return org.Lead
	}
	return ""
}

// seated refuses a role at a body where nobody can hold it now, from whichever day it
// is given. While no body at all has been charged (no plan has named its lead
// agencies yet), any may be chosen.
func seated(ctx context.Context, r db.Reader, in GrantInput) error {
	duty := seatOf(in.Role)
	if duty == "" {
		return nil
	}
	first, err := org.Uncharged(ctx, r, duty)
	if err != nil || first {
		return err
	}
	charged, err := org.Charged(ctx, r, duty, max(in.FromDay, civil.DayOf(r.Now())))
	if err != nil || slices.ContainsFunc(charged, func(o org.Org) bool { return o.ID == in.OrgID }) {
		return err
	}
	refused := errs.New(errs.Invalid, "error.invalid")
	if duty == org.Lead { // there are some twenty
		return refused.WithField("org", "account.seat_lead")
	}
	names := make([]string, len(charged))
	for i, o := range charged {
		names[i] = o.Full()
	}
	return refused.WithField("org", "account.seat", strings.Join(names, "; "))
}
