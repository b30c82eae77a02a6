//! Style, script and icons: in the binary, under an address that changes when they do.
use crate::vault::sha256_hex;
use std::sync::LazyLock;

/// A file the browser fetches once and keeps.
#[derive(Clone, Copy)]
pub struct Asset {
    /// Its name in a page, such as `jamvaxt.css`.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub content: &'static [u8],
}

macro_rules! assets {
    ($($name:literal is $media_type:literal),+ $(,)?) => {
        [$(Asset {
            name: $name,
            media_type: $media_type,
            content: include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/static/", $name)),
        }),+]
    };
}

static ASSETS: [Asset; 4] = assets![
    "jamvaxt.css" is "text/css; charset=utf-8",
    "jamvaxt.js" is "text/javascript; charset=utf-8",
    "passkeys.js" is "text/javascript; charset=utf-8",
    "icons/favicon.svg" is "image/svg+xml",
];

static VERSIONS: LazyLock<Vec<String>> =
    LazyLock::new(|| ASSETS.iter().map(|asset| sha256_hex(asset.content)[..12].to_owned()).collect());

/// The asset of that name and version.
pub fn asset(version: &str, name: &str) -> Option<Asset> {
    let place = ASSETS.iter().position(|asset| asset.name == name)?;
    (VERSIONS[place] == version).then(|| ASSETS[place])
}

/// `asset("jamvaxt.css")` in a page.
pub(super) fn url(name: &str) -> Result<String, minijinja::Error> {
    let place = ASSETS.iter().position(|asset| asset.name == name).ok_or_else(|| {
        minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, format!("no asset {name}"))
    })?;
    Ok(format!("/static/{}/{name}", VERSIONS[place]))
}
