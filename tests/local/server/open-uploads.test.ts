import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { announceUpload } from "../../../functions/core/service/upload/announce-upload.ts";
import { readUpload } from "../../../functions/core/service/upload/read-upload.ts";
import { type Upload, uploadKey } from "../../../functions/core/service/upload/upload.ts";
import { openUploads, type Uploads } from "../../../functions/local/server/open-uploads.ts";
import { MemorySecrets } from "../../core/service/delivery/memory-secrets.ts";
import { FakeClock } from "../../core/service/lifecycle/lifecycle-fakes.ts";

const waiting = { timeout: 25_000, interval: 20 };
const body = new TextEncoder().encode("a\n1\n");
let folder = "";
let store: MemoryObjectStore;
let uploads: Uploads;
let log: string[];
let woken: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "open-uploads-"));
  store = new MemoryObjectStore();
  log = [];
  woken = 0;
  const note = (message: string): void => void log.push(message);
  uploads = openUploads({
    world: {
      store,
      clock: new FakeClock(),
      logger: { info: note, warn: note, error: note },
      outbox: { mark: async () => {}, wake: () => (woken += 1) },
    },
    secrets: new MemorySecrets(),
    pool: { dataDirectory: folder, program: new URL("fault-programs/ingest-program.ts", import.meta.url) },
    graceMs: 0,
    restMs: 1,
  });
});

afterEach(async () => {
  await uploads.close();
  rmSync(folder, { recursive: true });
});

/** An upload whose bytes have arrived. */
async function arrive(fault: string): Promise<Upload> {
  writeFileSync(join(folder, "fault"), fault);
  const upload = await announceUpload(
    { name: "mine", format: "csv", bytes: body.length, sha256: "a".repeat(64) },
    { store, clock: new FakeClock(), newToken: () => crypto.randomUUID() },
  );
  await store.put(uploadKey(upload.id, "data"), body, "application/octet-stream");
  return upload;
}

const tries = (): number => readdirSync(folder).filter((name) => name.startsWith("try-")).length;

test("a worker that ends once is tried again", async () => {
  uploads.services.uploadDesk.arrived(await arrive("crash once"));
  await vi.waitFor(() => expect(log).toContain("ingested an upload"), waiting);
  expect([tries(), woken]).toEqual([2, 1]);
});

test.each([
  ["whose worker ends three times", "crash", 3, /that ended the worker each time/],
  ["that takes too long", "refuse", 1, /that took longer than 5 minutes/],
])("an upload %s is given up, and says so", async (_, fault, count, message) => {
  const upload = await arrive(fault);
  uploads.services.uploadDesk.arrived(upload);
  await vi.waitFor(async () => expect((await readUpload(store, upload.id))?.state).toBe("failed"), waiting);
  expect(await readUpload(store, upload.id)).toMatchObject({
    kind: "limit-exceeded",
    problems: [{ code: "not-ingested", message: expect.stringMatching(message) as string }],
  });
  expect(tries()).toBe(count);
  expect(await store.head(uploadKey(upload.id, "data"))).toBeUndefined();
});

test("a sweep finds what had arrived, and leaves alone what has just come", async () => {
  await arrive("none");
  await uploads.sweep(60_000_000);
  expect(tries()).toBe(0);
  await uploads.sweep(0);
  await vi.waitFor(() => expect(log).toContain("ingested an upload"), waiting);
});
