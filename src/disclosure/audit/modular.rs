//! Arithmetic modulo the prime 2^61 - 31: exact where it says unequal, and never rounded.

/// The modulus. A determinant that is not zero is divisible by it with a chance below 10^-13 at our sizes.
pub(super) const PRIME: u64 = (1 << 61) - 31;

pub(super) fn add(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= PRIME { sum - PRIME } else { sum }
}

pub(super) fn sub(a: u64, b: u64) -> u64 {
    if a >= b { a - b } else { a + PRIME - b }
}

pub(super) fn mul(a: u64, b: u64) -> u64 {
    const LOW: u128 = (1 << 61) - 1;
    let product = u128::from(a) * u128::from(b);
    let once = (product >> 61) * 31 + (product & LOW);
    let twice = ((once >> 61) * 31 + (once & LOW)) as u64;
    if twice >= PRIME { twice - PRIME } else { twice }
}

pub(super) fn inverse(a: u64) -> u64 {
    let (mut power, mut square, mut left) = (1, a, PRIME - 2);
    while left > 0 {
        if left & 1 == 1 {
            power = mul(power, square);
        }
        square = mul(square, square);
        left >>= 1;
    }
    power
}

pub(super) fn of(value: i64) -> u64 {
    i128::from(value).rem_euclid(PRIME.into()) as u64
}

/// The fraction with numerator and denominator below 2^30 that this stands for, if there is one.
pub(super) fn fraction(value: u64) -> Option<(i64, i64)> {
    const SMALL: i128 = 1 << 30;
    let (mut above, mut below) = ((i128::from(PRIME), 0i128), (i128::from(value), 1i128));
    while below.0 >= SMALL {
        let whole = above.0 / below.0;
        (above, below) = (below, (above.0 - whole * below.0, above.1 - whole * below.1));
    }
    let (numerator, denominator) = below;
    let sign = denominator.signum();
    (denominator != 0 && denominator.abs() < SMALL)
        .then(|| ((sign * numerator) as i64, denominator.abs() as i64))
}

/// Numbers that look like chance and are always the same: SplitMix64 (Steele, Lea & Flood 2014).
pub(super) struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % PRIME
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_modulus_is_prime() {
        // Miller and Rabin's test is a proof for 64 bits with these bases.
        let odd = (PRIME - 1) >> (PRIME - 1).trailing_zeros();
        let power = |base: u64, mut left: u64| {
            let (mut power, mut square) = (1, base);
            while left > 0 {
                if left & 1 == 1 {
                    power = mul(power, square);
                }
                square = mul(square, square);
                left >>= 1;
            }
            power
        };
        for base in [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37] {
            let mut value = power(base, odd);
            let passes = value == 1
                || (0..(PRIME - 1).trailing_zeros()).any(|_| {
                    let found = value == PRIME - 1;
                    value = mul(value, value);
                    found
                });
            assert!(passes, "{base}");
        }
    }

    #[test]
    fn arithmetic_agrees_with_wide_integers() {
        let mut chance = Chance(7);
        for _ in 0..2_000 {
            let (a, b) = (chance.next(), chance.next());
            assert_eq!(u128::from(mul(a, b)), u128::from(a) * u128::from(b) % u128::from(PRIME));
            assert_eq!(mul(a, inverse(a)), 1);
            assert_eq!(add(sub(a, b), b), a);
        }
        assert_eq!(mul(PRIME - 1, PRIME - 1), 1);
    }

    #[test]
    fn a_fraction_is_found_again() {
        for (numerator, denominator) in [(0, 1), (1, 3), (-22, 7), (1_000_003, 999_983), (-1, 2)] {
            let value = mul(of(numerator), inverse(of(denominator)));
            assert_eq!(fraction(value), Some((numerator, denominator)));
        }
    }
}
