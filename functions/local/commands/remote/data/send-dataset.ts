import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { components } from "../../../../client/create-client.ts";
import { BroadsheetError } from "../../../../core/errors.ts";
import type { DatasetReading } from "../../../../core/report/template/dataset-reading.ts";
import type { ApiCaller } from "../../../open-api-caller.ts";
import { refusalOf } from "../../../remote/open-client.ts";
import { showTransfer } from "../../../terminal/show-transfer.ts";
import { awaitEnd, demandSuccess } from "../await-end.ts";
import { putBytes } from "./put-bytes.ts";
import { sendInParts } from "./send-in-parts.ts";

type Format = components["schemas"]["UploadRequest"]["format"];
type Announced = components["schemas"]["AnnouncedUpload"];

/** Largest body of a request, bytes; larger files are announced and uploaded. */
export const mostSent = 4 * 1024 * 1024;

/** Largest file that is sent whole, bytes; larger ones go in parts, of which a cut connection costs only one. */
const mostWhole = 16 * 1024 * 1024;

/** How often a file whose connection is cut is sent, in all. */
const tries = 5;

/** First wait before it is sent again, ms; the next ones are twice as long each. */
const waitMs = 500;

/** A link is not begun with when it ends this soon, ms. */
const marginMs = 60_000;

export interface SentDataset {
  readonly name: string;
  readonly format: Format;
  /** Path of the file, or its bytes, which came from standard input. */
  readonly content: string | Uint8Array<ArrayBuffer>;
  readonly reading?: DatasetReading | undefined;
  /** Whether the version is held back until it is promoted. */
  readonly hold?: boolean;
}

/**
 * Uploads a dataset by a signed link or, if it is large, in parts. A link takes the whole file or nothing, so a cut
 * connection means sending it again, by a new link if the old one is about to end; if only the answer was lost, the
 * server is asked first.
 *
 * @returns the upload's last state
 * @throws BroadsheetError with the problems of the file, or `unavailable` if every try was cut
 */
export async function uploadDataset(sent: SentDataset, api: ApiCaller): Promise<components["schemas"]["Upload"]> {
  const { name, format, content, reading, hold } = sent;
  const bytes = typeof content === "string" ? statSync(content).size : content.byteLength;
  const inParts = bytes > mostWhole && (await takesParts(bytes, api));
  const sha256 = await digestOf(content);
  const said = { ...(reading && { reading: reading as object }), ...(hold === true && { hold }) };
  const body = { name, format, bytes, sha256, ...said };
  if (inParts) return await awaitUpload(await sendInParts(body, content, api), api);
  const announce = async (): Promise<Announced> => (await api.take(api.client.POST("/uploads", { body }))).data;
  let announced = await announce();
  for (let made = 1; ; made += 1) {
    if (Date.parse(announced.expires) - Date.now() < marginMs) announced = await announce();
    const cut = await sendOnce(announced, content, bytes);
    if (cut === undefined || (await hasArrived(announced.id, api))) break;
    if (made === tries) throw givenUp(announced.url, made, cut);
    const wait = waitMs * 2 ** (made - 1);
    process.stderr.write(`The connection was cut (${cut}); sending again in ${wait / 1000} s.\n`);
    await setTimeout(wait);
  }
  return await awaitUpload(announced.id, api);
}

/**
 * Waits for the end of an upload.
 *
 * @throws BroadsheetError with the problems of the file
 */
export async function awaitUpload(id: string, api: ApiCaller): Promise<components["schemas"]["Upload"]> {
  const upload = await awaitEnd(api, "upload", id, { again: `api GET /uploads/${id}` });
  if (upload.failure !== undefined)
    throw refusalOf(new Response(null, { status: upload.failure.status ?? 422 }), upload.failure, api.server);
  demandSuccess(upload, false);
  return upload;
}

async function digestOf(content: SentDataset["content"]): Promise<string> {
  const hash = createHash("sha256");
  if (typeof content !== "string") return hash.update(content).digest("hex");
  for await (const chunk of createReadStream(content)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}

/**
 * @returns why the connection was cut; `undefined` if the store has taken the file
 * @throws BroadsheetError with the store's refusal
 */
async function sendOnce(
  { url, method, headers: demanded }: Announced,
  content: SentDataset["content"],
  bytes: number,
): Promise<string | undefined> {
  // Only the user agent may set the length, which it takes from here for a stream.
  const headers = new Headers(Object.entries(demanded).filter(([name]) => name.toLowerCase() !== "content-length"));
  const shown = showTransfer(process.stderr, "sent");
  try {
    const answer = await putBytes(url, method, headers, content, bytes, (sent) => shown.show(sent, bytes));
    if (answer.status < 300) return undefined;
    if (answer.status >= 500 || answer.status === 408) return `the store answered ${answer.status}`;
    throw refusalOf(new Response(null, answer), answer.body, new URL(url).origin);
  } catch (error) {
    if (error instanceof BroadsheetError) throw error;
    return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
  } finally {
    shown.done();
  }
}

/**
 * Whether the server takes files in parts, which earlier releases do not.
 *
 * @throws BroadsheetError `too-large` if it takes no file of that size; earlier releases say so only later
 */
async function takesParts(bytes: number, { client, take }: ApiCaller): Promise<boolean> {
  const { uploadsInParts, largestUpload } = (await take(client.GET("/capabilities"))).data as Partial<
    components["schemas"]["Capabilities"]
  >;
  if (largestUpload !== undefined && largestUpload > 0 && bytes > largestUpload)
    throw new BroadsheetError("too-large", {
      code: "too-many-bytes",
      message: `the file has ${bytes} bytes; the server takes at most ${largestUpload}`,
      seen: bytes,
      allowed: largestUpload,
      hint: "send it as Parquet, pack a text with gzip or Zstandard, divide it, or let a source query it where it is",
    });
  return uploadsInParts === true;
}

/** Whether the file arrived although the answer did not. */
async function hasArrived(id: string, { client, take }: ApiCaller): Promise<boolean> {
  const { data } = await take(client.GET("/uploads/{id}", { params: { path: { id } } }));
  return data.status !== "waiting";
}

function givenUp(url: string, made: number, cut: string): BroadsheetError {
  const { origin } = new URL(url);
  return new BroadsheetError("unavailable", {
    code: "upload-cut",
    message: `the file could not be sent to ${origin} in ${made} tries: ${cut}`,
    seen: origin,
    hint: "the same command begins again; nothing is stored until a file has arrived whole",
  });
}
