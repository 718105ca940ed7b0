import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { listTemplates } from "../../../../../functions/core/report/template/store/list-templates.ts";
import { openTemplate } from "../../../../../functions/core/report/template/open-template.ts";
import type { ObjectStore } from "../../../../../functions/core/ports.ts";
import { storeTemplate } from "../../../../../functions/core/report/template/store/store-template.ts";
import { templateVersion } from "../../../../../functions/core/report/template/store/template-version.ts";
import { templateOf } from "../template-files.ts";

test("a stored template is opened again, the same", async () => {
  const store = new MemoryObjectStore();
  const version = await storeTemplate(store, "one", templateOf());
  const template = await openTemplate(store, { name: "one" });
  expect(template).toMatchObject({ name: "one", version, title: { en: "Test" } });
  expect(await openTemplate(store, { name: "one", version })).toBe(template);
});

test("the version is of the content, not of the order or of junk", async () => {
  const files = templateOf({ "queries/a.sql": "SELECT 1" });
  const version = await storeTemplate(new MemoryObjectStore(), "one", files);
  const junk = templateOf({
    ".DS_Store": "x",
    "queries/.a.sql.swp": "x",
    "queries/a.sql~": "x",
    "charts/#a.vl.json#": "x",
    "data/Thumbs.db": "x",
    "node_modules/x/y.md": "x",
  });
  const shuffled = new Map([...junk, ...files].reverse());
  expect(await storeTemplate(new MemoryObjectStore(), "two", shuffled)).toBe(version);
  expect(templateVersion(templateOf({ "queries/a.sql": "SELECT 2" }))).not.toBe(version);
  expect(
    templateVersion(
      new Map([
        ["a", new Uint8Array([1])],
        ["b", new Uint8Array()],
      ]),
    ),
  ).not.toBe(
    templateVersion(
      new Map([
        ["a", new Uint8Array()],
        ["b", new Uint8Array([1])],
      ]),
    ),
  );
});

test("publishing again moves the current version forward and keeps the old one", async () => {
  const store = new MemoryObjectStore();
  const first = await storeTemplate(store, "one", templateOf());
  const second = await storeTemplate(store, "one", templateOf({ "report.md": "# Other\n" }));
  expect((await openTemplate(store, { name: "one" })).version).toBe(second);
  expect((await openTemplate(store, { name: "one", version: first })).texts.get("en")?.text).toBe("# Title\n");
  expect(await storeTemplate(store, "one", templateOf({ "report.md": "# Other\n" }))).toBe(second);
});

test("many publishing at once end with one current version, whole", async () => {
  const store = new MemoryObjectStore();
  const versions = await Promise.all(
    Array.from({ length: 4 }, (_, index) => storeTemplate(store, "one", templateOf({ "report.md": `# ${index}\n` }))),
  );
  expect(versions).toContain((await openTemplate(store, { name: "one" })).version);
});

test("what does not load is not stored", async () => {
  const store = new MemoryObjectStore();
  await expect(storeTemplate(store, "one", templateOf({ "template.yaml": "x: 1" }))).rejects.toMatchObject({
    kind: "invalid-template",
  });
  await expect(storeTemplate(store, "Not A Name", templateOf())).rejects.toMatchObject({ kind: "invalid-request" });
  await expect(storeTemplate(store, "one", templateOf({ "a/../../b": "x" }))).rejects.toMatchObject({
    problems: [{ code: "invalid-path" }],
  });
  await expect(
    storeTemplate(
      store,
      "one",
      templateOf(Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`data/${index}.csv`, ""]))),
    ),
  ).rejects.toMatchObject({ kind: "limit-exceeded" });
  expect((await store.list("templates/")).objects).toEqual([]);
});

test("an unknown template or version is reported", async () => {
  const store = new MemoryObjectStore();
  await storeTemplate(store, "sales", templateOf());
  await storeTemplate(store, "costs", templateOf());
  expect((await listTemplates(store)).map(({ name }) => name)).toEqual(["costs", "sales"]);
  await expect(openTemplate(store, { name: "saels" })).rejects.toMatchObject({
    kind: "not-found",
    problems: [{ code: "unknown-template", where: { pointer: "/template" }, seen: "saels" }],
  });
  await expect(openTemplate(store, { name: "sales", version: "f".repeat(64) })).rejects.toMatchObject({
    kind: "not-found",
    problems: [{ code: "unknown-template-version" }],
  });
});

test("a publication that was cut off is not listed, and one that was tampered with is not opened", async () => {
  const store = new MemoryObjectStore();
  await store.put("templates/half/abc/report.md", new Uint8Array(), "text/markdown");
  expect(await listTemplates(store)).toEqual([]);
  const version = await storeTemplate(store, "one", templateOf());
  await store.delete(`templates/one/${version}.pack`);
  await store.put(`templates/one/${version}/report.md`, new TextEncoder().encode("# Forged\n"), "text/markdown");
  await expect(openTemplate(store, { name: "one" })).rejects.toMatchObject({ kind: "damaged" });
  await store.put("templates/one/current.json", new TextEncoder().encode("{"), "application/json");
  await expect(openTemplate(store, { name: "one" })).rejects.toMatchObject({
    kind: "damaged",
    problems: [{ code: "corrupt-object" }],
  });
});

test("a template is opened by one read of its pack; without one, or with a damaged one, by its files", async () => {
  const calls: string[] = [];
  const inner = new MemoryObjectStore();
  const version = await storeTemplate(inner, "one", templateOf());
  const files = [...templateOf().keys()].toSorted();
  const pack = `templates/one/${version}.pack`;
  for (const damage of [
    undefined,
    () => inner.put(pack, new TextEncoder().encode("{}\nno pack"), "text/plain"),
    () => inner.put(pack, new Uint8Array(3), "text/plain"),
    () => inner.delete(pack),
  ]) {
    await damage?.();
    calls.length = 0;
    const store: ObjectStore = Object.assign(new MemoryObjectStore(), {
      get: async (key: string) => {
        calls.push(key);
        return inner.get(key);
      },
      list: (...call: Parameters<ObjectStore["list"]>) => inner.list(...call),
    });
    const template = await openTemplate(store, { name: "one", version });
    expect([...template.files.keys()]).toEqual(files);
    expect(template.files.get("report.md")).toEqual(templateOf().get("report.md"));
    expect(calls.length).toBe(damage === undefined ? 1 : 1 + files.length);
  }
});
