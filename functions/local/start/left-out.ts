/**
 * Replaces, in the bundled and frozen programs, modules that libraries load by the megabyte but reports never use: the
 * decompression of WOFF2, which none of our fonts use, and the encryption of PDFs.
 *
 * @throws Error always
 */
function leftOut(): never {
  throw new Error("Broadsheet neither reads WOFF2 nor encrypts");
}

export { leftOut as default, leftOut as cbc, leftOut as ecb };
