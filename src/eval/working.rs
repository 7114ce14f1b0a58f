//! The sides of a relation written out with the printed numbers.

use super::Operation;
use super::quantity::Units;
use super::tree::{Linear, Sheet, Tree};
use crate::figure::grouped;
use rust_decimal::Decimal;

/// How tightly a text binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tightness {
    Sum,
    Product,
    Atom,
}

/// Terms of a sum that are written out; of longer ones the middle is left out.
const MAX_WRITTEN: usize = 40;

/// Writes expressions over figures with the numbers printed there.
pub(super) struct Writer<'w> {
    pub(super) sheet: &'w Sheet,
    pub(super) units: &'w Units,
}

impl Writer<'_> {
    /// One side: `3.33 + 6.67 = 10.00`, or the number alone.
    pub(super) fn side(&self, tree: &Tree, value: Decimal) -> String {
        let (text, _) = self.tree(tree);
        let value = self.units.value(value);
        match tree {
            Tree::Linear(linear) if self.is_single(linear) || text == value => text,
            _ => format!("{text} = {value}"),
        }
    }

    /// Whether a sum comes down to one number: the others are zero and not written.
    fn is_single(&self, linear: &Linear) -> bool {
        let mut counting = linear.terms.iter().filter(|(_, figure)| {
            let printed = self.sheet.batch.printed(*figure);
            linear.terms.len() < 2 || printed.is_some_and(|figure| !figure.value.is_zero())
        });
        match (counting.next(), counting.next()) {
            (None, _) => true,
            (Some((factor, _)), None) => *factor == Decimal::ONE && linear.constant.is_zero(),
            _ => false,
        }
    }

    fn tree(&self, tree: &Tree) -> (String, Tightness) {
        match tree {
            Tree::Linear(linear) => self.linear(linear),
            Tree::Negate(of) => (
                format!("-{}", self.within(of, Tightness::Product)),
                Tightness::Product,
            ),
            Tree::Absolute(of) => (format!("|{}|", self.tree(of).0), Tightness::Atom),
            Tree::Binary(operation, a, b) => self.binary(*operation, a, b),
        }
    }

    fn binary(&self, operation: Operation, a: &Tree, b: &Tree) -> (String, Tightness) {
        use Tightness::{Atom, Product, Sum};
        let joined = |left: Tightness, sign: &str, right: Tightness, own: Tightness| {
            let operand = |tree: &Tree, place| match tree.as_constant() {
                // A factor has no unit.
                Some(factor) if own == Product => grouped(factor.normalize()),
                _ => self.within(tree, place),
            };
            (
                format!("{} {sign} {}", operand(a, left), operand(b, right)),
                own,
            )
        };
        match operation {
            Operation::Add => joined(Sum, "+", Sum, Sum),
            Operation::Subtract => joined(Sum, "-", Product, Sum),
            Operation::Multiply => joined(Product, "×", Atom, Product),
            Operation::Divide => joined(Product, "÷", Atom, Product),
            Operation::Min => self.call("min", a, b),
            Operation::Max => self.call("max", a, b),
        }
    }

    fn call(&self, name: &str, a: &Tree, b: &Tree) -> (String, Tightness) {
        let text = format!("{name}({}, {})", self.tree(a).0, self.tree(b).0);
        (text, Tightness::Atom)
    }

    fn within(&self, tree: &Tree, place: Tightness) -> String {
        let (text, own) = self.tree(tree);
        if own < place {
            format!("({text})")
        } else {
            text
        }
    }

    fn linear(&self, linear: &Linear) -> (String, Tightness) {
        let mut parts: Vec<(bool, String)> = Vec::new();
        for (factor, figure) in &linear.terms {
            let Some(printed) = self.sheet.batch.printed(*figure) else {
                continue;
            };
            if printed.value.is_zero() && linear.terms.len() > 1 {
                continue;
            }
            let mut number = self.units.figure(printed);
            let negative = factor.is_sign_negative();
            if *factor != Decimal::ONE && *factor != Decimal::NEGATIVE_ONE {
                let factor = factor.abs().normalize();
                number = format!("{factor} × {number}");
            }
            parts.push((negative, bracketed(number)));
        }
        if !linear.constant.is_zero() || parts.is_empty() {
            let shown = self.units.constant_side(linear.constant.abs());
            parts.push((linear.constant.is_sign_negative(), shown));
        }
        let tightness = match parts.as_slice() {
            [(false, one)] if !one.contains(' ') => Tightness::Atom,
            [_] => Tightness::Product,
            _ => Tightness::Sum,
        };
        (chained(&parts), tightness)
    }
}

/// A negative number between signs stands in brackets.
fn bracketed(number: String) -> String {
    if number.starts_with('-') {
        format!("({number})")
    } else {
        number
    }
}

fn chained(parts: &[(bool, String)]) -> String {
    let mut text = String::new();
    for (index, (negative, part)) in parts.iter().enumerate() {
        if parts.len() > MAX_WRITTEN && index == MAX_WRITTEN {
            text.push_str(" + …");
            break;
        }
        match (index, negative) {
            (0, false) => {}
            (0, true) => text.push('-'),
            (_, false) => text.push_str(" + "),
            (_, true) => text.push_str(" - "),
        }
        text.push_str(part);
    }
    if let [(false, only)] = parts
        && let Some(inner) = only.strip_prefix('(').and_then(|t| t.strip_suffix(')'))
    {
        return inner.to_owned();
    }
    text
}
