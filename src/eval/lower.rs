//! From the figures that a rule names to expressions over figures of the report: here it is decided
//! what nothing printed means.

use rust_decimal::Decimal;

use super::Operation;
use super::site::{Found, Site};
use super::tree::{Sheet, Tree};
use super::verdict::{About, Trouble, UndecidedReason, reason};
use crate::figure::{ArithmeticError, Figure, Unit};
use crate::program::{CellOf, Cells, Number, Pick, Rows, Series};
use crate::report::{CellRef, Content};
use crate::template::{BlankMeaning, TableKind};

/// Where a figure stands: what a blank means depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// In a sum, a difference, a comparison: a blank of a form that leaves zeros blank is 0.
    Additive,
    /// In a product or quotient: what is not printed is unknown.
    Multiplicative,
}

/// Terms that one relation may have.
pub const MAX_TERMS: usize = 100_000;

/// Turns expressions of rules into expressions over the figures of a sheet.
pub(super) struct Lowering<'s, 'a> {
    pub(super) site: &'s Site<'a>,
    pub(super) sheet: &'s mut Sheet,
}

impl Lowering<'_, '_> {
    /// A figure of a rule.
    pub(super) fn number(&mut self, number: &Number, position: Position) -> Found<Tree> {
        use Position::{Additive, Multiplicative};
        match number {
            Number::Constant(value, _) => Ok(Tree::constant(*value)),
            Number::Cell(cell) => self.cell(cell, position),
            Number::Level(row) => {
                let id = self.site.one(row)?;
                let table = self.site.table_of(row);
                let level = self.site.named_row(table, id)?.level;
                Ok(Tree::constant(Decimal::from(level)))
            }
            Number::Line(row) => self.line(row),
            Number::Negate(a) => arithmetic(self.number(a, position)?.negated()),
            Number::Abs(a) => Ok(self.number(a, Additive)?.absolute()),
            Number::Add(a, b) => {
                let (a, b) = (self.number(a, Additive)?, self.number(b, Additive)?);
                arithmetic(a.plus(b))
            }
            Number::Subtract(a, b) => {
                let (a, b) = (self.number(a, Additive)?, self.number(b, Additive)?);
                arithmetic(a.minus(b))
            }
            Number::Multiply(a, b) => {
                let a = self.number(a, Multiplicative)?;
                arithmetic(a.times(self.number(b, Multiplicative)?))
            }
            Number::Divide(a, b) => {
                let a = self.number(a, Multiplicative)?;
                arithmetic(a.divided_by(self.number(b, Multiplicative)?))
            }
            Number::Sum(series) => self.sum(series),
            Number::Min(series) => self.extreme(series, Operation::Min),
            Number::Max(series) => self.extreme(series, Operation::Max),
            Number::Count(rows) => {
                self.site.complete(rows)?;
                Ok(whole(self.site.rows(rows)?.len()))
            }
            Number::CountPrinted(cells) => self.count_printed(cells),
            Number::Or(a, b) => self.or(a, b, position),
            Number::Band(band) => self.step(band),
        }
    }

    fn line(&self, row: &crate::program::RowOf) -> Found<Tree> {
        let id = self.site.one(row)?;
        let table = self.site.table_of(row);
        let line = self.site.named_row(table, id)?.line;
        match line {
            Some(line) => Ok(Tree::constant(Decimal::from(line))),
            None => Err(Trouble::new(UndecidedReason::Blank, About::Row(table, id))),
        }
    }

    fn cell(&mut self, cell: &CellOf, position: Position) -> Found<Tree> {
        let at = self.site.cell(cell)?;
        self.at(at, position)
    }

    /// The table of what nothing printed means, in code.
    pub(super) fn at(&mut self, at: CellRef, position: Position) -> Found<Tree> {
        self.site.look(at);
        let additive = position == Position::Additive;
        let reason = match self.site.report.cell(at).map(|cell| cell.content) {
            Some(Content::Figure(figure)) => return Ok(self.term(at, figure)),
            Some(Content::Blank) if additive && self.leaves_zeros_blank(at) => {
                return self.nothing(at);
            }
            Some(Content::Dash) if additive => return self.nothing(at),
            Some(Content::Blank) => UndecidedReason::Blank,
            Some(Content::Dash) => UndecidedReason::Dash,
            Some(Content::Text | Content::Given(_) | Content::Unreadable) => {
                UndecidedReason::Unreadable
            }
            Some(Content::Uncertain(_)) => UndecidedReason::Uncertain,
            Some(Content::NoColumn) | None => {
                return Err(Trouble::new(
                    UndecidedReason::ColumnMissing,
                    About::Column(at.table, at.column),
                ));
            }
        };
        Err(Trouble::new(reason, About::Cell(at)))
    }

    fn leaves_zeros_blank(&self, at: CellRef) -> bool {
        self.site
            .schema_of(at.table)
            .is_some_and(|table| table.blank == BlankMeaning::Zero)
    }

    fn term(&mut self, at: CellRef, figure: Figure) -> Tree {
        Tree::figure(self.sheet.figure(at, figure))
    }

    /// Nothing is printed, and that counts as zero. It stays a term: what should have been printed
    /// there may be the cause of a failure.
    fn nothing(&mut self, at: CellRef) -> Found<Tree> {
        let unit = self.unit_of(at);
        let zero = arithmetic(Figure::exact(Decimal::ZERO, unit))?;
        Ok(self.term(at, zero))
    }

    pub(super) fn unit_of(&self, at: CellRef) -> Unit {
        use crate::template::ColumnKind as K;
        let column = self
            .site
            .schema_of(at.table)
            .and_then(|table| table.columns.get(at.column.0 as usize));
        let table_unit = self.site.report.table(at.table).map(|table| table.unit);
        match column.map(|column| (column.kind, column.unit)) {
            Some((_, Some(unit))) => unit,
            Some((K::Percent | K::ChangePercent, _)) => Unit::Percent,
            Some((K::Score, _)) => Unit::Score,
            Some((K::Count, _)) => Unit::Count,
            Some((K::Year, _)) => Unit::Year,
            Some((K::Amount | K::Change, _)) => table_unit.unwrap_or(Unit::Yuan),
            _ => Unit::Number,
        }
    }

    /// The cells of a column in some rows. In a series over rows that nobody named, all rows must be
    /// known, and there must be some.
    pub(super) fn series_cells(&self, cells: &Cells) -> Found<Vec<CellRef>> {
        self.site.complete(&cells.rows)?;
        self.site.has_column(cells.rows.table, cells.column)?;
        let rows = self.site.rows(&cells.rows)?;
        if rows.is_empty() && !matches!(cells.rows.pick, Pick::Where(..)) {
            return Err(Trouble::new(
                UndecidedReason::RowMissing,
                self.nobody(&cells.rows),
            ));
        }
        if rows.len() > MAX_TERMS {
            return Err(Trouble::new(
                UndecidedReason::TooMany,
                About::Table(cells.rows.table),
            ));
        }
        let claim = matches!(
            self.site.kind(cells.rows.table),
            Some(TableKind::Claim { .. })
        );
        Ok(rows
            .into_iter()
            .map(|row| CellRef {
                table: cells.rows.table,
                row,
                column: cells.column,
            })
            .filter(|at| !(claim && self.says_nothing(*at)))
            .collect())
    }

    /// A sentence of a claim that has no such figure is no item of a sum over the claim.
    fn says_nothing(&self, at: CellRef) -> bool {
        self.site
            .report
            .cell(at)
            .is_none_or(|cell| matches!(cell.content, Content::NoColumn | Content::Blank))
    }

    fn nobody(&self, rows: &Rows) -> About {
        match &rows.pick {
            Pick::Children(row) => match self.site.one(row) {
                Ok(id) => About::Row(rows.table, id),
                Err(_) => About::Table(rows.table),
            },
            Pick::Keys(keys) => {
                let words: Vec<String> = keys
                    .iter()
                    .map(|key| self.site.key_words(rows.table, key))
                    .collect();
                About::Wanted(rows.table, words.join("、"))
            }
            _ => About::Table(rows.table),
        }
    }

    fn sum(&mut self, series: &[Series]) -> Found<Tree> {
        let mut sum = Tree::constant(Decimal::ZERO);
        for one in series {
            match one {
                Series::One(number) => {
                    let next = self.number(number, Position::Additive)?;
                    sum = arithmetic(sum.plus(next))?;
                }
                Series::Cells(cells) => {
                    for at in self.series_cells(cells)? {
                        let next = self.at(at, Position::Additive)?;
                        sum = arithmetic(sum.plus(next))?;
                    }
                }
            }
        }
        Ok(sum)
    }

    fn extreme(&mut self, series: &[Series], operation: Operation) -> Found<Tree> {
        let mut best: Option<Tree> = None;
        let mut take = |next: Tree| {
            best = Some(match best.take() {
                Some(best) => best.extreme(operation, next),
                None => next,
            });
        };
        for one in series {
            match one {
                Series::One(number) => take(self.number(number, Position::Additive)?),
                Series::Cells(cells) => {
                    for at in self.series_cells(cells)? {
                        take(self.at(at, Position::Additive)?);
                    }
                }
            }
        }
        best.ok_or_else(|| Trouble::new(UndecidedReason::RowMissing, About::Report))
    }

    fn count_printed(&self, cells: &Cells) -> Found<Tree> {
        self.site.complete(&cells.rows)?;
        let mut count = 0_usize;
        for row in self.site.rows(&cells.rows)? {
            let at = CellRef {
                table: cells.rows.table,
                row,
                column: cells.column,
            };
            self.site.look(at);
            match self.site.report.cell(at).map(|cell| cell.content) {
                Some(Content::Figure(_) | Content::Text | Content::Given(_)) => count += 1,
                Some(Content::Uncertain(_) | Content::Unreadable) => {
                    return Err(Trouble::new(UndecidedReason::Uncertain, About::Cell(at)));
                }
                _ => {}
            }
        }
        Ok(whole(count))
    }

    /// `a or b`: b where a's row is not listed, or where nothing is printed. A missing table, and a
    /// missing column that the template does not call optional, stay undecided.
    fn or(&mut self, a: &Number, b: &Number, position: Position) -> Found<Tree> {
        match self.number(a, Position::Multiplicative) {
            Ok(tree) => Ok(tree),
            Err(trouble) if self.may_be_absent(&trouble) => self.number(b, position),
            Err(trouble) => Err(trouble),
        }
    }

    fn may_be_absent(&self, trouble: &Trouble) -> bool {
        match (&trouble.reason, &trouble.about) {
            (UndecidedReason::RowMissing | UndecidedReason::Blank | UndecidedReason::Dash, _) => {
                true
            }
            _ => self.site.lacks_optional(trouble),
        }
    }
}

/// A count as an expression.
fn whole(count: usize) -> Tree {
    Tree::constant(Decimal::from(count))
}

/// An arithmetic error as a reason why nothing can be decided.
pub(super) fn arithmetic<T>(result: Result<T, ArithmeticError>) -> Found<T> {
    result.map_err(|error| {
        let about = match error {
            ArithmeticError::Overflow => About::Report,
            ArithmeticError::DivisorHoldsZero => About::Divisor,
        };
        Trouble::new(reason(error), about)
    })
}
