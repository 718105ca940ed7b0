import { api } from "../api/client.ts";
import { type ProblemDetails, RefusedError } from "../api/refused-error.ts";
import { take } from "../api/take.ts";
import { readToken, refuseToken } from "../api/token.ts";
import { type FileKind, kindOf } from "./file-kind.ts";

/** How a file is to be read, where it can be read in two ways: the members of `reading` in the API. */
export type Reading = Readonly<Partial<Record<"encoding" | "delimiter" | "header" | "sheet" | "range", string>>>;

/** What is happening to the file. @param share of the bytes that are sent, 0 to 1 */
export type Report = (state: { readonly step: "sending"; readonly share: number } | { readonly step: "reading" }) => void;

/** Up to here a file is sent in one request, bytes: more than that API Gateway does not accept. */
const smallest = 4 * 1024 * 1024;

/** Milliseconds between two looks at an upload. */
const pause = 1000;

/**
 * Stores a file as a dataset, by one request or, where that is too small, by a signed upload.
 *
 * @returns whether it is a new version
 * @throws RefusedError with what is wrong with the file
 */
export async function sendFile(name: string, file: File, reading: Reading, report: Report): Promise<boolean> {
  const kind = kindOf(file.name);
  if (kind === undefined) throw new TypeError(`${file.name} is of no known kind`);
  if (file.size > smallest) {
    const stored = await upload(name, file, kind, reading, report);
    if (stored !== undefined) return stored;
  }
  const query = new URLSearchParams(reading).toString();
  const token = readToken();
  const headers = { "content-type": kind.mediaType, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  const { status } = await send("PUT", `/datasets/${name}${query === "" ? "" : `?${query}`}`, headers, file, report);
  return status === 201;
}

/** By a signed URL. @returns undefined if the server has no such uploads */
async function upload(name: string, file: File, { format }: FileKind, reading: Reading, report: Report): Promise<boolean | undefined> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const { header, ...texts } = reading;
  const announced = await api.POST("/uploads", { body: { name, format, bytes: file.size, sha256, ...(Object.keys(reading).length === 0 ? {} : { reading: { ...texts, ...(header === undefined ? {} : { header: header === "true" }) } }) } as never });
  if (announced.response.status === 404 || announced.response.status === 405) return undefined;
  const { id, url, headers } = await take(Promise.resolve(announced));
  await send("PUT", url, Object.fromEntries(Object.entries(headers).filter(([header]) => header !== "content-length")), file, report);
  for (;;) {
    const state = await take(api.GET("/uploads/{id}", { params: { path: { id } } }));
    if (state.status === "stored") return true;
    if (state.status === "failed") throw new RefusedError(422, state.failure);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Sends a body and tells how much of it is sent, which `fetch` cannot. */
function send(method: string, url: string, headers: Readonly<Record<string, string>>, body: Blob, report: Report): Promise<{ readonly status: number }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value);
    request.upload.addEventListener("progress", ({ loaded, total }) => report({ step: "sending", share: total === 0 ? 1 : loaded / total }));
    request.upload.addEventListener("load", () => report({ step: "reading" }));
    request.addEventListener("error", () => reject(new Error("the server cannot be reached")));
    request.addEventListener("load", () => {
      if (request.status === 401) refuseToken();
      if (request.status >= 200 && request.status < 300) resolve({ status: request.status });
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
