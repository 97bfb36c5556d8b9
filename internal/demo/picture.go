package demo

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"sync"

	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// drawAll draws the pictures of all stories, several at once.
func drawAll(s script) (map[string][]byte, error) {
	var (
		album = map[string][]byte{}
		fails error
		mu    sync.Mutex
		all   sync.WaitGroup
		turns = make(chan struct{}, 4)
	)
	for key, t := range s.stories {
		if t.Picture == "" {
			continue
		}
		all.Go(func() {
			turns <- struct{}{}
			defer func() { <-turns }()
			drawn, err := picture(key, t.Picture, s.papers.Drawn)
			mu.Lock()
			defer mu.Unlock()
			album[key] = drawn
			if err != nil {
				fails = fmt.Errorf("demo: picture of %s: %w", key, err)
			}
		})
	}
	all.Wait()
	return album, fails
}

// light is the hour of a landscape: sky above and below, mountains far and near.
type light struct{ high, low, sun, far, near color.RGBA }

func lights() []light {
	return []light{
		{hex(0x9CC4D6), hex(0xFBF3E2), hex(0xFFF6D8), hex(0xB7CBD8), hex(0x2F4F6B)}, // morning
		{hex(0x5F7FB5), hex(0xF6D9A8), hex(0xFBE3A6), hex(0xB9A9BE), hex(0x233A6B)}, // evening
		{hex(0x7FB6CF), hex(0xEAF3EC), hex(0xFFFDF2), hex(0xA9CABF), hex(0x2C5A4A)}, // noon
		{hex(0x41507F), hex(0xE9A9A0), hex(0xFFD9A0), hex(0x9A86A8), hex(0x2B2F5E)}, // dusk
	}
}

// picture is a landscape of Hà Giang as a JPEG: sky, rows of karst mountains, and
// in front what the story is about. The key makes it differ from all others.
func picture(key, subject, caption string) ([]byte, error) {
	h := fnv.New64a()
	_, _ = h.Write([]byte(key))
	c := newCanvas(h.Sum64())
	hour := lights()[c.IntN(len(lights()))]
	c.sky(hour)
	for i := range 4 {
		c.ridge(mix(hour.far, hour.near, float64(i)/3.6), 330+float64(i)*62, 210-float64(i)*26)
	}
	front, known := scenes()[subject]
	if !known {
		return nil, fmt.Errorf("nothing is drawn as %q", subject)
	}
	front(c, hour)
	if c.IntN(2) == 0 {
		c.mirror()
	}
	if err := c.sign(caption); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, c.img, &jpeg.Options{Quality: 84})
	return b.Bytes(), err
}

func (c *canvas) sky(l light) {
	for y := range pictureHeight {
		ink := mix(l.high, l.low, math.Min(1, float64(y)/460))
		row := c.img.Pix[y*c.img.Stride : y*c.img.Stride+pictureWidth*4]
		for x := 0; x < len(row); x += 4 {
			row[x], row[x+1], row[x+2], row[x+3] = ink.R, ink.G, ink.B, 255
		}
	}
	x, y := c.between(160, 1040), c.between(90, 210)
	c.disc(mix(l.low, l.sun, 0.45), x, y, 74)
	c.disc(l.sun, x, y, 52)
	for range 3 {
		c.cloud(mix(l.low, hex(0xFFFFFF), 0.5), c.between(0, 1100), c.between(60, 250))
	}
}

func (c *canvas) cloud(ink color.RGBA, x, y float64) {
	long := c.between(90, 190)
	c.rect(ink, x, y, long, 12)
	c.disc(ink, x, y+6, 6)
	c.disc(ink, x+long, y+6, 6)
	c.rect(ink, x+long*0.2, y-11, long*0.45, 12)
	c.disc(ink, x+long*0.2, y-5, 6)
	c.disc(ink, x+long*0.65, y-5, 6)
}

// ridge is a row of karst mountains: steep cones with round tops, standing on base.
func (c *canvas) ridge(ink color.RGBA, base, tall float64) {
	type cone struct{ at, wide, high float64 }
	var cones []cone
	for x := c.between(-80, 20); x < pictureWidth+100; x += c.between(70, 150) {
		cones = append(cones, cone{x, c.between(70, 130), c.between(tall*0.45, tall)})
	}
	phase := c.between(0, 6)
	c.ground(ink, func(x float64) float64 {
		top := 0.0
		for _, k := range cones {
			if d := math.Abs(x-k.at) / k.wide; d < 1 {
				top = math.Max(top, k.high*math.Pow(math.Cos(d*math.Pi/2), 1.25))
			}
		}
		return base - top - 8*math.Sin(x/90+phase)
	})
}

// sign writes in the corner that the picture is drawn.
func (c *canvas) sign(text string) error {
	parsed, err := opentype.Parse(fontFile)
	if err != nil {
		return err
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: 22, DPI: 72})
	if err != nil {
		return err
	}
	pen := &xfont.Drawer{Dst: c.img, Src: image.NewUniform(hex(0xFBFAF7)), Face: face}
	wide := pen.MeasureString(text).Ceil()
	c.rect(hex(0x182848), float64(pictureWidth-wide-44), pictureHeight-52, float64(wide+28), 36)
	pen.Dot = fixed.P(pictureWidth-wide-30, pictureHeight-27)
	pen.DrawString(text)
	return face.Close()
}
