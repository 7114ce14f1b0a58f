//! What can be said of an expression by its form alone, before any name has a meaning.

use super::ast::{BinaryOp, Expr, ExprKind, UnaryOp};

impl BinaryOp {
    /// `= == != < <= > >=`
    #[must_use]
    pub fn is_comparison(self) -> bool {
        match self {
            Self::Agrees
            | Self::Same
            | Self::Differs
            | Self::Less
            | Self::AtMost
            | Self::Greater
            | Self::AtLeast => true,
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::And | Self::Or => {
                false
            }
        }
    }

    /// `+ - * /`
    #[must_use]
    pub fn is_arithmetic(self) -> bool {
        matches!(
            self,
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide
        )
    }
}

impl Expr {
    /// A comparison, `is …` or `has …`.
    #[must_use]
    pub fn is_test(&self) -> bool {
        match &self.kind {
            ExprKind::Binary { operator, .. } => operator.is_comparison(),
            ExprKind::Is { .. } | ExprKind::Has { .. } => true,
            _ => false,
        }
    }

    /// True or false by its form: a test, `not`, `and`, `or`. Between brackets it selects rows.
    #[must_use]
    pub fn is_condition(&self) -> bool {
        self.is_test()
            || matches!(
                &self.kind,
                ExprKind::Unary {
                    operator: UnaryOp::Not,
                    ..
                } | ExprKind::Binary {
                    operator: BinaryOp::And | BinaryOp::Or,
                    ..
                }
            )
    }

    /// `a + b` and its like.
    #[must_use]
    pub fn is_arithmetic(&self) -> bool {
        matches!(&self.kind, ExprKind::Binary { operator, .. } if operator.is_arithmetic())
    }

    /// `a or b`
    #[must_use]
    pub fn is_or(&self) -> bool {
        matches!(
            &self.kind,
            ExprKind::Binary {
                operator: BinaryOp::Or,
                ..
            }
        )
    }

    /// By its form a figure or a text, never true or false.
    #[must_use]
    pub fn is_value(&self) -> bool {
        self.is_arithmetic()
            || matches!(
                &self.kind,
                ExprKind::Number { .. }
                    | ExprKind::Text(_)
                    | ExprKind::Field { .. }
                    | ExprKind::Index { .. }
                    | ExprKind::Unary {
                        operator: UnaryOp::Negate,
                        ..
                    }
            )
    }
}
