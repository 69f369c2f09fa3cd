//! How much memory a call takes at most.
//!
//! The masking crate has an allocator of its own and a program can have only one, so the counting is done below it: the
//! linker puts these functions before the C library's (see `build.rs`). They count for each thread by itself.

use std::cell::Cell;
use std::ffi::{c_int, c_void};

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
    static PEAK: Cell<usize> = const { Cell::new(0) };
}

unsafe extern "C" {
    fn malloc_usable_size(block: *mut c_void) -> usize;
    fn __real_malloc(size: usize) -> *mut c_void;
    fn __real_calloc(count: usize, size: usize) -> *mut c_void;
    fn __real_realloc(block: *mut c_void, size: usize) -> *mut c_void;
    fn __real_posix_memalign(target: *mut *mut c_void, alignment: usize, size: usize) -> c_int;
    fn __real_free(block: *mut c_void);
}

/// Does something and says how many bytes it held at once, over what was held before.
pub fn peak_of<T>(run: impl FnOnce() -> T) -> (T, usize) {
    let before = HELD.get();
    PEAK.set(before);
    let result = run();
    (result, PEAK.get().saturating_sub(before))
}

fn taken(block: *mut c_void) -> *mut c_void {
    // SAFETY: it is null, which has no size, or a block that the allocator has just given.
    let held = HELD.get().wrapping_add(unsafe { malloc_usable_size(block) });
    HELD.set(held);
    PEAK.set(PEAK.get().max(held));
    block
}

fn given_back(block: *mut c_void) {
    // SAFETY: it is null or a block that is still held, since it is about to be given back.
    let size = unsafe { malloc_usable_size(block) };
    // What another thread took may be given back by this one.
    HELD.set(HELD.get().saturating_sub(size));
}

/// # Safety
/// As the C library's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __wrap_malloc(size: usize) -> *mut c_void {
    // SAFETY: handed on as it came.
    taken(unsafe { __real_malloc(size) })
}

/// # Safety
/// As the C library's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __wrap_calloc(count: usize, size: usize) -> *mut c_void {
    // SAFETY: handed on as it came.
    taken(unsafe { __real_calloc(count, size) })
}

/// # Safety
/// As the C library's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __wrap_realloc(block: *mut c_void, size: usize) -> *mut c_void {
    given_back(block);
    // SAFETY: handed on as it came. Where it fails the old block is still held and no longer counted.
    taken(unsafe { __real_realloc(block, size) })
}

/// # Safety
/// As the C library's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __wrap_posix_memalign(target: *mut *mut c_void, alignment: usize, size: usize) -> c_int {
    // SAFETY: handed on as it came.
    let error = unsafe { __real_posix_memalign(target, alignment, size) };
    if error == 0 {
        // SAFETY: the allocator has just written it.
        taken(unsafe { *target });
    }
    error
}

/// # Safety
/// As the C library's.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __wrap_free(block: *mut c_void) {
    given_back(block);
    // SAFETY: handed on as it came.
    unsafe { __real_free(block) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::hint::black_box;

    #[test]
    fn what_is_held_at_once_is_counted() {
        let ((), peak) = peak_of(|| {
            drop(black_box(vec![1u8; 1 << 20]));
            drop(black_box(vec![1u8; 3 << 20]));
        });
        assert!((3 << 20..4 << 20).contains(&peak), "{peak}");
        let (kept, peak) = peak_of(|| black_box((vec![1u8; 1 << 20], vec![0u8; 2 << 20])));
        assert!((3 << 20..4 << 20).contains(&peak), "{peak}");
        drop(kept);
    }
}
