/**
 * The Content-Security-Policy of the studio's pages: everything comes from the server itself, no style or script is
 * written into the page, and no code is made from text. Pictures and PDFs arrive by `fetch`, as blobs.
 *
 * @param connect origins beside its own that it may call: on AWS the issuer of tokens and the store's signed links
 */
export function studioPolicy(connect: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob: data:",
    `connect-src ${["'self'", ...connect].join(" ")}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
