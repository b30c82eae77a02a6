//! How a user proves who she is: one-time links, second factors, and how often a password may be guessed at.
use crate::columns::*;
use ForeignKeyAction::Cascade;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let links = Table::create()
            .table("account_links")
            .col(id())
            .col(reference("user_id"))
            .col(code("purpose", &["invitation", "recovery"]))
            .col(text("token_sha256").unique_key())
            .col(moment("sent_at"))
            .col(moment("expires_at"))
            .foreign_key(&mut to("user_id", "users", Cascade))
            .take();
        let apps = Table::create()
            .table("authenticator_apps")
            .col(reference("user_id").primary_key())
            .col(bytes("sealed_secret"))
            .col(text("key_id"))
            .col(integer("last_step"))
            .col(moment("added_at"))
            .foreign_key(&mut to("user_id", "users", Cascade))
            .take();
        let codes = Table::create()
            .table("recovery_codes")
            .col(id())
            .col(reference("user_id"))
            .col(text("code_sha256"))
            .col(moment_null("used_at"))
            .foreign_key(&mut to("user_id", "users", Cascade))
            .take();
        let passkeys = Table::create()
            .table("passkeys")
            .col(id())
            .col(reference("user_id"))
            .col(text("name"))
            .col(text("credential_id").unique_key())
            .col(bytes("public_key"))
            .col(integer("sign_count"))
            .col(integer("challenged_at"))
            .col(moment("added_at"))
            .col(moment_null("used_at"))
            .foreign_key(&mut to("user_id", "users", Cascade))
            .take();
        // Keyed hashes of account and place: neither an address nor a name is kept.
        let guesses = Table::create()
            .table("sign_in_guesses")
            .col(text("key").primary_key())
            .col(integer("guesses"))
            .col(moment("until"))
            .take();
        create(
            manager,
            vec![links, apps, codes, passkeys, guesses],
            vec![
                unique("ux_account_links", "account_links", &["user_id", "purpose"]),
                unique("ux_recovery_codes", "recovery_codes", &["user_id", "code_sha256"]),
                index("ix_passkeys_user", "passkeys", &["user_id"]),
                index("ix_sign_in_guesses", "sign_in_guesses", &["until"]),
            ],
        )
        .await
    }
}
