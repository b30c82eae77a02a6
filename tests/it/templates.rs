//! Every page compiles, and every word a page asks for is written in both languages.
use jamvaxt::{locales::Locale, templates::Templates};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)) => {
                    found.push(path)
                }
                false => {}
            }
        }
    }
    found.sort();
    found
}

/// The messages of one language, with the places each has: `said` → {`count`}.
fn messages(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for path in files(&format!("config/locales/{}", locale.code()), &[".ftl"]) {
        let mut key = String::new();
        for line in fs::read_to_string(&path).unwrap().lines() {
            if let Some((name, _)) =
                line.split_once(" =").filter(|(name, _)| !name.starts_with([' ', '#', '-', '*', '[']))
            {
                key = name.to_owned();
                assert!(
                    all.insert(key.clone(), BTreeSet::new()).is_none(),
                    "{key} is written twice, again in {path:?}"
                );
            }
            for place in line.split('$').skip(1) {
                let place = place.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                all.get_mut(&key).unwrap().insert(place);
            }
        }
    }
    all
}

/// Whole keys and beginnings of keys that templates and code ask for.
fn asked_for() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut whole, mut beginnings) = (BTreeSet::new(), BTreeSet::new());
    let sources =
        files("templates", &[".html", ".txt", ".subject", ".j2"]).into_iter().chain(files("src", &[".rs"]));
    for path in sources {
        let text = fs::read_to_string(&path).unwrap();
        for quote in ['"', '\''] {
            for piece in text.split(quote).skip(1) {
                let looks_like_key = piece.starts_with(|c: char| c.is_ascii_lowercase())
                    && piece.contains('-')
                    && piece.chars().all(|c| c.is_ascii_alphanumeric() || "-_{}:.".contains(c));
                if !looks_like_key {
                    continue;
                }
                match piece.find('{') {
                    Some(end) => beginnings.insert(piece[..end].to_owned()),
                    None if piece.ends_with('-') => beginnings.insert(piece.to_owned()),
                    None => whole.insert(piece.to_owned()),
                };
            }
        }
    }
    (whole, beginnings)
}

#[test]
fn both_languages_have_the_same_words_with_the_same_places() {
    let (swedish, english) = (messages(Locale::Swedish), messages(Locale::English));
    let missing: Vec<_> = swedish.keys().filter(|key| !english.contains_key(*key)).collect();
    let extra: Vec<_> = english.keys().filter(|key| !swedish.contains_key(*key)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "only Swedish: {missing:#?}\nonly English: {extra:#?}");
    for (key, places) in &swedish {
        assert_eq!(places, &english[key], "the places of {key} differ");
    }
}

#[test]
fn every_word_is_used_and_every_word_used_is_there() {
    let words = messages(Locale::Swedish);
    let (whole, beginnings) = asked_for();
    let templates: String = files("templates", &[".html", ".txt", ".subject"])
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let mut missing = BTreeSet::new();
    for (at, _) in templates.match_indices("t(") {
        let before = templates[..at].chars().next_back().unwrap_or(' ');
        let quoted = templates[at + 2..].chars().next().filter(|c| *c == '"' || *c == '\'');
        let (Some(quote), false) = (quoted, before.is_alphanumeric() || before == '_' || before == '.')
        else {
            continue;
        };
        let key = templates[at + 3..].split(quote).next().unwrap();
        if !key.ends_with('-') && !words.contains_key(key) {
            missing.insert(key.to_owned());
        }
    }
    assert!(missing.is_empty(), "templates ask for words nobody wrote: {missing:#?}");
    let used = |key: &String| {
        whole.contains(key)
            || whole.contains(key.trim_start_matches("said-"))
            || beginnings.iter().any(|start| key.starts_with(start.as_str()))
            || templates.contains(key.as_str())
            || ["nav-", "error-", "said-", "errors-"].iter().any(|start| key.starts_with(start))
    };
    let unused: Vec<_> = words.keys().filter(|key| !used(key)).collect();
    assert!(unused.is_empty(), "nobody asks for these words: {unused:#?}");
}

#[test]
fn no_page_has_words_outside_the_locales() {
    let mut found = Vec::new();
    for path in files("templates", &[".html"]) {
        let text = fs::read_to_string(&path).unwrap();
        let bare = without(&without(&without(&text, "{#", "#}"), "{%", "%}"), "{{", "}}");
        let bare = without(&without(&bare, "<svg", "</svg>"), "<", ">");
        for word in bare.split_whitespace() {
            if word.chars().filter(|c| c.is_alphabetic()).count() > 2
                && !word.starts_with('&')
                && !word.contains("=\"")
            {
                found.push(format!("{}: {word}", path.display()));
            }
        }
    }
    assert!(found.is_empty(), "words outside the locales:\n{}", found.join("\n"));
}

fn without(text: &str, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        out.push_str(&rest[..start]);
        out.push(' ');
        let Some(end) = rest[start..].find(close) else { return out };
        rest = &rest[start + end + close.len()..];
    }
    out + rest
}

#[test]
fn every_template_compiles() {
    let templates = Templates::load();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    for path in files("templates", &[".html", ".txt", ".subject"]) {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        assert!(templates.has(&name), "{name} does not compile");
    }
}
