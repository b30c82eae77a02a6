//! The table of fault reports.
use sea_orm::entity::prelude::*;

/// One obstacle somebody met. Not `Serialize`: where to answer is for the administrator's page only.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fault_reports")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// On which page, as it was typed.
    pub page: String,
    /// What did not work.
    pub fault: String,
    /// Where to answer, until it is mended.
    pub answer_to: Option<String>,
    /// When it came.
    pub reported_at: DateTimeUtc,
    /// When it was mended.
    pub mended_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
