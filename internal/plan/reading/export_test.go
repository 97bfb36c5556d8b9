package reading

// IDs are the IDs of all entries.
func (r *Reading) IDs() []string {
	var out []string
	for _, l := range r.lists() {
		for i := range l.size() {
			out = append(out, l.id(i))
		}
	}
	return out
}

// Texts are the texts of all entries that have one.
func (r *Reading) Texts() []string {
	var out []string
	for _, l := range r.lists() {
		for i := range l.size() {
			if s := l.text(i); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}
