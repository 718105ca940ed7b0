import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import type { components } from "../../../../client/create-client.ts";
import { BroadsheetError } from "../../../../core/errors.ts";
import { runSideBySide } from "../../../../core/run-side-by-side.ts";
import type { ApiCaller } from "../../../open-api-caller.ts";
import { refusalOf } from "../../../remote/open-client.ts";
import { showTransfer } from "../../../terminal/show-transfer.ts";
import { putBytes } from "./put-bytes.ts";

type Asked = components["schemas"]["UploadRequest"];
type Part = components["schemas"]["UploadPart"];
type SignedPart = components["schemas"]["SignedUploadParts"]["parts"][number];

/** Parts that are sent at once. */
const abreast = 3;

/** How often a part is sent whose connection is cut, and a call made that nobody answers, in all. */
const tries = 6;

/** First wait before it is sent again, ms; the next ones are twice as long each. */
const waitMs = 500;

/**
 * Sends a file in parts, and goes on where an earlier call was cut short: the server finds the upload by what the file
 * is, and says which parts it has. Each is read and hashed when its turn comes, so that memory is that of a few parts.
 *
 * @param content path of the file, or its bytes
 * @returns the id of the upload, which is then read
 * @throws BroadsheetError `unavailable`, `upload-cut`, if every try of a part was cut; `conflict`, `file-changed`
 */
export async function sendInParts(body: Asked, content: string | Uint8Array, api: ApiCaller): Promise<string> {
  const { data: upload } = await api.take(api.client.POST("/uploads/in-parts", { body }));
  const { id, partBytes = 0, partCount = 0 } = upload;
  if (upload.status !== "waiting") return id;
  const path = { id };
  const { data: listed } = await api.take(api.client.GET("/uploads/{id}/parts", { params: { path } }));
  const arrived = new Set(listed.parts.map(nameOf));
  if (arrived.size > 0) process.stderr.write(`${arrived.size} of ${partCount} parts are there; sending the others.\n`);
  const file = typeof content === "string" ? await open(content) : undefined;
  const shown = showTransfer(process.stderr, "sent");
  const hashes: string[] = [];
  let sent = 0;
  try {
    const numbers = Array.from({ length: partCount }, (_, index) => index + 1);
    await runSideBySide(numbers, abreast, async (number) => {
      const start = (number - 1) * partBytes;
      const length = Math.min(partBytes, body.bytes - start);
      const bytes =
        file === undefined
          ? (content as Uint8Array).subarray(start, start + length)
          : await readPart(file, start, length);
      const part: Part = { number, sha256: createHash("sha256").update(bytes).digest("hex") };
      hashes[number - 1] = part.sha256;
      if (!arrived.has(nameOf(part))) await sendPart(id, part, bytes, api);
      shown.show((sent += length), body.bytes);
    });
  } finally {
    shown.done();
    await file?.close();
  }
  await again(async () => {
    await api.take(api.client.POST("/uploads/{id}/complete", { params: { path }, body: { parts: hashes } }));
  });
  return id;
}

function nameOf({ number, sha256 }: Part): string {
  return `${number}-${sha256}`;
}

/** @throws BroadsheetError `conflict` if the file has become shorter */
async function readPart(file: Awaited<ReturnType<typeof open>>, start: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length;) {
    const { bytesRead } = await file.read(bytes, at, length - at, start + at);
    if (bytesRead === 0)
      throw new BroadsheetError("conflict", {
        code: "file-changed",
        message: "the file became shorter while it was sent",
        seen: start + at,
        hint: "run the command again",
      });
    at += bytesRead;
  }
  return bytes;
}

/** Sends a part, by a new URL each time. */
async function sendPart(id: string, part: Part, bytes: Uint8Array, api: ApiCaller): Promise<void> {
  await again(async () => {
    const asked = { params: { path: { id } }, body: { parts: [part] } };
    const { data } = await api.take(api.client.POST("/uploads/{id}/parts", asked));
    const signed = data.parts[0]!;
    const cut = await sendOnce(signed, bytes);
    if (cut !== undefined) throw givenUp(signed.url, part, cut);
  });
}

/** Does something again while the server or the store cannot be reached: either may be starting again. */
async function again(work: () => Promise<void>): Promise<void> {
  for (let made = 1; ; made += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof BroadsheetError) || !error.transient || made === tries) throw error;
      await setTimeout(waitMs * 2 ** (made - 1));
    }
  }
}

/** @returns why the connection was cut; `undefined` if the store has taken the part */
async function sendOnce({ url, method, headers }: SignedPart, bytes: Uint8Array): Promise<string | undefined> {
  const given = new Headers(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "content-length"));
  try {
    const answer = await putBytes(url, method, given, bytes, bytes.byteLength, () => undefined);
    if (answer.status < 300) return undefined;
    if (answer.status >= 500 || answer.status === 408 || answer.status === 429)
      return `the store answered ${answer.status}`;
    throw refusalOf(new Response(null, answer), answer.body, new URL(url).origin);
  } catch (error) {
    if (error instanceof BroadsheetError) throw error;
    return error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
  }
}

function givenUp(url: string, { number }: Part, cut: string): BroadsheetError {
  const { origin } = new URL(url);
  return new BroadsheetError("unavailable", {
    code: "upload-cut",
    message: `part ${number} could not be sent to ${origin} in ${tries} tries: ${cut}`,
    seen: origin,
    hint: "the same command goes on with the parts that are missing",
  });
}
