package paper

import (
	"context"

	"lantoa/internal/i18n"
	"lantoa/internal/paper"
	"lantoa/internal/web/kit"
)

// addressed reports a kind that is sent to somebody ("Kính gửi").
func addressed(k paper.Kind) bool {
	return k == paper.UnitSubmission || k == paper.OwnSubmission || k == paper.ListSubmission
}

// twoSigners reports a kind with two signatures side by side.
func twoSigners(k paper.Kind) bool {
	return k == paper.Minutes || k == paper.CouncilMinutes || k == paper.Achievement
}

// nextKey says what comes next with a paper that is not signed.
func nextKey(v showView) string {
	switch {
	case v.step != "":
		return "paper.next.step"
	case v.sort.Step != "":
		return "paper.next.later"
	case v.sort.Signed != "":
		return "paper.next.sign"
	}
	return "paper.next.print"
}

// headFault reports a fault in the part of the form that is folded away.
func headFault(f *kit.Form) bool {
	for _, name := range []string{"parent", "issuer", "number", "symbol", "place", "day", "by", "signer", "second"} {
		if f.Fault(name) != "" {
			return true
		}
	}
	return false
}

func signFault(f *kit.Form) bool {
	for _, name := range []string{"signed_number", "signed_day", "signer_name", "signer_position", "file"} {
		if f.Fault(name) != "" {
			return true
		}
	}
	return false
}

func versionName(ctx context.Context, t paper.Template) string {
	if t.No == 0 {
		return i18n.T(ctx, "paper.version.own")
	}
	return i18n.T(ctx, "paper.version.no", t.No)
}

// inUse marks the first of the versions.
func inUse(ctx context.Context, i int) string {
	if i == 0 {
		return i18n.T(ctx, "paper.version.in_use")
	}
	return ""
}

// makeKey names the button that begins a paper, or the next one.
func makeKey(row batchRow) string {
	if row.Paper.ID != "" {
		return "paper.make_again"
	}
	return "paper.make"
}
