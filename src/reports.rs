//! Contributions to an indicator, laid out as tables.
