import { expect, test } from "vitest";
import { keepVersions } from "../../functions/adapters/keep-versions.ts";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { sha256 } from "../../functions/core/json/canonical-json.ts";
import { FaultyStore } from "../core/service/lifecycle/lifecycle-fakes.ts";
import { describeObjectStore } from "./object-store-contract.ts";

describeObjectStore("keepVersions", async () => ({ store: keepVersions(new MemoryObjectStore()) }));

const version = sha256("a");
const partOf = (name: string): string => `templates/t/${version}/${name}`;
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

test("objects of a version are read once, all others every time", async () => {
  const inner = new FaultyStore(new MemoryObjectStore());
  const store = keepVersions(inner);
  const [data, current] = [`datasets/city/${version}/data.csv`, "datasets/city/current.json"];
  expect(await store.get(data)).toBeUndefined();
  for (const key of [data, current]) await store.create(key, text("1"), "text/plain");
  for (let turn = 0; turn < 3; turn += 1) {
    expect(new TextDecoder().decode((await store.get(data))!.body)).toBe("1");
    expect(await store.head(data)).toMatchObject({ contentType: "text/plain" });
    expect(await store.get(current)).toBeDefined();
  }
  expect(inner.calls.filter((call) => call.startsWith("get") || call.startsWith("head"))).toEqual([
    `get ${data}`,
    `get ${data}`,
    `get ${current}`,
    `get ${current}`,
    `get ${current}`,
  ]);
});

test("an existing version is looked up once, a missing one every time", async () => {
  const inner = new FaultyStore(new MemoryObjectStore());
  const store = keepVersions(inner);
  const key = `datasets/city/${version}/dataset.json`;
  for (let turn = 0; turn < 2; turn += 1) expect(await store.head(key)).toBeUndefined();
  await store.create(key, text("{}"), "application/json");
  const first = await store.head(key);
  expect(first).toMatchObject({ contentType: "application/json" });
  expect(await store.head(key)).toEqual(first);
  expect(inner.calls.filter((call) => call.startsWith("head"))).toHaveLength(3);
});

test("it keeps a limited number and drops those used longest ago", async () => {
  const inner = new FaultyStore(new MemoryObjectStore());
  const store = keepVersions(inner, 40);
  for (const name of ["a", "b", "c", "d", "e"]) await store.create(partOf(name), new Uint8Array(10), "text/plain");
  await store.create(partOf("large"), new Uint8Array(11), "text/plain");
  for (const name of ["a", "b", "c", "d", "a", "e", "a", "b", "large", "large"]) await store.get(partOf(name));
  expect(inner.calls.filter((call) => call.startsWith("get")).map((call) => call.split("/").at(-1))).toEqual([
    "a",
    "b",
    "c",
    "d",
    "e",
    "b",
    "large",
    "large",
  ]);
});

test("what is deleted is forgotten", async () => {
  const inner = new FaultyStore(new MemoryObjectStore());
  const store = keepVersions(inner);
  const key = partOf("a");
  await store.create(key, text("1"), "text/plain");
  expect(await store.get(key)).toBeDefined();
  await store.delete(key);
  expect(await store.get(key)).toBeUndefined();
  expect(await store.head(key)).toBeUndefined();
});
