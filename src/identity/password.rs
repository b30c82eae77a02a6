//! Argon2id with the library's current parameters (OWASP's first choice).
use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};

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
