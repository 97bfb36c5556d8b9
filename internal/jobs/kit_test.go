package jobs_test

import "lantoa/internal/access"

func admin() access.Actor {
	return access.Actor{AccountID: "quan-tri", Grants: []access.Grant{{Role: access.Admin, OrgID: "o"}}}
}

func officer() access.Actor {
	return access.Actor{AccountID: "can-bo", Grants: []access.Grant{{Role: access.StandingOfficer, OrgID: "o"}}}
}
