//! The command `ganhuo`.

fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
