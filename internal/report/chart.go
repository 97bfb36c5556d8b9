package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/go-analyze/charts"
	"github.com/go-fonts/liberation/liberationserifregular"
	"github.com/golang/freetype/truetype"

	"lantoa/internal/officialdoc"
)

// Chart is a chart as a picture. It says its title, units and source itself, and
// stands beside a table that has the same figures.
type Chart struct {
	Title  string
	Unit   string
	Source string
	Alt    string // the figures in words
	Wide   int    // pixels
	High   int
	labels []string
	values [][]float64 // by stage, then by label
	across bool        // bars from left to right
}

// stageColours are those of the four stages, the same as on every page.
var stageColours = map[Stage]string{Discover: "#0B6677", Nurture: "#4A6B10", Review: "#6A3FA0", Replicate: "#A3286B"}

// stageText is a stage as a report's tables and charts name it.
func stageText(s Stage) string {
	return map[Stage]string{Discover: "Phát hiện", Nurture: "Bồi dưỡng", Review: "Tổng kết, công nhận", Replicate: "Nhân rộng"}[s]
}

func source(p Period) string {
	return "Nguồn: số liệu theo dõi của cơ quan thường trực, tính đến ngày " + p.To.Vietnamese() + "."
}

// StageChart shows how many cases stand in each of the four stages.
func StageChart(cases []Case, p Period) Chart {
	c := Chart{Title: "Số hồ sơ, điển hình theo bốn khâu", Unit: "Đơn vị tính: hồ sơ (khâu phát hiện), điển hình (các khâu sau)",
		Source: source(p), Wide: 1200, High: 560}
	var words []string
	for i, s := range Stages() {
		n := Filter{Stage: s}.Count(cases, p)
		row := make([]float64, len(Stages()))
		row[i] = float64(n)
		c.values = append(c.values, row)
		c.labels = append(c.labels, stageText(s))
		words = append(words, lower(stageText(s))+" "+number(n))
	}
	c.Alt = c.Title + ": " + strings.Join(words, "; ") + "."
	return c
}

// FieldChart shows the exemplars of each field by stage.
func FieldChart(f Frame, cases []Case, p Period) Chart {
	c := Chart{Title: "Số điển hình tiên tiến theo lĩnh vực và khâu", Unit: "Đơn vị tính: điển hình; lĩnh vực ghi theo số thứ tự trong kế hoạch",
		Source: source(p), Wide: 1200, High: 220 + 54*len(f.Fields), across: true}
	c.values = make([][]float64, len(living()))
	var words []string
	// Bars from left to right are drawn from the bottom up.
	for i := range f.Fields {
		field := f.Fields[len(f.Fields)-1-i]
		some := Filter{FieldID: field.ID, Group: Exemplars}.Select(cases, p)
		text := fmt.Sprintf("Lĩnh vực %d: %s", field.No, number(len(some)))
		c.labels, words = append(c.labels, text), append([]string{lower(text)}, words...)
		for j, s := range living() {
			c.values[j] = append(c.values[j], float64(Filter{Stage: s}.Count(some, p)))
		}
	}
	c.Alt = c.Title + ": " + strings.Join(words, "; ") + "."
	return c
}

func (c Chart) stages() []Stage {
	if c.across {
		return living()
	}
	return Stages()
}

// PNG draws the chart.
func (c Chart) PNG() ([]byte, error) {
	font, err := truetype.Parse(liberationserifregular.TTF)
	if err != nil {
		return nil, fmt.Errorf("report: the font of charts: %w", err)
	}
	painter := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputPNG, Width: c.Wide, Height: c.High, Font: font})
	if err := painter.BarChart(c.option(font)); err != nil {
		return nil, fmt.Errorf("report: chart %q: %w", c.Title, err)
	}
	// The library sets a title and its line of units apart; they belong together.
	painter.Text(c.Title, 24, 44, 0, charts.FontStyle{FontSize: 27, FontColor: charts.ParseColor("#1B1F2A"), Font: font})
	painter.Text(c.Unit, 24, 74, 0, charts.FontStyle{FontSize: 18, FontColor: charts.ParseColor("#454B5A"), Font: font})
	painter.Text(c.Source, 24, c.High-18, 0, charts.FontStyle{FontSize: 17, FontColor: charts.ParseColor("#454B5A"), Font: font})
	raw, err := painter.Bytes()
	if err != nil {
		return nil, fmt.Errorf("report: chart %q: %w", c.Title, err)
	}
	return raw, nil
}

func (c Chart) option(font *truetype.Font) charts.BarChartOption {
	ink, soft := charts.ParseColor("#1B1F2A"), charts.ParseColor("#454B5A")
	style := func(size float64, colour charts.Color) charts.FontStyle {
		return charts.FontStyle{FontSize: size, FontColor: colour, Font: font}
	}
	var colours []charts.Color
	var names []string
	for _, s := range c.stages() {
		colours, names = append(colours, charts.ParseColor(stageColours[s])), append(names, stageText(s))
	}
	series := charts.NewSeriesListBar(c.values)
	for i := range series {
		// Along a bar of several parts the library puts figures beside the wrong part:
		// there the bar's name has the sum, and the table beside the chart the parts.
		series[i].Label = charts.SeriesLabel{Show: charts.Ptr(!c.across), FontStyle: style(23, ink), LabelFormatter: label}
	}
	opt := charts.NewBarChartOptionWithSeries(series)
	opt.Theme = charts.GetTheme(charts.ThemeLight).WithSeriesColors(colours)
	opt.StackSeries, opt.Horizontal, opt.BarSize = charts.Ptr(true), c.across, 0.55
	opt.Padding = charts.NewBox(24, 100, 40, 48)
	opt.Title.Show = charts.Ptr(false)
	opt.CategoryAxis.Labels, opt.CategoryAxis.LabelFontStyle = c.labels, style(20, ink)
	opt.CategoryAxis.LabelCount, opt.CategoryAxis.BoundaryGap = len(c.labels), charts.Ptr(true)
	opt.ValueAxis = []charts.ValueAxisOption{{Min: charts.Ptr(0.0), LabelFontStyle: style(17, soft), Unit: c.step()}}
	opt.ValueFormatter = func(f float64) string { return number(int(f)) }
	opt.Legend = charts.LegendOption{Show: charts.Ptr(c.across), SeriesNames: names, FontStyle: style(19, ink), Offset: charts.OffsetStr{Left: charts.PositionCenter}}
	return opt
}

// step is how far the lines of the scale lie apart: whole numbers, about five lines.
func (c Chart) step() float64 {
	most := 0.0
	for i := range c.labels {
		sum := 0.0
		for _, row := range c.values {
			sum += row[i]
		}
		most = max(most, sum)
	}
	return max(1, math.Ceil(most/5))
}

// label is a bar's figure; an empty bar has none.
func label(_ int, _ string, value float64) (string, *charts.LabelStyle) {
	if value < 1 {
		return "", nil
	}
	return number(int(value)), nil
}

// Picture is the chart as the document draws it.
func (c Chart) Picture() (officialdoc.Block, error) {
	raw, err := c.PNG()
	const width = 150 // millimetres
	return officialdoc.Block{Kind: officialdoc.PictureBlock, Picture: &officialdoc.Picture{Data: raw, Width: width, Height: width * float64(c.High) / float64(c.Wide), Alt: c.Alt}}, err
}
