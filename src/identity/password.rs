//! Argon2id with the library's current parameters (OWASP's first choice).
use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use rand::RngExt;

/// The hash of `password`, made away from the threads that answer requests.
pub async fn hash(password: String) -> anyhow::Result<String> {
    tokio::task::spawn_blocking(move || {
        let hash = Argon2::default()
            .hash_password(password.as_bytes())
            .map_err(|error| anyhow::anyhow!("hashing a password: {error}"))?;
        Ok(hash.to_string())
    })
    .await?
}

/// Neither `l` nor `1`, neither `o` nor `0`.
const LETTERS: &[u8] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Sixteen letters in groups of four: 80 bits.
pub fn generate(chance: &mut impl rand::Rng) -> String {
    let mut group =
        || -> String { (0..4).map(|_| char::from(LETTERS[chance.random_range(0..LETTERS.len())])).collect() };
    [group(), group(), group(), group()].join("-")
}

/// Whether `password` is the one behind `hash`. Takes as long when there is no such user.
pub async fn verify(password: String, hash: Option<String>) -> anyhow::Result<bool> {
    tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.clone());
        let parsed =
            PasswordHash::new(&hash).map_err(|error| anyhow::anyhow!("a stored password hash: {error}"))?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && known)
    })
    .await?
}

/// What the password of a user who does not exist is compared with.
static NOBODY: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
    Argon2::default()
        .hash_password(b"nobody has this password")
        .expect("the default parameters hash")
        .to_string()
});
