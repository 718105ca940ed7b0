import { ageOf } from "../age-of.ts";
import type { Clock, ListedObject, Logger, ObjectStore } from "../ports.ts";
import { endUpload } from "./ingest-upload.ts";
import { uploadIdPattern, uploadKey } from "./upload.ts";

/** Uploads whose bytes have not come by then never will, ms: their URLs were good for fifteen minutes. */
const announcedMs = 24 * 3_600_000;

/** Bytes that outlive their outcome by this were left by a function that died, ms. */
const leftMs = 20 * 60_000;

export interface UploadSweepWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface UploadSweepOptions {
  /** Takes the ids of uploads that have come and that nobody ingests. */
  requeue(ids: readonly string[]): Promise<void>;
  /** Leaves out those that came, or that a sweep handed over, within this time, ms. */
  readonly requeueMs: number;
  /** `next` of the sweep before. @default the beginning */
  readonly after?: string;
  /** When to end, milliseconds since the epoch. @default Infinity */
  readonly until?: number;
}

/**
 * Looks through the uploads, by listing alone: those whose bytes came and were not ingested are handed over again, those whose bytes
 * never came have failed, and bytes that were ingested are deleted.
 *
 * @returns how many were handed over, and where the next sweep goes on, unless this one came to the end
 * @throws BroadsheetError `unavailable` if the uploads cannot be listed
 */
export async function sweepUploads(world: UploadSweepWorld, options: UploadSweepOptions): Promise<{ readonly requeued: number; readonly next?: string }> {
  const { store, clock } = world;
  const { until = Infinity } = options;
  let { after } = options;
  let requeued = 0;
  let last: string | undefined = after;
  /** Of an upload whose other objects are on the next page. */
  let begun: ListedObject[] = [];
  for (;;) {
    if (clock.now() >= until) return { requeued, ...(last === undefined ? {} : { next: last }) };
    const page = await store.list("uploads/", after === undefined ? {} : { after });
    const uploads = [...Map.groupBy([...begun, ...page.objects], ({ key }) => key.slice(0, key.lastIndexOf("/") + 1)).values()];
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
 * @param objects of one upload
 * @returns whether it was handed over
 */
async function sweepUpload(objects: readonly ListedObject[], world: UploadSweepWorld, { requeue, requeueMs }: UploadSweepOptions): Promise<boolean> {
  const { store, clock, logger } = world;
  const id = objects[0]?.key.split("/")[1] ?? "";
  if (!uploadIdPattern.test(id)) return false;
  try {
    const find = (name: Parameters<typeof uploadKey>[1]): ListedObject | undefined => objects.find(({ key }) => key === uploadKey(id, name));
    const [announced, data, outcome, handed] = [find("upload.json"), find("data"), find("outcome.json"), find("requeued")];
    if (outcome !== undefined) {
      if (data !== undefined && ageOf(outcome, world) >= leftMs) await store.delete(data.key);
      return false;
    }
    if (data !== undefined) {
      if (ageOf(handed ?? data, world) < requeueMs) return false;
      await requeue([id]);
      await store.put(uploadKey(id, "requeued"), new Uint8Array(0), "application/octet-stream");
      return true;
    }
    if (announced !== undefined && ageOf(announced, world) >= announcedMs) {
      const problem = { code: "upload-never-came", message: "nothing was uploaded before the signed URL expired", hint: "Announce it again with POST /uploads." };
      await endUpload(id, { state: "failed", finished: clock.now(), kind: "invalid-request", problems: [problem] }, store);
    }
    return false;
  } catch (error) {
    logger.error("an upload cannot be swept", { upload: id, reason: (error as Error).message });
    return false;
  }
}
