//! The web server as production runs it: refuses to start half-configured, and stops without dropping anybody.
use super::{
    Failure, Place, logs,
    parts::{self, Schema},
};
use crate::{app::App, config::Config, jobs, web};
use std::{io::ErrorKind, net::SocketAddr, time::Duration};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};

/// How long requests under way may take to finish once the program is told to stop.
const PATIENCE: Duration = Duration::from_secs(30);

/// Starts with the production settings and serves until told to stop.
pub async fn run(place: &Place) -> Result<(), Failure> {
    let config = place.production()?;
    config.secret()?;
    config.server.proxies()?;
    logs::start(&config.logs)?;
    // Before the database: a second server on the same port must not even look at it.
    let listener = listen(&config).await?;
    let app = parts::app(config, place.data(), Schema::Migrated).await?;
    serve(app, listener).await
}

/// The address and port of the configuration, taken.
pub async fn listen(config: &Config) -> Result<TcpListener, Failure> {
    let wanted = &config.server.listen;
    let setting = "server.listen (JAMVAXT__SERVER__LISTEN)";
    TcpListener::bind(wanted).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => Failure::yours(format!(
            "{wanted} is in use by another program: stop it, or choose another port with {setting}"
        )),
        ErrorKind::InvalidInput => {
            Failure::yours(format!("{setting} {wanted:?} is not an address and port such as 127.0.0.1:3000"))
        }
        _ => Failure::yours(format!("cannot listen on {wanted}: {error}; see {setting}")),
    })
}

/// Answers until SIGINT or SIGTERM, then lets what is under way finish.
pub async fn serve(app: App, listener: TcpListener) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::ours(format!("the web server failed: {error}"));
    let db = app.db.clone();
    let mut told = told_to_stop().map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let schedule = jobs::schedule(app.clone()).await;
    let schedule = schedule.map_err(|error| Failure::ours(format!("the schedule cannot start: {error}")))?;
    tracing::info!(%address, "listening");

    let mut stop = told.clone();
    let connected = web::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, connected).with_graceful_shutdown(async move {
        // The sender lives as long as the program.
        let _ = stop.wait_for(|signals| *signals > 0).await;
        tracing::info!("stopping: no new requests");
    });
    let all = async {
        let served = server.await;
        // A message half sent is finished; a failure to stop the clock ends with the program.
        let _ = schedule.stop().await;
        served
    };
    tokio::select! {
        done = all => done.map_err(failed)?,
        () = out_of_patience(&mut told) => tracing::warn!("stopped with requests still under way"),
    }
    db.close().await?;
    tracing::info!("stopped");
    Ok(())
}

/// Counts the signals that ask for an end.
fn told_to_stop() -> std::io::Result<watch::Receiver<u32>> {
    let (sender, receiver) = watch::channel(0);
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        loop {
            tokio::select! { _ = interrupt.recv() => {} _ = terminate.recv() => {} }
            sender.send_modify(|signals| *signals += 1);
        }
    });
    Ok(receiver)
}

/// Too long after the first signal, or at the second.
async fn out_of_patience(told: &mut watch::Receiver<u32>) {
    let _ = told.wait_for(|signals| *signals > 0).await;
    let again = async { told.wait_for(|signals| *signals > 1).await.map(drop) };
    let _ = tokio::time::timeout(PATIENCE, again).await;
}
