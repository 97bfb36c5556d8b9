package blob

import (
	"bytes"
	"image"
	"image/jpeg"
	_ "image/png" // decoders register themselves by name
	"io"
	"os"
	"strconv"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // decoder

	"lantoa/internal/errs"
)

// maxPixels keeps a small file from unpacking into the whole memory.
const maxPixels = 40_000_000

func pictureFits(data []byte) bool {
	cfg, _, err := image.DecodeConfig(bytes.NewReader(data))
	return err == nil && cfg.Width > 0 && cfg.Height > 0 && cfg.Width*cfg.Height <= maxPixels
}

// Picture gives a JPEG of the stored picture no wider than width pixels, made
// once and kept beside the original. It is drawn anew, so that nothing but
// pixels (no place, no camera, no hidden content) leaves the program.
func (s *Store) Picture(hash string, width int) (*os.File, error) {
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
	drawn, err := s.draw(data, width)
	if err != nil {
		return nil, err
	}
	if err := place(small, drawn); err != nil {
		return nil, errs.Wrap(err, errs.Internal, "error.internal")
	}
	return os.Open(small)
}

// draw gives the picture as a JPEG no wider than width; NotFound for what is no
// picture.
func (s *Store) draw(data []byte, width int) ([]byte, error) {
	s.drawing <- struct{}{}
	defer func() { <-s.drawing }()
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
func (s *Store) whole(data []byte) bool {
	s.drawing <- struct{}{}
	defer func() { <-s.drawing }()
	_, _, err := image.Decode(bytes.NewReader(data))
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
	draw.CatmullRom.Scale(dst, dst.Bounds(), src, b, draw.Over, nil)
	if way == 1 {
		return dst
	}
	return turned{dst, way}
}
