import { createHash } from "node:crypto";
import { BroadsheetError, type Where } from "../../errors.ts";
import type { ObjectStore } from "../../ports.ts";
import { isInParts } from "./begin-parts.ts";
import { readUpload } from "./read-upload.ts";
import { partCountOf, partKey, sizeOfPart, type UploadPart } from "./upload-parts.ts";
import { isFolder, type Upload, uploadKey, type UploadStatus } from "./upload.ts";

/**
 * Stores the bytes of an upload while they arrive, where no store takes them by itself. Nothing is stored unless they
 * are the announced ones. Bytes that are sent again change nothing.
 *
 * @returns the upload; `undefined` if it was never announced
 * @throws BroadsheetError `too-large` at the first byte beyond the announced size, `invalid-dataset` or
 *   `invalid-template` if the bytes differ from those announced, `unavailable`
 */
export async function receiveUpload(
  id: string,
  body: AsyncIterable<Uint8Array>,
  store: ObjectStore,
): Promise<Upload | undefined> {
  const upload = await readUpload(store, id);
  if (upload === undefined) return undefined;
  await store.createStream(uploadKey(id, "data"), announcedBytes(upload, body), "application/octet-stream");
  return upload;
}

/**
 * Stores a part of an upload while it arrives, as `receiveUpload` does. A part that is sent again changes nothing.
 *
 * @returns the upload; `undefined` if it was never announced in parts
 * @throws BroadsheetError `too-large`, `invalid-dataset` if the bytes are not those that the part's name says;
 *   `conflict`, `upload-has-ended`; `unavailable`
 */
export async function receivePart(
  id: string,
  part: UploadPart,
  body: AsyncIterable<Uint8Array>,
  store: ObjectStore,
): Promise<Upload | undefined> {
  const upload = await readUpload(store, id);
  if (upload === undefined || !isInParts(upload) || part.number > partCountOf(upload)) return undefined;
  assertSending(upload);
  const { sha256, number } = part;
  const expected = { ...upload, bytes: sizeOfPart(upload, number), sha256 };
  await store.createStream(partKey(id, part), announcedBytes(expected, body), "application/octet-stream");
  return upload;
}

/** @throws BroadsheetError `conflict`, `upload-has-ended`, if its parts are no longer wanted */
export function assertSending(upload: UploadStatus): void {
  if (upload.state === "waiting") return;
  throw new BroadsheetError("conflict", {
    code: "upload-has-ended",
    message: `the upload takes no more parts: it is ${upload.state}`,
    seen: upload.state,
    allowed: "waiting",
    hint: "POST /uploads/in-parts begins another",
  });
}

/** Passes the bytes on, and fails where they cannot be the announced ones. */
async function* announcedBytes(upload: Upload, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.byteLength;
    if (bytes > upload.bytes)
      throw new BroadsheetError("too-large", {
        code: "body-too-large",
        message: `the body has at least ${bytes} bytes; ${upload.bytes} were announced`,
        where: placeOf(upload),
        seen: bytes,
        allowed: upload.bytes,
      });
    hash.update(piece);
    yield piece;
  }
  checkUploaded(upload, { bytes, sha256: hash.digest("hex") });
}

/** @throws BroadsheetError `invalid-dataset` or `invalid-template` if the bytes are not those announced */
export function checkUploaded(upload: Upload, seen: Pick<Upload, "bytes" | "sha256">): void {
  if (seen.sha256 === upload.sha256 && seen.bytes === upload.bytes) return;
  throw new BroadsheetError(isFolder(upload) ? "invalid-template" : "invalid-dataset", {
    code: "upload-differs",
    message: "the uploaded bytes are not those announced",
    where: placeOf(upload),
    seen,
    allowed: { bytes: upload.bytes, sha256: upload.sha256 },
  });
}

function placeOf(upload: Upload): Where {
  return isFolder(upload) ? { name: upload.name } : { dataset: upload.name };
}
