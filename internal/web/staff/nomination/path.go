package nomination

import (
	"context"
	"slices"

	"lantoa/internal/i18n"
	"lantoa/internal/nomination"
	"lantoa/internal/web/ui"
)

// station is a part of the path that dossiers of a level go (product.md §3);
// its words are under "nomination.path.".
type station string

const (
	atDraft    station = "draft"
	atHead     station = "head"
	atDistrict station = "district"
	atReceive  station = "receive"
	atAssess   station = "assess"
	atAppraise station = "appraise"
	atConsult  station = "consult"
	atCouncil  station = "council"
	atSubmit   station = "submit"
	atDecide   station = "decide"
	atEnd      station = "" // past the last
)

// stations are those that a dossier passes by its level and route.
func stations(level nomination.Level, district bool, route nomination.Route) []station {
	out := []station{atDraft, atHead}
	if level == nomination.LevelUnit {
		return out
	}
	if district {
		out = append(out, atDistrict)
	}
	out = append(out, atReceive, atAssess)
	if level == nomination.LevelField {
		return append(out, atDecide)
	}
	out = append(out, atAppraise)
	if route.Consultation {
		out = append(out, atConsult)
	}
	if route.Council {
		out = append(out, atCouncil)
	}
	return append(out, atSubmit, atDecide)
}

// standsAt is the station where a dossier waits, or where it ended.
func standsAt(n nomination.Nomination, route nomination.Route) station {
	state := n.State
	if state == nomination.Held {
		state = n.HeldFrom
	}
	switch state {
	case nomination.AwaitingHead:
		return atHead
	case nomination.Sent:
		if n.HolderID != n.TargetID {
			return atDistrict
		}
		return atReceive
	case nomination.Received, nomination.NotSelected:
		return atAssess
	case nomination.Selected:
		if n.Level == nomination.LevelField {
			return atDecide
		}
		return atAppraise
	case nomination.Appraised:
		return afterAppraisal(route)
	case nomination.Consulted:
		if route.Council {
			return atCouncil
		}
		return atSubmit
	case nomination.Concluded:
		return atSubmit
	case nomination.Submitted:
		return atDecide
	case nomination.NotApproved:
		if n.Level == nomination.LevelUnit {
			return atHead
		}
		return atDecide
	case nomination.Approved:
		return atEnd
	}
	return atDraft
}

func afterAppraisal(route nomination.Route) station {
	switch {
	case route.Consultation:
		return atConsult
	case route.Council:
		return atCouncil
	}
	return atSubmit
}

// dossierPath is the path of one dossier.
func dossierPath(p *i18n.Printer, n nomination.Nomination, district bool, route nomination.Route) []ui.Station {
	all := stations(n.Level, district, route)
	at := slices.Index(all, standsAt(n, route))
	if at < 0 {
		at = len(all)
	}
	out := make([]ui.Station, len(all))
	for i, s := range all {
		out[i] = ui.Station{Label: stationLabel(p, n.Level, s), State: ui.StepNext}
		switch {
		case i < at:
			out[i].State = ui.StepDone
		case i == at:
			out[i].State = ui.StepCurrent
			if n.State.Closed() || n.State == nomination.Held || n.State == nomination.Returned {
				out[i].Note, out[i].Tone = stateBadge(p, n).Label, ui.Warning
			}
		}
	}
	return out
}

func stationLabel(p *i18n.Printer, level nomination.Level, s station) string {
	if s == atDecide || s == atHead && level == nomination.LevelUnit {
		return p.T("nomination.path." + string(s) + "." + string(level))
	}
	return p.T("nomination.path." + string(s))
}

// batchPath says how many of the dossiers stand where. One that was not chosen
// or was withdrawn stands nowhere any more.
func (p *Pages) batchPath(ctx context.Context, b nomination.Batch, rows []nomination.Nomination) ([]ui.Station, error) {
	probe := nomination.Nomination{Level: b.Level, KeeperID: b.KeeperID, State: nomination.Draft}
	if len(rows) > 0 {
		probe = rows[0]
	}
	district, route, err := p.noms.Passes(ctx, probe)
	if err != nil {
		return nil, err
	}
	printer := i18n.From(ctx)
	all := stations(b.Level, district != "", route)
	counts := make([]int, len(all)+1)
	first := len(all)
	for _, n := range rows {
		if n.State == nomination.NotSelected || n.State == nomination.NotApproved || n.State == nomination.Withdrawn {
			continue
		}
		at := slices.Index(all, standsAt(n, route))
		if at < 0 {
			at = len(all)
		}
		counts[at]++
		first = min(first, at)
	}
	if len(rows) == 0 {
		first = 0
	}
	out := make([]ui.Station, len(all))
	for i, s := range all {
		out[i] = ui.Station{Label: stationLabel(printer, b.Level, s), State: ui.StepNext}
		switch {
		case counts[i] > 0:
			out[i].State, out[i].Note = ui.StepCurrent, printer.T("nomination.path.count", counts[i])
		case i < first || slices.ContainsFunc(counts[i+1:], func(n int) bool { return n > 0 }):
			out[i].State = ui.StepDone
		case len(rows) == 0 && i == 0:
			out[i].State = ui.StepCurrent
		}
	}
	return out, nil
}
