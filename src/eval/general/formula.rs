//! The two sides of a relation as one array of nodes, operands before their operation.

use rust_decimal::Decimal;
use smallvec::SmallVec;

use crate::eval::Relation;
use crate::figure::{ArithmeticError, Interval};

/// A node of a [`FormulaBuilder`]; means nothing to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NodeId(u32);

impl NodeId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What joins two nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// `a + b`
    Add,
    /// `a − b`
    Subtract,
    /// `a × b`
    Multiply,
    /// `a ÷ b`
    Divide,
    /// The lesser.
    Min,
    /// The greater.
    Max,
}

/// A node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    Constant(Decimal),
    Variable(u32),
    Negate(NodeId),
    Absolute(NodeId),
    Binary(Operation, NodeId, NodeId),
}

/// The values of all nodes.
pub(super) type Values = SmallVec<[Interval; 16]>;

/// A relation between two expressions over figures, which are given by position when it is judged.
///
/// ```
/// use gouji::eval::{FormulaBuilder, Grade, Operation, Relation};
/// use gouji::figure::{Figure, Precision, Unit, read_number};
///
/// // share = part / whole
/// let mut builder = FormulaBuilder::default();
/// let [share, part, whole] = [0, 1, 2].map(|position| builder.variable(position));
/// let quotient = builder.binary(Operation::Divide, part, whole);
/// let formula = builder.finish(share, Relation::Equal, quotient);
///
/// let figure = |text, unit| {
///     Figure::read(read_number(text).unwrap(), unit, &Precision::default()).unwrap()
/// };
/// let printed = [
///     figure("33.33", Unit::Percent),
///     figure("1,000.00", Unit::Yuan),
///     figure("3,000.00", Unit::Yuan),
/// ];
/// assert_eq!(formula.judge(&printed).unwrap().grade, Grade::Exact);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    pub(super) nodes: Vec<Node>,
    pub(super) left: NodeId,
    pub(super) right: NodeId,
    pub(super) relation: Relation,
    pub(super) within: Decimal,
    /// Variables that occur more than once.
    pub(super) repeated: Vec<u32>,
    /// A variable that stands alone on one side, and the other side.
    pub(super) alone: Option<Alone>,
}

/// A variable that stands alone on one side of a relation and nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Alone {
    pub(super) variable: u32,
    /// The root of the other side.
    pub(super) other: NodeId,
    /// The other side multiplies or divides, so the figure states the result of a calculation.
    pub(super) computed: bool,
}

/// Builds a [`Formula`] from the leaves up.
#[derive(Debug, Clone, Default)]
pub struct FormulaBuilder {
    nodes: Vec<Node>,
}

impl FormulaBuilder {
    /// A constant, in canonical units.
    pub fn constant(&mut self, value: Decimal) -> NodeId {
        self.push(Node::Constant(value))
    }

    /// The figure at a position of the list given to [`Formula::judge`].
    pub fn variable(&mut self, position: u32) -> NodeId {
        self.push(Node::Variable(position))
    }

    /// `−operand`
    pub fn negate(&mut self, operand: NodeId) -> NodeId {
        self.push(Node::Negate(operand))
    }

    /// `|operand|`
    pub fn absolute(&mut self, operand: NodeId) -> NodeId {
        self.push(Node::Absolute(operand))
    }

    /// Two nodes joined.
    pub fn binary(&mut self, operation: Operation, left: NodeId, right: NodeId) -> NodeId {
        self.push(Node::Binary(operation, left, right))
    }

    fn push(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX))
    }

    /// The relation between two nodes.
    #[must_use]
    pub fn finish(self, left: NodeId, relation: Relation, right: NodeId) -> Formula {
        let uses = self.uses(&[left, right]);
        let mut repeated: Vec<u32> = Vec::new();
        let mut occurrences: Vec<(u32, u32)> = self
            .nodes
            .iter()
            .zip(&uses)
            .filter_map(|(node, uses)| match node {
                Node::Variable(variable) if *uses > 0 => Some((*variable, *uses)),
                _ => None,
            })
            .collect();
        occurrences.sort_unstable();
        for group in occurrences.chunk_by(|a, b| a.0 == b.0) {
            let total = group
                .iter()
                .fold(0_u32, |sum, (_, uses)| sum.saturating_add(*uses));
            if let Some((variable, _)) = group.first().filter(|_| total > 1) {
                repeated.push(*variable);
            }
        }
        let alone = self
            .alone(left, right, &repeated)
            .or_else(|| self.alone(right, left, &repeated));
        Formula {
            nodes: self.nodes,
            left,
            right,
            relation,
            within: Decimal::ZERO,
            repeated,
            alone,
        }
    }

    /// On how many paths each node is reached from the roots.
    fn uses(&self, roots: &[NodeId]) -> Vec<u32> {
        let mut uses = vec![0_u32; self.nodes.len()];
        let add = |uses: &mut Vec<u32>, node: NodeId, count: u32| {
            if let Some(entry) = uses.get_mut(node.index()) {
                *entry = entry.saturating_add(count);
            }
        };
        for root in roots {
            add(&mut uses, *root, 1);
        }
        for (index, node) in self.nodes.iter().enumerate().rev() {
            let count = uses.get(index).copied().unwrap_or(0);
            match node {
                Node::Constant(_) | Node::Variable(_) => {}
                Node::Negate(operand) | Node::Absolute(operand) => add(&mut uses, *operand, count),
                Node::Binary(_, left, right) => {
                    add(&mut uses, *left, count);
                    add(&mut uses, *right, count);
                }
            }
        }
        uses
    }

    fn alone(&self, root: NodeId, other: NodeId, repeated: &[u32]) -> Option<Alone> {
        let Some(Node::Variable(variable)) = self.nodes.get(root.index()) else {
            return None;
        };
        if repeated.contains(variable) {
            return None;
        }
        let uses = self.uses(&[other]);
        let computed = self.nodes.iter().zip(uses).any(|(node, uses)| {
            use Operation::{Divide, Multiply};
            uses > 0 && matches!(node, Node::Binary(Multiply | Divide, ..))
        });
        Some(Alone {
            variable: *variable,
            other,
            computed,
        })
    }
}

impl Formula {
    /// The relation with the slack that the rule grants with `within`, in canonical units; its sign
    /// is ignored.
    #[must_use]
    pub fn within(mut self, slack: Decimal) -> Self {
        self.within = slack.abs();
        self
    }

    /// The position of the figure that states the result of a calculation; see
    /// [`crate::figure::Figure::computed`].
    #[must_use]
    pub fn computed(&self) -> Option<u32> {
        let alone = self.alone.filter(|alone| alone.computed)?;
        Some(alone.variable)
    }

    /// The values of all nodes, given those of the variables.
    pub(super) fn values(&self, variables: &[Interval]) -> Result<Values, ArithmeticError> {
        let mut values = Values::new();
        for node in &self.nodes {
            let value = match node {
                Node::Constant(value) => Interval::point(*value),
                Node::Variable(variable) => *variables
                    .get(*variable as usize)
                    .ok_or(ArithmeticError::Overflow)?,
                Node::Negate(operand) => value(&values, *operand)?.negate(),
                Node::Absolute(operand) => value(&values, *operand)?.absolute(),
                Node::Binary(operation, left, right) => {
                    let (left, right) = (value(&values, *left)?, value(&values, *right)?);
                    match operation {
                        Operation::Add => left.add(&right)?,
                        Operation::Subtract => left.subtract(&right)?,
                        Operation::Multiply => left.multiply(&right)?,
                        Operation::Divide => left.divide(&right)?,
                        Operation::Min => left.min(&right),
                        Operation::Max => left.max(&right),
                    }
                }
            };
            values.push(value);
        }
        Ok(values)
    }

    /// Left − right, given the values of all nodes.
    pub(super) fn gap(&self, values: &[Interval]) -> Result<Interval, ArithmeticError> {
        value(values, self.left)?.subtract(&value(values, self.right)?)
    }
}

/// The value of a node. A node of another builder has none, which counts as overflow.
pub(super) fn value(values: &[Interval], node: NodeId) -> Result<Interval, ArithmeticError> {
    values
        .get(node.index())
        .copied()
        .ok_or(ArithmeticError::Overflow)
}
