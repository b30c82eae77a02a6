//! The program: its commands are in `cli`.

fn main() -> std::process::ExitCode {
    jamvaxt::cli::run()
}
