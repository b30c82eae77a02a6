//! Compiles the templates in: a syntax error in a page breaks the build.

fn main() {
    minijinja_embed::embed_templates!("templates", &[".html", ".txt", ".subject"]);
    // The words are compiled in; a new file must be noticed too.
    println!("cargo:rerun-if-changed=config/locales");
}
