//! Figures of a rule as steps.

use rust_decimal::Decimal;

use super::reach::reach;
use super::step::{Shown, Step, What};
use crate::eval::describe::{MAX_COUNTED, name_cell};
use crate::eval::lower::{Lowering, Position, arithmetic};
use crate::eval::names::row_path;
use crate::eval::quantity::Units;
use crate::eval::site::{Found, Site};
use crate::eval::tree::{Sheet, Tree};
use crate::eval::{FigureIndex, Quantity};
use crate::figure::{ArithmeticError, Dimension, End, Figure, Interval, Unit};
use crate::program::{Cells, Dim, Number, Program, Rows, Series, Show};
use crate::report::CellRef;
use crate::template::{TableKind, TableSchema};

/// Traces the figures of one check.
pub(super) struct Numbers<'n, 'a> {
    pub(super) site: &'n Site<'a>,
    pub(super) show: &'n Show<'n>,
    pub(super) program: &'n Program,
    /// The unit in which money is shown, and what the relation compares.
    pub(super) money: Unit,
    pub(super) dim: Dim,
    /// The cell that states the result of a calculation and is rounded as one.
    pub(super) computed: Option<CellRef>,
}

impl Numbers<'_, '_> {
    /// A figure with everything that it is computed from.
    pub(super) fn step(&self, number: &Number, position: Position) -> Step {
        let what = self.what(number);
        Step {
            text: self.show.number(number),
            what,
            subtracted: false,
            result: self.result(number, position, what),
            parts: self.parts(number, position),
        }
    }

    fn what(&self, number: &Number) -> What {
        match number {
            Number::Constant(..) | Number::Level(_) | Number::Line(_) => What::Constant,
            Number::Cell(cell) => self.site.cell(cell).map_or(What::Constant, What::Cell),
            Number::Negate(_) => What::Negative,
            Number::Abs(_) => What::Absolute,
            Number::Add(..) | Number::Subtract(..) | Number::Sum(_) => What::Sum,
            Number::Multiply(..) => What::Product,
            Number::Divide(..) => What::Quotient,
            Number::Min(_) => What::Least,
            Number::Max(_) => What::Greatest,
            Number::Count(_) | Number::CountPrinted(_) => What::Count,
            Number::Or(..) => What::Fallback,
            Number::Band(_) => What::Band,
        }
    }

    fn parts(&self, number: &Number, position: Position) -> Vec<Step> {
        use Position::{Additive, Multiplicative};
        match number {
            Number::Constant(..) | Number::Level(_) | Number::Line(_) | Number::Cell(_) => {
                Vec::new()
            }
            Number::Negate(a) => vec![self.step(a, position)],
            Number::Abs(a) => vec![self.step(a, Additive)],
            Number::Add(..) | Number::Subtract(..) => {
                let mut parts = Vec::new();
                self.addends(number, false, &mut parts);
                parts
            }
            Number::Multiply(a, b) | Number::Divide(a, b) => {
                vec![self.step(a, Multiplicative), self.step(b, Multiplicative)]
            }
            Number::Sum(series) | Number::Min(series) | Number::Max(series) => self.series(series),
            Number::Count(rows) => self.counted(rows),
            Number::CountPrinted(cells) => self.cells(cells),
            Number::Or(a, b) => vec![self.step(a, Multiplicative), self.step(b, position)],
            Number::Band(band) => vec![self.step(&band.value, Additive)],
        }
    }

    /// `a + b - c` as one sum of three.
    fn addends(&self, number: &Number, subtracted: bool, parts: &mut Vec<Step>) {
        match number {
            Number::Add(a, b) => {
                self.addends(a, subtracted, parts);
                self.addends(b, subtracted, parts);
            }
            Number::Subtract(a, b) => {
                self.addends(a, subtracted, parts);
                self.addends(b, !subtracted, parts);
            }
            other => parts.push(Step {
                subtracted,
                ..self.step(other, Position::Additive)
            }),
        }
    }

    fn series(&self, series: &[Series]) -> Vec<Step> {
        let mut parts = Vec::new();
        for one in series {
            match one {
                Series::One(number) => parts.push(self.step(number, Position::Additive)),
                Series::Cells(cells) => parts.extend(self.cells(cells)),
            }
        }
        parts
    }

    /// The cells of a column; a step without parts if they cannot be listed.
    fn cells(&self, cells: &Cells) -> Vec<Step> {
        let mut sheet = Sheet::default();
        let lowering = Lowering {
            site: self.site,
            sheet: &mut sheet,
        };
        match lowering.series_cells(cells) {
            Ok(list) => list.into_iter().map(|at| self.cell(at)).collect(),
            Err(trouble) => vec![Step {
                text: self.show.rows(&cells.rows),
                what: What::Sum,
                subtracted: false,
                result: Err(trouble),
                parts: Vec::new(),
            }],
        }
    }

    /// One cell of a column that a rule names as a whole.
    fn cell(&self, at: CellRef) -> Step {
        let mut sheet = Sheet::default();
        let tree = Lowering {
            site: self.site,
            sheet: &mut sheet,
        }
        .at(at, Position::Additive);
        let what = What::Cell(at);
        Step {
            text: self.cell_path(at),
            what,
            subtracted: false,
            result: tree.and_then(|tree| self.shown(&tree, &sheet, what, None)),
            parts: Vec::new(),
        }
    }

    fn counted(&self, rows: &Rows) -> Vec<Step> {
        let found = self.site.rows(rows).unwrap_or_default();
        let cells = found.into_iter().take(MAX_COUNTED);
        cells
            .filter_map(|row| name_cell(self.site, rows.table, row))
            .map(|at| Step {
                text: self.cell_path(at),
                what: What::TextCell(at),
                subtracted: false,
                result: Ok(Shown::Text(self.printed(at))),
                parts: Vec::new(),
            })
            .collect()
    }

    pub(super) fn printed(&self, at: CellRef) -> String {
        let report = self.site.report;
        let text = report.cell(at).map_or("", |cell| report.text(cell));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A cell as rules would write it.
    pub(super) fn cell_path(&self, at: CellRef) -> String {
        let row = row_path(self.program, self.site.report, at.table, at.row);
        let schema = self.site.schema_of(at.table);
        let lone = |schema: &TableSchema| {
            let kind = schema.kind;
            matches!(kind, TableKind::Panel { .. } | TableKind::FormTable { .. })
                && schema.single_value_column() == Some(at.column)
        };
        if schema.is_some_and(lone) {
            return row;
        }
        let column = schema.and_then(|schema| schema.columns.get(at.column.0 as usize));
        format!("{row}.{}", column.map_or("", |column| column.id.as_str()))
    }

    fn result(&self, number: &Number, position: Position, what: What) -> Found<Shown> {
        let mut sheet = Sheet::default();
        let tree = Lowering {
            site: self.site,
            sheet: &mut sheet,
        }
        .number(number, position)?;
        self.shown(&tree, &sheet, what, self.dimension(number))
    }

    /// The value of an expression as printed, and its reach, in the unit in which it is shown.
    fn shown(
        &self,
        tree: &Tree,
        sheet: &Sheet,
        what: What,
        dimension: Option<Dimension>,
    ) -> Found<Shown> {
        let figure = |index: FigureIndex| {
            let figure = sheet.batch.printed(index);
            let figure = figure.copied().ok_or(ArithmeticError::Overflow)?;
            let stated = self.computed.is_some() && sheet.cell(index) == self.computed;
            if stated {
                figure.computed()
            } else {
                Ok(figure)
            }
        };
        let middle = arithmetic(reach(tree, &|index| {
            Ok(Interval::point(figure(index)?.value))
        }))?;
        let all = arithmetic(reach(tree, &|index| figure(index)?.interval()))?;
        let printed: Vec<Figure> = sheet
            .cells
            .iter()
            .filter_map(|cell| sheet.batch.printed(*sheet.index.get(cell)?).copied())
            .collect();
        let units = match (what, printed.first()) {
            (What::Cell(_), Some(own)) => Units::in_unit(own.unit, &printed),
            _ => Units::in_unit(self.unit(dimension), &printed),
        };
        let scaled = |end: End| End {
            value: units.slack(end.value),
            closed: end.closed,
        };
        let value = units.side(middle.low().value);
        let ends = Interval::new(scaled(all.low()), scaled(all.high()));
        Ok(Shown::Figure {
            value,
            reach: ends.unwrap_or(Interval::point(value.value)),
        })
    }

    /// The unit in which a computed figure is shown. A quotient of two amounts that is compared with a
    /// percent is shown as one.
    fn unit(&self, dimension: Option<Dimension>) -> Unit {
        let percents = self.dim == Dim::Known(Dimension::Percent);
        match dimension {
            Some(Dimension::Amount) => self.money,
            Some(Dimension::Percent) => Unit::Percent,
            Some(Dimension::Score) => Unit::Score,
            Some(Dimension::Count) => Unit::Count,
            Some(Dimension::Year) => Unit::Year,
            Some(Dimension::Number) if percents => Unit::Percent,
            Some(Dimension::Number) | None => Unit::Number,
        }
    }

    /// What a figure measures, from what it is computed from; `None` for a plain constant.
    fn dimension(&self, number: &Number) -> Option<Dimension> {
        let first = |a: &Number, b: &Number| self.dimension(a).or_else(|| self.dimension(b));
        match number {
            Number::Constant(_, unit) => unit.map(Unit::dimension),
            Number::Cell(cell) => self.site.cell(cell).ok().map(|at| self.measured(at)),
            Number::Level(_) | Number::Line(_) | Number::Band(_) => None,
            Number::Count(_) | Number::CountPrinted(_) => Some(Dimension::Count),
            Number::Negate(a) | Number::Abs(a) => self.dimension(a),
            Number::Add(a, b) | Number::Subtract(a, b) | Number::Or(a, b) => first(a, b),
            Number::Multiply(a, b) => match (self.dimension(a), self.dimension(b)) {
                (Some(Dimension::Percent | Dimension::Number) | None, other)
                | (other, Some(Dimension::Percent | Dimension::Number) | None) => other,
                _ => Some(Dimension::Number),
            },
            Number::Divide(a, b) => match (self.dimension(a), self.dimension(b)) {
                (one, None | Some(Dimension::Number)) => one,
                _ => Some(Dimension::Number),
            },
            Number::Sum(all) | Number::Min(all) | Number::Max(all) => {
                all.iter().find_map(|one| match one {
                    Series::One(number) => self.dimension(number),
                    Series::Cells(cells) => self.column(cells),
                })
            }
        }
    }

    fn column(&self, cells: &Cells) -> Option<Dimension> {
        let row = self.site.rows(&cells.rows).ok()?.first().copied()?;
        Some(self.measured(CellRef {
            table: cells.rows.table,
            row,
            column: cells.column,
        }))
    }

    fn measured(&self, at: CellRef) -> Dimension {
        use crate::report::Content;
        match self.site.report.cell(at).map(|cell| cell.content) {
            Some(Content::Figure(figure)) => figure.unit.dimension(),
            _ => {
                let mut sheet = Sheet::default();
                Lowering {
                    site: self.site,
                    sheet: &mut sheet,
                }
                .unit_of(at)
                .dimension()
            }
        }
    }

    /// A difference in the unit of the relation's left side.
    pub(super) fn quantity(value: Decimal, unit: Unit) -> Quantity {
        Quantity { value, unit }
    }
}
