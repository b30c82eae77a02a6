//! `jamvaxt release run NAME --period 2026H1`
use super::{
    Failure, Place, logs,
    parts::{self, Schema},
};
use clap::{Args, Subcommand};

/// What may be done with releases.
#[derive(Subcommand)]
pub enum Release {
    /// Freeze a release and write its files; run again, it gives the same bytes
    #[command(after_help = "Example: jamvaxt release run \"Kvinnors företagande i länet\" --period 2026H1")]
    Run(Run),
}

/// Which release of which half-year.
#[derive(Args)]
pub struct Run {
    /// The release's name
    name: String,
    /// The half-year, such as 2026H1
    #[arg(long, value_parser = half_year)]
    period: (i32, u8),
}

/// Does it.
pub async fn run(release: Release, place: &Place) -> Result<(), Failure> {
    let Release::Run(Run { name, period: (year, half) }) = release;
    let config = place.production()?;
    logs::start(&config.logs)?;
    let _app = parts::app(config, place.data(), Schema::AsItIs).await?;
    Err(Failure::ours(format!("this version cannot run \"{name}\" for {year}H{half} yet")))
}

fn half_year(typed: &str) -> Result<(i32, u8), String> {
    let read = || {
        let (year, half) = typed.trim().split_once(['H', 'h'])?;
        let (year, half) = (year.parse().ok()?, half.parse().ok()?);
        ((1990..2100).contains(&year) && (1..=2).contains(&half)).then_some((year, half))
    };
    read().ok_or_else(|| "write a half-year as 2026H1 or 2026H2".to_owned())
}

#[cfg(test)]
mod tests {
    use super::half_year;

    #[test]
    fn a_half_year_is_a_year_and_a_half() {
        assert_eq!(half_year("2026H1"), Ok((2026, 1)));
        assert_eq!(half_year("2026h2"), Ok((2026, 2)));
        for wrong in ["2026", "2026H3", "H1", "26H1", "2026-H1", ""] {
            assert!(half_year(wrong).is_err(), "{wrong}");
        }
    }
}
