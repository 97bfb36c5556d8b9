// Command cmd runs a command with a temporary PostgreSQL: its address is in
// LANTOA_TEST_POSTGRES_URL. It exits as the command does, and with 3 where
// there are no server binaries.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"lantoa/internal/apptest/pgtest/cluster"
)

func main() { os.Exit(run()) }

func run() int {
	if cluster.Binaries() == "" {
		return 3
	}
	durable := flag.Bool("durable", false, "keep what is committed, as an installation does")
	databases := flag.String("databases", "", "names of databases to make, with commas")
	flag.Parse()
	begin := cluster.Start
	if *durable {
		begin = cluster.StartDurable
	}
	c, err := begin()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer c.Stop()
	for name := range strings.SplitSeq(*databases, ",") {
		if name == "" {
			continue
		}
		if err := c.Create(name); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	cmd := exec.Command(flag.Arg(0), flag.Args()[1:]...)
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
