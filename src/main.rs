//! The command `ganhuo`.

fn main() -> std::process::ExitCode {
    ganhuo::cli::run()
}
