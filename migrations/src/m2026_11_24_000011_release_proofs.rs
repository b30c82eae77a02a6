//! Why each release is safe, what later ones are audited against, and what no reader of them may know.
use crate::columns::*;
use ForeignKeyAction::Restrict;
use rand::{RngExt, rngs::StdRng};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let proofs = Table::create()
            .table("release_proofs")
            .col(reference("release_id").primary_key())
            .col(bytes("content"))
            .foreign_key(&mut to("release_id", "releases", Restrict))
            .take();
        let secrets = Table::create()
            .table("release_secrets")
            .col(integer("id").primary_key().check(Expr::col("id").eq(1)))
            .col(bytes("bytes"))
            .take();
        let ledger = Table::create()
            .table("release_ledger")
            .col(id())
            .col(reference("release_id"))
            .col(text("occasion"))
            .col(text("indicator"))
            .col(integer("number"))
            .col(text("sha256"))
            .col(bytes("content"))
            .foreign_key(&mut to("release_id", "releases", Restrict))
            .take();
        let one_each = unique("ux_release_ledger", "release_ledger", &["occasion", "indicator", "number"]);
        create(manager, vec![proofs, secrets, ledger], vec![one_each]).await?;
        // Drawn here, once, so that a preview and the release it is of are made by the same one.
        let secret: [u8; 32] = rand::make_rng::<StdRng>().random();
        let row = Query::insert()
            .into_table("release_secrets")
            .columns(["id", "bytes"])
            .values_panic([1.into(), secret.to_vec().into()])
            .take();
        manager.execute(row).await
    }
}
