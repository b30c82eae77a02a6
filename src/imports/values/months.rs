//! Names of months.

/// The number of a month named in full or in short, in Swedish or English.
pub(super) fn month_named(word: &str) -> Option<i64> {
    let months = [
        ["jan", "januari", "january"],
        ["feb", "februari", "february"],
        ["mar", "mars", "march"],
        ["apr", "april", "april"],
        ["maj", "maj", "may"],
        ["jun", "juni", "june"],
        ["jul", "juli", "july"],
        ["aug", "augusti", "august"],
        ["sep", "september", "sept"],
        ["okt", "oktober", "october"],
        ["nov", "november", "november"],
        ["dec", "december", "december"],
    ];
    months.iter().position(|names| names.contains(&word)).map(|at| at as i64 + 1)
}
