import { ageOf } from "../../age-of.ts";
import type { Clock, ListedObject, Logger, ObjectStore } from "../../ports.ts";
import { countWords } from "../../wording/count-words.ts";
import { endUpload, forgetCondition, type UploadOutbox } from "./ingest-upload.ts";
import { dropParts, partsPrefix } from "./upload-parts.ts";
import { begunUploadsPrefix, openMs, openUploadsPrefix, uploadIdPattern, uploadKey } from "./upload.ts";

/** Bytes that have not arrived after this time, ms, never will: the upload's URL was valid for fifteen minutes. */
const announcedMs = 24 * 3_600_000;

/** The record by which an upload in parts is found again is no longer needed after this time, ms: it has ended. */
const begunMs = 8 * 24 * 3_600_000;

/** What is left of an upload goes after this time, ms: the problems of a failed one may quote values of the file. */
const endedMs = 7 * 24 * 3_600_000;

/** Bytes that outlive their outcome by this time, ms, were left by a function that died. */
const leftMs = 20 * 60_000;

export interface UploadSweepWorld {
  readonly store: ObjectStore;
  readonly outbox?: UploadOutbox;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface UploadSweepOptions {
  /** Takes over uploads that have arrived and are not being ingested, by id. */
  requeue(ids: readonly string[]): Promise<void>;
  /** Skips uploads that arrived, or that a sweep handed over, within this time, ms. */
  readonly requeueMs: number;
  /** `next` of the previous sweep. @default the beginning */
  readonly after?: string | undefined;
  /** When to stop, milliseconds since the epoch. @default Infinity */
  readonly until?: number;
}

/**
 * Sweeps the uploads, by listing alone. It hands over again those whose bytes arrived but were not ingested, fails
 * those whose bytes never arrived, or of which no part has come for a day, and deletes bytes that were ingested, marks
 * of uploads that are open no longer, and after a week what is left of an upload.
 *
 * @returns how many were handed over, and where the next sweep continues, unless this one reached the end
 * @throws BroadsheetError `unavailable` if the uploads cannot be listed
 */
export async function sweepUploads(
  world: UploadSweepWorld,
  options: UploadSweepOptions,
): Promise<{ readonly requeued: number; readonly next?: string | undefined }> {
  const { store, clock } = world;
  const { until = Infinity } = options;
  let { after } = options;
  let requeued = 0;
  let last: string | undefined = after;
  /** Objects of an upload that continues on the next page. */
  let begun: ListedObject[] = [];
  for (;;) {
    if (clock.now() >= until) return { requeued, next: last };
    const page = await store.list("uploads/", { after });
    const uploads = [
      ...Map.groupBy([...begun, ...page.objects], ({ key }) =>
        key.slice(0, key.indexOf("/", "uploads/".length) + 1),
      ).values(),
    ];
    begun = page.next === undefined ? [] : (uploads.pop() ?? []);
    for (const objects of uploads) {
      if (await sweepUpload(objects, world, options)) requeued += 1;
      last = objects.at(-1)?.key;
    }
    if (page.next === undefined) return { requeued };
    after = page.next;
  }
}

/**
 * @param objects of one upload, or all marks of open ones
 * @returns whether it was handed over
 */
async function sweepUpload(
  objects: readonly ListedObject[],
  world: UploadSweepWorld,
  { requeue, requeueMs }: UploadSweepOptions,
): Promise<boolean> {
  const { store, clock, logger } = world;
  const id = objects[0]?.key.split("/")[1] ?? "";
  try {
    if (objects[0]?.key.startsWith(openUploadsPrefix) === true) {
      for (const mark of objects) if (ageOf(mark, world) >= openMs) await store.delete(mark.key);
      return false;
    }
    if (objects[0]?.key.startsWith(begunUploadsPrefix) === true) {
      for (const record of objects) if (ageOf(record, world) >= begunMs) await store.delete(record.key);
      return false;
    }
    if (!uploadIdPattern.test(id)) return false;
    const find = (name: Parameters<typeof uploadKey>[1]): ListedObject | undefined =>
      objects.find(({ key }) => key === uploadKey(id, name));
    const [announced, data, outcome, handed] = [
      find("upload.json"),
      find("data"),
      find("outcome.json"),
      find("requeued"),
    ];
    const parts = objects.filter(({ key }) => key.startsWith(partsPrefix(id)));
    if (outcome !== undefined) {
      await sweepEnded(id, { outcome, others: objects.filter((object) => object !== outcome) }, world);
      return false;
    }
    if (data !== undefined) {
      if (ageOf(handed ?? data, world) < requeueMs) return false;
      await requeue([id]);
      await store.put(uploadKey(id, "requeued"), new Uint8Array(0), "application/octet-stream");
      return true;
    }
    if (announced !== undefined && [announced, ...parts].every((object) => ageOf(object, world) >= announcedMs)) {
      const problem = {
        code: "upload-never-came",
        message:
          parts.length === 0
            ? "nothing was uploaded before the signed URL expired"
            : `only ${countWords(parts.length, "part")} came, the last one a day ago`,
        hint: "Announce it again with POST /uploads.",
      };
      await endUpload(
        id,
        { state: "failed", finished: clock.now(), kind: "invalid-request", problems: [problem] },
        world,
      );
    }
    return false;
  } catch (error) {
    logger.error("an upload could not be swept", { upload: id, reason: (error as Error).message });
    return false;
  }
}

/** Deletes what an upload that has ended has left. */
async function sweepEnded(
  id: string,
  { outcome, others }: { readonly outcome: ListedObject; readonly others: readonly ListedObject[] },
  world: UploadSweepWorld,
): Promise<void> {
  const { store } = world;
  if (ageOf(outcome, world) >= endedMs) {
    // The outcome last: until then it is an upload that has ended.
    for (const { key } of [...others, outcome]) await store.delete(key);
    return;
  }
  const isLeft = others.some(({ key }) => key === uploadKey(id, "data") || key.startsWith(partsPrefix(id)));
  if (!isLeft || ageOf(outcome, world) < leftMs) return;
  await forgetCondition(id, store);
  await store.delete(uploadKey(id, "data"));
  await dropParts(store, id);
}
