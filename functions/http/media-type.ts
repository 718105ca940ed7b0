import { BroadsheetError } from "../core/errors.ts";

/**
 * Finds what a `Content-Type` header stands for.
 *
 * @param types media type → meaning
 * @throws BroadsheetError `unsupported-media-type` with the types that are taken, also for a charset
 *   other than UTF-8
 */
export function matchMediaType<T>(header: string | undefined, types: ReadonlyMap<string, T>): T {
  const [type, ...parameters] = (header ?? "").split(";").map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice(8).replaceAll('"', "");
  const meaning = types.get(type ?? "");
  if (meaning !== undefined && (charset === undefined || charset === "utf-8" || charset === "us-ascii")) return meaning;
  const allowed = [...types.keys()];
  throw new BroadsheetError("unsupported-media-type", {
    code: meaning === undefined ? "unsupported-media-type" : "unsupported-charset",
    message:
      header === undefined
        ? `the request has no Content-Type; it may be ${allowed.join(", ")}`
        : `Content-Type is "${header}"; it may be ${allowed.join(", ")}, in UTF-8`,
    ...(header === undefined ? {} : { seen: header }),
    allowed,
  });
}
