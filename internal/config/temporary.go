package config

import "os"

// UseTemporary lets all temporary files of the process lie in a folder, those that
// libraries make too. It is for main: the whole process has one such folder.
func UseTemporary(dir string) error { return os.Setenv("TMPDIR", dir) }
