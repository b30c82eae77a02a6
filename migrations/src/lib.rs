//! The schema, oldest step first. A landed step is never edited: the next one mends it.
mod columns;
mod m2026_11_24_000001_identity;
mod m2026_11_24_000002_programmes;
mod m2026_11_24_000003_cases;
mod m2026_11_24_000004_events;
mod m2026_11_24_000005_reminders;
mod m2026_11_24_000006_releases;
mod m2026_11_24_000010_audit_reading;
mod m2026_11_24_000011_release_proofs;
mod m2026_11_24_000012_accounts;
mod m2026_11_24_000013_audit_chain;
mod m2026_11_24_000014_roles;
mod m2026_11_24_000015_protection;
mod m2026_11_24_000016_requests;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// Every step of the schema.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m2026_11_24_000001_identity::Migration),
            Box::new(m2026_11_24_000002_programmes::Migration),
            Box::new(m2026_11_24_000003_cases::Migration),
            Box::new(m2026_11_24_000004_events::Migration),
            Box::new(m2026_11_24_000005_reminders::Migration),
            Box::new(m2026_11_24_000006_releases::Migration),
            Box::new(m2026_11_24_000010_audit_reading::Migration),
            Box::new(m2026_11_24_000011_release_proofs::Migration),
            Box::new(m2026_11_24_000012_accounts::Migration),
            Box::new(m2026_11_24_000013_audit_chain::Migration),
            Box::new(m2026_11_24_000014_roles::Migration),
            Box::new(m2026_11_24_000015_protection::Migration),
            Box::new(m2026_11_24_000016_requests::Migration),
        ]
    }
}
