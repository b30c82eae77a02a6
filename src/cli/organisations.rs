//! `jamvaxt organisation add|list`
use super::{Failure, Place, parts};
use crate::{
    clock::Clock,
    codes::{OrganisationNumber, places},
    identity::organisations::{self, Kind, NewOrganisation},
};
use clap::{Args, Subcommand, builder::PossibleValuesParser};

/// What may be done with organisations.
#[derive(Subcommand)]
pub enum Organisations {
    /// Enter an organisation
    #[command(
        after_help = "Example: jamvaxt organisation add \"Nyföretagarcentrum Norr\" --kind foundation --lan Norrbotten"
    )]
    Add(Add),
    /// List the organisations by name
    #[command(after_help = "Example: jamvaxt organisation list --data /var/lib/jamvaxt")]
    List,
}

/// What it takes to enter one.
#[derive(Args)]
pub struct Add {
    /// As people call it
    name: String,
    /// What sort of body it is
    #[arg(long, value_parser = PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.code())))]
    kind: String,
    /// Organisation number, ten digits
    #[arg(long, value_name = "NUMBER")]
    orgnr: Option<String>,
    /// The län it works in, by name or two digits
    #[arg(long, value_name = "LÄN")]
    lan: Option<String>,
}

/// Does it.
pub async fn run(organisations: Organisations, place: &Place) -> Result<(), Failure> {
    match organisations {
        Organisations::Add(new) => add(new, place).await,
        Organisations::List => list(place).await,
    }
}

async fn add(new: Add, place: &Place) -> Result<(), Failure> {
    let orgnr = new.orgnr.as_deref().map(orgnr).transpose()?;
    let lan_code = new.lan.as_deref().map(lan).transpose()?;
    let kind = Kind::from_code(&new.kind).ok_or_else(|| Failure::yours("no such kind"))?;
    if new.name.trim().is_empty() {
        return Err(Failure::yours("the organisation needs a name"));
    }
    let db = parts::database_of(place).await?;
    if let Some(there) = organisations::named(db.read(), &new.name).await? {
        return Err(Failure::yours(format!("there is an organisation called \"{}\" already", there.name)));
    }
    let txn = db.begin().await?;
    let new = NewOrganisation { name: new.name, orgnr, kind, lan_code };
    let name = new.name.trim().to_owned();
    organisations::create(&txn, None, new, Clock::system().now()).await?;
    txn.commit().await?;
    println!("{name} is entered.");
    Ok(())
}

async fn list(place: &Place) -> Result<(), Failure> {
    let db = parts::database_of(place).await?;
    for organisation in organisations::all(db.read()).await? {
        let lan = organisation.lan_code.as_deref().and_then(places::lan).map_or("", |lan| lan.name);
        println!("{}\t{}\t{lan}", organisation.name, organisation.kind.code());
    }
    Ok(())
}

fn orgnr(typed: &str) -> Result<String, Failure> {
    match OrganisationNumber::parse(typed) {
        Ok(number) => Ok(number.digits().to_owned()),
        Err(fault) => Err(Failure::yours(format!("--orgnr: {fault}"))),
    }
}

fn lan(typed: &str) -> Result<String, Failure> {
    let wanted = typed.trim().to_lowercase();
    let found = places::lans().iter().find(|lan| {
        let name = lan.name.to_lowercase();
        let bare = name.trim_end_matches(" län");
        lan.code == wanted || name == wanted || bare == wanted || bare == format!("{wanted}s")
    });
    match found {
        Some(lan) => Ok(lan.code.to_owned()),
        None => Err(Failure::yours(format!(
            "--lan: no län is called \"{typed}\"; write it as in \"Västra Götalands län\" or as two digits"
        ))),
    }
}
