//! The words people read, in Swedish (the source) and English.
use crate::code_enum;
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, static_loader};
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

static_loader! {
    static WORDS = {
        locales: "./config/locales",
        fallback_language: "sv",
        // Staff languages both run left to right; the marks would only end up in copied text.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static SWEDISH: LazyLock<LanguageIdentifier> = LazyLock::new(|| "sv".parse().expect("a language"));
static ENGLISH: LazyLock<LanguageIdentifier> = LazyLock::new(|| "en".parse().expect("a language"));

code_enum! {
    /// The language of the interface.
    #[derive(Default)]
    pub enum Locale {
        /// Swedish, the source of all words.
        #[default]
        Swedish = "sv",
        /// English.
        English = "en",
    }
}

impl Locale {
    /// The other language of the switch in the header.
    pub fn other(self) -> Self {
        match self {
            Self::Swedish => Self::English,
            Self::English => Self::Swedish,
        }
    }

    fn language(self) -> &'static LanguageIdentifier {
        match self {
            Self::Swedish => &SWEDISH,
            Self::English => &ENGLISH,
        }
    }

    /// The words of `key`, or nothing where nobody wrote any.
    pub fn find(self, key: &str, args: &Args) -> Option<String> {
        match args.0.is_empty() {
            true => WORDS.try_lookup(self.language(), key),
            false => WORDS.try_lookup_with_args(self.language(), key, &args.0),
        }
    }

    /// The words of `key`; the key itself where nobody wrote any, so that the gap is seen.
    pub fn say(self, key: &str) -> String {
        self.say_with(key, &Args::default())
    }

    /// The words of `key` with its places filled in.
    pub fn say_with(self, key: &str, args: &Args) -> String {
        self.find(key, args).unwrap_or_else(|| key.to_owned())
    }
}

/// What fills the places in a sentence.
#[derive(Default)]
pub struct Args(HashMap<Cow<'static, str>, FluentValue<'static>>);

impl Args {
    /// Fills `name` with text.
    pub fn text(mut self, name: &str, value: impl Into<String>) -> Self {
        let value: String = value.into();
        self.0.insert(Cow::Owned(name.to_owned()), FluentValue::from(value));
        self
    }

    /// Fills `name` with a number, which also chooses singular or plural.
    pub fn number(mut self, name: &str, value: i64) -> Self {
        self.0.insert(Cow::Owned(name.to_owned()), FluentValue::from(value));
        self
    }
}
