package temp_test

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"lantoa/internal/flock"
	"lantoa/internal/temp"
)

// childOf tells the test's binary, started again, in which folder to wait for its end.
const childOf = "LANTOA_TEST_TEMP"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childOf); dir != "" {
		own, err := temp.Open(dir).Path()
		if err == nil {
			err = os.WriteFile(filepath.Join(own, "half"), []byte("half a fi"), 0o600)
			fmt.Println(own)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		_, _ = io.Copy(io.Discard, os.Stdin) // until it is killed
		return
	}
	os.Exit(m.Run())
}

// child starts a process with a file in its folder.
func child(t *testing.T, dir string) (own string, kill func()) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childOf+"="+dir)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	kill = sync.OnceFunc(func() { _ = c.Process.Kill(); _ = c.Wait() })
	t.Cleanup(kill)
	said := bufio.NewScanner(out)
	if !said.Scan() {
		t.Fatal("it says nothing")
	}
	return said.Text(), kill
}

func there(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func TestOpen_sweepsWhatAKilledProcessLeftAndNothingElse(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "tmp")
	killed, kill := child(t, dir)
	living, _ := child(t, dir)
	strange := filepath.Join(dir, "ghi-chu.txt")
	if err := os.WriteFile(strange, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	kill()
	if !there(filepath.Join(killed, "half")) {
		t.Fatal("a killed process leaves nothing")
	}
	f := temp.Open(dir)
	own, err := f.Path()
	if err != nil || f.Left() != nil || !there(own) {
		t.Fatal(err, f.Left())
	}
	if there(killed) || !there(filepath.Join(living, "half")) || !there(strange) {
		t.Errorf("of the killed one it leaves %v, of the living one %v, of others %v", there(killed), there(living), there(strange))
	}
	if left := temp.Open(dir).Left(); left != nil || !there(own) {
		t.Errorf("another in the same process sweeps it away: %v", left)
	}
	if err := f.Close(); err != nil || there(own) {
		t.Errorf("after the end it is there: %v, %v", there(own), err)
	}
}

func TestPath_isMadeWhileOthersSweep(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 50 {
				f := temp.Open(dir)
				own, err := f.Path()
				if err == nil {
					err = os.WriteFile(filepath.Join(own, "a"), nil, 0o600)
				}
				if err != nil {
					t.Error(err)
				}
				if err := f.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

func TestOpen_passesOverWhatItCannotRemove(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	strange, left := filepath.Join(dir, "process-1"), filepath.Join(dir, "process-2")
	for _, name := range []string{filepath.Join(strange, "held"), left} { // what is held is no file here
		if err := os.MkdirAll(name, 0o750); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(left, "held"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f := temp.Open(dir)
	if f.Left() == nil || !there(strange) || there(left) {
		t.Errorf("it says %v; the strange one is there: %v, the other: %v", f.Left(), there(strange), there(left))
	}
	if own, err := f.Path(); err != nil || !there(own) {
		t.Errorf("nobody can work: %v", err)
	}
}

func TestPath_isThereOnADiskWithoutLocks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	without := func(*os.File) error { return flock.Reason(syscall.ENOLCK) }
	first := temp.OpenBy(dir, without)
	own, err := first.Path()
	if err != nil {
		t.Fatal(err)
	}
	second := temp.OpenBy(dir, without)
	if second.Left() == nil || !there(own) {
		t.Errorf("what another may be writing: %v, there %v", second.Left(), there(own))
	}
	if other, err := second.Path(); err != nil || other == own {
		t.Errorf("%q beside %q, %v", other, own, err)
	}
	if err := first.Close(); err != nil || there(own) {
		t.Errorf("after the end it is there: %v, %v", there(own), err)
	}
}
