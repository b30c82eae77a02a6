//! Sparse whole vectors.

/// Place and coefficient, in rising order of place; no coefficient is zero.
pub(super) type Sparse = Vec<(u32, i32)>;

/// `a + factor · b`. A coefficient too large to hold is given as the largest one that can be, which every user of
/// this takes as too large to go on with.
pub(super) fn add(a: &[(u32, i32)], factor: i64, b: &[(u32, i32)]) -> Sparse {
    let mut sum = Sparse::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        let left = a.get(i).map_or(u32::MAX, |term| term.0);
        let right = b.get(j).map_or(u32::MAX, |term| term.0);
        let mut value = 0;
        if left <= right {
            value += i64::from(a[i].1);
            i += 1;
        }
        if right <= left {
            value += factor * i64::from(b[j].1);
            j += 1;
        }
        if value != 0 {
            let largest = i64::from(i32::MAX);
            sum.push((left.min(right), value.clamp(-largest, largest) as i32));
        }
    }
    sum
}

/// The coefficient at a place.
pub(super) fn coefficient(a: &[(u32, i32)], place: u32) -> i64 {
    a.binary_search_by_key(&place, |term| term.0).map_or(0, |found| i64::from(a[found].1))
}

/// The largest coefficient without its sign.
pub(super) fn largest(a: &[(u32, i32)]) -> i64 {
    a.iter().map(|term| i64::from(term.1.abs())).max().unwrap_or(0)
}

/// Terms with coefficients too large to hold given as the largest.
pub(super) fn narrow(terms: &[(u32, i64)]) -> Sparse {
    terms
        .iter()
        .map(|&(place, c)| (place, c.clamp(-i64::from(i32::MAX), i64::from(i32::MAX)) as i32))
        .collect()
}
