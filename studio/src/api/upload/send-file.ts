import type { components } from "../../../../functions/client/create-client.ts";
import { readCapabilities } from "../capabilities.ts";
import { RefusedError } from "../refused-error.ts";
import { awaitUpload } from "./await-upload.ts";
import { api } from "../client.ts";
import type { FileKind } from "../file-kind.ts";
import { putBody, type SendingState } from "./put-body.ts";
import { sendInParts } from "./send-in-parts.ts";
import { sha256Of } from "./sha256-of.ts";
import { take } from "../take.ts";
import { readToken, refuseToken } from "../token.ts";

/** How a file is to be read, where it can be read in two ways: the members of `reading` in the API. */
export type Reading = Readonly<Partial<Record<"encoding" | "delimiter" | "header" | "sheet" | "range", string>>>;

type Capabilities = components["schemas"]["Capabilities"];
type UploadRequest = components["schemas"]["UploadRequest"];
type UploadReading = NonNullable<UploadRequest["reading"]>;

export interface Sending {
  readonly kind: FileKind;
  readonly reading?: Reading;
  /** Whether the version is held back until it is promoted. */
  readonly hold?: boolean;
  readonly report?: (state: SendingState) => void;
}

/** Largest file that a page sends, bytes: it is in the browser's memory while its hash is computed. */
const mostHashed = 1024 * 1024 * 1024;

/** Largest file that can be sent from here, bytes: servers of earlier releases do not say what they take. */
export async function largestFile(): Promise<number> {
  const { largestUpload = 256 * 1024 * 1024 } = (await readCapabilities()) as Partial<Capabilities>;
  return Math.min(largestUpload === 0 ? largestRequest : largestUpload, mostHashed);
}

/** @throws RefusedError if a file is larger than can be sent from here: its hash is not computed for nothing */
async function refuseLarge(bytes: number): Promise<void> {
  const allowed = await largestFile();
  if (bytes <= allowed) return;
  const problem = {
    code: "too-many-bytes",
    message: `The file has ${bytes} bytes; at most ${allowed} can be sent from a browser`,
    seen: bytes,
    allowed,
    hint: "send it as Parquet, or by broadsheet datasets put",
  };
  throw new RefusedError(413, {
    type: "too-large",
    title: "too large",
    status: 413,
    detail: problem.message,
    problems: [problem],
  });
}

/** Up to here a file is sent in one request, bytes. */
const largestRequest = 4 * 1024 * 1024;

/** Up to here a file is sent whole, bytes: larger ones go in parts, of which a cut connection costs only one. */
const largestWhole = 16 * 1024 * 1024;

/**
 * Stores a file as a dataset, by one request or, where that is too small, by a signed upload.
 *
 * @returns whether it is a new version; after an upload always true
 * @throws RefusedError with what is wrong with the file
 */
export async function sendFile(name: string, content: Blob, sending: Sending): Promise<boolean> {
  if (content.size > largestRequest) return await upload(name, content, sending);
  const { kind, reading, hold, report } = sending;
  const query = new URLSearchParams({ ...reading, ...(hold === true && { hold: "true" }) }).toString();
  const token = readToken();
  const headers = {
    "content-type": kind.mediaType,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return (
    (await putBody(`/datasets/${name}${query === "" ? "" : `?${query}`}`, headers, content, {
      report,
      refused: refuseToken,
    })) === 201
  );
}

/** By signed URLs, which need no token: they may lead to another server. */
async function upload(name: string, content: Blob, { kind, reading = {}, hold, report }: Sending): Promise<true> {
  await refuseLarge(content.size);
  const { header, ...texts } = reading;
  const body: UploadRequest = {
    name,
    format: kind.format,
    bytes: content.size,
    sha256: await sha256Of(content),
    ...(hold === true && { hold }),
    ...(Object.keys(reading).length === 0
      ? {}
      : {
          // The API says which delimiters there are.
          reading: { ...texts, ...(header === undefined ? {} : { header: header === "true" }) } as UploadReading,
        }),
  };
  if (content.size > largestWhole) {
    await awaitUpload(await sendInParts(body, content, report));
    return true;
  }
  const announced = await take(api.POST("/uploads", { body }));
  // The browser sets the length itself.
  const headers = Object.fromEntries(
    Object.entries(announced.headers).filter(([header]) => header !== "content-length"),
  );
  await putBody(announced.url, headers, content, { report });
  await awaitUpload(announced.id);
  return true;
}
