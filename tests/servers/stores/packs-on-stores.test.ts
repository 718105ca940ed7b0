import {
  CreateBucketCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FileObjectStore } from "../../../functions/adapters/file-object-store.ts";
import { S3ObjectStore } from "../../../functions/adapters/s3-object-store.ts";
import { withPacks } from "../../../functions/core/service/batch/pack/with-packs.ts";
import type { ObjectStore } from "../../../functions/core/ports.ts";
import { itemKey } from "../../../functions/core/service/batch/records/batch-keys.ts";
import { deleteItem } from "../../../functions/core/service/batch/removal/delete-item.ts";
import { requestBatch } from "../../../functions/core/service/batch/request/request-batch.ts";
import { type PresentBatch, readBatch } from "../../../functions/core/service/batch/status/batch-status.ts";
import { sweepBatches } from "../../../functions/core/service/batch/sweep/sweep-batches.ts";
import { checkStore } from "../../../functions/local/stored/check-store.ts";
import { acceptedBatch, fakeBatchWorld, requestOf, runJobs, soundRows } from "../../core/service/batch/batch-fakes.ts";
import { MortalStore } from "../../core/service/event/event-fakes.ts";
import { FakeClock, FaultyStore, makeReport } from "../../core/service/lifecycle/lifecycle-fakes.ts";
import { type Ceph, startCeph } from "../ceph.ts";

/*
 * Batches in packs on the stores that servers use: deletions at the same time, some of which die, and the sweeps after.
 */
const bucket = "packs";
let ceph: Ceph;
let folder = "";
const stores: Record<string, ObjectStore> = {};

beforeAll(async () => {
  ceph = await startCeph();
  folder = await mkdtemp(join(tmpdir(), "broadsheet-packs-"));
  const { endpoint, credentials } = ceph;
  const client = { endpoint, region: "us-east-1", credentials, forcePathStyle: true };
  const s3 = new S3Client(client);
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  s3.destroy();
  stores["S3"] = new S3ObjectStore({ bucket, client });
  stores["files"] = await FileObjectStore.open(folder);
}, 120_000);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await ceph?.stop();
});

test.each(["with Object Lock", "with versions"])(
  "in a bucket %s, which keeps what is deleted, each PDF is an object of its own",
  async (kind) => {
    const { endpoint, credentials } = ceph;
    const client = { endpoint, region: "us-east-1", credentials, forcePathStyle: true };
    const Bucket = kind.replaceAll(/\W/g, "-").toLowerCase();
    const s3 = new S3Client(client);
    const locked = kind === "with Object Lock";
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: locked }));
    if (locked)
      await s3.send(
        new PutObjectLockConfigurationCommand({
          Bucket,
          ObjectLockConfiguration: {
            ObjectLockEnabled: "Enabled",
            Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } },
          },
        }),
      );
    else await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
    s3.destroy();
    const bare = new S3ObjectStore({ bucket: Bucket, client });
    const world = { ...fakeBatchWorld(soundRows(5), { packs: true, store: new FaultyStore(withPacks(bare)) }) };
    const { status } = await requestBatch(acceptedBatch("kept", { pageRows: 5 }), world);
    world.jobs.push({ batch: status.id, generation: 1 });
    await runJobs(world);
    expect(await readBatch(status.id, world)).toMatchObject({ state: "ready" });
    const keys = (await bare.list(`batches/${status.id}/1/`)).objects.map(({ key }) => key);
    expect(keys.filter((key) => key.includes("/packs/"))).toEqual([]);
    expect(keys.filter((key) => key.endsWith("/report.pdf"))).toHaveLength(5);
  },
);

test.each(["S3", "files"])(
  "on %s, deletions at once lose nothing and leave nothing",
  async (kind) => {
    const bare = stores[kind]!;
    const clock = new FakeClock();
    clock.time = Date.now();
    const world = { ...fakeBatchWorld(soundRows(40), { packs: true, clock, store: new FaultyStore(withPacks(bare)) }) };
    const { status } = await requestBatch(acceptedBatch("stored", { pageRows: 20 }), world);
    world.jobs.push({ batch: status.id, generation: 1 });
    await runJobs(world);
    const batch = (await readBatch(status.id, world)) as PresentBatch;
    expect(batch.state).toBe("ready");

    const gone = [3, 4, 5, 9, 21, 22, 40];
    await Promise.all(
      gone.map((number, index) => {
        const store = new MortalStore(withPacks(bare), index % 3 === 0 ? 3 + index : 1_000, index % 2 === 0);
        return deleteItem(batch, `item-${number}`, { ...world, store: store as never }).catch(() => {});
      }),
    );
    for (let minutes = 0; minutes < 60; minutes += 5) {
      clock.time += 5 * 60_000;
      await sweepBatches(world, { requeue: () => {} });
    }
    const fresh = withPacks(bare);
    for (let number = 1; number <= 40; number += 1)
      expect((await fresh.get(itemKey(batch.id, 1, `item-${number}`)))?.body, `item ${number}`).toEqual(
        gone.includes(number) ? undefined : makeReport(requestOf({ number })).pdf,
      );
    const keys = (await bare.list(`batches/${batch.id}/1/`)).objects.map(({ key }) => key);
    const packs = keys.filter((key) => key.includes("/packs/"));
    expect(packs).toHaveLength(2);
    for (const key of packs) {
      const body = Buffer.from((await bare.get(key))!.body);
      for (const number of gone) expect(body.includes(Buffer.from(makeReport(requestOf({ number })).pdf))).toBe(false);
    }
    expect((await bare.list("pending-batches/")).objects).toEqual([]);
    expect((await checkStore(fresh)).findings).toEqual([]);
  },
  120_000,
);
