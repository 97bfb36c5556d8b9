package bench

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"
)

// client is one connection that stays open and reads with as little work as it
// can: it shares the machine with the program that it measures.
type client struct {
	conn net.Conn
	in   *bufio.Reader
	out  []byte
	body []byte
	addr string
}

// answer is what came back; its body is the client's until the next request.
type answer struct {
	status   int
	location string
	cookies  []string
	body     []byte
}

// requestLimit is how long an answer may take at all.
const requestLimit = 30 * time.Second

func dial(addr string) (*client, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &client{conn: conn, in: bufio.NewReaderSize(conn, 64<<10), addr: addr}, nil
}

func (c *client) close() { _ = c.conn.Close() }

// get asks for a path with cookies ("name=value; …").
func (c *client) get(path, cookies string) (answer, error) {
	c.head("GET", path, cookies)
	c.out = append(c.out, "\r\n"...)
	return c.do()
}

// post sends a form; origin and referer are the site's own, as a browser's are.
func (c *client) post(path, cookies, kind string, body []byte) (answer, error) {
	c.head("POST", path, cookies)
	c.out = append(c.out, "Origin: http://"+c.addr+"\r\nContent-Type: "+kind+"\r\nContent-Length: "...)
	c.out = strconv.AppendInt(c.out, int64(len(body)), 10)
	c.out = append(c.out, "\r\n\r\n"...)
	c.out = append(c.out, body...)
	return c.do()
}

func (c *client) head(method, path, cookies string) {
	c.out = append(c.out[:0], method...)
	c.out = append(c.out, " "+path+" HTTP/1.1\r\nHost: "+c.addr+"\r\n"...)
	if cookies != "" {
		c.out = append(c.out, "Cookie: "+cookies+"\r\n"...)
	}
}

func (c *client) do() (answer, error) {
	if err := c.conn.SetDeadline(time.Now().Add(requestLimit)); err != nil {
		return answer{}, err
	}
	if _, err := c.conn.Write(c.out); err != nil {
		return answer{}, err
	}
	return c.read()
}

func (c *client) read() (a answer, err error) {
	line, err := c.line()
	if err != nil {
		return a, err
	}
	if len(line) < 12 || !bytes.HasPrefix(line, []byte("HTTP/1.1 ")) {
		return a, fmt.Errorf("no answer of HTTP: %q", line)
	}
	a.status, _ = strconv.Atoi(string(line[9:12]))
	length, chunked := 0, false
	for {
		if line, err = c.line(); err != nil || len(line) == 0 {
			break
		}
		switch name, value, _ := bytes.Cut(line, []byte(": ")); string(name) {
		case "Content-Length":
			length, _ = strconv.Atoi(string(value))
		case "Transfer-Encoding":
			chunked = true
		case "Location":
			a.location = string(value)
		case "Set-Cookie":
			pair, _, _ := strings.Cut(string(value), ";")
			a.cookies = append(a.cookies, pair)
		}
	}
	if err != nil {
		return a, err
	}
	c.body = c.body[:0]
	if chunked {
		err = c.chunks()
	} else {
		err = c.take(length)
	}
	a.body = c.body
	return a, err
}

func (c *client) line() ([]byte, error) {
	line, err := c.in.ReadSlice('\n')
	return bytes.TrimRight(line, "\r\n"), err
}

func (c *client) take(n int) error {
	at := len(c.body)
	if need := at + n; need > cap(c.body) {
		c.body = append(make([]byte, 0, 2*need), c.body...)
	}
	c.body = c.body[:at+n]
	_, err := io.ReadFull(c.in, c.body[at:])
	return err
}

func (c *client) chunks() error {
	for {
		line, err := c.line()
		if err != nil {
			return err
		}
		n, err := strconv.ParseInt(string(line), 16, 32)
		if err != nil {
			return errors.New("a broken chunk")
		}
		if err := c.take(int(n)); err != nil {
			return err
		}
		if _, err := c.line(); err != nil || n == 0 {
			return err
		}
	}
}
