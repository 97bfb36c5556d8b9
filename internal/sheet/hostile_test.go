package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"lantoa/internal/errs"
	"lantoa/internal/i18n"
)

const (
	rels     = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	book     = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="s"/></sheets></workbook>`
	bookRels = `<Relationships><Relationship Id="s" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="f" Type="http://x/styles" Target="/xl/styles.xml"/></Relationships>`
)

// archive packs parts; a part may be written as it is read.
func archive(t testing.TB, parts map[string]func(io.Writer)) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, write := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		write(w)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func text(s string) func(io.Writer) { return func(w io.Writer) { _, _ = io.WriteString(w, s) } }

func repeated(before, part string, n int, after string) func(io.Writer) {
	return func(w io.Writer) {
		_, _ = io.WriteString(w, before)
		block := strings.Repeat(part, 1000)
		for range n / 1000 {
			_, _ = io.WriteString(w, block)
		}
		_, _ = io.WriteString(w, after)
	}
}

// workbook has the sheet and the shared texts given.
func workbook(t testing.TB, sheetPart, shared func(io.Writer)) []byte {
	t.Helper()
	return archive(t, map[string]func(io.Writer){"_rels/.rels": text(rels), "xl/workbook.xml": text(book), "xl/_rels/workbook.xml.rels": text(bookRels),
		"xl/worksheets/sheet1.xml": sheetPart, "xl/sharedStrings.xml": shared})
}

// worked is how long the processor has worked for this goroutine's thread, which
// nothing else on the machine makes longer.
func worked(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_THREAD, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func TestOpen_refusesHostileFilesInGoodTime(t *testing.T) {
	t.Parallel()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	p := printer(t, i18n.Vietnamese)
	unit := p.T("nomination.col.unit")
	none := text("<sst/>")
	head := `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>` + unit + `</t></is></c></row>`
	many := map[string]func(io.Writer){"_rels/.rels": text(rels)}
	for i := range 3000 {
		many[fmt.Sprint("x", i)] = text("")
	}
	nested := text(`<sst><si>` + strings.Repeat("<r>", 200_000) + `</si></sst>`)
	for name, c := range map[string]struct {
		raw  []byte
		keys string
	}{
		"nothing":                    {nil, "sheet.not_xlsx"},
		"no archive":                 {[]byte("họ tên;đơn vị\n"), "sheet.not_xlsx"},
		"an old or locked file":      {append([]byte{0xd0, 0xcf, 0x11, 0xe0}, make([]byte, 600)...), "sheet.old_or_locked"},
		"another sort of archive":    {archive(t, map[string]func(io.Writer){"a.txt": text("a")}), "sheet.not_xlsx"},
		"too many entries":           {archive(t, many), "sheet.too_long"},
		"a workbook without sheets":  {archive(t, map[string]func(io.Writer){"_rels/.rels": text(rels), "xl/workbook.xml": text("<workbook/>")}), "sheet.not_xlsx"},
		"a torn sheet":               {workbook(t, text(head[:len(head)-6]), none), "sheet.broken"},
		"a sheet that is none":       {workbook(t, text("\x00\x01"), none), "sheet.broken"},
		"an entity":                  {workbook(t, text(`<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>`), none), "sheet.broken"},
		"another charset":            {workbook(t, text(`<?xml version="1.0" encoding="utf-7"?><worksheet/>`), none), "sheet.broken"},
		"a text that is not there":   {workbook(t, text(`<worksheet><sheetData><row><c t="s"><v>9</v></c></row></sheetData></worksheet>`), none), "sheet.broken"},
		"rows out of order":          {workbook(t, text(`<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>`), none), "sheet.broken"},
		"a row beyond all rows":      {workbook(t, text(`<worksheet><sheetData><row r="99999999"/></sheetData></worksheet>`), none), "sheet.broken"},
		"rows of nothing":            {workbook(t, repeated("<worksheet><sheetData>", `<row/>`, 1_048_000, "</sheetData></worksheet>"), none), "sheet.no_head"},
		"cells of nothing":           {workbook(t, repeated(`<worksheet><sheetData><row>`, `<c/>`, 18_000_000, "</row></sheetData></worksheet>"), none), "sheet.too_long"},
		"a bomb":                     {workbook(t, repeated(head, strings.Repeat(" ", 1000), 300_000, "</sheetData></worksheet>"), none), "sheet.too_long"},
		"huge shared texts":          {workbook(t, text(head), repeated("<sst>", "<si><t>"+strings.Repeat("a", 1000)+"</t></si>", 110_000, "</sst>")), "sheet.too_long"},
		"shared texts of nothing":    {workbook(t, text(head), repeated("<sst>", "<si/>", 2_100_000, "</sst>")), "sheet.too_long"},
		"a shared text without end":  {workbook(t, text(head), repeated("<sst><si><t>", strings.Repeat("a", 100), 10_000, "</t></si></sst>")), "sheet.too_long"},
		"a shared text in all cells": {workbook(t, repeated(head, `<row>`+strings.Repeat(`<c t="s"><v>0</v></c>`, 16)+`</row>`, 1_000, "</sheetData></worksheet>"), text("<sst><si><t>"+strings.Repeat("a", 32_000)+"</t></si></sst>")), "sheet.too_long"},
		"nested without end":         {workbook(t, text(head), nested), "sheet.broken"},
		"too many columns":           {workbook(t, text(`<worksheet><sheetData><row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>`), none), "sheet.too_many_columns"},
		"too many rows":              {workbook(t, repeated(head, `<row><c t="inlineStr"><is><t>x</t></is></c></row>`, 2_000, "</sheetData></worksheet>"), none), "sheet.too_many_rows"},
	} {
		began := worked(t)
		_, err := tryRead(c.raw, 1000, p)
		e := errs.As(err)
		if e == nil || e.Key != c.keys || e.Kind != errs.Invalid {
			t.Errorf("%s: want %s, have %v", name, c.keys, err)
		} else if words := p.T(e.Key, e.Args...); words == e.Key || strings.Contains(words, "{") {
			t.Errorf("%s: says %q", name, words)
		}
		if took := worked(t) - began; took > 20*time.Second {
			t.Errorf("%s takes %s", name, took)
		}
	}
}

func FuzzOpen(f *testing.F) {
	p := printer(f, i18n.Vietnamese)
	f.Add(file(f, p, lines()))
	f.Add(workbook(f, text(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>`+p.T("nomination.col.unit")+`</t></is></c></row><row><c><v>1e300</v></c></row></sheetData></worksheet>`), text("<sst/>")))
	f.Fuzz(func(t *testing.T, raw []byte) {
		rows, err := tryRead(raw, 1000, p)
		if err != nil && errs.As(err) == nil {
			t.Fatalf("a fault without words: %v", err)
		}
		for _, r := range rows {
			for _, fault := range r.Faults {
				if fault.Cell == "" || fault.Text(p) == fault.Key {
					t.Fatalf("%+v", fault)
				}
			}
		}
	})
}

// FuzzSheet reads what is typed into a sheet's part, past the archive.
func FuzzSheet(f *testing.F) {
	p := printer(f, i18n.Vietnamese)
	f.Add(`<row r="1"><c r="A1" t="inlineStr"><is><t>`+p.T("nomination.col.unit")+`</t></is></c><c r="B1" t="str"><v>`+p.T("document.day")+`</v></c></row><row r="2"><c r="A2"><v>12.5</v></c><c r="B2" s="1"><v>45000</v></c></row>`, "yyyy")
	f.Fuzz(func(t *testing.T, body, format string) {
		raw := archive(t, map[string]func(io.Writer){"_rels/.rels": text(rels), "xl/workbook.xml": text(book), "xl/_rels/workbook.xml.rels": text(bookRels),
			"xl/worksheets/sheet1.xml": text("<worksheet><sheetData>" + body + "</sheetData></worksheet>"),
			"xl/styles.xml":            text(`<styleSheet><numFmts><numFmt numFmtId="200" formatCode="` + format + `"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>`)})
		if _, err := tryRead(raw, 1000, p); err != nil && errs.As(err) == nil {
			t.Fatalf("a fault without words: %v", err)
		}
	})
}
