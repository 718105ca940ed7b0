import { createHash } from "node:crypto";
import { sha256 } from "../../json/canonical-json.ts";
import type { StagedContent } from "../../report/dataset/dataset-content.ts";
import type { RecipeChange } from "../../report/dataset/change-recipe.ts";
import type { ErasureRequest } from "../../report/dataset/erase-rows.ts";
import type { Rereading } from "../../report/dataset/reread-dataset.ts";
import { BroadsheetError, isCorrupt, parseStored } from "../../errors.ts";
import type { Clock, ObjectStore } from "../../ports.ts";
import { isInParts } from "./begin-parts.ts";
import { readUpload } from "./read-upload.ts";
import { checkUploaded } from "./receive-upload.ts";
import { dropParts, joinParts } from "./upload-parts.ts";
import {
  type FolderUpload,
  isFolder,
  openUploadsPrefix,
  type Upload,
  uploadKey,
  type UploadOutcome,
} from "./upload.ts";

/** Where the store does not notify by itself: what announces the outcomes, see `core/service/event/outbox.ts`. */
export interface UploadOutbox {
  mark(folder: string, mark: "end"): Promise<void>;
  wake(): void;
}

/** A dataset that has arrived. */
export interface ArrivedContent extends Pick<StagedContent, "format" | "reading"> {
  /** As many as were announced. */
  readonly bytes: number;
  /** Its bytes, once, in order. They fail at their end if they are not those that were announced. */
  readonly pieces: AsyncIterable<Uint8Array>;
}

export interface UploadWorld {
  readonly store: ObjectStore;
  readonly outbox?: UploadOutbox;
  readonly clock: Clock;
  /**
   * Stores a dataset, as the dataset stage does.
   *
   * @param cause why the name moves to this version; a repeated cause moves nothing
   * @param hold whether the version is held back, and the name stays
   * @returns the version
   */
  storeDataset(name: string, content: ArrivedContent, cause: string, hold: boolean): Promise<string>;
  /** Reads a stored version again, see `rereadDataset`. @returns the version that results */
  rereadDataset(name: string, rereading: Rereading): Promise<string>;
  /** Gives a dataset a recipe or takes it away, see `changeRecipe`. @returns the version that is current then */
  changeRecipe(name: string, change: RecipeChange): Promise<string>;
  /** Erases rows of a dataset, see `eraseRows`. @returns the version without them */
  eraseRows(name: string, request: ErasureRequest): Promise<string>;
  /**
   * Stores a draft of a template or a theme, as `PUT /templates/{name}` and `PUT /themes/{name}` do.
   *
   * @param upload whose bytes it is
   * @returns the version
   * @throws BroadsheetError `invalid-template` with what the check finds
   */
  storeDraft(upload: FolderUpload, archive: Uint8Array): Promise<string>;
}

/**
 * Turns a completed upload into a version of its dataset, template or theme. It fails the upload if the bytes differ
 * from those announced or are not what was announced. Repeated calls are safe.
 *
 * @returns the upload's outcome; `undefined` if nothing was announced, or nothing has arrived
 * @throws BroadsheetError `unavailable`: try again
 */
export async function ingestUpload(id: string, world: UploadWorld): Promise<UploadOutcome | undefined> {
  const upload = await readUpload(world.store, id);
  if (upload === undefined || upload.state === "waiting") return undefined;
  if (upload.state === "stored" || upload.state === "failed") {
    // An earlier call may have been cut short here, or the same bytes were sent again.
    await forgetCondition(id, world.store);
    await world.store.delete(uploadKey(id, "data"));
    if (isInParts(upload)) await dropParts(world.store, id);
    return upload;
  }
  let outcome: UploadOutcome;
  try {
    const version = await takeUpload(upload, world);
    if (version === undefined) return undefined;
    outcome = { state: "stored", version, finished: world.clock.now() };
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.transient) throw error;
    outcome = { state: "failed", finished: world.clock.now(), kind: error.kind, problems: error.problems };
  }
  return endUpload(id, outcome, world);
}

/** @returns the version that the bytes became; undefined if they are gone */
async function takeUpload(upload: Upload, world: UploadWorld): Promise<string | undefined> {
  if (isFolder(upload)) {
    const body = (await world.store.get(uploadKey(upload.id, "data")))?.body;
    if (body === undefined) return undefined;
    checkUploaded(upload, { bytes: body.byteLength, sha256: sha256(body) });
    return world.storeDraft(upload, body);
  }
  if (upload.erase !== undefined)
    return world.eraseRows(upload.name, {
      id: upload.id,
      where: upload.erase.where ?? "",
      version: upload.erase.version ?? upload.reread!,
      at: upload.created,
      by: upload.by,
    });
  if (upload.recipe !== undefined)
    return world.changeRecipe(upload.name, {
      ...upload.recipe,
      token: upload.id,
      at: upload.created,
      by: upload.by,
    });
  if (upload.reread !== undefined) {
    return world.rereadDataset(upload.name, {
      version: upload.reread,
      cause: `reread:${upload.id}`,
      at: upload.created,
      ...(upload.by !== undefined && { by: upload.by }),
    });
  }
  const arrived = await piecesOfUpload(upload, world.store);
  if (arrived === undefined) return undefined;
  const { format, reading, bytes } = upload;
  const content = { format, reading, bytes, pieces: checkedPieces(upload, arrived) };
  return world.storeDataset(upload.name, content, `upload:${upload.id}`, upload.hold === true);
}

async function piecesOfUpload(
  upload: Upload,
  store: UploadWorld["store"],
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const key = uploadKey(upload.id, "data");
  if (!isInParts(upload)) return (await store.getStream(key))?.body;
  const completed = await store.get(key);
  return completed && joinParts(store, upload, completed.body);
}

/** @throws BroadsheetError `invalid-dataset`, `upload-differs`, at the end, or at the first byte beyond it */
async function* checkedPieces(upload: Upload, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.byteLength;
    hash.update(piece);
    if (bytes > upload.bytes) break;
    yield piece;
  }
  checkUploaded(upload, { bytes, sha256: hash.digest("hex") });
}

/**
 * Writes an upload's outcome, unless it has one, and deletes its bytes. It is open no longer.
 *
 * @returns the stored outcome: the first one stays
 * @throws BroadsheetError `unavailable`
 */
export async function endUpload(
  id: string,
  outcome: UploadOutcome,
  { store, outbox }: Pick<UploadWorld, "store" | "outbox">,
): Promise<UploadOutcome> {
  const key = uploadKey(id, "outcome.json");
  await outbox?.mark(key.slice(0, key.lastIndexOf("/")), "end");
  const created = await store.create(key, new TextEncoder().encode(JSON.stringify(outcome)), "application/json");
  const present = created ? undefined : await store.get(key);
  await forgetCondition(id, store);
  await store.delete(uploadKey(id, "data"));
  await dropParts(store, id);
  await store.delete(`${openUploadsPrefix}${id}`);
  outbox?.wake();
  return present === undefined ? outcome : parseStored<UploadOutcome>(key, present.body);
}

/** Takes the condition out of the record of an erasure that has ended, before what a sweep would find of it. */
export async function forgetCondition(id: string, store: UploadWorld["store"]): Promise<void> {
  const key = uploadKey(id, "upload.json");
  const found = await store.get(key).catch((error: unknown) => {
    if (isCorrupt(error)) return undefined;
    throw error;
  });
  const upload = found && parseStored<Upload>(key, found.body);
  if (upload === undefined || isFolder(upload) || upload.erase?.where === undefined) return;
  const { where: _forgotten, ...erase } = upload.erase;
  await store.put(key, new TextEncoder().encode(JSON.stringify({ ...upload, erase })), "application/json");
}
