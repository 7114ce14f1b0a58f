//! Can checks that hold one by one hold together?
//!
//! Each rounded figure varies once within its interval, whatever checks it takes part in. A set of
//! relations that no choice of true values satisfies is a contradiction, though every single one of
//! them is within rounding.
//!
//! Owns: the system of linear relations over the rounded figures of a report, exact feasibility, the
//! smallest contradictory set, the finding that tells it.
//! Does not own: verdicts of single checks (`eval`).
//!
//! Method: the simplex for bounded variables of B. Dutertre and L. de Moura, *A fast linear-arithmetic
//! solver for DPLL(T)*, CAV 2006, over exact fractions and open ends. It starts from the printed
//! numbers, so only relations that do not hold to the last digit cost anything; the row in which it
//! gets stuck names a contradiction, from which then every part is dropped that can be. For sums that form a tree one
//! pass of intervals from the leaves up would do; this gives the same answer there, and an exact one
//! where rows and columns cross.

mod finding;
mod simplex;
mod system;

pub(super) use finding::contradictions;
