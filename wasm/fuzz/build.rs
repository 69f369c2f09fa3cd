//! Puts the counters of `src/memory.rs` before the C library's allocator.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    for name in ["malloc", "calloc", "realloc", "posix_memalign", "free"] {
        println!("cargo::rustc-link-arg=-Wl,--wrap={name}");
    }
}
