//! An allocator that leaves nothing behind.
//!
//! Shares, keys and cleartext all live on the heap for a while. Wiping every block as it is freed covers them all,
//! those inside other crates too, without a wrapper type at each place that might be forgotten.

use core::hint::black_box;
use std::alloc::{GlobalAlloc, Layout, System};

/// The system's allocator, with every block set to zero before it is given back.
pub struct Wiping;

// SAFETY: every method hands the same layout and pointer on to `System`. `realloc` is left to the trait, which
// allocates, copies and calls `dealloc`, so that a block that moves is wiped as well.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller upholds the contract of `GlobalAlloc::alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller upholds the contract of `GlobalAlloc::alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller gives a block of this layout that nothing else refers to any more.
        unsafe {
            pointer.write_bytes(0, layout.size());
            // The compiler must not see that the block is about to be freed, or it may drop the write.
            System.dealloc(black_box(pointer), layout);
        }
    }
}
