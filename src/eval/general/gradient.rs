//! How fast left − right changes with each variable: enclosures over all values of the variables.

use rust_decimal::Decimal;
use smallvec::SmallVec;

use super::formula::{Formula, Node, NodeId, Operation, value};
use crate::figure::{ArithmeticError, Interval};

type Result<T> = std::result::Result<T, ArithmeticError>;

/// One slope for each variable.
pub(super) type Slopes = SmallVec<[Interval; 8]>;

/// The slopes of left − right over the values of all nodes, by one pass from the roots down.
///
/// Where `min`, `max` or `| |` has a kink inside the values, the slope is anything between those on
/// either side.
pub(super) fn slopes(formula: &Formula, values: &[Interval], variables: usize) -> Result<Slopes> {
    let zero = Interval::point(Decimal::ZERO);
    let mut slopes: Slopes = SmallVec::from_elem(zero, variables);
    let mut weights: SmallVec<[Interval; 16]> = SmallVec::from_elem(zero, formula.nodes.len());
    add(
        &mut weights,
        formula.left.index(),
        Interval::point(Decimal::ONE),
    )?;
    add(
        &mut weights,
        formula.right.index(),
        Interval::point(Decimal::NEGATIVE_ONE),
    )?;
    for (index, node) in formula.nodes.iter().enumerate().rev() {
        let weight = *weights.get(index).ok_or(ArithmeticError::Overflow)?;
        if weight == zero {
            continue;
        }
        match *node {
            Node::Constant(_) => {}
            Node::Variable(variable) => add(&mut slopes, variable as usize, weight)?,
            Node::Negate(operand) => add(&mut weights, operand.index(), weight.negate())?,
            Node::Absolute(operand) => {
                let side = side_of_zero(&value(values, operand)?);
                add(&mut weights, operand.index(), weight.multiply(&side)?)?;
            }
            Node::Binary(operation, left, right) => {
                let (to_left, to_right) = partial(operation, left, right, values)?;
                add(&mut weights, left.index(), weight.multiply(&to_left)?)?;
                add(&mut weights, right.index(), weight.multiply(&to_right)?)?;
            }
        }
    }
    Ok(slopes)
}

/// How fast the result of an operation changes with each operand.
fn partial(
    operation: Operation,
    left: NodeId,
    right: NodeId,
    values: &[Interval],
) -> Result<(Interval, Interval)> {
    let one = Interval::point(Decimal::ONE);
    let (a, b) = (value(values, left)?, value(values, right)?);
    Ok(match operation {
        Operation::Add => (one, one),
        Operation::Subtract => (one, one.negate()),
        Operation::Multiply => (b, a),
        Operation::Divide => (one.divide(&b)?, a.divide(&b)?.divide(&b)?.negate()),
        Operation::Min => (share(&a, &b), share(&b, &a)),
        Operation::Max => (share(&b, &a), share(&a, &b)),
    })
}

/// The part of `min(of, other)` that is `of`: 1, 0, or anything between.
fn share(of: &Interval, other: &Interval) -> Interval {
    let (zero, one) = (
        Interval::point(Decimal::ZERO),
        Interval::point(Decimal::ONE),
    );
    if of.high().value < other.low().value {
        one
    } else if other.high().value < of.low().value {
        zero
    } else {
        zero.hull(&one)
    }
}

fn side_of_zero(of: &Interval) -> Interval {
    let one = Interval::point(Decimal::ONE);
    if of.low().value > Decimal::ZERO {
        one
    } else if of.high().value < Decimal::ZERO {
        one.negate()
    } else {
        one.negate().hull(&one)
    }
}

fn add(sums: &mut [Interval], index: usize, summand: Interval) -> Result<()> {
    let sum = sums.get_mut(index).ok_or(ArithmeticError::Overflow)?;
    *sum = sum.add(&summand)?;
    Ok(())
}

/// The greatest absolute value of an interval.
pub(super) fn magnitude(of: &Interval) -> Decimal {
    of.low().value.abs().max(of.high().value.abs())
}
