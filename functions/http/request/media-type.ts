import { BroadsheetError } from "../../core/errors.ts";

/**
 * Looks up the meaning of a `Content-Type` header.
 *
 * @param types media type → meaning
 * @throws BroadsheetError `unsupported-media-type` with the accepted types, also for a charset other than UTF-8
 */
export function matchMediaType<T>(header: string | undefined, types: ReadonlyMap<string, T>): T {
  const { meaning, charset } = matchCharset(header, types);
  if (meaning !== undefined && charset === undefined) return meaning;
  const allowed = [...types.keys()];
  throw new BroadsheetError("unsupported-media-type", {
    code: meaning === undefined ? "unsupported-media-type" : "unsupported-charset",
    message:
      header === undefined
        ? `the request has no Content-Type; it may be ${allowed.join(", ")}`
        : `Content-Type is "${header}"; it may be ${allowed.join(", ")}, in UTF-8`,
    seen: header,
    allowed,
  });
}

/**
 * The same for bodies of any encoding.
 *
 * @returns `charset` if it is not UTF-8
 * @throws BroadsheetError `unsupported-media-type` with the accepted types
 */
export function matchTextType<T>(
  header: string | undefined,
  types: ReadonlyMap<string, T>,
): { readonly meaning: T; readonly charset?: string | undefined } {
  const { meaning, charset } = matchCharset(header, types);
  return { meaning: meaning ?? matchMediaType(header, types), charset };
}

function matchCharset<T>(
  header: string | undefined,
  types: ReadonlyMap<string, T>,
): { readonly meaning: T | undefined; readonly charset: string | undefined } {
  const [type, ...parameters] = (header ?? "").split(";").map((part) => part.trim().toLowerCase());
  const charset = parameters
    .find((parameter) => parameter.startsWith("charset="))
    ?.slice(8)
    .replaceAll('"', "");
  return {
    meaning: types.get(type ?? ""),
    charset: charset === "utf-8" || charset === "us-ascii" ? undefined : charset,
  };
}
