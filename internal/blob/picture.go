package blob

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // decoders register themselves by name
	"io"
	"os"
	"strconv"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // decoder

	"lantoa/internal/errs"
)

// What keeps a small file from unpacking into the whole memory: of 40 million
// pixels a photo takes 120 MB, a drawing 160 MB.
const (
	maxPixels  = 40_000_000
	maxDecoded = 300 << 20 // bytes while a picture is unpacked
	maxScaling = 256 << 20 // bytes that the better way of scaling takes
)

func pictureFits(data []byte) bool {
	cfg, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || cfg.Width <= 0 || cfg.Height <= 0 || cfg.Width > maxPixels/cfg.Height {
		return false
	}
	each := 4
	switch {
	case cfg.ColorModel == color.NRGBA64Model || cfg.ColorModel == color.RGBA64Model || cfg.ColorModel == color.Gray16Model:
		each = 8
	case progressive(data):
		each = 4 * 3 // numbers of 32 bits for up to three colours, until the last pass
	}
	return cfg.Width*cfg.Height*each <= maxDecoded
}

// progressive reports a JPEG that is unpacked in passes, by its frame's marker.
func progressive(data []byte) bool {
	if !bytes.HasPrefix(data, []byte{0xFF, 0xD8}) {
		return false
	}
	for at := 2; at+4 <= len(data) && data[at] == 0xFF; {
		switch marker := data[at+1]; {
		case marker == 0xC2:
			return true
		case marker == 0xFF: // filling
			at++
			continue
		case marker == 0xC0 || marker == 0xC1 || marker == 0xDA:
			return false
		}
		at += 2 + int(binary.BigEndian.Uint16(data[at+2:]))
	}
	return true // who knows
}

// Picture gives a JPEG of the stored picture no wider than width pixels, made
// once and kept beside the original. It is drawn anew, so that nothing but
// pixels (no place, no camera, no hidden content) leaves the program.
func (s *Store) Picture(ctx context.Context, hash string, width int) (*os.File, error) {
	original, err := s.Open(hash)
	if err != nil {
		return nil, err
	}
	defer func() { _ = original.Close() }()
	small := s.path(hash) + "-" + strconv.Itoa(width) + ".jpg"
	if f, err := os.Open(small); err == nil {
		return f, nil
	}
	data, err := io.ReadAll(original)
	if err != nil {
		return nil, errs.Wrap(err, errs.Internal, "error.internal")
	}
	drawn, err := s.draw(ctx, data, width)
	if err != nil {
		return nil, err
	}
	if err := s.place(small, drawn); err != nil {
		return nil, errs.Wrap(err, errs.Internal, "error.internal")
	}
	return os.Open(small)
}

// draw gives the picture as a JPEG no wider than width; NotFound for what is no
// picture.
func (s *Store) draw(ctx context.Context, data []byte, width int) ([]byte, error) {
	done, err := s.drawing.Take(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	src, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, errs.Wrap(err, errs.NotFound, "error.not_found")
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, scaled(src, wayUp(data), width), &jpeg.Options{Quality: 82}); err != nil {
		return nil, errs.Wrap(err, errs.Internal, "error.internal")
	}
	return buf.Bytes(), nil
}

// whole reports a picture that can be unpacked to its end.
func (s *Store) whole(ctx context.Context, data []byte) bool {
	done, err := s.drawing.Take(ctx)
	if err != nil {
		return false
	}
	defer done()
	_, _, err = image.Decode(bytes.NewReader(data))
	return err == nil
}

// scaled draws a picture the right way up on white, no wider than width. The
// small one is turned, not the large one.
func scaled(src image.Image, way, width int) image.Image {
	b := src.Bounds()
	w, h := b.Dx(), b.Dy()
	up := w
	if way >= 5 {
		up = h
	}
	if up > width {
		w, h = max(1, w*width/up), max(1, h*width/up)
	}
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(dst, dst.Bounds(), image.White, image.Point{}, draw.Src)
	var scaler draw.Scaler = draw.CatmullRom
	if w*b.Dy()*32 > maxScaling { // four numbers of 64 bits for each: a very tall picture
		scaler = draw.ApproxBiLinear
	}
	scaler.Scale(dst, dst.Bounds(), src, b, draw.Over, nil)
	if way == 1 {
		return dst
	}
	return turned{dst, way}
}
