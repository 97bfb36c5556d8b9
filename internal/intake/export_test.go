package intake

// FaultsOf is faultsOf, for tests.
func FaultsOf(err error) (faults []Fault, broken error) {
	return faultsOf(err, func(string) string { return "" })
}
