import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../../functions/adapters/scratch-folder.ts";
import { moveNameFrom, placeOfName } from "../../../../functions/core/names/name-log.ts";
import type { ObjectStore } from "../../../../functions/core/ports.ts";
import { changeRecipe } from "../../../../functions/core/report/dataset/change-recipe.ts";
import { datasetLimits } from "../../../../functions/core/report/dataset/dataset-limits.ts";
import type { DatasetFormat } from "../../../../functions/core/report/dataset/dataset.ts";
import { openDataset } from "../../../../functions/core/report/dataset/open-dataset.ts";
import type { ShapeDataset } from "../../../../functions/core/report/dataset/recipe/shape.ts";
import { rereadDataset } from "../../../../functions/core/report/dataset/reread-dataset.ts";
import { holdDataset, storeDataset } from "../../../../functions/core/report/dataset/store-dataset.ts";
import { listErasures, readErased } from "../../../../functions/core/report/dataset/store/erasure.ts";
import { listDatasetVersions } from "../../../../functions/core/report/dataset/store/list-dataset-names.ts";
import { readArrival } from "../../../../functions/core/report/dataset/store/read-arrival.ts";
import { readDatasetProfile } from "../../../../functions/core/report/dataset/store/read-dataset-profile.ts";
import { putView, removeView } from "../../../../functions/core/report/dataset/view/change-views.ts";
import { readGraph } from "../../../../functions/core/report/dataset/view/view-graph.ts";
import { causeOf } from "../../../../functions/core/service/view/refresh-kind.ts";
import { storeMade } from "../../../../functions/core/report/dataset/view/store-made.ts";

import { shapeDataset } from "../../../../functions/core/report/shape-dataset.ts";
import { eraseEverywhere } from "../../../../functions/render/data/erase-everywhere.ts";
import { FakeClock, FaultyStore } from "../../service/lifecycle/lifecycle-fakes.ts";
import { catchProblems } from "./catch-problems.ts";

const scratch = await openScratchFolder();
afterAll(() => scratch.dispose());
const clock = new FakeClock();
let store: MemoryObjectStore;
beforeEach(() => {
  store = new MemoryObjectStore(clock);
});

const needle = "ada@example.org";
const shape: ShapeDataset = (given, recipe, limits) => shapeDataset(given, recipe, scratch, limits);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const put = (text: string, format: DatasetFormat = "csv", into: ObjectStore = store) =>
  storeDataset(into, "people", { body: bytes(text), format }, scratch, datasetLimits, new Map(), "put", shape);
const id = "00000000-0000-4000-8000-000000000001";
const erase = async (
  where = `email = '${needle}'`,
  over: { id?: string; store?: ObjectStore; version?: string } = {},
) =>
  eraseEverywhere(
    "people",
    {
      id: over.id ?? id,
      where,
      version: over.version ?? (await readDatasetProfile(store, { name: "people" })).version,
      at: 5,
    },
    { store: over.store ?? store, clock },
  );

async function ask(sql: string, file: string): Promise<readonly unknown[]> {
  const database = await DuckDBInstance.create();
  const connection = await database.connect();
  const rows = (await connection.runAndReadAll(sql, { file })).getRowsJson();
  connection.closeSync();
  database.closeSync();
  return rows;
}

/** The rows as reports read them. */
async function rowsOf(name = "people"): Promise<readonly unknown[]> {
  const dataset = await openDataset(store, name, { name });
  const file = await scratch.write(`read-${Math.random()}`, await dataset.read());
  return await ask(dataset.select, file);
}

/** Everything that is stored, as text; a Parquet file as its values, since it may be packed. */
async function everything(): Promise<string> {
  const found: string[] = [];
  for (const { key } of (await store.list("")).objects) {
    const { body } = (await store.get(key))!;
    found.push(key, Buffer.from(body).toString("latin1"));
    if (!key.endsWith(".parquet")) continue;
    const file = await scratch.write(`all-${Math.random()}`, body);
    found.push(JSON.stringify(await ask("SELECT * FROM read_parquet($file)", file)));
  }
  return found.join("\n");
}

const csv = (extra: string) => `# list of ${needle}\nemail,amount,when\nbob@x.org,1.50,2024-01-05\n${extra}`;
const ada = `${needle},2.25,2024-02-01\n`;
const long = Array.from({ length: 9_000 }, (_, row) => `p${row}@x.org,${row}.25,2024-01-05\n`).join("");

describe("erased rows are in nothing that is stored", () => {
  test.each([
    ["csv", csv(ada)],
    ["csv", csv(long + ada)],
    ["tsv", csv(ada).replaceAll(",", "\t")],
    ["json", JSON.stringify([{ email: needle, amount: 1 }, { email: "bob@x.org", amount: 2.5 }, { email: null }])],
    ["ndjson", `{"email":"${needle}"}\n{"email":"bob@x.org"}\n`],
  ] as const)("%s of some bytes", async (format, text) => {
    await put(text, format);
    const before = await rowsOf();
    expect(await everything()).toContain(needle);
    const done = await erase();
    expect(await rowsOf()).toEqual(before.filter((row) => !JSON.stringify(row).includes(needle)));
    expect(await everything()).not.toContain(needle);
    expect(done).toMatchObject({ erased: 1, rows: before.length - 1, kept: false, finished: clock.now() });
    expect(await listDatasetVersions(store, "people")).toEqual([done.version]);
    expect(await readErased(store, done.from)).toMatchObject({ dataset: "people", erasure: id });
  });

  test("in earlier, later and held versions, in refused files' events", async () => {
    await put(csv(ada));
    await holdDataset(
      store,
      "people",
      { body: bytes(csv(ada + "z@x.org,1,2024-01-01\n")), format: "csv" },
      {
        scratch,
        limits: datasetLimits,
        shape,
      },
    );
    await put(csv(""));
    await store.put("dataset-events/people/refused-1/outcome.json", bytes(`{"seen":"${needle}"}`), "application/json");
    const done = await erase();
    expect(done).toMatchObject({ erased: 0, rows: 1 });
    expect(done.versions).toHaveLength(3);
    expect(await everything()).not.toContain(needle);
  });

  test("a condition that is neither true nor false keeps the row, as DELETE does", async () => {
    await put("email,n\na,1\n,2\nb,3\n");
    await erase("email = 'a'");
    expect(await rowsOf()).toEqual([
      [null, "2"],
      ["b", "3"],
    ]);
  });

  test("all rows may go; types, units and names stay", async () => {
    await put(csv(ada));
    await changeRecipe(
      store,
      "people",
      { text: "steps: [{units: {amount: EUR}}]", token: "t", kind: "put", at: 1 },
      {
        scratch,
        limits: datasetLimits,
        shape,
      },
    );
    const before = await readDatasetProfile(store, { name: "people" });
    await erase("true");
    const after = await readDatasetProfile(store, { name: "people" });
    expect(after.rows).toBe(0);
    expect(after.columns.map(({ name, type, unit }) => [name, type, unit])).toEqual(
      before.columns.map(({ name, type, unit }) => [name, type, unit]),
    );
  });
});

test("a recipe shapes later files, not the rows that an erasure left", async () => {
  const tools = { scratch, limits: datasetLimits, shape };
  const give = (text: string, token: string) =>
    changeRecipe(store, "people", { text, token, kind: "put", at: 1 }, tools);
  await put("E,n\nx,1\ny,2\n");
  await give("steps: [{names: {E: email}}, {derive: {n: n * 2}}]", "t1");
  await erase("email = 'x'");
  expect(await rowsOf()).toEqual([["y", "4"]]);
  const cleaned = await readDatasetProfile(store, { name: "people" });
  expect((await give("steps: [{names: {E: email}}, {derive: {n: n * 3}}]", "t2")).version).toBe(cleaned.version);
  const again = await rereadDataset(
    store,
    "people",
    { version: cleaned.version, cause: "reread:1", at: 1 },
    scratch,
    datasetLimits,
    shape,
  );
  expect(again.version).toBe(cleaned.version);
  expect(await rowsOf()).toEqual([["y", "4"]]);
  await put("E,n\nz,5\n");
  expect(await rowsOf()).toEqual([["z", "15"]]);
});

test("tables of views go, and a table that is made from deleted versions does not stay", async () => {
  await put(csv(ada));
  const { version } = await readDatasetProfile(store, { name: "people" });
  await putView(store, "copies", "from: {p: people}\nselect: SELECT * FROM p\n", { cause: "put:1", at: 1 });
  const opened = await openDataset(store, "people", { name: "people" });
  const made = await shape({ profile: opened.profile, file: await opened.readText() }, { steps: [] }, datasetLimits);
  const table = await storeMade(store, "copies", made);
  await moveNameFrom(store, "datasets/copies", 0, { version: table.version, cause: "view:1", at: 1 });
  const done = await erase();
  expect(done.views).toEqual(["copies"]);
  expect(await listDatasetVersions(store, "copies")).toEqual([]);
  expect((await placeOfName(store, "datasets/copies")).version).toBeUndefined();
  expect(await readErased(store, table.version)).toMatchObject({ dataset: "copies" });
  expect(await readErased(store, version)).toMatchObject({ dataset: "people" });
  expect(await everything()).not.toContain(needle);
});

/** Makes the table of a view that shows all of one dataset, as the service does. @returns its version */
async function makeView(view: string, source: string): Promise<string> {
  const entry = (await readGraph(store)).get(view)!;
  const opened = await openDataset(store, source, { name: source });
  const made = await shape({ profile: opened.profile, file: await opened.readText() }, { steps: [] }, datasetLimits);
  const { version } = await storeMade(store, view, made);
  const { seq } = await placeOfName(store, `datasets/${view}`);
  const cause = `view:${causeOf(view, entry, { [source]: opened.profile.version })}`;
  await moveNameFrom(store, `datasets/${view}`, seq, { version, cause, at: 1 });
  return version;
}

const define = (view: string, from: string, cause: string) =>
  putView(store, view, `from: {p: ${from}}\nselect: SELECT * FROM p\n`, { cause, at: 1 });
const putOther = () => storeDataset(store, "others", { body: bytes("a\n1\n"), format: "csv" }, scratch, datasetLimits);

describe("views that once read the dataset", () => {
  test("lose what they made, but for a table that their present definition has made", async () => {
    await put(csv(ada));
    await putOther();
    await define("copies", "people", "put:1");
    const before = await makeView("copies", "people");
    await define("copies", "others", "put:2");
    const now = await makeView("copies", "others");
    const done = await erase();
    expect(done).toMatchObject({ views: [], viewVersions: [{ name: "copies", versions: [before] }] });
    expect(await listDatasetVersions(store, "copies")).toEqual([now]);
    expect((await placeOfName(store, "datasets/copies")).version).toBe(now);
    expect(await readErased(store, before)).toMatchObject({ dataset: "copies" });
    expect(await everything()).not.toContain(needle);
  });

  test("lose a current table that their present definition has yet to make", async () => {
    await put(csv(ada));
    await putOther();
    await define("copies", "people", "put:1");
    await makeView("copies", "people");
    await define("copies", "others", "put:2");
    await erase();
    expect((await placeOfName(store, "datasets/copies")).version).toBeUndefined();
    expect(await everything()).not.toContain(needle);
  });

  test("leave an ordinary dataset alone that has the name of one by now", async () => {
    await put(csv(ada));
    await define("others", "people", "put:1");
    await removeView(store, "others", { cause: "remove:1", at: 2 });
    const { version } = await putOther();
    await erase();
    expect((await placeOfName(store, "datasets/others")).version).toBe(version);
    expect(await listDatasetVersions(store, "others")).toEqual([version]);
  });
});

/** How often the dataset is listed while rows of a history of so many versions are erased. */
async function listingsOf(versions: number): Promise<number> {
  store = new MemoryObjectStore(clock);
  for (let rows = 1; rows <= versions; rows += 1) await put(csv(ada.repeat(rows)));
  const counting = new FaultyStore(store);
  await erase(undefined, { store: counting });
  expect(await listDatasetVersions(store, "people")).toHaveLength(1);
  return counting.calls.filter((call) => call === "list datasets/people/").length;
}

test("a long history is listed no more often than a short one", async () => {
  expect(await listingsOf(9)).toBe(await listingsOf(2));
});

/** Two versions with the row; the current one has it twice. @returns the current version */
async function prepare(): Promise<string> {
  store = new MemoryObjectStore(clock);
  await put(csv(ada));
  await put(csv(ada + ada));
  return (await readDatasetProfile(store, { name: "people" })).version;
}

test("it goes on wherever it was cut short", async () => {
  let cuts = 0;
  const counts: number[] = [];
  // An odd step, so that both ways to die have their turn.
  const step = process.env["SOAK"] === undefined ? 3 : 1;
  for (let at = 0; ; at += step) {
    const version = await prepare();
    // With every second death, the store carries the last call out all the same.
    const cut = cutting(store, at >> 1, at % 2 === 1);
    const died = await erase(undefined, { store: cut, version }).then(
      () => false,
      () => true,
    );
    if (!died) break;
    cuts += 1;
    const done = await erase(undefined, { version });
    counts.push((await listDatasetVersions(store, "people")).length);
    expect(await rowsOf()).toEqual([["bob@x.org", "1.50", "2024-01-05"]]);
    expect(await everything()).not.toContain(needle);
    expect((await placeOfName(store, "datasets/people")).version).toBe(done.version);
    expect((await listErasures(store, "people", { limit: 9 })).items).toMatchObject([
      { erased: 2, finished: clock.now() },
    ]);
  }
  expect(cuts * step).toBeGreaterThan(20);
  expect(new Set(counts)).toEqual(new Set([1]));
});

/** A store whose process dies before the write of this number, and every write after it. */
function cutting(inner: ObjectStore, at: number, committed: boolean): ObjectStore {
  let left = at;
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    if (left === 0 && committed) await work();
    if (left-- <= 0) throw new Error("the process died");
    return await work();
  };
  return {
    get: (key) => inner.get(key),
    head: (key) => inner.head(key),
    getRange: (...call) => inner.getRange(...call),
    getStream: (key) => inner.getStream(key),
    list: (...call) => inner.list(...call),
    put: (...call) => write(() => inner.put(...call)),
    create: (...call) => write(() => inner.create(...call)),
    createStream: (...call) => write(() => inner.createStream(...call)),
    replace: (...call) => write(() => inner.replace(...call)),
    delete: (key) => write(() => inner.delete(key)),
  };
}

describe("others act at the same moment", () => {
  test("a file that becomes current before the rows are gone stays, and nothing is erased", async () => {
    await put(csv(ada));
    const faulty = new FaultyStore(store);
    faulty.before("create", /datasets\/people\/log\//, () => put(csv(ada + ada)));
    const problems = await catchProblems("conflict", () => erase(undefined, { store: faulty }));
    expect(problems).toMatchObject([{ code: "version-is-not-current" }]);
    expect(await rowsOf()).toHaveLength(3);
    expect((await listErasures(store, "people", { limit: 9 })).items).toEqual([]);
    expect(await listDatasetVersions(store, "people")).toHaveLength(2);
  });

  test("where nothing is erased, a version that was there before stays, though its bytes are the rows that are left", async () => {
    await put(csv(ada));
    const { version: cleaned } = await erase();
    const { version } = await put(csv(ada));
    const faulty = new FaultyStore(store);
    faulty.before("create", /datasets\/people\/log\//, () => put(csv(ada + ada)));
    const again = { id: id.replace(/1$/, "2"), store: faulty, version };
    await catchProblems("conflict", () => erase(undefined, again));
    expect(await listDatasetVersions(store, "people")).toContain(cleaned);
  });

  test("a file that comes after that stays current", async () => {
    await put(csv(ada));
    const faulty = new FaultyStore(store);
    faulty.before("create", /^erased\//, () => put(csv("new@x.org,3,2024-01-01\n")));
    await erase(undefined, { store: faulty });
    expect(await rowsOf()).toHaveLength(2);
    expect(await listDatasetVersions(store, "people")).toHaveLength(2);
  });

  test("the erased file, put again while it is erased, leaves the name on a version that is there", async () => {
    await put(csv(ada));
    const faulty = new FaultyStore(store);
    faulty.before("create", /^erased\//, () => put(csv(ada)));
    const done = await erase(undefined, { store: faulty });
    expect(await readDatasetProfile(store, { name: "people" })).toMatchObject({ version: done.version, cleaned: true });
  });

  const tools = { scratch, limits: datasetLimits, shape };
  const text = "steps: [{trim: [email]}]";
  const give = (to: ObjectStore) => changeRecipe(to, "people", { text, token: "t", kind: "put", at: 1 }, tools);

  test("a recipe that shapes the bytes while they are erased leaves nothing of them", async () => {
    const { version } = await put(csv(ada));
    const slow = new FaultyStore(store);
    slow.before("create", /^datasets\/people\/[0-9a-f]{64}\/data\.csv$/, () => erase(undefined, { version }));
    const after = await give(slow);
    expect(after).toMatchObject({ cleaned: true, rows: 1 });
    expect(await everything()).not.toContain(needle);
  });

  test("a version that a recipe made just before the bytes are deleted goes too", async () => {
    const { version } = await put(csv(ada));
    const faulty = new FaultyStore(store);
    faulty.before("delete", new RegExp(`${version}/dataset.json$`), async () => {
      // It has read the bytes before the cleaned version became current.
      const raw = (await store.get(`datasets/people/${version}/data.csv`))!.body;
      const other = { ...tools, shape };
      await holdDataset(store, "people", { body: raw, format: "csv", reading: { delimiter: "," } }, other);
    });
    await erase(undefined, { store: faulty, version });
    expect(await everything()).not.toContain(needle);
    expect(await listDatasetVersions(store, "people")).toHaveLength(1);
  });

  test("bytes that are read again while they are erased leave nothing", async () => {
    const { version } = await put(csv(ada));
    // A reader of before, which read them otherwise: the next version is another.
    const profile = (await store.get(`datasets/people/${version}/dataset.json`))!;
    const older = { ...(JSON.parse(new TextDecoder().decode(profile.body)) as object), reading: { delimiter: "," } };
    await store.put(`datasets/people/${version}/dataset.json`, bytes(JSON.stringify(older)), "application/json");
    const slow = new FaultyStore(store);
    slow.before("create", /\/data\.csv$/, () => erase(undefined, { version }));
    const reread = { version, cause: "reread:1", at: 1 };
    await catchProblems("not-found", () => rereadDataset(slow, "people", reread, scratch, datasetLimits, shape));
    expect(await everything()).not.toContain(needle);
  });
});

test("a view is refused, and what is no condition", async () => {
  await put(csv(ada));
  await putView(store, "v", "from: {p: people}\nselect: SELECT * FROM p\n", { cause: "put:1", at: 1 });
  const request = { id, where: "true", version: "a".repeat(64), at: 5 };
  expect(await catchProblems("conflict", () => eraseEverywhere("v", request, { store, clock }))).toMatchObject([
    { code: "is-a-view" },
  ]);
  for (const where of ["", "nobody = 1", "true) OR (true", "1; DROP TABLE x", "email IN (SELECT 1)", "random() > 0"])
    await expect(erase(where)).rejects.toMatchObject({ kind: "invalid-dataset" });
  expect(await rowsOf()).toHaveLength(2);
  await catchProblems("not-found", () => eraseEverywhere("nothing", request, { store, clock }));
});

test("an erasure brings no new data: they are as old as before", async () => {
  await put(`email,n\n${needle},1\nb@example.org,2\n`);
  const before = await readArrival(store, "people");
  clock.time += 60_000;
  await erase();
  expect(await readArrival(store, "people")).toEqual(before);
  await put("email,n\nb@example.org,3\n");
  expect((await readArrival(store, "people")).arrived).toBe(before.arrived + 60_000);
});
