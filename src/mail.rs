//! E-mail out: to a mail server, or as files beside the data.
use crate::config::{self, MailTls, MailTransport};
use lettre::{
    AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
    transport::smtp::authentication::Credentials,
};
use secrecy::ExposeSecret;
use std::{path::Path, time::Duration};

/// A message as the domain wants it sent. It holds no name and no number of a client.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Made from the reminder's key, so that a message sent twice can be told apart by any mail program.
    pub message_id: String,
    /// Name and address of whoever gets it.
    pub to: (String, String),
    /// The subject.
    pub subject: String,
    /// For readers of plain text.
    pub text: String,
    /// For everybody else.
    pub html: String,
}

/// Where e-mail leaves.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    File(AsyncFileTransport<Tokio1Executor>),
}

/// Why a letter did not leave.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// Nothing was handed over: it may be tried again.
    #[error("the mail server did not take it: {0}")]
    Later(String),
    /// The server refused it for good.
    #[error("the mail server refused it: {0}")]
    Refused(String),
    /// The connection broke after the letter was handed over: it may have arrived.
    #[error("the connection broke while sending: {0}")]
    Uncertain(String),
}

impl Mailer {
    /// As the configuration says; letters written as files go to `data/mail`.
    pub fn new(settings: &config::Mail, data: &Path) -> Result<Self, config::Unusable> {
        let from = settings.from.parse().map_err(|_| {
            config::Unusable(format!(
                "mail.from {:?} is not an address such as Jämväxt <jamvaxt@example.se>",
                settings.from
            ))
        })?;
        let way = match settings.transport {
            MailTransport::File => {
                let folder = data.join("mail");
                std::fs::create_dir_all(&folder).map_err(|error| {
                    config::Unusable(format!("{} cannot be made: {error}", folder.display()))
                })?;
                Way::File(AsyncFileTransport::new(folder))
            }
            MailTransport::Smtp => Way::Smtp(smtp(settings)?),
        };
        Ok(Self { from, way })
    }

    /// Hands the letter over.
    pub async fn send(&self, letter: Letter) -> Result<(), NotSent> {
        let message = self.message(letter).map_err(|error| NotSent::Refused(error.to_string()))?;
        match &self.way {
            Way::File(files) => {
                files.send(message).await.map(drop).map_err(|error| NotSent::Later(error.to_string()))
            }
            Way::Smtp(server) => server.send(message).await.map(drop).map_err(|error| {
                // The server's own words may quote the recipient; the kind of fault is enough.
                if error.is_permanent() {
                    NotSent::Refused(error.status().map_or("permanent".into(), |code| code.to_string()))
                } else if error.is_timeout() || error.is_response() {
                    NotSent::Uncertain("no answer".into())
                } else {
                    NotSent::Later(error.status().map_or("no connection".into(), |code| code.to_string()))
                }
            }),
        }
    }

    fn message(&self, letter: Letter) -> anyhow::Result<Message> {
        let (name, address) = letter.to;
        Ok(Message::builder()
            .message_id(Some(letter.message_id))
            .from(self.from.clone())
            .to(Mailbox::new(Some(name), address.parse()?))
            .subject(letter.subject)
            .multipart(MultiPart::alternative_plain_html(letter.text, letter.html))?)
    }
}

fn smtp(settings: &config::Mail) -> Result<AsyncSmtpTransport<Tokio1Executor>, config::Unusable> {
    let unusable = |error: lettre::transport::smtp::Error| {
        config::Unusable(format!("mail.host {:?} cannot be used: {error}", settings.host))
    };
    let builder = match settings.tls {
        MailTls::None => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host),
        MailTls::Starttls => {
            AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&settings.host).map_err(unusable)?
        }
        MailTls::Implicit => AsyncSmtpTransport::<Tokio1Executor>::relay(&settings.host).map_err(unusable)?,
    };
    let builder = builder.port(settings.port).timeout(Some(Duration::from_secs(20)));
    Ok(match settings.username.as_str() {
        "" => builder.build(),
        name => builder
            .credentials(Credentials::new(name.to_owned(), settings.password.expose_secret().to_owned()))
            .build(),
    })
}
