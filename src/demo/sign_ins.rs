//! Who may sign in to the demonstration, and with which password: the same for the same seed.
use super::{
    Made,
    chance::Chance,
    offices::{OFFICES, RECIPIENT},
    promises::PROGRAMMES,
};
use crate::{
    identity::{Role, accounts},
    vault::sha256_hex,
};
use anyhow::Context;
use std::{fs, io::Write, os::unix::fs::OpenOptionsExt, path::Path};

/// One account of the demonstration.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// What she is for.
    pub role: Role,
    /// Where she works.
    pub organisation: &'static str,
    /// The programme she works in, leads or receives the releases of; none for those who see no cases.
    pub programme: String,
    /// Her name.
    pub name: &'static str,
    /// How she signs in.
    pub email: String,
    /// With what.
    pub password: String,
}

/// One of each of the four main roles first, then a colleague, an advisor of another organisation and another
/// programme's lead, then the roles that watch over the others.
pub fn sign_ins(made: &Made) -> Vec<SignIn> {
    let [first, second, third] = &OFFICES;
    let programme = |place: usize| PROGRAMMES[place].name(made.span());
    // Dice of their own: what else is invented does not change a password.
    let digest = sha256_hex(format!("jamvaxt demo sign-ins {}", made.seed).as_bytes());
    let mut chance = Chance::of(u64::from_str_radix(&digest[..16], 16).unwrap_or(made.seed));
    let people = [
        (Role::Advisor, first.name, programme(0), ("Åsa Lindqvist", first.domain)),
        (Role::Lead, first.name, programme(0), ("Lena Sjöström", first.domain)),
        (Role::Administrator, first.name, String::new(), ("Adam Holmqvist", first.domain)),
        (Role::Recipient, RECIPIENT.0, programme(0), ("Tove Ekdahl", RECIPIENT.1)),
        (Role::Advisor, first.name, programme(0), ("Bahar Karimi", first.domain)),
        (Role::Advisor, second.name, programme(1), ("Samira Haddad", second.domain)),
        (Role::Lead, third.name, programme(1), ("Mirjam Tekle", third.domain)),
        (Role::UnitLead, first.name, programme(0), ("Ulla Bergström", first.domain)),
        (Role::ProtectionOfficer, first.name, String::new(), ("Sara Nyström", first.domain)),
        (Role::LogReviewer, first.name, String::new(), ("Ludvig Ahlgren", first.domain)),
        (Role::Auditor, first.name, programme(0), ("Rut Engdahl", first.domain)),
    ];
    let sign_in = |(role, organisation, programme, (name, domain))| SignIn {
        role,
        organisation,
        programme,
        name,
        email: email(name, domain),
        password: accounts::new_password(chance.dice()),
    };
    people.map(sign_in).into()
}

/// `asa.lindqvist@hjalmaren.example`
pub fn email(name: &str, domain: &str) -> String {
    let plain = |word: &str| crate::clients::fold(word).into_iter().collect::<String>();
    let words: Vec<_> = name.split_whitespace().map(plain).collect();
    format!("{}@{domain}", words.join(".").replace(|letter: char| !letter.is_ascii(), ""))
}

/// Keeps them as a table that only the owner of the directory reads.
pub fn keep(sign_ins: &[SignIn], file: &Path) -> anyhow::Result<()> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["role", "organisation", "programme", "email", "password"])?;
    for one in sign_ins {
        table.write_record([one.role.code(), one.organisation, &one.programme, &one.email, &one.password])?;
    }
    let beside = file.with_extension("part");
    let write = || -> std::io::Result<()> {
        drop(fs::remove_file(&beside));
        let bytes = table.into_inner().map_err(|error| error.into_error())?;
        let mut out = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
        out.write_all(&bytes)?;
        out.sync_all()?;
        fs::rename(&beside, file)
    };
    write().with_context(|| format!("writing {}", file.display()))
}
