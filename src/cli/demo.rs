//! `jamvaxt demo`: an invented year of work, served on this machine only.
use super::{
    Failure, Place, logs,
    parts::{self, Schema},
    serve,
};
use clap::Args;

/// How much of it, and where.
#[derive(Args)]
#[command(after_help = "Example: jamvaxt demo --cases 500 --port 8080 --data /tmp/jamvaxt-demo")]
pub struct Demo {
    /// How many cases to invent; data that is there already is kept
    #[arg(long, value_name = "N", default_value_t = 2000)]
    pub cases: u32,
    /// The port to serve on
    #[arg(long, value_name = "N", default_value_t = 3000)]
    pub port: u16,
    /// The same seed gives the same people
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

/// Fills what is empty, then serves it.
pub async fn run(demo: Demo, place: &Place) -> Result<(), Failure> {
    let mut config = place.demo()?;
    config.server.listen = format!("127.0.0.1:{}", demo.port);
    config.server.public_url = format!("http://127.0.0.1:{}", demo.port);
    logs::start(&config.logs)?;
    let listener = serve::listen(&config).await?;
    let app = parts::app(config, place.data(), Schema::Migrated).await?;
    println!("Jämväxt is at {}", app.config.server.public_url);
    serve::serve(app, listener).await
}
