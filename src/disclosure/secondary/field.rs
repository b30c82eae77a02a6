//! Whole numbers modulo the prime 2⁶¹ − 1: a combination that is zero here is zero in truth, but for odds of one in 10¹³.

/// The prime.
pub const P: u64 = (1 << 61) - 1;

/// `a + b`.
pub fn add(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= P { sum - P } else { sum }
}

/// `a − b`.
pub fn sub(a: u64, b: u64) -> u64 {
    if a >= b { a - b } else { a + P - b }
}

/// `a · b`.
pub fn mul(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    let folded = (product >> 61) as u64 + (product as u64 & P);
    if folded >= P { folded - P } else { folded }
}

/// `1 / a`; zero for zero.
pub fn inverse(a: u64) -> u64 {
    let (mut power, mut exponent, mut result) = (a, P - 2, 1);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = mul(result, power);
        }
        power = mul(power, power);
        exponent >>= 1;
    }
    result
}

/// A whole number as an element of the field.
pub fn from_i64(a: i64) -> u64 {
    let size = a.unsigned_abs() % P;
    if a < 0 { sub(0, size) } else { size }
}

/// A fixed mixing of numbers (SplitMix64): only its spread matters here, not that it be secret.
pub fn random(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)) % P
}
