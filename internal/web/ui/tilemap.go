package ui

import (
	"strings"
	"unicode/utf8"
)

// Tile is one unit on a tile map: an equal square, so that small ones are seen.
type Tile struct {
	Label  string // the unit's name
	Row    int    // from 0 at the top
	Col    int    // from 0 at the left
	Value  string // drawn under the name
	Words  string // what a screen reader says after the name: "12 điển hình"
	Shade  int    // 0 (none) to 4 (most)
	Href   string
	Active bool
}

// TileMap is a map of equal squares.
type TileMap struct {
	Label string
	Tiles []Tile
}

// tileStep is the distance between tiles in drawing units, tileSide their side.
const (
	tileStep   = 100
	tileSide   = 94
	tileLetter = 8 // drawing units that a letter takes on average
)

func (m TileMap) viewBox() string {
	rows, cols := 0, 0
	for _, t := range m.Tiles {
		rows, cols = max(rows, t.Row+1), max(cols, t.Col+1)
	}
	return "0 0 " + itoa(cols*tileStep) + " " + itoa(rows*tileStep)
}

// sizeClass makes a map of many columns scroll rather than shrink its words.
func (m TileMap) sizeClass() string {
	cols := 0
	for _, t := range m.Tiles {
		cols = max(cols, t.Col+1)
	}
	switch {
	case cols > 10:
		return "tilemap-large"
	case cols > 6:
		return "tilemap-medium"
	}
	return "tilemap-small"
}

func (t Tile) class() string {
	class := "tile shade-" + itoa(min(max(t.Shade, 0), 4))
	if t.Active {
		class += " active"
	}
	return class
}

// name is what a screen reader says for the tile.
func (t Tile) name() string {
	if t.Words == "" {
		return t.Label
	}
	return t.Label + ": " + t.Words
}

func (t Tile) x() string { return itoa(t.Col*tileStep + (tileStep-tileSide)/2) }
func (t Tile) y() string { return itoa(t.Row*tileStep + (tileStep-tileSide)/2) }

type tileLine struct{ x, y, text string }

// lines breaks the name between words so that it fits the square, and centres it.
func (t Tile) lines() []tileLine {
	var rows []string
	for _, word := range strings.Fields(t.Label) {
		last := len(rows) - 1
		if last >= 0 && utf8.RuneCountInString(rows[last]+" "+word)*tileLetter <= tileSide {
			rows[last] += " " + word
			continue
		}
		rows = append(rows, word)
	}
	const leading = 17
	top := t.Row*tileStep + tileStep/2 + 5 - (len(rows)-1)*leading/2
	if t.Value != "" {
		top -= 14
	}
	out := make([]tileLine, len(rows))
	for i, r := range rows {
		out[i] = tileLine{x: itoa(t.Col*tileStep + tileStep/2), y: itoa(top + i*leading), text: r}
	}
	return out
}

func (t Tile) valueLine() tileLine {
	return tileLine{x: itoa(t.Col*tileStep + tileStep/2), y: itoa(t.Row*tileStep + tileStep - 16), text: t.Value}
}
