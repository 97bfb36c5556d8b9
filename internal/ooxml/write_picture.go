package ooxml

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"image"
	_ "image/jpeg" // the kinds of pictures that documents hold
	_ "image/png"
)

// Image is a picture of a file; a file holds each distinct one once.
type Image struct {
	rel           string
	Width, Height int // pixels
}

// ErrPicture is of data that are neither PNG nor JPEG.
var ErrPicture = errors.New("ooxml: a picture is neither PNG nor JPEG")

type media struct {
	name, kind, rel string
	data            []byte
}

// Image puts a picture into the file.
func (f *File) Image(data []byte) (Image, error) {
	key := sha256.Sum256(data)
	if known, ok := f.images[key]; ok {
		return known, nil
	}
	config, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return Image{}, ErrPicture
	}
	n := decimal(len(f.media) + 1)
	m := media{name: "image" + n + "." + kind, kind: kind, rel: "rIdImage" + n, data: data}
	f.media = append(f.media, m)
	made := Image{rel: m.rel, Width: config.Width, Height: config.Height}
	if f.images == nil {
		f.images = map[[sha256.Size]byte]Image{}
	}
	f.images[key] = made
	return made, nil
}

// Picture writes a picture into a paragraph's line, at a size in millimetres.
func (s *Story) Picture(i Image, width, height float64, alt string) {
	s.names.drawings++
	id := decimal(s.names.drawings)
	cx, cy := emu(width), emu(height)
	x := &s.x
	x.open("w:r")
	x.open("w:drawing")
	x.open("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0")
	x.empty("wp:extent", "cx", cx, "cy", cy)
	x.empty("wp:docPr", "id", id, "name", "Picture "+id, "descr", alt)
	x.open("wp:cNvGraphicFramePr")
	x.empty("a:graphicFrameLocks", "noChangeAspect", "1")
	x.close("wp:cNvGraphicFramePr")
	x.open("a:graphic")
	x.open("a:graphicData", "uri", nsPicture)
	x.open("pic:pic")
	x.open("pic:nvPicPr")
	x.empty("pic:cNvPr", "id", id, "name", "Picture "+id)
	x.empty("pic:cNvPicPr")
	x.close("pic:nvPicPr")
	x.open("pic:blipFill")
	x.empty("a:blip", "r:embed", i.rel)
	x.open("a:stretch")
	x.empty("a:fillRect")
	x.close("a:stretch")
	x.close("pic:blipFill")
	x.open("pic:spPr")
	x.open("a:xfrm")
	x.empty("a:off", "x", "0", "y", "0")
	x.empty("a:ext", "cx", cx, "cy", cy)
	x.close("a:xfrm")
	x.open("a:prstGeom", "prst", "rect")
	x.empty("a:avLst")
	x.close("a:prstGeom")
	x.close("pic:spPr")
	x.close("pic:pic")
	x.close("a:graphicData")
	x.close("a:graphic")
	x.close("wp:inline")
	x.close("w:drawing")
	x.close("w:r")
}

// emu is a length in the unit of drawings.
func emu(millimetres float64) string { return decimal(int(millimetres*36000 + 0.5)) }
