import fc from "fast-check";
import { expect, test } from "vitest";
import { isSafeUrl } from "../../../../functions/core/report/document/safe-url.ts";

test.each([
  "https://example.org",
  "http://example.org:8080/a?b=c#d",
  "HTTPS://EXAMPLE.ORG/",
  "https://[2001:db8::1]/",
  "https://例え.jp/パス",
  "mailto:anna@example.org",
  "mailto:?subject=Hello",
  "https://example.org/@name",
  "https://example.org/?to=a@b",
])("%s is safe", (url) => expect(isSafeUrl(url)).toBe(true));

test.each([
  "https://user:pass@example.org/",
  "https://example.org@evil.example/",
  "https://example.org%40@evil.example",
  "https:\\evil.example",
  "https:/\\evil.example",
  "https://example.org\\@evil.example",
  "https:evil.example",
  "https:/evil.example",
  "https:///evil.example",
  "http:",
  "https://",
  "mailto:",
  "//evil.example",
  "/path",
  "evil.example",
  "javascript:alert(1)",
  "java\nscript:alert(1)",
  " https://example.org",
  "https://exam\tple.org",
  "data:text/html,x",
  "file:///etc/passwd",
  "ftp://example.org",
  "https://example.org/\u202Egpj.exe",
  "https://exam\u200Bple.org",
  "https://example.org:port/",
  "",
])("%j is not safe", (url) => expect(isSafeUrl(url)).toBe(false));

test("what is safe leads where it says, to whatever parses it, and survives in no other scheme", () => {
  const piece = fc.constantFrom(
    "https:",
    "http:",
    "mailto:",
    "javascript:",
    "/",
    "//",
    "\\",
    "@",
    ":",
    "a",
    "example.org",
    "evil",
    "%40",
    "?",
    "#",
    ".",
    "\t",
    "\u202e",
    "[::1]",
    "8080",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      const url = pieces.join("");
      if (!isSafeUrl(url)) return;
      const { protocol, username, password, host } = new URL(url);
      expect(["https:", "http:", "mailto:"]).toContain(protocol);
      expect([username, password]).toEqual(["", ""]);
      // What a reader sees between the slashes is the host that is opened.
      if (protocol !== "mailto:")
        expect(new URL(`${protocol}//${/^\w+:\/\/([^/?#]*)/.exec(url)![1]!}/`).host).toBe(host);
    }),
    { numRuns: process.env["SOAK"] === undefined ? 3_000 : 100_000, seed: 3 },
  );
});
