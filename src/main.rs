//! The command `ganhuo`.

/// A run makes millions of small vectors, on many threads: with the system's allocator (glibc) that was a
/// twelfth of its time, and musl's, with which static binaries for office computers are built, is slower.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    ganhuo::cli::run()
}
