//! One check in full: what it says of which rows, both sides with their numbers, every cell.

use std::cell::RefCell;

use rust_decimal::Decimal;

use super::body::Body;
use super::kin::Kin;
use super::lower::{Lowering, Position};
use super::names::row_path;
use super::plan::{CheckId, Plan, Planned};
use super::quantity::{Quantity, Role, Units, Working};
use super::site::Site;
use super::tree::{Sheet, Tree};
use super::working::Writer;
use crate::figure::Figure;
use crate::program::{Condition, Dim, Number, Rows, Rule, RuleId, Show, Subject, Text, VariableId};
use crate::report::{CellRef, Report, RowId};
use crate::template::{ColumnKind, TableId};

/// A check in full.
#[derive(Debug, Clone, PartialEq)]
pub struct Described {
    /// The rule.
    pub rule: RuleId,
    /// The column that `.*` stands for, if the check was written with it.
    pub column: Option<String>,
    /// The rows that the variables of `each` stand for.
    pub rows: Vec<(TableId, RowId)>,
    /// The relation with these rows filled in.
    pub relation: String,
    /// Left side; `None` unless figures are compared.
    pub left: Option<Quantity>,
    /// Right side, in the unit of the left.
    pub right: Option<Quantity>,
    /// Left minus right, in the unit of the left.
    pub difference: Option<Decimal>,
    /// The largest difference that rounding explains, in the unit of the left.
    pub allowed: Option<Decimal>,
    /// Explicit slack of the rule, in the unit of the left.
    pub within: Option<Decimal>,
    /// Both sides with their numbers.
    pub working: Option<Working>,
    /// Every cell that took part, the sides first; with the factor of a linear relation (left and
    /// right separately, so a cell may stand twice), 1 for others.
    pub cells: Vec<DescribedCell>,
}

/// A cell that took part in a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DescribedCell {
    /// The cell.
    pub cell: CellRef,
    /// On which side.
    pub role: Role,
    /// Its factor on that side.
    pub factor: Decimal,
}

impl Plan {
    /// A check in full. `report` is the report that the plan was made for.
    #[must_use]
    pub fn describe(&self, check: CheckId, report: &Report) -> Option<Described> {
        let planned = self.planned(check)?;
        let rule = self.rule(check)?;
        let site = self.site_of(planned, rule, report, &self.kin);
        let mut described = Described {
            rule: planned.rule,
            column: None,
            rows: bound_rows(rule, &site),
            relation: String::new(),
            left: None,
            right: None,
            difference: None,
            allowed: None,
            within: None,
            working: None,
            cells: Vec::new(),
        };
        if let Some(stated) = self.stated(check) {
            described.column.clone_from(&stated.column);
            described.relation = self.relation_text(&site, rule, &stated.condition);
            sides(&site, &stated.condition, stated.within, &mut described);
        }
        context(&site, rule, &mut described.cells);
        bound_cells(&site, &described.rows, &mut described.cells);
        Some(described)
    }

    pub(super) fn site_of<'a>(
        &'a self,
        planned: &Planned,
        rule: &'a Rule,
        report: &'a Report,
        kin: &'a Kin,
    ) -> Site<'a> {
        let mut site = Site::new(report, self.program.schema(), kin, &rule.variables);
        site.bindings = planned.bindings.clone();
        site
    }

    fn relation_text(&self, site: &Site<'_>, rule: &Rule, condition: &Condition) -> String {
        let row = |variable: VariableId| {
            let of_each = rule.sources.iter().any(|s| s.variable == variable);
            let table = rule.variables.get(usize::from(variable.0))?.table;
            of_each.then(|| row_path(&self.program, site.report, table, site.bound(variable)))
        };
        let show = Show {
            schema: self.program.schema(),
            row: &row,
        };
        show.condition(condition)
    }
}

fn bound_rows(rule: &Rule, site: &Site<'_>) -> Vec<(TableId, RowId)> {
    rule.sources
        .iter()
        .filter_map(|source| {
            let table = rule.variables.get(usize::from(source.variable.0))?.table;
            let row = site.bound(source.variable);
            (row != super::site::UNBOUND).then_some((table, row))
        })
        .collect()
}

/// Fills in both sides of a relation.
fn sides(
    site: &Site<'_>,
    condition: &Condition,
    within: Option<Decimal>,
    described: &mut Described,
) {
    match condition {
        Condition::Figures {
            left, right, dim, ..
        } => figures(site, condition, (left, right, *dim, within), described),
        Condition::Texts { left, right, .. }
        | Condition::SameName(left, right)
        | Condition::Reached {
            actual: left,
            target: right,
        }
        | Condition::Exceeded {
            actual: left,
            target: right,
        } => {
            text_cells(site, left, Role::Left, &mut described.cells);
            text_cells(site, right, Role::Right, &mut described.cells);
        }
        Condition::And(all) | Condition::Or(all) => {
            for one in all {
                let mut part = Vec::new();
                let mut inner = Described {
                    cells: std::mem::take(&mut part),
                    ..described.clone()
                };
                sides(site, one, None, &mut inner);
                inner
                    .cells
                    .iter()
                    .for_each(|cell| push(&mut described.cells, *cell));
            }
        }
        Condition::Not(one) => sides(site, one, None, described),
        Condition::Is { subject, .. } => {
            if let Subject::Cell(cell) = subject
                && let Ok(cell) = site.cell(cell)
            {
                push(&mut described.cells, taking_part(cell, Role::Left));
            }
        }
        Condition::Has { .. } => {}
    }
}

/// Both sides of a comparison of figures.
fn figures(
    site: &Site<'_>,
    condition: &Condition,
    (left, right, dim, within): (&Number, &Number, Dim, Option<Decimal>),
    described: &mut Described,
) {
    let mut sheet = Sheet::default();
    let mut lowering = Lowering {
        site,
        sheet: &mut sheet,
    };
    let l = lowering.number(left, Position::Additive);
    let r = lowering.number(right, Position::Additive);
    for (tree, number, role) in [(&l, left, Role::Left), (&r, right, Role::Right)] {
        if let Ok(tree) = tree {
            side_cells(tree, role, &sheet, &mut described.cells);
        }
        if let Number::Count(rows) = number {
            counted_cells(site, rows, role, &mut described.cells);
        }
    }
    let (Ok(l), Ok(r)) = (l, r) else { return };
    let body = Lowering {
        site,
        sheet: &mut sheet,
    }
    .condition(condition, None);
    let Ok(values) = compared(&body, &sheet, &l, &r) else {
        return;
    };
    let printed: Vec<Figure> = sheet
        .cells
        .iter()
        .filter_map(|cell| sheet.index.get(cell))
        .filter_map(|index| sheet.batch.printed(*index).copied())
        .collect();
    let units = Units::of(dim, &printed);
    let writer = Writer {
        sheet: &sheet,
        units: &units,
    };
    described.left = Some(units.side(values.left));
    described.right = Some(units.side(values.right));
    described.difference = Some(units.side(values.difference).value);
    described.allowed = Some(units.slack(values.allowed));
    described.within = within.map(|within| units.slack(within));
    described.working = Some(Working {
        left: writer.side(&l, values.left),
        right: writer.side(&r, values.right),
    });
}

/// Both sides; constants compare without figures.
fn compared(
    body: &Body,
    sheet: &Sheet,
    left: &Tree,
    right: &Tree,
) -> Result<super::grade::Comparison, crate::figure::ArithmeticError> {
    if let (Some(left), Some(right)) = (left.as_constant(), right.as_constant()) {
        let difference = left
            .checked_sub(right)
            .ok_or(crate::figure::ArithmeticError::Overflow)?;
        return Ok(super::grade::Comparison {
            left,
            right,
            difference,
            allowed: Decimal::ZERO,
        });
    }
    body.compare(sheet, &[])
}

fn taking_part(cell: CellRef, role: Role) -> DescribedCell {
    DescribedCell {
        cell,
        role,
        factor: Decimal::ONE,
    }
}

fn push(cells: &mut Vec<DescribedCell>, new: DescribedCell) {
    if !cells
        .iter()
        .any(|cell| cell.cell == new.cell && cell.role == new.role)
    {
        cells.push(new);
    }
}

/// The cells of one side with their factors.
fn side_cells(tree: &Tree, role: Role, sheet: &Sheet, cells: &mut Vec<DescribedCell>) {
    match tree {
        Tree::Linear(linear) => {
            for (factor, figure) in &linear.terms {
                let Some(cell) = sheet.cell(*figure) else {
                    continue;
                };
                let known = cells
                    .iter_mut()
                    .find(|known| known.cell == cell && known.role == role);
                match known {
                    Some(known) => known.factor = known.factor.saturating_add(*factor),
                    None => cells.push(DescribedCell {
                        cell,
                        role,
                        factor: *factor,
                    }),
                }
            }
        }
        Tree::Negate(of) | Tree::Absolute(of) => side_cells(of, role, sheet, cells),
        Tree::Binary(_, a, b) => {
            side_cells(a, role, sheet, cells);
            side_cells(b, role, sheet, cells);
        }
    }
}

/// The cells of a text, or of the figure that a band grades.
fn text_cells(site: &Site<'_>, text: &Text, role: Role, cells: &mut Vec<DescribedCell>) {
    if let Text::Band(band) = text {
        let mut sheet = Sheet::default();
        let tree = Lowering {
            site,
            sheet: &mut sheet,
        }
        .number(&band.value, Position::Additive);
        if let Ok(tree) = tree {
            side_cells(&tree, role, &sheet, cells);
        }
        return;
    }
    let trace = RefCell::new(Vec::new());
    let looking = Site {
        trace: Some(&trace),
        ..site.clone()
    };
    let _ = looking.text_key(text);
    for cell in trace.into_inner() {
        push(cells, taking_part(cell, role));
    }
}

/// Counted rows that are named one by one; of more, the first ones are.
pub(super) const MAX_COUNTED: usize = 200;

/// The names of the rows that were counted.
fn counted_cells(site: &Site<'_>, rows: &Rows, role: Role, cells: &mut Vec<DescribedCell>) {
    for row in site
        .rows(rows)
        .unwrap_or_default()
        .into_iter()
        .take(MAX_COUNTED)
    {
        if let Some(cell) = name_cell(site, rows.table, row) {
            push(cells, taking_part(cell, role));
        }
    }
}

/// The cell that names a row.
pub(super) fn name_cell(site: &Site<'_>, table: TableId, row: RowId) -> Option<CellRef> {
    let schema = site.schema_of(table)?;
    let column = [ColumnKind::Label, ColumnKind::Code, ColumnKind::Text]
        .into_iter()
        .find_map(|kind| schema.column_of_kind(kind))?;
    Some(CellRef { table, row, column })
}

/// Where no cell took part, the names of the rows at hand say where to look.
fn bound_cells(site: &Site<'_>, rows: &[(TableId, RowId)], cells: &mut Vec<DescribedCell>) {
    if cells.iter().any(|cell| cell.role != Role::Context) {
        return;
    }
    for (table, row) in rows {
        if let Some(cell) = name_cell(site, *table, *row) {
            push(cells, taking_part(cell, Role::Context));
        }
    }
}

/// The cells that conditions and keys looked at and that stand on no side.
fn context(site: &Site<'_>, rule: &Rule, cells: &mut Vec<DescribedCell>) {
    let trace = RefCell::new(Vec::new());
    let looking = Site {
        trace: Some(&trace),
        ..site.clone()
    };
    let filters = rule
        .sources
        .iter()
        .filter_map(|source| source.filter.as_ref());
    for condition in filters.chain(&rule.when) {
        let _ = looking.is_true(condition);
    }
    for cell in trace.into_inner() {
        if !cells.iter().any(|known| known.cell == cell) {
            cells.push(taking_part(cell, Role::Context));
        }
    }
}
