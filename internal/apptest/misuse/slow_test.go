package misuse_test

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"lantoa/internal/apptest"
)

const (
	readers = 500
	// read is the memory with 500 readers who take an answer byte by byte: a page of
	// 200 kB for each of them at most, until the kernel has taken it over, and files
	// that are sent from the disk by 32 kB.
	read = 300.0
	// cut is how long the server may keep a client that stands still: the stretch of
	// 3 s that these tests allow, and a busy machine.
	cut = 20 * time.Second
)

// Five hundred read a list, a spreadsheet, a public page or a file of 20 MB one byte
// at a time. Others are served meanwhile; who is behind by a stretch is cut off.
func TestSlowReaders_fiveHundredKeepNobodyAndAreCutOff(t *testing.T) {
	heavy(t)
	p := start(t, "hasty")
	token := p.token(everywhere)
	large := p.largeFile()
	paths := []string{"/quan-ly/ho-so", large, "/dien-hinh", large, "/quan-ly/ho-so.xlsx", "/quan-ly/ho-so", large, "/dien-hinh", large, large}
	before := p.sockets()
	done := make(chan struct{})
	var begun, all sync.WaitGroup
	for i := range readers {
		c, err := p.dial(p.begin("GET", paths[i%len(paths)], token) + "Connection: close\r\n\r\n")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = c.Close() }()
		_ = c.(*net.TCPConn).SetReadBuffer(1)
		begun.Add(1)
		all.Go(func() {
			_, err := c.Read(make([]byte, 1))
			begun.Done()
			for err == nil {
				select {
				case <-done:
					return
				case <-time.After(20 * time.Millisecond):
				}
				_, err = c.Read(make([]byte, 1))
			}
		})
	}
	began := time.Now()
	begun.Wait()
	t.Logf("all %d had their first byte after %v", readers, time.Since(began).Round(time.Millisecond))
	p.others(token, 100)
	p.within(read)
	// The program is rid of them; what the kernel has taken over it goes on sending.
	apptest.Await(t, func() bool { return p.sockets() <= before+10 })
	t.Logf("%d sockets of %d after %v", p.sockets(), readers, time.Since(began).Round(time.Millisecond))
	close(done)
	all.Wait()
	p.tidy()
}

// sockets is how many the program has open.
func (p *program) sockets() int {
	p.t.Helper()
	dir := fmt.Sprintf("/proc/%d/fd", p.pid)
	all, err := os.ReadDir(dir)
	if err != nil {
		p.t.Fatal(err)
	}
	n := 0
	for _, f := range all {
		if to, err := os.Readlink(filepath.Join(dir, f.Name())); err == nil && strings.HasPrefix(to, "socket:") {
			n++
		}
	}
	return n
}

// largeFile is the address of a paper of 20 MB: one of the loaded ones, made longer.
func (p *program) largeFile() string {
	p.t.Helper()
	path := ""
	a := p.get(client(p.t), "/quan-ly/van-ban", p.token(everywhere))
	for part := range strings.SplitSeq(string(a.body), `"`) {
		if strings.HasPrefix(part, "/quan-ly/van-ban/") && strings.HasSuffix(part, "/tep") {
			path = part
		}
	}
	if path == "" {
		p.t.Fatal("no paper in the list")
	}
	err := filepath.WalkDir(filepath.Join(p.dir, "files"), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.Truncate(name, 20<<20)
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return path
}

const dribblers = 200

// Two hundred send the head of a request one byte at a time; as many send a form of
// which the end never comes, also to where no form is read. All are cut off.
func TestSlowSenders_areCutOff(t *testing.T) {
	heavy(t)
	p := start(t, "hasty")
	token := p.token(everywhere)
	form := "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nusername="
	heads := map[string]string{"head": "GET /dien-hinh HTTP/1.1\r\nX-", "form": p.begin("POST", "/dang-nhap", "") + form, "form of somebody signed in": p.begin("POST", "/quan-ly/dot-de-nghi/moi", token) + form,
		"form with files": p.begin("POST", "/quan-ly/van-ban/kiem-tra", token) + strings.Replace(form, "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", 1),
		"nowhere":         p.begin("POST", "/khong-co", "") + form, "other site": p.begin("POST", "/dang-nhap", "") + "Origin: https://example.com\r\nSec-Fetch-Site: cross-site\r\n" + form,
		"a page": p.begin("GET", "/dien-hinh", "") + form, "an asset": p.begin("GET", "/tai-san/x.css", "") + form}
	var all sync.WaitGroup
	for name, head := range heads {
		for range dribblers / len(heads) {
			c, err := p.dial(head)
			if err != nil {
				t.Fatal(err)
			}
			gone := make(chan struct{})
			all.Go(func() {
				defer close(gone)
				if _, err := ended(c, cut); err != nil {
					t.Errorf("%s: still served after %v: %v", name, cut, err)
				}
				_ = c.Close()
			})
			all.Go(func() {
				for {
					select {
					case <-gone:
						return
					case <-time.After(100 * time.Millisecond):
					}
					if _, err := fmt.Fprint(c, "a"); err != nil {
						return
					}
				}
			})
		}
	}
	p.others(token, 50)
	all.Wait()
	p.within(200)
	p.tidy()
}

// A thousand connections on which nothing is said: no more are open than there may
// be, and whoever comes after them is served when they have been cut off.
func TestConnections_areBounded(t *testing.T) {
	heavy(t)
	p := start(t, "hasty")
	for range 1000 {
		c, err := p.dial("")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = c.Close() }()
	}
	most := hasty().Conns + 20 // and those of the database and of the program itself
	if n := p.sockets(); n > most {
		t.Errorf("%d sockets are open, at most %d are right", n, most)
	}
	began := time.Now()
	if a := p.get(client(t), "/dien-hinh", ""); a.status != http.StatusOK || a.took > cut {
		t.Errorf("%d after %v", a.status, a.took)
	}
	t.Logf("served after %v", time.Since(began).Round(time.Millisecond))
	p.within(200)
}
