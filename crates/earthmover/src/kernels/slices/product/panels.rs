//! Factors of a product as panels: what a tile needs at a place side by side, one place after another.
//!
//! Packing is a part of each product: so it is compiled for the vectors that are found at run time, and on
//! wasm small products are up to 9 % slower where it is a function that they share. Patches, whose packing is
//! longer, have such a function there: four copies of it would be a fiftieth of the module.

use std::cell::RefCell;
use std::ops::Range;

use super::super::patches::Patches;
use super::{Factors, Matrix};

/// How many numbers a line of the cache holds.
const LINE: usize = 16;

/// How many places have the beginnings of their patches looked up at once.
const PLACES: usize = 256;

/// Panels of both factors.
pub(super) type Panels = (Vec<f32>, Vec<f32>);

thread_local! {
    /// The panels, kept from one product to the next.
    static PANELS: RefCell<Panels> = const { RefCell::new((Vec::new(), Vec::new())) };
}

/// Does `work` with the panels of this thread. They are taken before a way is chosen: all that a way's loops
/// call must be inlined into them to be compiled for its vectors, and the standard library's access to
/// thread-local values is not.
pub(super) fn with_panels(work: impl FnOnce(&mut Panels)) {
    let mut panels = PANELS.take();
    work(&mut panels);
    PANELS.set(panels);
}

impl Factors<'_> {
    #[inline(always)]
    pub(super) fn pack_right<'a, const WIDTH: usize>(
        &self,
        panels: &'a mut Vec<f32>,
        span: Range<usize>,
    ) -> &'a [f32] {
        let together = !self.b.transposed;
        self.pack::<WIDTH>(panels, self.b, together, span, 0..self.columns)
    }

    #[inline(always)]
    pub(super) fn pack_left<'a, const WIDTH: usize>(
        &self,
        panels: &'a mut Vec<f32>,
        span: Range<usize>,
        rows: Range<usize>,
    ) -> &'a [f32] {
        let together = self.a.transposed;
        self.pack::<WIDTH>(panels, self.a, together, span, rows)
    }

    /// Panels of `WIDTH` of a matrix's `lines` (rows of the left factor, columns of the right one), over a
    /// `span` of places: for each place the numbers of its lines side by side, zeros where lines are
    /// missing. `together` where they are stored so.
    #[inline(always)]
    fn pack<'a, const WIDTH: usize>(
        &self,
        panels: &'a mut Vec<f32>,
        matrix: Matrix<'_>,
        together: bool,
        span: Range<usize>,
        lines: Range<usize>,
    ) -> &'a [f32] {
        let width = matrix.width;
        let depth = span.len();
        let panels = aligned(panels, lines.len().div_ceil(WIDTH) * WIDTH * depth);
        if depth == 0 {
            return panels;
        }
        if let Some(patches) = matrix.patches {
            if together {
                self.pack_numbers::<WIDTH>(panels, (matrix.values, patches), span, lines);
            } else {
                pack_patches::<WIDTH>(panels, (matrix.values, patches), span, lines);
            }
            return panels;
        }
        for (place, panel) in panels.chunks_exact_mut(WIDTH * depth).enumerate() {
            let line = lines.start + place * WIDTH;
            let there = WIDTH.min(lines.end - line);
            let (panel, _) = panel.as_chunks_mut::<WIDTH>();
            if there < WIDTH {
                panel.fill([0.0; WIDTH]);
            }
            if together {
                self.copy(panel, matrix, span.clone(), line..line + there);
            } else {
                interleave(
                    panel,
                    &matrix.values[line * width..],
                    width,
                    there,
                    span.clone(),
                );
            }
        }
        panels
    }

    /// Panels of numbers `lines` of the patches at each place of a `span`.
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn pack_numbers<const WIDTH: usize>(
        &self,
        panels: &mut [f32],
        (values, patches): (&[f32], Patches),
        span: Range<usize>,
        lines: Range<usize>,
    ) {
        let (run, apart) = (patches.run(), patches.line());
        let depth = span.len();
        for first in span.clone().step_by(PLACES) {
            let mut starts = [0; PLACES];
            let starts = &mut starts[..PLACES.min(span.end - first)];
            self.starts(patches, first, starts);
            for (place, panel) in panels.chunks_exact_mut(WIDTH * depth).enumerate() {
                let line = lines.start + place * WIDTH;
                let there = WIDTH.min(lines.end - line);
                let (panel, _) = panel.as_chunks_mut::<WIDTH>();
                let panel = &mut panel[first - span.start..][..starts.len()];
                let offset = line / run * apart + line % run;
                if line % run + WIDTH <= run && there == WIDTH {
                    for (to, start) in panel.iter_mut().zip(&*starts) {
                        if let Some(from) = values[start + offset..].first_chunk::<WIDTH>() {
                            *to = *from;
                        }
                    }
                    continue;
                }
                let mut offsets = [0; WIDTH];
                for (offset, line) in offsets.iter_mut().zip(line..line + there) {
                    *offset = line / run * apart + line % run;
                }
                for (to, start) in panel.iter_mut().zip(&*starts) {
                    *to = [0.0; WIDTH];
                    for (to, offset) in to.iter_mut().zip(&offsets[..there]) {
                        *to = values[start + offset];
                    }
                }
            }
        }
    }

    /// Where the patches at some places begin, from the `first` on.
    #[inline(always)]
    fn starts(&self, patches: Patches, first: usize, starts: &mut [usize]) {
        let Some((images, image)) = self.images else {
            return patches.starts(first, starts);
        };
        let mut place = first;
        let mut rest = starts;
        while !rest.is_empty() {
            let within = place % image;
            let (here, others) = rest.split_at_mut((image - within).min(rest.len()));
            patches.starts(images[place / image] * image + within, here);
            place += here.len();
            rest = others;
        }
    }

    /// Copies the numbers of `lines` at each place of a `span`, which lie side by side.
    #[inline(always)]
    fn copy<const WIDTH: usize>(
        &self,
        panel: &mut [[f32; WIDTH]],
        matrix: Matrix<'_>,
        span: Range<usize>,
        lines: Range<usize>,
    ) {
        let mut place = span.start;
        while place < span.end {
            // This is how far places are stored one after another.
            let (first, end) = match self.images {
                Some((images, image)) => {
                    let within = place % image;
                    (
                        images[place / image] * image + within,
                        place - within + image,
                    )
                }
                None => (place, span.end),
            };
            let end = end.min(span.end);
            let stored = matrix.values[first * matrix.width..].chunks_exact(matrix.width);
            let panel = &mut panel[place - span.start..end - span.start];
            for (to, from) in panel.iter_mut().zip(stored) {
                let from = &from[lines.clone()];
                if let Some(from) = from.as_array::<WIDTH>() {
                    *to = *from;
                } else {
                    for (to, from) in to.iter_mut().zip(from) {
                        *to = *from;
                    }
                }
            }
            place = end;
        }
    }
}

/// `count` numbers of `buffer`, which grows to hold them. They begin with a line of the cache, so that each
/// vector lies in one line.
#[inline(always)]
fn aligned(buffer: &mut Vec<f32>, count: usize) -> &mut [f32] {
    if buffer.len() < count + LINE {
        buffer.resize(count + LINE, 0.0);
    }
    let start = buffer
        .as_ptr()
        .align_offset(LINE * size_of::<f32>())
        .min(LINE);
    &mut buffer[start..start + count]
}

/// Interleaves the first `lines` of `stored`, each of `width` numbers, over a `span` of these: for each place
/// the numbers of all lines side by side.
#[inline(always)]
fn interleave<const WIDTH: usize>(
    panel: &mut [[f32; WIDTH]],
    stored: &[f32],
    width: usize,
    lines: usize,
    span: Range<usize>,
) {
    let fours = lines / 4 * 4;
    for first in (0..fours).step_by(4) {
        let mut four: [&[f32]; 4] = [&[]; 4];
        for (place, line) in four.iter_mut().enumerate() {
            *line = &stored[(first + place) * width..][span.clone()];
        }
        interleave_four(panel, four, first);
    }
    for line in fours..lines {
        let from = &stored[line * width..][span.clone()];
        for (to, from) in panel.iter_mut().zip(from) {
            to[line] = *from;
        }
    }
}

/// Panels of `lines` that are patches, over a `span` of their numbers: run by run.
#[cfg_attr(not(target_arch = "wasm32"), inline(always))]
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn pack_patches<const WIDTH: usize>(
    panels: &mut [f32],
    (values, patches): (&[f32], Patches),
    span: Range<usize>,
    lines: Range<usize>,
) {
    let depth = span.len();
    let panels = panels.chunks_exact_mut(WIDTH * depth);
    for (panel, line) in panels.zip(lines.clone().step_by(WIDTH)) {
        let there = WIDTH.min(lines.end - line);
        let mut starts = [0; WIDTH];
        patches.starts(line, &mut starts[..there]);
        let (panel, _) = panel.as_chunks_mut::<WIDTH>();
        if there < WIDTH {
            panel.fill([0.0; WIDTH]);
        }
        let mut place = span.start;
        while place < span.end {
            let within = place % patches.run();
            let count = (patches.run() - within).min(span.end - place);
            let offset = place / patches.run() * patches.line() + within;
            let panel = &mut panel[place - span.start..][..count];
            let fours = there / 4 * 4;
            for first in (0..fours).step_by(4) {
                let mut four: [&[f32]; 4] = [&[]; 4];
                for (line, start) in four.iter_mut().zip(&starts[first..]) {
                    *line = &values[start + offset..][..count];
                }
                interleave_four(panel, four, first);
            }
            for line in fours..there {
                let from = &values[starts[line] + offset..][..count];
                for (to, from) in panel.iter_mut().zip(from) {
                    to[line] = *from;
                }
            }
            place += count;
        }
    }
}

/// Interleaves four lines, from line `first` of the panel on. Four places are done at a time, as 4 × 4
/// numbers that vectors transpose.
#[inline(always)]
fn interleave_four<const WIDTH: usize>(
    panel: &mut [[f32; WIDTH]],
    [a, b, c, d]: [&[f32]; 4],
    first: usize,
) {
    let ((a, rest_a), (b, rest_b)) = (a.as_chunks::<4>(), b.as_chunks::<4>());
    let ((c, rest_c), (d, rest_d)) = (c.as_chunks::<4>(), d.as_chunks::<4>());
    let (fours, rest) = panel.as_chunks_mut::<4>();
    let lines = a.iter().zip(b).zip(c).zip(d);
    for (to, (((a, b), c), d)) in fours.iter_mut().zip(lines) {
        for (place, to) in to.iter_mut().enumerate() {
            if let Some(to) = to[first..].first_chunk_mut::<4>() {
                *to = [a[place], b[place], c[place], d[place]];
            }
        }
    }
    let lines = rest_a.iter().zip(rest_b).zip(rest_c).zip(rest_d);
    for (to, (((a, b), c), d)) in rest.iter_mut().zip(lines) {
        if let Some(to) = to[first..].first_chunk_mut::<4>() {
            *to = [*a, *b, *c, *d];
        }
    }
}
