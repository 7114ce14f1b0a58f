//! What relations between printed figures mean, against brute force and exact bounds.

mod linear;
mod oracle;
mod ratios;
