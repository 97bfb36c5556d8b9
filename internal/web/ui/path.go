package ui

// Station is one body's or person's part in a path that a dossier goes.
type Station struct {
	Label string
	Note  string // who has it there, or how many stand there
	State StepState
	Tone  Tone // of the station where something stopped or came back
}

func (s Station) class() string {
	class := "path-" + string(s.State)
	if s.Tone != "" {
		class += " " + s.Tone.class()
	}
	return class
}
