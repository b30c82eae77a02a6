//! What a dry run tells on the terminal, and the counts for other programs.
use crate::{
    cli::Failure,
    imports::{
        book::Book,
        known::Known,
        report::{Counts, Plan},
        told::{self, Group},
        write::Written,
    },
    locales::Locale,
};
use std::path::Path;

/// So many rows of each kind are shown; the file of rows to mend has them all.
const MOST: usize = 5;

pub(super) fn print(book: &Book, plan: &Plan, known: &Known) {
    let counts = &plan.counts;
    println!(
        "{} rows of cases ({} good, {} of somebody met on an earlier row), {} meetings, {} outcomes.",
        counts.rows,
        counts.good,
        counts.duplicate_person,
        counts.meetings + counts.orphan_meetings,
        counts.outcomes
    );
    for (sheet, headers) in &plan.ignored {
        match headers.as_slice() {
            [] => println!("Sheet {sheet}: nothing is taken from it."),
            headers => println!("Sheet {sheet}: nothing is taken from {}.", headers.join(", ")),
        }
    }
    let there = plan.cases.iter().filter(|case| known.has(&case.number)).count();
    if there > 0 {
        println!("{there} of the cases are here already and stay as they are.");
    }
    section("Rows that wait", &told::faults(book, plan, Locale::English, MOST));
    section("Taken in, but worth a look", &told::notes(book, plan, Locale::English, MOST));
}

fn section(heading: &str, groups: &[Group]) {
    if groups.is_empty() {
        return;
    }
    println!("\n{heading}");
    for group in groups {
        println!("  {} × {}", group.count, group.words);
        for line in &group.lines {
            let found = if line.found.is_empty() { String::new() } else { format!(": {}", line.found) };
            let becomes =
                if line.becomes.is_empty() { String::new() } else { format!(" → {}", line.becomes) };
            println!("      {} row {}, {}{found}{becomes}", line.sheet, line.row, line.column);
        }
        if group.count > group.lines.len() {
            println!("      … and {} more", group.count - group.lines.len());
        }
    }
}

pub(super) fn save(path: &Path, counts: &Counts) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(counts).map_err(|error| Failure::ours(error.to_string()))?;
    std::fs::write(path, text + "\n")
        .map_err(|error| Failure::yours(format!("{} cannot be written: {error}", path.display())))
}

pub(super) fn taken(written: &Written, advisor: &str, unknown: &[String]) {
    println!(
        "\nTaken in: {} clients, {} cases, {} enterprises, {} meetings, {} outcomes; {} follow-ups planned.",
        written.clients,
        written.cases,
        written.enterprises,
        written.meetings,
        written.outcomes,
        written.followups
    );
    if written.cases_there + written.meetings_there + written.outcomes_there > 0 {
        println!(
            "Already there: {} cases, {} meetings, {} outcomes.",
            written.cases_there, written.meetings_there, written.outcomes_there
        );
    }
    if !unknown.is_empty() {
        println!(
            "No advisor here is called {}: their cases are {advisor}'s; hand them over, or choose with --advisor.",
            unknown.join(", ")
        );
    }
}
