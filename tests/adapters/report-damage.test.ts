import { mkdtemp, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { reportDamage } from "../../functions/adapters/report-damage.ts";
import { describeObjectStore } from "./object-store-contract.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };
describeObjectStore("reportDamage", async () => ({ store: reportDamage(new MemoryObjectStore(), silent) }));

const folder = await mkdtemp(join(tmpdir(), "report-damage-"));
afterAll(() => rm(folder, { recursive: true }));

test("damage is logged once for each object, however it is met and however often", async () => {
  const said: unknown[] = [];
  const store = reportDamage(await FileObjectStore.open(folder), {
    ...silent,
    error: (message, fields) => void said.push([message, fields?.["key"]]),
  });
  const large = new Uint8Array(2_000_000);
  for (const [key, body] of [
    ["a.json", new Uint8Array(9)],
    ["b.zip", large],
  ] as const) {
    await store.put(key, body, "application/octet-stream");
    await truncate(join(folder, key), body.length - 1);
  }
  const drain = async (key: string): Promise<void> => {
    for await (const _ of (await store.getStream(key))!.body) continue;
  };
  for (let turn = 0; turn < 3; turn += 1) {
    await expect(store.get("a.json")).rejects.toMatchObject({ kind: "damaged" });
    await expect(store.head("a.json")).rejects.toMatchObject({ kind: "damaged" });
    await expect(drain("b.zip")).rejects.toMatchObject({ kind: "damaged" });
  }
  expect(said).toEqual([
    ["a stored object is damaged", "a.json"],
    ["a stored object is damaged", "b.zip"],
  ]);
});
