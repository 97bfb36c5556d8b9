// Package cluster starts a temporary PostgreSQL on loopback for tests.
package cluster

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	"lantoa/internal/apptest/scratch"
)

// Cluster is a running server in a folder of its own.
type Cluster struct {
	URL string // of the database postgres
	dir string
	cmd *exec.Cmd
}

// Binaries is the folder of the newest server binaries, "" where there are none.
func Binaries() string {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	slices.Sort(found)
	for _, f := range slices.Backward(found) {
		if _, err := os.Stat(filepath.Join(filepath.Dir(f), "initdb")); err == nil {
			return filepath.Dir(f)
		}
	}
	if p, err := exec.LookPath("postgres"); err == nil {
		return filepath.Dir(p)
	}
	return ""
}

// Start makes and starts a cluster that keeps nothing safe: no fsync.
func Start() (*Cluster, error) {
	return start("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=300", "shared_buffers=128MB")
}

// StartDurable makes and starts a cluster that keeps what is committed.
func StartDurable() (*Cluster, error) {
	return start("shared_buffers=512MB", "max_wal_size=2GB")
}

// Create makes an empty database.
func (c *Cluster) Create(name string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, c.URL)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, "create database "+pgx.Identifier{name}.Sanitize())
	return err
}

func start(settings ...string) (*Cluster, error) {
	bin := Binaries()
	if bin == "" {
		return nil, fmt.Errorf("no PostgreSQL server binaries found")
	}
	dir, err := scratch.Dir("lantoa-pg-")
	if err != nil {
		return nil, err
	}
	cred, err := credential(dir)
	if err != nil {
		return nil, err
	}
	data := filepath.Join(dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--locale=C", "--encoding=UTF8")
	initdb.SysProcAttr, initdb.Dir = cred, dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	c := &Cluster{dir: dir, URL: fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable", port)}
	var log bytes.Buffer
	args := []string{"-D", data, "-p", strconv.Itoa(port), "-h", "127.0.0.1", "-k", dir}
	for _, s := range settings {
		args = append(args, "-c", s)
	}
	c.cmd = exec.Command(filepath.Join(bin, "postgres"), args...)
	// The server ends with the process that started it, however that ends.
	cred.Pdeathsig = syscall.SIGQUIT
	c.cmd.SysProcAttr, c.cmd.Dir, c.cmd.Stderr = cred, dir, &log
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	if err := c.await(); err != nil {
		c.Stop()
		return nil, fmt.Errorf("%w: %s", err, log.String())
	}
	return c, nil
}

// credential is who runs the server: PostgreSQL refuses to run as root.
func credential(dir string) (*syscall.SysProcAttr, error) {
	attr := &syscall.SysProcAttr{}
	if os.Getuid() != 0 {
		return attr, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ := strconv.ParseUint(u.Uid, 10, 32)
		gid, _ := strconv.ParseUint(u.Gid, 10, 32)
		attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		return attr, os.Chown(dir, int(uid), int(gid))
	}
	return nil, fmt.Errorf("no account to run PostgreSQL as: neither postgres nor nobody")
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func (c *Cluster) await() error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, c.URL)
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("PostgreSQL did not answer: %w", err)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// Stop ends the server and removes its folder.
func (c *Cluster) Stop() {
	if c.cmd != nil && c.cmd.Process != nil {
		_ = c.cmd.Process.Signal(syscall.SIGQUIT)
		_ = c.cmd.Wait()
	}
	_ = os.RemoveAll(c.dir)
}
