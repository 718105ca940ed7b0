import { ageOf } from "../../age-of.ts";
import { BroadsheetError } from "../../errors.ts";
import { assertName } from "../../names/name.ts";
import type { Clock, ListPage, ObjectStore } from "../../ports.ts";
import { type AnnouncedUpload, openMs, openUploadsPrefix, type Upload, uploadKey } from "./upload.ts";

export interface AnnouncingWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  newToken(): string;
  /** Uploads that may be open at a time. @default 1000 */
  readonly mostUploads?: number | undefined;
}

/**
 * Records an upload that is about to arrive. It is open until it has ended, but for no longer than `openMs`.
 *
 * @param announced what it is, name, size and hash, which the uploaded bytes must match
 * @throws BroadsheetError `invalid-request` for the name; `too-many-requests` if as many are open as may be;
 *   `unavailable`
 */
export async function announceUpload(announced: AnnouncedUpload, world: AnnouncingWorld): Promise<Upload> {
  const { store, clock, newToken } = world;
  assertName(announced.name, announced.of ?? "dataset", "/name");
  await assertRoom(world);
  const upload: Upload = { id: newToken(), ...announced, created: clock.now() };
  // First, so that no upload is open without counting.
  await store.put(`${openUploadsPrefix}${upload.id}`, new Uint8Array(0), "application/octet-stream");
  await store.put(
    uploadKey(upload.id, "upload.json"),
    new TextEncoder().encode(JSON.stringify(upload)),
    "application/json",
  );
  return upload;
}

/**
 * Counts the marks of open uploads: as many as the limit, and those that a sweep has yet to delete. Announcements at
 * the same time do not see each other, and may pass the limit by their number, which does no harm.
 *
 * @throws BroadsheetError `too-many-requests`
 */
async function assertRoom(world: AnnouncingWorld): Promise<void> {
  const { store, mostUploads = 1000 } = world;
  let open = 0;
  let after: string | undefined;
  do {
    const page: ListPage = await store.list(openUploadsPrefix, { after });
    open += page.objects.filter((mark) => ageOf(mark, world) < openMs).length;
    after = page.next;
  } while (after !== undefined && open < mostUploads);
  if (open < mostUploads) return;
  throw new BroadsheetError("too-many-requests", {
    code: "too-many-uploads",
    message: `as many uploads are open as may be: ${open} of ${mostUploads}`,
    seen: open,
    allowed: mostUploads,
    hint: `send what is announced, and try again when some have ended; an upload counts for ${openMs / 60_000} minutes at most. The limit is serve --most-uploads, or the stack's setting mostUploads`,
  });
}
