package temp

import "os"

// OpenBy opens a folder on a disk with other locks.
func OpenBy(dir string, try func(*os.File) error) *Folder { return open(dir, try) }
