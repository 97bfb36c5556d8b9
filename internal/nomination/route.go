package nomination

import (
	"lantoa/internal/civil"
)

// Route is how batches of a level go during a time: which bodies they pass and
// which steps are used. It is data: a new regulation is a new row.
type Route struct {
	ID           string
	Level        Level
	ViaDistrict  bool // a commune's batch passes its district
	Consultation bool // opinions are taken before the Chairman decides
	Council      bool // the council concludes before the Chairman decides
	FromDay      civil.Day
	ToDay        civil.Day // first day on which it no longer holds; "" open
	Note         string
}

// DefaultRoutes are the customer's: a commune's batch passes its district until
// the districts ended, 30/06/2025 being their last day.
func DefaultRoutes() []Route {
	var out []Route
	for _, l := range Levels() {
		out = append(out,
			Route{Level: l, ViaDistrict: l != LevelUnit, FromDay: "2021-01-01", ToDay: "2025-07-01"},
			Route{Level: l, FromDay: "2025-07-01"})
	}
	return out
}

// routeOn picks the route in force for the level on the day.
func routeOn(routes []Route, level Level, day civil.Day) (Route, bool) {
	var found Route
	for _, r := range routes {
		if r.Level == level && day.Within(r.FromDay, r.ToDay) && r.FromDay >= found.FromDay {
			found = r
		}
	}
	return found, found.ID != ""
}
