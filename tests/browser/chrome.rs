//! Debian's Chromium, driven as a person would drive it.
use crate::real::server::{free_port, wait_for};
use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use thirtyfour::{LoggingPrefsLogLevel, session::handle::SessionHandle};
use thirtyfour::{cdp::Cdp, common::capabilities::chromium::ChromiumLikeCapabilities, prelude::*};

const FLAGS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=sv-SE",
];

/// A browser window with a profile of its own.
pub struct Browser {
    pub page: Arc<SessionHandle>,
    pub url: String,
    /// Where its downloads arrive.
    pub downloads: TempDir,
    port: u16,
    driver: Child,
    _profile: TempDir,
}

/// A window's width and height.
pub type Size = (u32, u32);
pub const DESK: Size = (1440, 900);
pub const PHONE: Size = (390, 844);

impl Browser {
    pub async fn open(url: &str, size: Size) -> Self {
        let (port, profile, downloads) = (free_port(), TempDir::new().unwrap(), TempDir::new().unwrap());
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is missing: apt-get install chromium chromium-driver");
        wait_for(port, "chromedriver");
        let mut wanted = DesiredCapabilities::chrome();
        for flag in FLAGS {
            wanted.add_arg(flag).unwrap();
        }
        wanted.add_arg(&format!("--user-data-dir={}", profile.path().display())).unwrap();
        wanted.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
        let session = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await;
        let session = session.expect("Chromium does not start: apt-get install chromium chromium-driver");
        let page = session.handle().clone();
        // Ended by our own Drop, which also works in a test that fails.
        session.leak().unwrap();
        let browser = Self { page, url: url.to_owned(), downloads, port, driver, _profile: profile };
        browser.resize(size).await;
        let folder = browser.downloads.path().display().to_string();
        browser
            .cdp("Browser.setDownloadBehavior", json!({"behavior": "allow", "downloadPath": folder}))
            .await;
        browser
    }

    pub async fn cdp(&self, method: &str, parameters: Value) {
        Cdp::new(self.page.clone()).send_raw(method, parameters).await.unwrap();
    }

    pub async fn resize(&self, (width, height): Size) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
    }

    pub async fn go(&self, path: &str) {
        self.page.goto(format!("{}{path}", self.url)).await.unwrap();
    }

    /// The address after the host.
    pub async fn path(&self) -> String {
        self.page.current_url().await.unwrap().path().to_owned()
    }

    /// The element, waited for.
    pub async fn find(&self, css: &str) -> WebElement {
        let since = Instant::now();
        loop {
            match self.page.find(By::Css(css)).await {
                Ok(element) => return element,
                Err(error) if since.elapsed() > Duration::from_secs(8) => {
                    panic!("{css} is not on {}: {error}\n{}", self.path().await, self.text().await)
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    pub async fn click(&self, css: &str) {
        let element = self.find(css).await;
        element.scroll_into_view().await.unwrap();
        element.click().await.unwrap_or_else(|error| panic!("{css} cannot be clicked: {error}"));
    }

    pub async fn fill(&self, id: &str, text: &str) {
        let field = self.find(&format!("#{id}")).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    pub async fn choose(&self, id: &str, value: &str) {
        self.click(&format!("#{id} option[value='{value}']")).await;
    }

    /// Presses keys wherever the focus is.
    pub async fn press(&self, keys: impl AsRef<str>) {
        self.page.action_chain().send_keys(keys.as_ref()).perform().await.unwrap();
    }

    /// What is on the page to read.
    pub async fn text(&self) -> String {
        self.run("return document.body?.innerText ?? ''").await.as_str().unwrap_or_default().to_owned()
    }

    pub async fn run(&self, script: &str) -> Value {
        self.page.execute(script, vec![]).await.unwrap().json().clone()
    }

    /// Waits until the page says it.
    pub async fn reads(&self, words: &str) {
        let since = Instant::now();
        while !self.text().await.contains(words) {
            let text = self.text().await;
            assert!(
                since.elapsed() < Duration::from_secs(8),
                "“{words}” is not on {}:\n{text}",
                self.path().await
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Blocking on purpose: a test that failed has no runtime to wait with, and Chromium outlives its driver.
        let id = self.page.session_id();
        if let Ok(mut driver) = TcpStream::connect(("127.0.0.1", self.port)) {
            let _ = driver.set_read_timeout(Some(Duration::from_secs(5)));
            let end =
                format!("DELETE /session/{id} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            let _ = driver.write_all(end.as_bytes()).and_then(|()| driver.read(&mut [0; 64]));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
