//! The two sides of a relation over the figures of one report, on their way to a flat form.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::{FigureIndex, FormulaBuilder, LinearBatch, NodeId, Operation};
use crate::figure::{ArithmeticError, Figure};
use crate::report::CellRef;

/// Figures of a report that checks use, each once, and the linear checks over them.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    pub(super) batch: LinearBatch,
    /// The cell of every figure.
    pub(super) cells: Vec<CellRef>,
    pub(super) index: FxHashMap<CellRef, FigureIndex>,
}

impl Sheet {
    /// The index of a cell's figure.
    pub(super) fn figure(&mut self, cell: CellRef, figure: Figure) -> FigureIndex {
        if let Some(index) = self.index.get(&cell) {
            return *index;
        }
        let index = self.batch.figure(figure);
        self.cells.push(cell);
        self.index.insert(cell, index);
        index
    }

    /// The cell of a figure.
    pub(super) fn cell(&self, figure: FigureIndex) -> Option<CellRef> {
        self.cells.get(figure.0 as usize).copied()
    }
}

/// Σ factor × figure + constant.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Linear {
    pub(super) constant: Decimal,
    pub(super) terms: SmallVec<[(Decimal, FigureIndex); 4]>,
}

/// An expression over figures.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree {
    Linear(Linear),
    Negate(Box<Tree>),
    Absolute(Box<Tree>),
    Binary(Operation, Box<Tree>, Box<Tree>),
}

type Result<T> = std::result::Result<T, ArithmeticError>;

impl Tree {
    pub(super) fn constant(value: Decimal) -> Self {
        Self::Linear(Linear {
            constant: value,
            terms: SmallVec::new(),
        })
    }

    pub(super) fn figure(figure: FigureIndex) -> Self {
        Self::Linear(Linear {
            constant: Decimal::ZERO,
            terms: smallvec::smallvec![(Decimal::ONE, figure)],
        })
    }

    pub(super) fn as_constant(&self) -> Option<Decimal> {
        match self {
            Self::Linear(linear) if linear.terms.is_empty() => Some(linear.constant),
            _ => None,
        }
    }

    pub(super) fn negated(self) -> Result<Self> {
        match self {
            Self::Linear(linear) => linear.scaled(Decimal::NEGATIVE_ONE).map(Self::Linear),
            other => Ok(Self::Negate(Box::new(other))),
        }
    }

    pub(super) fn absolute(self) -> Self {
        match self.as_constant() {
            Some(constant) => Self::constant(constant.abs()),
            None => Self::Absolute(Box::new(self)),
        }
    }

    pub(super) fn plus(self, other: Self) -> Result<Self> {
        match (self, other) {
            (Self::Linear(a), Self::Linear(b)) => a.plus(b).map(Self::Linear),
            (a, b) => Ok(Self::Binary(Operation::Add, Box::new(a), Box::new(b))),
        }
    }

    pub(super) fn minus(self, other: Self) -> Result<Self> {
        match (self, other) {
            (Self::Linear(a), Self::Linear(b)) => {
                a.plus(b.scaled(Decimal::NEGATIVE_ONE)?).map(Self::Linear)
            }
            (a, b) => Ok(Self::Binary(Operation::Subtract, Box::new(a), Box::new(b))),
        }
    }

    pub(super) fn times(self, other: Self) -> Result<Self> {
        match (self.as_constant(), other.as_constant(), self, other) {
            (Some(factor), _, _, Self::Linear(linear))
            | (_, Some(factor), Self::Linear(linear), _) => linear.scaled(factor).map(Self::Linear),
            (_, _, a, b) => Ok(Self::Binary(Operation::Multiply, Box::new(a), Box::new(b))),
        }
    }

    pub(super) fn divided_by(self, other: Self) -> Result<Self> {
        if let (Some(divisor), Self::Linear(linear)) = (other.as_constant(), &self) {
            if divisor.is_zero() {
                return Err(ArithmeticError::DivisorHoldsZero);
            }
            let reciprocal = Decimal::ONE.checked_div(divisor);
            let exact = reciprocal.filter(|r| r.checked_mul(divisor) == Some(Decimal::ONE));
            if let Some(factor) = exact {
                return linear.clone().scaled(factor).map(Self::Linear);
            }
        }
        Ok(Self::Binary(
            Operation::Divide,
            Box::new(self),
            Box::new(other),
        ))
    }

    /// The lesser or greater.
    pub(super) fn extreme(self, operation: Operation, other: Self) -> Self {
        match (self.as_constant(), other.as_constant()) {
            (Some(a), Some(b)) if operation == Operation::Min => Self::constant(a.min(b)),
            (Some(a), Some(b)) => Self::constant(a.max(b)),
            _ => Self::Binary(operation, Box::new(self), Box::new(other)),
        }
    }

    /// Writes the expression into a formula; `figures` are its variables by position.
    pub(super) fn write(
        &self,
        builder: &mut FormulaBuilder,
        figures: &mut Vec<FigureIndex>,
    ) -> NodeId {
        match self {
            Self::Linear(linear) => linear.write(builder, figures),
            Self::Negate(of) => {
                let of = of.write(builder, figures);
                builder.negate(of)
            }
            Self::Absolute(of) => {
                let of = of.write(builder, figures);
                builder.absolute(of)
            }
            Self::Binary(operation, a, b) => {
                let a = a.write(builder, figures);
                let b = b.write(builder, figures);
                builder.binary(*operation, a, b)
            }
        }
    }
}

impl Linear {
    fn scaled(mut self, factor: Decimal) -> Result<Self> {
        let overflow = ArithmeticError::Overflow;
        self.constant = self.constant.checked_mul(factor).ok_or(overflow)?;
        for (own, _) in &mut self.terms {
            *own = own.checked_mul(factor).ok_or(ArithmeticError::Overflow)?;
        }
        Ok(self)
    }

    fn plus(mut self, other: Self) -> Result<Self> {
        let sum = self.constant.checked_add(other.constant);
        self.constant = sum.ok_or(ArithmeticError::Overflow)?;
        self.terms.extend(other.terms);
        Ok(self)
    }

    fn write(&self, builder: &mut FormulaBuilder, figures: &mut Vec<FigureIndex>) -> NodeId {
        let mut sum = None;
        for (factor, figure) in &self.terms {
            let node = variable(builder, figures, *figure);
            let (node, operation) = match *factor {
                f if f == Decimal::ONE => (node, Operation::Add),
                f if f == Decimal::NEGATIVE_ONE && sum.is_some() => (node, Operation::Subtract),
                f if f == Decimal::NEGATIVE_ONE => (builder.negate(node), Operation::Add),
                f => {
                    let factor = builder.constant(f);
                    let node = builder.binary(Operation::Multiply, factor, node);
                    (node, Operation::Add)
                }
            };
            sum = Some(match sum {
                Some(sum) => builder.binary(operation, sum, node),
                None => node,
            });
        }
        match sum {
            Some(sum) if self.constant.is_zero() => sum,
            Some(sum) => {
                let constant = builder.constant(self.constant);
                builder.binary(Operation::Add, sum, constant)
            }
            None => builder.constant(self.constant),
        }
    }
}

fn variable(
    builder: &mut FormulaBuilder,
    figures: &mut Vec<FigureIndex>,
    figure: FigureIndex,
) -> NodeId {
    let position = figures.iter().position(|known| *known == figure);
    let position = position.unwrap_or_else(|| {
        figures.push(figure);
        figures.len().saturating_sub(1)
    });
    builder.variable(u32::try_from(position).unwrap_or(u32::MAX))
}
