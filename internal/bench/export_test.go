package bench

import (
	"bufio"
	"errors"
	"os/exec"
	"time"
)

// Judge is judge.
func Judge(all ...Database) []Goal { return judge(all) }

// StopWithin starts a program, hears its first line and stops it.
func StopWithin(cmd *exec.Cmd, limit time.Duration) error {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	p, err := launch(cmd, "")
	if err != nil {
		return err
	}
	_, err = bufio.NewReader(out).ReadString('\n')
	return errors.Join(err, p.stopWithin(limit))
}
