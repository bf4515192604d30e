//! The algorithm of Jonker and Volgenant for the linear assignment problem: "A shortest augmenting
//! path algorithm for dense and sparse linear assignment problems", Computing 38 (1987). Rows are
//! sources, columns targets.

use std::borrow::Borrow;

use crate::costs::Costs;

/// The column of a row, or the row of a column, that is not assigned yet.
const FREE: usize = usize::MAX;

/// The partial assignment and its dual prices. φ of an assigned row is implied: its cost less ψ.
#[derive(Clone, Debug)]
pub(super) struct Solver<C> {
    pub(super) costs: C,
    /// ψ, one for each column.
    prices: Vec<f64>,
    column_of: Vec<usize>,
    row_of: Vec<usize>,
    /// Rows still to be assigned.
    free: Vec<usize>,
    // What the search for a shortest path writes to; kept from one to the next, to allocate it once.
    distance: Vec<f64>,
    before: Vec<usize>,
    order: Vec<usize>,
}

impl<C: Borrow<Costs>> Solver<C> {
    /// Assigns what can be assigned without a search. `costs` must be square.
    pub(super) fn new(costs: C) -> Self {
        let n = costs.borrow().rows();
        let mut solver = Self {
            prices: costs.borrow().row(0).to_vec(),
            costs,
            column_of: vec![FREE; n],
            row_of: vec![FREE; n],
            free: Vec::new(),
            distance: vec![0.0; n],
            before: vec![0; n],
            order: (0..n).collect(),
        };
        solver.free = solver.reduce_columns();
        for _ in 0..2 {
            let free = std::mem::take(&mut solver.free);
            solver.free = solver.reduce_rows(free);
        }
        solver
    }

    /// Assigns one more row. Returns false when none is left.
    pub(super) fn advance(&mut self) -> bool {
        match self.free.pop() {
            None => false,
            Some(row) => {
                self.augment(row);
                true
            }
        }
    }

    /// Whether rows are left to be assigned.
    pub(super) fn is_under_way(&self) -> bool {
        !self.free.is_empty()
    }

    /// Prices each column at its least cost and assigns it to that row, if the row is free. Gives
    /// the rows left free.
    fn reduce_columns(&mut self) -> Vec<usize> {
        let n = self.count();
        let costs: &Costs = self.costs.borrow();
        let mut cheapest = vec![0; n];
        for row in 1..n {
            for (column, &cost) in costs.row(row).iter().enumerate() {
                if cost < self.prices[column] {
                    self.prices[column] = cost;
                    cheapest[column] = row;
                }
            }
        }
        for (column, row) in cheapest.into_iter().enumerate() {
            if self.column_of[row] == FREE {
                self.column_of[row] = column;
                self.row_of[column] = row;
            }
        }
        (0..n).filter(|&row| self.column_of[row] == FREE).collect()
    }

    /// Augmenting row reduction: each free row takes its cheapest column, whose price falls by the
    /// margin to the second; a row that loses its column so tries again. Gives the rows left free.
    fn reduce_rows(&mut self, free: Vec<usize>) -> Vec<usize> {
        let mut left = Vec::new();
        // Where margins are about as small as rounding errors, prices might fall for ages. After so many
        // tries the rest is left to `augment`.
        let mut patience = 8 * self.count();
        for mut row in free {
            loop {
                let [(mut column, least), (second_column, second)] = self.cheapest_two(row);
                let price = self.prices[column] - (second - least);
                let falls = price < self.prices[column];
                if falls {
                    self.prices[column] = price;
                } else if self.row_of[column] != FREE {
                    column = second_column;
                }
                let loser = std::mem::replace(&mut self.row_of[column], row);
                self.column_of[row] = column;
                if loser == FREE {
                    break;
                }
                self.column_of[loser] = FREE;
                if !falls || patience == 0 {
                    left.push(loser);
                    break;
                }
                patience -= 1;
                row = loser;
            }
        }
        left
    }

    /// The two columns of least reduced cost in `row`; twice the same when there is one column.
    fn cheapest_two(&self, row: usize) -> [(usize, f64); 2] {
        let mut first = (0, f64::INFINITY);
        let mut second = (0, f64::INFINITY);
        for (column, (cost, price)) in self.row(row).iter().zip(&self.prices).enumerate() {
            let reduced = cost - price;
            if reduced < second.1 {
                if reduced < first.1 {
                    second = first;
                    first = (column, reduced);
                } else {
                    second = (column, reduced);
                }
            }
        }
        if second.1 == f64::INFINITY {
            second = first;
        }
        [first, second]
    }

    /// Assigns the free row `start` by a shortest path, in reduced costs, to a free column.
    fn augment(&mut self, start: usize) {
        let (end, scanned, shortest) = self.shortest_path(start);
        for &column in &self.order[..scanned] {
            self.prices[column] += self.distance[column] - shortest;
        }
        let mut column = end;
        loop {
            let row = self.before[column];
            self.row_of[column] = row;
            std::mem::swap(&mut self.column_of[row], &mut column);
            if row == start {
                return;
            }
        }
    }

    /// Dijkstra's algorithm from row `start`, until it reaches a free column. Gives that column, how
    /// many columns at the front of `order` were passed on the way, and the length of the path.
    fn shortest_path(&mut self, start: usize) -> (usize, usize, f64) {
        let n = self.count();
        let costs: &Costs = self.costs.borrow();
        let reduced = costs.row(start).iter().zip(&self.prices);
        for (distance, (cost, price)) in self.distance.iter_mut().zip(reduced) {
            *distance = cost - price;
        }
        self.before.fill(start);
        for scanned in 0..n {
            let place = self.nearest(scanned);
            let column = self.order[place];
            let shortest = self.distance[column];
            let row = self.row_of[column];
            if row == FREE {
                return (column, scanned, shortest);
            }
            self.order.swap(scanned, place);
            let costs = costs.row(row);
            // The reduced cost of a pair that is already assigned is 0.
            let offset = shortest - (costs[column] - self.prices[column]);
            for &other in &self.order[scanned + 1..] {
                let through = costs[other] - self.prices[other] + offset;
                if through < self.distance[other] {
                    self.distance[other] = through;
                    self.before[other] = row;
                }
            }
        }
        unreachable!("a free row leaves a column free")
    }

    /// Where in `order`, from `scanned` on, the nearest column is; of equally near ones, a free one.
    fn nearest(&self, scanned: usize) -> usize {
        let mut best = scanned;
        let mut least = f64::INFINITY;
        for (place, &column) in self.order.iter().enumerate().skip(scanned) {
            let distance = self.distance[column];
            if distance < least || (distance == least && self.row_of[column] == FREE) {
                (best, least) = (place, distance);
            }
        }
        best
    }

    /// The plan, and φ of its rows.
    pub(super) fn solution(&self) -> (Vec<usize>, Vec<f64>) {
        let pairs = self.column_of.iter().enumerate();
        let source = pairs.map(|(row, &column)| self.row(row)[column] - self.prices[column]);
        (self.column_of.clone(), source.collect())
    }

    fn row(&self, row: usize) -> &[f64] {
        self.costs.borrow().row(row)
    }

    fn count(&self) -> usize {
        self.column_of.len()
    }
}
