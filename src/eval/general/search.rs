//! Looks for true figures that satisfy a relation in which some figure occurs more than once.
//!
//! With the repeated figures held at one value each, interval arithmetic is exact. So a box of
//! values of the repeated figures is either excluded by interval arithmetic, or decided at the
//! corner to which the relation falls off (when its slopes have one sign), or has a witness at one
//! of its corners or its middle, or is cut in two.

use rust_decimal::Decimal;
use smallvec::SmallVec;

use super::formula::Formula;
use super::gradient::slopes;
use crate::eval::Relation;
use crate::figure::{ArithmeticError, End, Interval};

type Result<T> = std::result::Result<T, ArithmeticError>;

/// Boxes looked at before a relation counts as possible. What cannot be excluded is not accused.
pub const MAX_BOXES: u32 = 400;

/// Figures for which all corners of a box are tried; of more, only three.
const MAX_CORNER_FIGURES: usize = 4;

/// Values of all variables.
pub(super) type Variables = SmallVec<[Interval; 8]>;

/// Values of the repeated variables.
type Part = SmallVec<[Interval; 4]>;

/// Whether some values of the variables satisfy the relation, given the slack of `within`. `middle`
/// is left − right at the printed values, which lie inside.
pub(super) fn is_possible(
    formula: &Formula,
    variables: &Variables,
    middle: &Interval,
    within: Decimal,
) -> Result<bool> {
    let (above, below) = (Interval::point(within), Interval::point(-within));
    let side = match formula.relation {
        // Left − right is continuous: it reaches zero if it reaches the other sign.
        Relation::Equal if !middle.can_be_at_most(&above) => Goal::falling(false),
        Relation::Equal if !below.can_be_at_most(middle) => Goal::rising(false),
        Relation::Equal => return Ok(true),
        Relation::AtMost => Goal::falling(false),
        Relation::Less => Goal::falling(true),
        Relation::AtLeast => Goal::rising(false),
        Relation::Greater => Goal::rising(true),
    };
    Search {
        formula,
        goal: side,
        within,
        variables: variables.clone(),
    }
    .run()
}

/// Which way left − right has to go.
#[derive(Clone, Copy)]
struct Goal {
    /// Up to zero instead of down to zero.
    rising: bool,
    /// Beyond zero; reaching it is not enough.
    beyond: bool,
}

impl Goal {
    fn falling(beyond: bool) -> Self {
        Self {
            rising: false,
            beyond,
        }
    }

    fn rising(beyond: bool) -> Self {
        Self {
            rising: true,
            beyond,
        }
    }
}

struct Search<'a> {
    formula: &'a Formula,
    goal: Goal,
    within: Decimal,
    variables: Variables,
}

/// A corner to which the distance falls off.
struct Corner {
    /// Repeated variables held at their end; the others keep their interval.
    held: Part,
    /// None has been left its interval.
    all_held: bool,
    /// How fast the distance changes with each repeated variable, where that is known.
    slopes: SmallVec<[Option<Interval>; 4]>,
    /// The corner itself belongs to the box, or the distance may not change towards it.
    attained: bool,
}

impl Search<'_> {
    fn run(&mut self) -> Result<bool> {
        let whole: Part = self
            .formula
            .repeated
            .iter()
            .map(|variable| self.variable(*variable))
            .collect::<Result<_>>()?;
        let mut boxes: Vec<Part> = vec![whole.clone()];
        let mut looked_at = 0_u32;
        while let Some(part) = boxes.pop() {
            looked_at += 1;
            if looked_at > MAX_BOXES {
                return Ok(true);
            }
            if !self.reaches(&self.distance(&part)?, true) {
                continue;
            }
            if part.is_empty() {
                return Ok(true);
            }
            let corner = self.corner(&part)?;
            if corner.all_held {
                if self.reaches(&self.distance(&corner.held)?, corner.attained) {
                    return Ok(true);
                }
                continue;
            }
            if self.has_witness(&corner)? {
                return Ok(true);
            }
            if self.is_excluded_by_slopes(&corner) == Some(true) {
                continue;
            }
            let Some((low, high)) = halves(&part, &corner.held, &whole) else {
                return Ok(true);
            };
            boxes.push(high);
            boxes.push(low);
        }
        Ok(false)
    }

    fn variable(&self, variable: u32) -> Result<Interval> {
        self.variables
            .get(variable as usize)
            .copied()
            .ok_or(ArithmeticError::Overflow)
    }

    /// How far the relation is from being satisfied: it is where this is ≤ 0 (or < 0).
    fn distance(&self, part: &Part) -> Result<Interval> {
        let gap = self.formula.gap(&self.formula.values(&self.with(part))?)?;
        let gap = if self.goal.rising { gap.negate() } else { gap };
        gap.subtract(&Interval::point(self.within))
    }

    fn with(&self, part: &Part) -> Variables {
        let mut variables = self.variables.clone();
        for (variable, value) in self.formula.repeated.iter().zip(part) {
            if let Some(entry) = variables.get_mut(*variable as usize) {
                *entry = *value;
            }
        }
        variables
    }

    fn reaches(&self, distance: &Interval, attained: bool) -> bool {
        let low = distance.low();
        low.value < Decimal::ZERO
            || (low.value.is_zero() && low.closed && attained && !self.goal.beyond)
    }

    /// Holds every repeated variable at the end to which the distance falls off, where its slope has
    /// one sign all over the box.
    fn corner(&self, part: &Part) -> Result<Corner> {
        let variables = self.with(part);
        let values = self.formula.values(&variables)?;
        let slopes = slopes(self.formula, &values, variables.len()).ok();
        let mut corner = Corner {
            held: Part::new(),
            all_held: true,
            slopes: SmallVec::new(),
            attained: true,
        };
        for (variable, value) in self.formula.repeated.iter().zip(part) {
            let slope = slopes
                .as_ref()
                .and_then(|slopes| slopes.get(*variable as usize))
                .map(|slope| {
                    if self.goal.rising {
                        slope.negate()
                    } else {
                        *slope
                    }
                });
            corner.slopes.push(slope);
            match slope.and_then(|slope| falls_to(&slope, value)) {
                Some((end, strictly)) => {
                    corner.attained &= end.closed || !strictly;
                    corner.held.push(Interval::point(end.value));
                }
                None => {
                    corner.all_held &= value.is_point();
                    corner.held.push(*value);
                }
            }
        }
        Ok(corner)
    }

    /// Tries the corners and the middle of what is not held.
    fn has_witness(&self, corner: &Corner) -> Result<bool> {
        let held = &corner.held;
        let free = held.iter().filter(|value| !value.is_point()).count();
        let corners = 1_u32 << free.min(MAX_CORNER_FIGURES);
        for bits in 0..corners {
            let (point, inside) = at_corner(held, bits);
            if self.reaches(&self.distance(&point)?, corner.attained && inside) {
                return Ok(true);
            }
        }
        match held.iter().map(middle).collect::<Option<Part>>() {
            Some(point) => Ok(self.reaches(&self.distance(&point)?, corner.attained)),
            None => Ok(false),
        }
    }

    /// Whether the distance at the middle is more than the slopes can take away on the way to any
    /// other point of the box. Much sharper than interval arithmetic in small boxes. `None` if not
    /// known.
    fn is_excluded_by_slopes(&self, corner: &Corner) -> Option<bool> {
        let point = corner.held.iter().map(middle).collect::<Option<Part>>()?;
        let mut distance = self.distance(&point).ok()?;
        for ((value, point), slope) in corner.held.iter().zip(&point).zip(&corner.slopes) {
            if !value.is_point() {
                let change = value.subtract(point).ok()?.multiply(&(*slope)?).ok()?;
                distance = distance.add(&change).ok()?;
            }
        }
        Some(distance.low().value > Decimal::ZERO)
    }
}

/// The end to which something with this slope falls off, and whether it falls all the way.
fn falls_to(slope: &Interval, value: &Interval) -> Option<(End, bool)> {
    let zero = Decimal::ZERO;
    if slope.low().value >= zero {
        Some((value.low(), slope.low().value > zero || !slope.low().closed))
    } else if slope.high().value <= zero {
        let strictly = slope.high().value < zero || !slope.high().closed;
        Some((value.high(), strictly))
    } else {
        None
    }
}

/// The corner whose bits say which ends to take, and whether it belongs to the box. Beyond
/// [`MAX_CORNER_FIGURES`] figures, bits are used again.
fn at_corner(held: &Part, corner: u32) -> (Part, bool) {
    let mut inside = true;
    let mut free = 0;
    let point = held
        .iter()
        .map(|value| {
            if value.is_point() {
                return *value;
            }
            let end = if corner >> (free % MAX_CORNER_FIGURES) & 1 == 0 {
                value.low()
            } else {
                value.high()
            };
            free += 1;
            inside &= end.closed;
            Interval::point(end.value)
        })
        .collect();
    (point, inside)
}

/// The middle of an interval.
fn middle(of: &Interval) -> Option<Interval> {
    let sum = of.low().value.checked_add(of.high().value)?;
    Some(Interval::point(sum.checked_mul(Decimal::new(5, 1))?))
}

/// Cuts a box in two across the figure whose interval is the greatest part of its whole one. `None` if
/// it cannot be cut further.
fn halves(part: &Part, held: &Part, whole: &Part) -> Option<(Part, Part)> {
    let relative =
        |(part, whole): (&Interval, &Interval)| part.width().ok()?.checked_div(whole.width().ok()?);
    let (index, _) = part
        .iter()
        .zip(whole)
        .zip(held)
        .enumerate()
        .filter(|(_, (_, held))| !held.is_point())
        .filter_map(|(index, (pair, _))| Some((index, relative(pair)?)))
        .max_by(|a, b| a.1.cmp(&b.1))?;
    let value = part.get(index)?;
    let cut = End::closed(middle(value)?.low().value);
    let with = |half: Interval| {
        let mut part = part.clone();
        *part.get_mut(index)? = half;
        Some(part)
    };
    if cut.value <= value.low().value || cut.value >= value.high().value {
        return None;
    }
    Some((
        with(Interval::new(value.low(), cut)?)?,
        with(Interval::new(cut, value.high())?)?,
    ))
}
