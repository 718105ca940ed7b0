import type { Context } from "hono";
import { BroadsheetError } from "../../core/errors.ts";
import { hintNearMatch } from "../../core/near-match.ts";
import type { PictureSize } from "../../core/report/template/store/keep-pictures.ts";
import { binary } from "../schemas/schema-parts.ts";

/** Schema of the query parameter `size`. */
export const sizeQuery = {
  type: "string",
  enum: ["large", "small"],
  default: "large",
  description: "`small`: half as wide and high, with few colours.",
} as const;

/** The answer that holds a picture. */
export const pictureAnswer = {
  description: "The page at 96 pixels per inch, on white; 48 if `small`.",
  content: { "image/png": { schema: binary } },
} as const;

/** @throws BroadsheetError `invalid-request` */
export function sizeOf(c: Context): PictureSize {
  const size = c.req.query("size") ?? "large";
  if (size === "large" || size === "small") return size;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-size",
    message: `"${size.slice(0, 100)}" is no size of a picture`,
    where: { name: "size" },
    seen: size.slice(0, 100),
    allowed: ["large", "small"],
  });
}

/**
 * The language of the query, if there is one.
 *
 * @param what has the languages, in words: `the template "a"`
 * @throws BroadsheetError `invalid-request` for any other
 */
export function pictureLanguage(c: Context, what: string, languages: readonly string[]): string | undefined {
  const language = c.req.query("language");
  if (language === undefined || languages.includes(language)) return language;
  throw new BroadsheetError("invalid-request", {
    code: "language-not-supported",
    message: `${what} does not support the language "${language.slice(0, 100)}"`,
    where: { name: "language" },
    seen: language.slice(0, 100),
    allowed: languages,
    ...hintNearMatch(language, languages),
  });
}

/** Sends a picture. @param version of what it shows, which names it */
export function sendPicture(
  c: Context,
  picture: Uint8Array,
  { version, size, caching }: { readonly version: string; readonly size: PictureSize; readonly caching: string },
): Response {
  return c.body(Buffer.from(picture), 200, {
    "content-type": "image/png",
    etag: `"${version}${size === "small" ? "-small" : ""}"`,
    "cache-control": caching,
  });
}
