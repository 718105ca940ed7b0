import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { writeArchive } from "../../functions/core/report/template/archive/write-archive.ts";
import { checkArchive } from "../../functions/render/check-archive.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { sentence } from "../http/open-test-app.ts";

const files = (changes: Readonly<Record<string, string>>): ReadonlyMap<string, Uint8Array> =>
  new Map([
    ...sentence,
    ...Object.entries(changes).map(([path, text]) => [path, new TextEncoder().encode(text)] as const),
  ]);

test("what is sent is checked like a folder, in a store of its own", async () => {
  const world = createWorld(new MemoryObjectStore());
  const good = await checkArchive({ name: "sentence", archive: writeArchive(files({})) }, world);
  expect(good).toMatchObject({ errors: [], warnings: [{ code: "not-rendered" }] });
  const bad = await checkArchive(
    { name: "sentence", archive: writeArchive(files({ "queries/latest.sql": "SELECT valeu FROM numbers" })) },
    world,
  );
  expect(bad.errors).toMatchObject([{ where: { file: "queries/latest.sql", line: 1 } }]);
  expect(await checkArchive({ name: "sentence", archive: new Uint8Array() }, world)).toMatchObject({
    errors: [{ code: "not-an-archive" }],
    warnings: [],
  });
  expect((await world.store.list("")).objects).toEqual([]);
});
