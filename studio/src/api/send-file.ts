import { awaitUpload } from "./await-upload.ts";
import { api } from "./client.ts";
import type { FileKind } from "./file-kind.ts";
import { type ProblemDetails, RefusedError } from "./refused-error.ts";
import { sha256Of } from "./sha256-of.ts";
import { take } from "./take.ts";
import { readToken, refuseToken } from "./token.ts";
import { UnreachableError } from "./unreachable-error.ts";

/** How a file is to be read, where it can be read in two ways: the members of `reading` in the API. */
export type Reading = Readonly<Partial<Record<"encoding" | "delimiter" | "header" | "sheet" | "range", string>>>;

/** What is happening to the file. @param share of the bytes that are sent, 0 to 1 */
export type SendingState = { readonly step: "sending"; readonly share: number } | { readonly step: "reading" };

export interface Sending {
  readonly kind: FileKind;
  readonly reading?: Reading;
  /** Whether the version is held back until it is promoted. */
  readonly hold?: boolean;
  readonly report?: (state: SendingState) => void;
}

/** Largest file that the API takes, bytes. */
export const largestFile = 256 * 1024 * 1024;

/** Up to here a file is sent in one request, bytes. */
const largestRequest = 4 * 1024 * 1024;

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
    (await send(`/datasets/${name}${query === "" ? "" : `?${query}`}`, headers, content, {
      report,
      refused: refuseToken,
    })) === 201
  );
}

/** By a signed URL, which needs no token: it may lead to another server. */
async function upload(name: string, content: Blob, { kind, reading = {}, hold, report }: Sending): Promise<true> {
  const { header, ...texts } = reading;
  const announced = await take(
    api.POST("/uploads", {
      body: {
        name,
        format: kind.format,
        bytes: content.size,
        sha256: await sha256Of(content),
        ...(hold === true && { hold }),
        ...(Object.keys(reading).length === 0
          ? {}
          : { reading: { ...texts, ...(header === undefined ? {} : { header: header === "true" }) } }),
      } as never,
    }),
  );
  // The browser sets the length itself.
  const headers = Object.fromEntries(
    Object.entries(announced.headers).filter(([header]) => header !== "content-length"),
  );
  await send(announced.url, headers, content, { report });
  await awaitUpload(announced.id);
  return true;
}

/**
 * Sends a body and reports how much of it is sent, which `fetch` cannot.
 *
 * @returns the status
 */
function send(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Blob,
  { report, refused }: { readonly report: Sending["report"]; readonly refused?: () => void },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value);
    if (report !== undefined) {
      request.upload.addEventListener("progress", ({ loaded, total }) =>
        report({ step: "sending", share: total === 0 ? 1 : loaded / total }),
      );
      request.upload.addEventListener("load", () => report({ step: "reading" }));
    }
    request.addEventListener("error", () => reject(new UnreachableError("the server cannot be reached")));
    request.addEventListener("load", () => {
      if (request.status === 401) refused?.();
      if (request.status >= 200 && request.status < 300) resolve(request.status);
      else reject(new RefusedError(request.status, detailsOf(request.responseText)));
    });
    request.send(body);
  });
}

function detailsOf(text: string): ProblemDetails | undefined {
  try {
    return JSON.parse(text) as ProblemDetails;
  } catch {
    return undefined;
  }
}
