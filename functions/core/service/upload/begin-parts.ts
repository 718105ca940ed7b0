import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import { isCorrupt, parseStored } from "../../errors.ts";
import { type AnnouncingWorld, announceUpload } from "./announce-upload.ts";
import { readUpload } from "./read-upload.ts";
import { partBytesOf } from "./upload-parts.ts";
import { type AnnouncedUpload, begunUploadsPrefix, type Upload, type UploadStatus } from "./upload.ts";

/** A file of a dataset that is to come in parts. */
export type AnnouncedFile = Extract<AnnouncedUpload, { readonly format: unknown }>;

/** An upload in parts, and whether it had begun before. */
export interface BegunUpload {
  readonly upload: Extract<UploadStatus, { readonly format: unknown }> & { readonly partBytes: number };
  readonly isResumed: boolean;
}

/**
 * Begins an upload in parts, or goes on with one of the same file that has not ended, also one of another caller: the
 * same name, size, hash and way to read it. So nobody need remember an upload that was cut short. Two callers that
 * begin at the same moment may get an upload each; a later one finds the last of them.
 *
 * @throws BroadsheetError as `announceUpload`
 */
export async function beginParts(announced: AnnouncedFile, world: AnnouncingWorld): Promise<BegunUpload> {
  const { store } = world;
  const key = `${begunUploadsPrefix}${sha256(canonicalJson(announced))}.json`;
  const found = await store.get(key).catch((error: unknown) => {
    if (isCorrupt(error)) return undefined;
    throw error;
  });
  const id = found && parseStored<{ readonly id: string }>(key, found.body).id;
  const begun = id === undefined ? undefined : await readUpload(store, id);
  if (begun !== undefined && isInParts(begun) && (begun.state === "waiting" || begun.state === "received"))
    return { upload: begun, isResumed: true };
  const upload = await announceUpload({ ...announced, partBytes: partBytesOf(announced.bytes) }, world);
  await store.put(key, new TextEncoder().encode(JSON.stringify({ id: upload.id })), "application/json");
  return { upload: { ...(upload as BegunUpload["upload"]), state: "waiting" }, isResumed: false };
}

/** Whether an upload comes in parts. */
export function isInParts<U extends Upload>(
  upload: U,
): upload is Extract<U, { readonly format: unknown }> & { readonly partBytes: number } {
  return "partBytes" in upload && upload.partBytes !== undefined;
}
