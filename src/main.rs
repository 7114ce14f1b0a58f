//! The `gouji` command.

fn main() -> gouji::cli::ExitStatus {
    gouji::cli::run()
}
