// Package scratch makes folders that last as long as the test process.
package scratch

import (
	"io"
	"os"
	"os/exec"
	"sync"
)

// guards holds the pipes open for the life of the process.
var guards = &struct {
	sync.Mutex
	pipes []io.Closer
}{}

// Dir makes a folder that is removed after this process has ended, however it
// ends: a shell waits at a pipe that closes with the process, gives servers in
// the folder two seconds to go, and removes it.
func Dir(prefix string) (string, error) {
	dir, err := os.MkdirTemp("", prefix)
	if err != nil {
		return "", err
	}
	guard := exec.Command("sh", "-c", `cat >/dev/null; sleep 2; rm -rf -- "$0"`, dir)
	guard.Dir = os.TempDir()
	pipe, err := guard.StdinPipe()
	if err != nil {
		return "", err
	}
	if err := guard.Start(); err != nil {
		return "", err
	}
	guards.Lock()
	defer guards.Unlock()
	guards.pipes = append(guards.pipes, pipe)
	return dir, nil
}
