package demo

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"

	"golang.org/x/image/vector"
)

// The size of the drawn pictures, in pixels.
const (
	pictureWidth, pictureHeight = 1200, 800
)

// canvas is a picture being drawn, with the chance that makes it its own.
type canvas struct {
	img    *image.RGBA
	raster *vector.Rasterizer
	*rand.Rand
}

func newCanvas(seed uint64) *canvas {
	return &canvas{img: image.NewRGBA(image.Rect(0, 0, pictureWidth, pictureHeight)), raster: vector.NewRasterizer(pictureWidth, pictureHeight),
		Rand: rand.New(rand.NewPCG(seed, 160))}
}

// point is a place on the picture.
type point struct{ x, y float64 }

// between is a number of the range.
func (c *canvas) between(from, to float64) float64 { return from + c.Float64()*(to-from) }

// fill fills the polygon with a colour.
func (c *canvas) fill(ink color.RGBA, corners ...point) {
	box := image.Rectangle{Min: image.Pt(pictureWidth, pictureHeight)}
	for _, p := range corners {
		box.Min.X, box.Min.Y = min(box.Min.X, int(p.x)), min(box.Min.Y, int(p.y))
		box.Max.X, box.Max.Y = max(box.Max.X, int(p.x)+2), max(box.Max.Y, int(p.y)+2)
	}
	box = box.Intersect(c.img.Bounds())
	if box.Empty() {
		return
	}
	c.raster.Reset(box.Dx(), box.Dy())
	c.raster.DrawOp = draw.Over
	for i, p := range corners {
		x, y := float32(p.x-float64(box.Min.X)), float32(p.y-float64(box.Min.Y))
		if i == 0 {
			c.raster.MoveTo(x, y)
			continue
		}
		c.raster.LineTo(x, y)
	}
	c.raster.ClosePath()
	c.raster.Draw(c.img, box, image.NewUniform(ink), image.Point{})
}

func (c *canvas) rect(ink color.RGBA, x, y, w, h float64) {
	c.fill(ink, point{x, y}, point{x + w, y}, point{x + w, y + h}, point{x, y + h})
}

func (c *canvas) disc(ink color.RGBA, x, y, r float64) {
	ring := make([]point, 12+int(r))
	for i := range ring {
		a := 2 * math.Pi * float64(i) / float64(len(ring))
		ring[i] = point{x + r*math.Cos(a), y + r*math.Sin(a)}
	}
	c.fill(ink, ring...)
}

// stroke draws a line of a width.
func (c *canvas) stroke(ink color.RGBA, wide float64, through ...point) {
	for i := 1; i < len(through); i++ {
		a, b := through[i-1], through[i]
		long := math.Hypot(b.x-a.x, b.y-a.y)
		if long == 0 {
			continue
		}
		dx, dy := (b.y-a.y)/long*wide/2, -(b.x-a.x)/long*wide/2
		c.fill(ink, point{a.x + dx, a.y + dy}, point{b.x + dx, b.y + dy}, point{b.x - dx, b.y - dy}, point{a.x - dx, a.y - dy})
	}
}

// ground fills everything below a line that height gives for each x. Most of a
// picture is ground, so it is filled without the general way of polygons.
func (c *canvas) ground(ink color.RGBA, height func(x float64) float64) {
	var edge [pictureWidth]float64
	top := float64(pictureHeight)
	for x := range edge {
		edge[x] = height(float64(x))
		top = math.Min(top, edge[x])
	}
	for y := max(0, int(top)); y < pictureHeight; y++ {
		row := c.img.Pix[y*c.img.Stride : y*c.img.Stride+pictureWidth*4]
		for x, h := range edge {
			p := row[x*4 : x*4+4 : x*4+4]
			switch share := float64(y+1) - h; {
			case share >= 1:
				p[0], p[1], p[2] = ink.R, ink.G, ink.B
			case share > 0: // the edge crosses this pixel
				soft := mix(color.RGBA{p[0], p[1], p[2], 255}, ink, share)
				p[0], p[1], p[2] = soft.R, soft.G, soft.B
			}
		}
	}
}

// mirror turns the picture about its upright middle.
func (c *canvas) mirror() {
	for y := range pictureHeight {
		row := c.img.Pix[y*c.img.Stride : y*c.img.Stride+pictureWidth*4]
		for l, r := 0, len(row)-4; l < r; l, r = l+4, r-4 {
			for i := range 4 {
				row[l+i], row[r+i] = row[r+i], row[l+i]
			}
		}
	}
}

// star is a five-pointed star.
func (c *canvas) star(ink color.RGBA, x, y, r float64) {
	corners := make([]point, 10)
	for i := range corners {
		a, long := math.Pi*float64(i)/5-math.Pi/2, r
		if i%2 == 1 {
			long = r * 0.382
		}
		corners[i] = point{x + long*math.Cos(a), y + long*math.Sin(a)}
	}
	c.fill(ink, corners...)
}

// hex reads a colour as the style sheets write it.
func hex(rgb uint32) color.RGBA {
	return color.RGBA{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb), 255}
}

// mix is the colour at a share of the way from a to b.
func mix(a, b color.RGBA, share float64) color.RGBA {
	at := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*share) }
	return color.RGBA{at(a.R, b.R), at(a.G, b.G), at(a.B, b.B), 255}
}
