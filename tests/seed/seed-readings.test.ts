import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { readDatasetProfile } from "../../functions/core/report/dataset/store/read-dataset-profile.ts";
import { seedTemplate } from "../../functions/seed/seed-template.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-readings-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a sample is read as its template says, and is not stored again", async () => {
  mkdirSync(join(folder, "data"));
  writeFileSync(
    join(folder, "template.yaml"),
    'title: Tiny\ndate: "2024-06-30"\ndatasets:\n  people:\n    file: data/people.csv\n    encoding: windows-1252\n    header: false\n',
  );
  writeFileSync(join(folder, "report.md"), "# A page\n");
  writeFileSync(join(folder, "data/people.csv"), Buffer.from("S\u00f8ren;1\n", "latin1"));
  const store = new MemoryObjectStore();
  const seed = () => seedTemplate(store, "tiny", folder);
  const { datasets } = await seed();
  const reading = { encoding: "windows-1252", header: false };
  expect(datasets).toMatchObject([{ alias: "people", reading }]);
  const profile = await readDatasetProfile(store, { name: datasets[0]!.default! });
  expect(profile).toMatchObject({
    reading,
    encoding: "windows-1252",
    rows: 1,
    columns: [{ name: "column_1" }, { name: "column_2" }],
  });
  const before = (await store.list("datasets/")).objects;
  await seed();
  expect((await store.list("datasets/")).objects).toEqual(before);
});
