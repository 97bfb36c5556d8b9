package demo

import (
	"image/color"
	"math"
)

// scenes are the foregrounds, by the name that a story gives.
func scenes() map[string]func(*canvas, light) {
	return map[string]func(*canvas, light){
		"tea": tea, "corn": corn, "rice": rice, "road": road, "village": village, "school": school, "bridge": bridge,
		"bees": bees, "cloth": cloth, "clinic": clinic, "tower": tower, "workshop": workshop,
	}
}

// terraces are curved steps of a slope, in two colours by turns.
func (c *canvas) terraces(a, b color.RGBA, from float64) {
	phase, bend := c.between(0, 6), c.between(26, 58)
	for i := 0; ; i++ {
		y := from + float64(i)*26 + float64(i*i)*1.1
		if y > pictureHeight+60 {
			return
		}
		edge := func(x float64) float64 {
			return y + bend*math.Sin(x/210+phase+float64(i)*0.16) + 12*math.Sin(x/67+phase)
		}
		ink := a
		if i%2 == 1 {
			ink = b
		}
		c.ground(mix(ink, hex(0x182848), 0.34), edge)
		c.ground(mix(ink, hex(0x182848), float64(i)*0.02), func(x float64) float64 { return edge(x) + 5 })
	}
}

func tea(c *canvas, _ light) {
	c.terraces(hex(0x5E8A2E), hex(0x7BA23F), 520)
	for range 420 {
		x, y := c.between(0, pictureWidth), c.between(590, pictureHeight)
		c.disc(mix(hex(0x2F5A1E), hex(0x6E9A3A), c.Float64()), x, y, 4+(y-560)/38)
	}
}

func rice(c *canvas, _ light) {
	c.terraces(hex(0xD9B13A), hex(0xB9BF52), 500)
	c.house(c.between(120, 380), 640, 1)
}

func corn(c *canvas, _ light) {
	c.terraces(hex(0x8A7A4E), hex(0x9D8C58), 530)
	for y := 590.0; y < pictureHeight+90; y += 30 + (y-560)/9 {
		for x := c.between(-30, 0); x < pictureWidth; x += c.between(0.5, 0.9) * (30 + (y-560)/5) {
			tall := 24 + (y-560)/3
			c.stroke(hex(0x3F6B1F), 3, point{x, y}, point{x, y - tall})
			c.fill(hex(0x5A8A2A), point{x, y - tall*0.5}, point{x + tall*0.5, y - tall*0.9}, point{x + tall*0.12, y - tall*0.4})
			c.fill(hex(0x4C7A24), point{x, y - tall*0.3}, point{x - tall*0.5, y - tall*0.7}, point{x - tall*0.12, y - tall*0.2})
			c.disc(hex(0xE2B23A), x+3, y-tall*0.6, 3)
		}
	}
}

func road(c *canvas, _ light) {
	c.terraces(hex(0x6F8F45), hex(0x83A055), 510)
	bend, turns := c.between(60, 130), c.between(5, 8)
	var left, right, middle []point
	for i := 0.0; i <= 1; i += 0.02 {
		y := 520 + i*i*300
		x := 600 + bend*math.Sin(i*turns)*(1-i*0.2) + (i-0.5)*60
		half := 7 + i*i*130
		left, right = append(left, point{x - half, y}), append([]point{{x + half, y}}, right...)
		middle = append(middle, point{x, y})
	}
	c.fill(hex(0x8C877C), append(grown(left, -10), grown(right, 10)...)...)
	c.fill(hex(0xD8D3C8), append(left, right...)...)
	for i := 4; i+1 < len(middle); i += 4 {
		c.stroke(hex(0xF7F4EC), 1+float64(i)/9, middle[i], middle[i+1])
	}
	c.house(c.between(80, 240), 650, 0.9)
	c.house(c.between(900, 1040), 620, 0.7)
}

func grown(line []point, by float64) []point {
	out := make([]point, len(line))
	for i, p := range line {
		out[i] = point{p.x + by, p.y}
	}
	return out
}

// house is an earthen house of the uplands under a dark roof.
func (c *canvas) house(x, y, size float64) {
	w, h := 150*size, 70*size
	c.rect(hex(0xC99A58), x, y-h, w, h)
	c.rect(hex(0x8C6A3C), x, y-10*size, w, 10*size)
	c.rect(hex(0x4A3423), x+w*0.42, y-h*0.66, w*0.17, h*0.66)
	c.rect(hex(0x6B4A2E), x+w*0.13, y-h*0.62, w*0.14, h*0.3)
	c.rect(hex(0x6B4A2E), x+w*0.74, y-h*0.62, w*0.14, h*0.3)
	c.fill(hex(0x3B3F4C), point{x - 18*size, y - h}, point{x + w*0.16, y - h*1.75}, point{x + w*0.84, y - h*1.75}, point{x + w + 18*size, y - h})
	c.stroke(hex(0x2A2E3A), 4*size, point{x + w*0.16, y - h*1.75}, point{x + w*0.84, y - h*1.75})
}

func (c *canvas) tree(x, y, size float64) {
	c.rect(hex(0x5B4632), x-4*size, y-44*size, 8*size, 44*size)
	for _, leaf := range []point{{0, -62}, {-18, -48}, {18, -48}, {0, -82}} {
		c.disc(mix(hex(0x2F6B3E), hex(0x5E8F3C), c.Float64()*0.7), x+leaf.x*size, y+leaf.y*size, 22*size)
	}
}

func village(c *canvas, _ light) {
	c.terraces(hex(0x7E9B4C), hex(0x93AC5C), 540)
	for i := range 3 + c.IntN(2) {
		c.house(60+float64(i)*290+c.between(-45, 75), 625+float64(i%2)*70+c.between(-12, 24), c.between(0.8, 1.0)+float64(i%2)*0.25)
	}
	for range 4 + c.IntN(5) {
		c.tree(c.between(20, 1180), c.between(700, 770), c.between(0.8, 1.3))
	}
}

func (c *canvas) flag(x, y, tall float64) {
	c.rect(hex(0xE9E4D8), x-2.5, y-tall, 5, tall)
	w, h := tall*0.42, tall*0.28
	c.fill(hex(0xC4281C), point{x + 2, y - tall}, point{x + w*0.5, y - tall + 5}, point{x + w, y - tall - 2}, point{x + w, y - tall + h - 2},
		point{x + w*0.5, y - tall + h + 5}, point{x + 2, y - tall + h})
	c.star(hex(0xF2B33D), x+w*0.5, y-tall+h*0.53, h*0.33)
}

func school(c *canvas, _ light) {
	c.terraces(hex(0x8FA860), hex(0xA2B870), 560)
	c.rect(hex(0xCBB893), 130, 690, 940, 110)
	c.rect(hex(0xF3E3B4), 240, 560, 660, 140)
	c.fill(hex(0xA8452F), point{212, 562}, point{262, 496}, point{878, 496}, point{928, 562})
	for i := range 6 {
		x := 270 + float64(i)*104
		c.rect(hex(0x2F6F8A), x, 594, 62, 56)
		c.rect(hex(0xF3E3B4), x+29, 594, 4, 56)
	}
	c.rect(hex(0x6B4A2E), 548, 594, 48, 106)
	c.flag(1000, 720, 260)
	c.tree(140, 730, 1.3)
	for i := range 7 { // pupils on the yard
		c.pupil(330+float64(i)*82+c.between(-14, 14), 762)
	}
}

func (c *canvas) pupil(x, y float64) {
	coats := []uint32{0x233A6B, 0xA3286B, 0x0B6677, 0xD9920A, 0x1F7A4D}
	coat := hex(coats[c.IntN(len(coats))])
	c.fill(coat, point{x - 13, y}, point{x - 7, y - 32}, point{x + 7, y - 32}, point{x + 13, y})
	c.disc(hex(0xE3B98C), x, y-41, 9)
	c.fill(hex(0x2A211C), point{x - 10, y - 42}, point{x - 6, y - 51}, point{x + 6, y - 51}, point{x + 10, y - 42}, point{x, y - 46})
}

func bridge(c *canvas, _ light) {
	c.ground(hex(0x6F8F45), func(x float64) float64 { return 560 + 26*math.Sin(x/170) })
	river := func(x float64) float64 { return 660 + 10*math.Sin(x/120) }
	c.ground(hex(0x3F8C97), river)
	for range 60 {
		x, y := c.between(0, pictureWidth), c.between(690, 790)
		c.stroke(hex(0x7CBDC2), 3, point{x, y}, point{x + c.between(20, 70), y})
	}
	for _, x := range []float64{190, 1010} {
		c.rect(hex(0x8C877C), x-16, 452, 32, 240)
		c.rect(hex(0xB9B4A8), x-22, 440, 44, 16)
	}
	deck := func(x float64) float64 { return 640 + 16*math.Sin((x-190)/820*math.Pi) }
	cable := func(x float64) float64 { t := (x - 600) / 410; return 608 - 150*t*t }
	var top []point
	for x := 190.0; x <= 1010; x += 20 {
		top = append(top, point{x, cable(x)})
		c.stroke(hex(0x454B5A), 2.5, point{x, cable(x)}, point{x, deck(x)})
	}
	c.stroke(hex(0x2A2E3A), 6, top...)
	var planks []point
	for x := 40.0; x <= 1160; x += 20 {
		planks = append(planks, point{x, deck(math.Max(190, math.Min(1010, x)))})
	}
	c.stroke(hex(0x6B4A2E), 14, planks...)
	for _, x := range []float64{420, 520, 700} {
		c.pupil(x, deck(x)-4)
	}
}

func bees(c *canvas, _ light) {
	c.terraces(hex(0x8F7F9A), hex(0x9C6E93), 530)
	for range 900 { // buckwheat in flower
		x, y := c.between(0, pictureWidth), c.between(575, pictureHeight)
		c.disc(mix(hex(0xE6B3CF), hex(0xC2508D), c.Float64()), x, y, 2+(y-560)/70)
	}
	for i := range 8 {
		x, y := 90+float64(i%4)*275+c.between(-20, 20), 650+float64(i/4)*95
		c.rect(hex(0x5B4632), x+6, y+44, 8, 22)
		c.rect(hex(0x5B4632), x+76, y+44, 8, 22)
		c.rect(hex(0xE0B45A), x, y, 90, 48)
		c.rect(hex(0x3B2F26), x+26, y+34, 38, 7)
		c.rect(hex(0x2F5F78), x-7, y-12, 104, 14)
	}
	for range 26 {
		x, y := c.between(60, 1140), c.between(520, 740)
		c.disc(hex(0xF2B33D), x, y, 4)
		c.disc(hex(0x2A211C), x+4, y, 3)
	}
}

func cloth(c *canvas, _ light) {
	c.terraces(hex(0x7E9B4C), hex(0x8FA85A), 560)
	inks := []uint32{0x233A6B, 0xEDE6D6, 0xA3286B, 0x182848, 0x0B6677, 0xEDE6D6}
	for i := range 6 {
		x := 120 + float64(i)*170
		c.rect(hex(inks[i]), x, 452, 124, 270)
		trim := hex(0xF2B33D)
		for k := range 5 {
			y := 486 + float64(k)*52
			for j := range 4 {
				d := x + 18 + float64(j)*29
				c.fill(mix(trim, hex(0xC2508D), float64((k+j)%2)*0.7), point{d, y}, point{d + 11, y + 13}, point{d, y + 26}, point{d - 11, y + 13})
			}
		}
	}
	c.stroke(hex(0x5B4632), 9, point{70, 452}, point{1140, 452})
	for _, x := range []float64{84, 612, 1126} {
		c.stroke(hex(0x4A3423), 12, point{x, 440}, point{x, 790})
	}
}

func clinic(c *canvas, _ light) {
	c.terraces(hex(0x87A45A), hex(0x9AB469), 560)
	c.rect(hex(0xF7F4EC), 330, 560, 540, 160)
	c.rect(hex(0x1F7A4D), 330, 700, 540, 20)
	c.fill(hex(0x2F5F78), point{300, 562}, point{360, 494}, point{840, 494}, point{900, 562})
	for _, x := range []float64{370, 470, 690, 790} {
		c.rect(hex(0x7FB6CF), x, 604, 50, 56)
	}
	c.rect(hex(0x454B5A), 566, 610, 68, 110)
	c.disc(hex(0xFFFFFF), 600, 528, 27)
	c.fill(hex(0x1F7A4D), point{600, 550}, point{580, 528}, point{583, 516}, point{593, 514}, point{600, 522}, point{607, 514}, point{617, 516}, point{620, 528})
	c.flag(960, 740, 230)
	c.tree(230, 740, 1.5)
	c.tree(1060, 760, 1.2)
}

func tower(c *canvas, l light) {
	c.ground(mix(l.near, hex(0x2C5A4A), 0.5), func(x float64) float64 { return 430 + math.Abs(x-600)*0.42 + 8*math.Sin(x/40) })
	c.terraces(hex(0x5F7F4A), hex(0x6F8F55), 640)
	c.fill(hex(0xCBC4B5), point{560, 440}, point{572, 250}, point{628, 250}, point{640, 440})
	c.rect(hex(0x8C877C), 552, 436, 96, 18)
	c.rect(hex(0xE4DFD4), 564, 238, 72, 16)
	c.flag(600, 240, 200)
	for i := range 5 {
		c.tree(150+float64(i)*220+c.between(-40, 40), 720+c.between(-20, 40), c.between(0.9, 1.4))
	}
}

func workshop(c *canvas, _ light) {
	c.terraces(hex(0x8FA860), hex(0x9DB46C), 570)
	c.rect(hex(0xB9B4A8), 120, 700, 960, 100)
	c.rect(hex(0xE4DFD4), 250, 560, 700, 150)
	for i := range 5 {
		x := 250 + float64(i)*140
		c.fill(hex(0xA8452F), point{x, 562}, point{x, 498}, point{x + 140, 562})
		c.rect(hex(0x7FB6CF), x+30, 600, 80, 44)
	}
	c.rect(hex(0x454B5A), 552, 620, 96, 90)
	c.tree(180, 760, 1.3)
	c.tree(1030, 770, 1.5)
}
