//! Charts of curves over iterations, as one PNG.

use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use image::RgbImage;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::{FontStyle, register_font};

use crate::number_text::Style;
use crate::statistics::least_and_most;

const WIDTH: u32 = 1_400;
const HEIGHT: u32 = 960;
const FONT: &str = "sans-serif";

/// Okabe and Ito's colours, which can be told apart under colour blindness.
const COLOURS: [RGBColor; 7] = [
    RGBColor(213, 94, 0),
    RGBColor(0, 114, 178),
    RGBColor(0, 158, 115),
    RGBColor(230, 159, 0),
    RGBColor(204, 121, 167),
    RGBColor(86, 180, 233),
    RGBColor(60, 60, 60),
];

/// A curve with its name; its points are (iteration, value).
pub(crate) struct Curve {
    pub(crate) name: String,
    pub(crate) points: Vec<(f64, f64)>,
}

/// A chart of several curves.
pub(crate) struct Panel {
    pub(crate) title: &'static str,
    /// Whether values are on a logarithmic scale; those not above 0 are then left out.
    pub(crate) logarithmic: bool,
    pub(crate) curves: Vec<Curve>,
}

/// Writes up to four charts, two by two, with one legend.
pub(crate) fn write_panels(path: &Path, panels: &[Panel]) -> Result<()> {
    let mut pixels = vec![0; (WIDTH * HEIGHT * 3) as usize];
    draw(&mut pixels, panels)
        .map_err(|error| anyhow!("cannot draw {}: {error}", path.display()))?;
    let image = RgbImage::from_raw(WIDTH, HEIGHT, pixels).context("the buffer is too small")?;
    image
        .save(path)
        .with_context(|| format!("cannot write {}", path.display()))
}

fn draw(pixels: &mut [u8], panels: &[Panel]) -> Result<(), String> {
    let text = |error: &dyn std::fmt::Display| error.to_string();
    register_font(FONT, FontStyle::Normal, dejavu::sans::regular())
        .map_err(|_| "the font cannot be read".to_owned())?;
    let area = BitMapBackend::with_buffer(pixels, (WIDTH, HEIGHT)).into_drawing_area();
    area.fill(&WHITE).map_err(|error| text(&error))?;
    for (panel, (place, area)) in panels
        .iter()
        .zip(area.split_evenly((2, 2)).iter().enumerate())
    {
        draw_panel(area, panel, place + 1 == panels.len()).map_err(|error| text(&error))?;
    }
    area.present().map_err(|error| text(&error))
}

type Drawing<'a, 'b> = DrawingArea<BitMapBackend<'a>, Shift>;

fn draw_panel(
    area: &Drawing<'_, '_>,
    panel: &Panel,
    legend: bool,
) -> Result<(), Box<dyn std::error::Error>> {
    let shown = |value: f64| {
        if panel.logarithmic {
            value.log10()
        } else {
            value
        }
    };
    let curves: Vec<(&str, Vec<(f64, f64)>)> = panel
        .curves
        .iter()
        .map(|curve| {
            let points = curve.points.iter().map(|&(x, y)| (x, shown(y)));
            (
                curve.name.as_str(),
                points.filter(|point| point.1.is_finite()).collect(),
            )
        })
        .collect();
    let all = || curves.iter().flat_map(|(_, points)| points);
    let mut chart = ChartBuilder::on(area)
        .caption(panel.title, (FONT, 20))
        .margin(14)
        .x_label_area_size(36)
        .y_label_area_size(64)
        .build_cartesian_2d(
            range(all().map(|point| point.0)),
            range(all().map(|point| point.1)),
        )?;
    let logarithmic = panel.logarithmic;
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .x_desc("iteration")
        .label_style((FONT, 14))
        .x_label_formatter(&|x| format!("{x:.0}"))
        .y_label_formatter(&move |y| {
            if logarithmic {
                label(10f64.powf(*y))
            } else {
                label(*y)
            }
        })
        .draw()?;
    for ((name, points), colour) in curves.iter().zip(COLOURS.iter().cycle()) {
        let style = colour.stroke_width(2);
        chart
            .draw_series(LineSeries::new(points.iter().copied(), style))?
            .label(*name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], style));
    }
    if legend {
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::UpperRight)
            .background_style(WHITE.mix(0.85))
            .label_font((FONT, 14))
            .draw()?;
    }
    Ok(())
}

/// The range of an axis: from the least to the most of `values`, with a little room; from 0 to 1 where there
/// are none.
fn range(values: impl Iterator<Item = f64>) -> Range<f64> {
    let (least, most) = least_and_most(values);
    if !least.is_finite() {
        return 0.0..1.0;
    }
    let room = 0.04 * (most - least).max(1e-3);
    least - room..most + room
}

/// A number beside the axis.
fn label(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    Style::AXIS.write(value)
}
