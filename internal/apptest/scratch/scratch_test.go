package scratch_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"lantoa/internal/apptest/scratch"
)

func TestDir_goesWithTheProcessEvenWhenKilled(t *testing.T) {
	t.Parallel()
	if os.Getenv("LANTOA_SCRATCH_CHILD") == "1" {
		dir, err := scratch.Dir("lantoa-scratch-")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = os.Stdout.WriteString("dir " + dir + "\n")
		select {}
	}
	child := exec.Command(os.Args[0], "-test.run=TestDir_goesWithTheProcessEvenWhenKilled")
	child.Env = append(os.Environ(), "LANTOA_SCRATCH_CHILD=1")
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	line := make([]byte, 300)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	dir := strings.TrimPrefix(strings.TrimSpace(string(line[:n])), "dir ")
	if _, err := os.Stat(dir); err != nil {
		t.Fatalf("no folder while the process lives: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	for until := time.Now().Add(20 * time.Second); ; {
		if _, err := os.Stat(dir); os.IsNotExist(err) {
			return
		}
		if time.Now().After(until) {
			t.Fatalf("%s is still there", dir)
		}
		time.Sleep(50 * time.Millisecond)
	}
}
