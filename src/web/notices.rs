//! What she is told by e-mail about her own account, so that nobody changes how she signs in without her knowing.
use crate::{
    app::App,
    identity::{directory, letters},
};

/// A change that others than she may have made.
#[derive(Clone, Copy)]
pub enum Change {
    /// Another password.
    Password,
    /// One more second factor.
    FactorAdded,
    /// One less.
    FactorRemoved,
    /// None left, at an administrator's word.
    FactorsReset,
    /// Other recovery codes.
    Codes,
}

impl Change {
    fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::FactorAdded => "factor-added",
            Self::FactorRemoved => "factor-removed",
            Self::FactorsReset => "factors-reset",
            Self::Codes => "codes",
        }
    }
}

/// Writes to her after the change is committed. A letter that cannot be sent does not undo it.
pub fn tell(app: &App, user_id: i64, change: Change) {
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = write(&app, user_id, change).await {
            tracing::warn!(user = user_id, error = %error.root_cause(), "a notice could not be sent");
        }
    });
}

async fn write(app: &App, user_id: i64, change: Change) -> anyhow::Result<()> {
    let Some(account) = directory::find(app.db.read(), user_id).await? else { return Ok(()) };
    let public_url = &app.config.server.public_url;
    let chance = &mut rand::make_rng::<rand::rngs::StdRng>();
    let letter = letters::notice(&app.templates, &account, change.code(), public_url, chance)?;
    Ok(app.mailer.send(letter).await?)
}
