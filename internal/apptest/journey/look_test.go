package journey_test

import (
	"os"
	"path/filepath"
	"testing"

	"lantoa/internal/apptest/browser"
)

// TestLook_everyPageIsSoundWithTheDemonstrationsData opens the pages that people
// see first, as they see them, and inspects each at 1366 and at 390 pixels.
func TestLook_everyPageIsSoundWithTheDemonstrationsData(t *testing.T) {
	t.Parallel()
	s := start(t)
	citizen := s.visit()
	for name, path := range map[string]string{"front": "/", "list": "/dien-hinh", "sign-in": "/dang-nhap"} {
		citizen.Go(path)
		citizen.Inspect("demo-" + name)
	}
	citizen.Go("/dien-hinh")
	citizen.Click("css=main a[href^='/dien-hinh/']")
	citizen.Inspect("demo-story")
	for person, pages := range map[string][]string{
		"unit_officer":     {"/quan-ly/viec-cua-toi", "/quan-ly/dot-de-nghi", "/quan-ly/ho-so", "/quan-ly/dien-hinh"},
		"lead_officer":     {"/quan-ly/viec-cua-toi"},
		"standing_officer": {"/quan-ly/viec-cua-toi", "/quan-ly/van-ban", "/quan-ly/ke-hoach", "/quan-ly/tim-kiem?q=che+shan", "/quan-ly/thiet-lap"},
		"chairman":         {"/quan-ly/viec-cua-toi"},
		"admin":            {"/quan-ly/tai-khoan", "/quan-ly/to-chuc", "/quan-ly/cum-khoi"},
	} {
		p := s.as(person)
		for _, path := range pages {
			p.Go(path)
			p.Inspect("demo-" + person + "-" + filepath.Base(path))
		}
	}
}

// TestScreenshot_showsAHomeForTheReadme takes the README's picture; with
// LANTOA_TEST_UPDATE=1 (`make docs`) it replaces the one that is committed.
func TestScreenshot_showsAHomeForTheReadme(t *testing.T) {
	t.Parallel()
	s := start(t)
	p := s.as("lead_officer")
	if p.Count("main .work-item") == 0 {
		t.Error("nothing waits for the lead agency's officer")
	}
	p.Screenshot("readme.png")
	root, err := browser.Root()
	if err != nil {
		t.Fatal(err)
	}
	picture := filepath.Join(root, "docs", "images", "viec-cua-toi.png")
	if os.Getenv("LANTOA_TEST_UPDATE") == "1" {
		raw, err := os.ReadFile(filepath.Join(root, "screenshots", "readme.png"))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(picture), 0o755)
		}
		if err == nil {
			err = os.WriteFile(picture, raw, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(picture); err != nil {
		t.Errorf("the README shows no picture: run make docs: %v", err)
	}
}
