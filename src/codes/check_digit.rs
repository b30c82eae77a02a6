//! The Luhn check digit that ends personal and organisation numbers.

/// Whether the ten digits, check digit last, hold together. The weights run 2, 1, 2, 1 … from the first.
pub fn holds(ten_digits: &str) -> bool {
    let sum: u32 = ten_digits
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .zip([2, 1].into_iter().cycle())
        .map(|(digit, weight)| digit * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn the_published_example_holds_and_its_neighbour_does_not() {
        assert!(holds("7010632391"));
        assert!(!holds("7010632392"));
    }
}
