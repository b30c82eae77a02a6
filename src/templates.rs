//! Pages by name. Read from disk while developing, from the binary once released.
use crate::locales::{Args, Locale};
use axum::response::Html;
use minijinja::{
    Environment, Error, ErrorKind, State, UndefinedBehavior, Value, syntax::SyntaxConfig, value::Kwargs,
};
use std::sync::Arc;

mod assets;
mod filters;

pub use assets::{Asset, asset};
pub(crate) use filters::decimal;

/// Every template, ready to be filled in.
#[derive(Clone)]
pub struct Templates(Arc<Environment<'static>>);

impl Templates {
    /// All templates with the functions they call. A missing value in any of them is an error, never a blank.
    pub fn load() -> Self {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_syntax(tidy());
        minijinja_embed::load_templates!(&mut env);
        env.add_function("t", words);
        env.add_function("asset", assets::url);
        filters::add_to(&mut env);
        Self(Arc::new(env))
    }

    /// The page `name` with `page` filled in.
    pub fn page(&self, name: &str, page: Value) -> Result<Html<String>, Error> {
        self.text(name, page).map(Html)
    }

    /// The text `name`, for e-mail.
    pub fn text(&self, name: &str, page: Value) -> Result<String, Error> {
        self.0.get_template(name)?.render(page)
    }

    /// Whether a template of that name exists.
    pub fn has(&self, name: &str) -> bool {
        self.0.get_template(name).is_ok()
    }
}

/// Blocks leave no blank lines behind.
fn tidy() -> SyntaxConfig {
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    syntax.expect("the usual delimiters")
}

/// The page's language, which every page carries as `locale`.
fn locale(state: &State) -> Locale {
    state.lookup("locale").and_then(|code| Locale::from_code(code.as_str()?)).unwrap_or_default()
}

/// `t("meetings-new")`, `t("cases-count", count=3)`.
fn words(state: &State, key: &str, kwargs: Kwargs) -> Result<String, Error> {
    let mut args = Args::default();
    for name in kwargs.args() {
        let value: Value = kwargs.get(name)?;
        args = match value.as_i64() {
            Some(number) => args.number(name, number),
            None => args.text(name, value.to_string()),
        };
    }
    locale(state).find(key, &args).ok_or_else(|| {
        Error::new(ErrorKind::InvalidOperation, format!("no words for {key}: add it to config/locales"))
    })
}
