//! What relations between printed figures mean, against brute force and exact bounds.

mod interval;
mod linear;
mod oracle;
mod ratios;
