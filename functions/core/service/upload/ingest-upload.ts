import { sha256 } from "../../json/canonical-json.ts";
import type { DatasetContent } from "../../report/dataset/dataset-content.ts";
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
  storeDataset(name: string, content: DatasetContent, cause: string, hold: boolean): Promise<string>;
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
  const data = await world.store.get(uploadKey(id, "data"));
  if (data === undefined) return undefined;
  let outcome: UploadOutcome;
  try {
    const body = isInParts(upload) ? await joinParts(world.store, upload, data.body) : data.body;
    outcome = { state: "stored", version: await takeUpload(upload, body, world), finished: world.clock.now() };
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.transient) throw error;
    outcome = { state: "failed", finished: world.clock.now(), kind: error.kind, problems: error.problems };
  }
  return endUpload(id, outcome, world);
}

/** @returns the version that the bytes became */
async function takeUpload(upload: Upload, body: Uint8Array, world: UploadWorld): Promise<string> {
  if (isFolder(upload)) {
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
  checkUploaded(upload, { bytes: body.byteLength, sha256: sha256(body) });
  return world.storeDataset(
    upload.name,
    { body, format: upload.format, reading: upload.reading },
    `upload:${upload.id}`,
    upload.hold === true,
  );
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
