//! Past

#[cfg(test)]
pub(super) mod sample;
