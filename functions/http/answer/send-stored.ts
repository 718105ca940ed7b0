import type { Context } from "hono";
import { BroadsheetError } from "../../core/errors.ts";
import { holds, takesLinkOnly } from "./send-pdf.ts";
import type { Services } from "../services.ts";

/** A stored object to send, under a file name. */
export interface StoredFile {
  readonly key: string;
  readonly name: string;
  readonly contentType: string;
  /** The tag of its content, if known. */
  readonly etag?: string;
  /** Its bytes, if they were read already. */
  readonly body?: Uint8Array;
  /** Whether it lies inside another object: it is sent, since no link leads to it. @default false */
  readonly part?: true | undefined;
  /** Whether it may be too large for the memory. @default false */
  readonly stream?: boolean;
  /** Headers of the answer beside its own, which they replace. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Answers with a stored file: its bytes, 304 if the client has them, or a link if the store issues signed URLs.
 *
 * @throws BroadsheetError `not-found` if it was removed meanwhile
 */
export async function sendStored(
  c: Context,
  { key, name, contentType, etag, body, part, stream = false, headers: given = {} }: StoredFile,
  services: Services,
): Promise<Response> {
  if (services.signFileUrl !== undefined && part === undefined) {
    const location = await services.signFileUrl(key, asciiName(name), contentType);
    if (takesLinkOnly(c.req.header("accept"))) return c.json({ url: location }, 200, { "cache-control": "no-store" });
    return new Response(null, { status: 302, headers: { location, "cache-control": "no-store", ...given } });
  }
  const tag = etag === undefined ? undefined : `"${etag.replaceAll('"', "")}"`;
  const headers: Record<string, string> = {
    "cache-control": "private, no-cache",
    ...(tag !== undefined && { etag: tag }),
    ...given,
  };
  if (tag !== undefined && holds(c.req.header("if-none-match"), tag))
    return new Response(null, { status: 304, headers });
  const streamed = stream ? await services.store.getStream(key) : undefined;
  const bytes = streamed === undefined ? (body ?? (await services.store.get(key))?.body) : undefined;
  if (bytes === undefined && streamed === undefined)
    throw new BroadsheetError("not-found", {
      code: "file-removed",
      message: "the file was removed meanwhile",
      seen: name,
    });
  const disposition = `inline; filename="${asciiName(name)}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;
  const size = streamed?.size ?? bytes!.byteLength;
  return new Response(streamed === undefined ? new Uint8Array(bytes!) : ReadableStream.from(streamed.body), {
    headers: {
      ...headers,
      "content-type": contentType,
      "content-length": String(size),
      "content-disposition": disposition,
    },
  });
}

/** A file name for clients that know only ASCII (RFC 6266). */
function asciiName(name: string): string {
  return name.replaceAll(/[^\w .,()+@&-]/g, "_");
}
