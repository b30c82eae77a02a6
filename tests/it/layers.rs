//! The structure, held: a module uses only modules listed above it, and words stand in the locales only.
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.to_string_lossy().ends_with(ending) => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    found
}

fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules a text names after `crate::`, also inside one `crate::{a, b::c}`.
fn used_by(text: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        let first = |piece: &str| {
            piece.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
        };
        let Some(group) = rest.strip_prefix('{') else {
            used.push(first(rest));
            continue;
        };
        let mut depth = 0;
        let mut piece = String::new();
        for letter in group.chars() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => used.push(first(&std::mem::take(&mut piece))),
                _ => {}
            }
            if depth == 0 && letter != ',' {
                piece.push(letter);
            }
        }
        used.push(first(&piece));
    }
    used.retain(|name| !name.is_empty());
    used
}

#[test]
fn a_module_uses_only_modules_listed_above_it() {
    let list = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let place: HashMap<_, _> = list
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .enumerate()
        .map(|(place, name)| (name.to_owned(), place))
        .collect();
    let siblings = ["meetings", "measures", "outcomes", "followups"];
    let mut wrong = Vec::new();
    for path in files("src", ".rs") {
        let module = module_of(&path);
        let Some(here) = place.get(&module) else { continue };
        for used in used_by(&fs::read_to_string(&path).unwrap()) {
            // The clock and the browser never know each other.
            let across = module == "jobs" && used == "web";
            let up = place.get(&used).is_some_and(|there| there > here);
            let sideways =
                used != module && siblings.contains(&used.as_str()) && siblings.contains(&module.as_str());
            if up || sideways || across {
                wrong.push(format!("{} uses {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows up or sideways:\n{}", wrong.join("\n"));
}

#[test]
fn the_scan_sees_every_form_of_use() {
    assert_eq!(used_by("use crate::{a, b::{c, d}, e}; crate::f::g()"), ["a", "b", "e", "f"]);
}

#[test]
fn the_auditor_shares_only_facts_with_what_it_audits() {
    let shared = ["fact", "watch", "fault", "audit"];
    let mut wrong = Vec::new();
    for path in files("src/disclosure/audit", ".rs") {
        let text = fs::read_to_string(&path).unwrap();
        for (at, _) in text.match_indices("disclosure::") {
            let rest = &text[at + "disclosure::".len()..];
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !name.is_empty() && !shared.contains(&name.as_str()) {
                wrong.push(format!("{} uses {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
