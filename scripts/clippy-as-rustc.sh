#!/bin/sh
# For RUSTC_WORKSPACE_WRAPPER: clippy in the compiler's place, warnings as errors.
exec clippy-driver "$@" --deny warnings
