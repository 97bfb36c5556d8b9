package config

import (
	"os"
	"slices"
	"strings"
)

// Surroundings is the environment for a program started with its settings on the
// command line: without those that the environment would add.
func Surroundings() []string {
	return slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "LANTOA_") })
}
