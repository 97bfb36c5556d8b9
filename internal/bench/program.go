package bench

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"lantoa/internal/config"
)

// program is the program that is measured, running.
type program struct {
	cmd   *exec.Cmd
	addr  string
	gone  chan struct{} // closed when it has ended
	ended error         // how, once it has
}

// firstPage is what a cold start ends with.
const firstPage = "/dang-nhap"

// startLimit is how long a start may take at all.
const startLimit = 2 * time.Minute

// stopLimit is how long its end may take: longer than the 20 seconds for which it
// waits for its last answers.
const stopLimit = 30 * time.Second

// start starts the program over the database and waits for its first page; took
// is from starting to the whole page.
func start(ctx context.Context, binary string, place Place, profile string) (_ *program, took time.Duration, err error) {
	addr, err := freeAddress()
	if err != nil {
		return nil, 0, err
	}
	args := []string{"serve", "--addr", addr, "--data", place.Data}
	if place.URL != "" {
		args = append(args, "--database-url", place.URL)
	}
	if profile != "" {
		args = append(args, "--profile", filepath.Join(profile, profileName(place)))
	}
	cmd := exec.Command(binary, args...)
	cmd.Env = config.Surroundings()
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	said := &strings.Builder{}
	cmd.Stderr = said
	began := time.Now()
	p, err := launch(cmd, addr)
	if err != nil {
		return nil, 0, err
	}
	if err := p.await(ctx); err != nil {
		return nil, 0, errors.Join(fmt.Errorf("the program does not answer: %w", err), p.stop(), lastWords(said.String()))
	}
	return p, time.Since(began), nil
}

// launch starts a program and hears of its end.
func launch(cmd *exec.Cmd, addr string) (*program, error) {
	p := &program{cmd: cmd, addr: addr, gone: make(chan struct{})}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		p.ended = cmd.Wait()
		close(p.gone)
	}()
	return p, nil
}

// lastWords are what the program said last, nil where it said nothing.
func lastWords(said string) error {
	said = strings.TrimSpace(said)
	if said == "" {
		return nil
	}
	return errors.New(said[strings.LastIndexByte(said, '\n')+1:])
}

func profileName(p Place) string {
	return strings.Trim(strings.NewReplacer("/", "-", ":", "-").Replace(p.String()), "-.")
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// await asks for the first page until it comes, or the program has ended.
func (p *program) await(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for {
		c, err := dial(p.addr)
		if err == nil {
			answer, aerr := c.get(firstPage, "")
			c.close()
			if err = aerr; err == nil && answer.status != 200 {
				err = fmt.Errorf("%s answers %d", firstPage, answer.status)
			}
			if err == nil {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return err
		case <-p.gone:
			return err
		case <-time.After(2 * time.Millisecond):
		}
	}
}

// stop ends the program as an administrator does, and kills it where it does not
// end in good time.
func (p *program) stop() error { return p.stopWithin(stopLimit) }

func (p *program) stopWithin(limit time.Duration) error {
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.gone:
		return p.ended
	case <-time.After(limit):
	}
	_ = p.cmd.Process.Kill()
	<-p.gone
	return fmt.Errorf("the program did not end within %v and was killed", limit)
}

// coldStart is the median of five starts, in milliseconds.
func coldStart(ctx context.Context, binary string, place Place) (float64, error) {
	var all []time.Duration
	for range 5 {
		p, took, err := start(ctx, binary, place, "")
		if err != nil {
			return 0, err
		}
		if err := p.stop(); err != nil {
			return 0, err
		}
		all = append(all, took)
	}
	slices.Sort(all)
	return Percentile(all, 50), nil
}

// resident is the memory that the program holds now, in bytes.
func (p *program) resident() int64 { return p.status("VmRSS") }

// peak is the most that it ever held.
func (p *program) peak() int64 { return p.status("VmHWM") }

func (p *program) status(name string) int64 {
	f, err := os.Open("/proc/" + strconv.Itoa(p.cmd.Process.Pid) + "/status")
	if err != nil {
		return 0
	}
	defer func() { _ = f.Close() }()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if key, value, ok := strings.Cut(lines.Text(), ":"); ok && key == name {
			kb, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
			return kb << 10
		}
	}
	return 0
}

// settled is what the program holds once it has been left alone for a while.
func (p *program) settled(ctx context.Context, quiet time.Duration) (int64, error) {
	select {
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-time.After(quiet):
		return p.resident(), nil
	}
}
