/**
 * Stands in the bundled and the frozen programs for modules of which libraries load megabytes and reports use nothing: what decompresses WOFF2, in which no font of ours
 * is, and what encrypts PDFs.
 *
 * @throws Error always
 */
function leftOut(): never {
  throw new Error("Broadsheet neither reads WOFF2 nor encrypts");
}

export { leftOut as default, leftOut as cbc, leftOut as ecb };
