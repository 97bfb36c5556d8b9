package config_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"lantoa/internal/config"
)

func TestParse_takesFlagsBeforeVariablesBeforeDefaults(t *testing.T) {
	for _, name := range []string{"LANTOA_DATA", "LANTOA_DATABASE_URL", "LANTOA_ADDR", "LANTOA_PUBLIC_URL", "LANTOA_DEMO", "LANTOA_MEMORY", "LANTOA_DEMO_PASSWORD"} {
		t.Setenv(name, "")
	}
	parse := func(args ...string) config.Serve {
		t.Helper()
		name, cli, err := config.Parse(append([]string{"serve"}, args...), &bytes.Buffer{})
		if err != nil || name != "serve" {
			t.Fatal(name, err)
		}
		return cli.Serve
	}
	t.Setenv("LANTOA_DATA", "/srv/lantoa")
	t.Setenv("LANTOA_DATABASE_URL", "postgres://db/lantoa")
	t.Setenv("LANTOA_ADDR", "127.0.0.1:9000")
	t.Setenv("LANTOA_PUBLIC_URL", "https://landt.example.gov.vn")
	t.Setenv("LANTOA_DEMO", "true")
	t.Setenv("LANTOA_MEMORY", "300")
	t.Setenv("LANTOA_DEMO_PASSWORD", "Mot-mat-khau-14")
	want := config.Serve{Database: config.Database{Data: "/srv/lantoa", DatabaseURL: "postgres://db/lantoa"}, Addr: "127.0.0.1:9000", PublicURL: "https://landt.example.gov.vn", Demo: true, Memory: 300, DemoPassword: "Mot-mat-khau-14"}
	if got := parse(); got != want {
		t.Errorf("from the environment %+v", got)
	}
	want.Addr, want.Data, want.Demo = "127.0.0.1:9001", "/tmp/x", false
	if got := parse("--addr", "127.0.0.1:9001", "--data=/tmp/x", "--demo=false"); got != want {
		t.Errorf("from flags %+v", got)
	}
}

func TestParse_defaultsListenOnThisMachineOnly(t *testing.T) {
	t.Setenv("LANTOA_ADDR", "")
	_, cli, err := config.Parse([]string{"serve", "--addr", "127.0.0.1:8080"}, &bytes.Buffer{})
	if err != nil || !config.Loopback(cli.Serve.Addr) {
		t.Errorf("%+v, %v", cli, err)
	}
}

func TestParse_refusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"fly"}, {"serve", "--fly"}, {"plan", "parse"}, {"doc", "check"}, {"admin", "create", "x"}, {"serve", "too", "much"}} {
		if _, _, err := config.Parse(args, &bytes.Buffer{}); err == nil || errors.Is(err, config.ErrShown) {
			t.Errorf("%v: %v", args, err)
		}
	}
	var out bytes.Buffer
	if _, _, err := config.Parse(nil, &out); !errors.Is(err, config.ErrShown) || !strings.Contains(out.String(), "serve") {
		t.Errorf("nothing: %v, %q", err, out.String())
	}
}

func TestEveryCommandWithADatabase_takesBothFlags(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"serve"}, {"migrate"}, {"org", "seed"}, {"plan", "import", "x.txt"}, {"admin", "create", "x", "--name", "X"}, {"admin", "reset-password", "x"}, {"load"}} {
		if _, _, err := config.Parse(append(args, "--data", "d", "--database-url", "postgres://x/y"), &bytes.Buffer{}); err != nil {
			t.Errorf("%v: %v", args, err)
		}
	}
}

func TestLoopback(t *testing.T) {
	t.Parallel()
	for addr, want := range map[string]bool{
		"127.0.0.1:8080": true, "localhost:8080": true, "[::1]:80": true, "127.9.9.9:1": true,
		":8080": false, "0.0.0.0:8080": false, "[::]:80": false, "192.168.1.5:80": false, "example.com:80": false, "127.0.0.1": false, "": false, "localhost.evil.example:80": false,
	} {
		if got := config.Loopback(addr); got != want {
			t.Errorf("%q: %v", addr, got)
		}
	}
}
