/** Of the package and the crates, which have one in common. A test holds it to theirs. */
export const VERSION = '0.1.0';
