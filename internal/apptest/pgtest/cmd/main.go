// Command cmd runs a command with a temporary PostgreSQL: its address is in
// LANTOA_TEST_POSTGRES_URL. It exits as the command does, and with 3 where
// there are no server binaries.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"

	"lantoa/internal/apptest/pgtest/cluster"
)

func main() { os.Exit(run()) }

func run() int {
	if cluster.Binaries() == "" {
		return 3
	}
	c, err := cluster.Start()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer c.Stop()
	cmd := exec.Command(os.Args[1], os.Args[2:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), "LANTOA_TEST_POSTGRES=1", "LANTOA_TEST_POSTGRES_URL="+c.URL)
	if err := cmd.Run(); err != nil {
		if exit, ok := errors.AsType[*exec.ExitError](err); ok {
			return exit.ExitCode()
		}
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}
