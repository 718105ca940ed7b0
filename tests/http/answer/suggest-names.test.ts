import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { resolveDataset } from "../../../functions/core/report/dataset/store/resolve-dataset.ts";
import { listDatasets } from "../../../functions/core/report/dataset/store/list-datasets.ts";
import { readerRevision } from "../../../functions/core/report/dataset/mended-rules.ts";
import { listReports } from "../../../functions/core/service/lifecycle/status/list-reports.ts";
import { deleteReport } from "../../../functions/core/service/lifecycle/removal/delete-report.ts";
import { recentKey } from "../../../functions/core/service/lifecycle/records/keys.ts";
import { reportKind } from "../../../functions/core/service/lifecycle/records/report-kind.ts";
import { requestReport } from "../../../functions/core/service/lifecycle/request/request-report.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { suggestNames } from "../../../functions/http/answer/suggest-names.ts";
import { openTemplate } from "../../../functions/core/report/template/open-template.ts";
import { acceptedRequest, fakeWorld, FaultyStore } from "../../core/service/lifecycle/lifecycle-fakes.ts";

const version = "a".repeat(64);
const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Makes a store of `count` datasets, each with one version, that records later calls. */
async function storeOf(count: number): Promise<FaultyStore> {
  const store = new FaultyStore(new MemoryObjectStore());
  for (let index = 0; index < count; index += 1) {
    const folder = `datasets/city-${String(index).padStart(4, "0")}`;
    await store.create(
      `${folder}/${version}/dataset.json`,
      encode({ version, reader: readerRevision, format: "csv", bytes: 1, rows: 1, columns: [], warnings: [] }),
      "application/json",
    );
    await store.create(`${folder}/current.json`, encode({ version }), "application/json");
  }
  store.calls.length = 0;
  return store;
}

const failure = (work: Promise<unknown>): Promise<BroadsheetError> =>
  work.then(
    () => expect.unreachable(),
    (error: BroadsheetError) => error,
  );
const counts = (store: FaultyStore): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(store.calls, (call) => call.split(" ")[0]!)].map(([name, calls]) => [name, calls.length]),
  );

test("a misspelt name among 3,000 costs two reads, and three listings if names may be disclosed", async () => {
  const store = await storeOf(3000);
  const error = await failure(resolveDataset(store, { name: "city-2999x" }));
  expect(error.problems).toEqual([
    {
      code: "unknown-dataset",
      message: 'There is no dataset "city-2999x"',
      where: { dataset: "city-2999x" },
      seen: "city-2999x",
    },
  ]);
  expect(counts(store)).toEqual({ get: 2 });
  const [problem] = (await suggestNames(error, store)).problems;
  expect(problem).toMatchObject({ hint: 'did you mean "city-2999"?' });
  const listed = problem?.allowed as readonly string[];
  expect([listed[0], listed.length, listed.at(-1)]).toEqual(["city-2999", 21, "… and 2980 more"]);
  expect(counts(store)).toEqual({ get: 2, list: 3 });
});

test("versions and templates are suggested, too; other errors stay as they are", async () => {
  const store = await storeOf(1);
  const unknown = await failure(resolveDataset(store, { name: "city-0000", version: "12" }));
  expect((await suggestNames(unknown, store)).problems).toMatchObject([
    { code: "unknown-version", allowed: [version] },
  ]);
  const template = await failure(openTemplate(store, { name: "saels" }));
  await store.put("templates/sales/current.json", encode({ version }), "application/json");
  expect((await suggestNames(template, store)).problems).toMatchObject([
    { code: "unknown-template", allowed: ["sales"], hint: 'did you mean "sales"?' },
  ]);
  const other = new BroadsheetError("conflict", { code: "x", message: "x" });
  expect(await suggestNames(other, store)).toBe(other);
});

test("a page of datasets costs one listing and three reads for each", async () => {
  const store = await storeOf(1413);
  const names: string[] = [];
  let after: string | undefined;
  do {
    store.calls.length = 0;
    const page = await listDatasets(store, { limit: 100, ...(after !== undefined && { after }) });
    expect(counts(store)).toEqual({ list: 1, get: 3 * page.datasets.length });
    names.push(...page.datasets.map(({ name }) => name));
    after = page.next;
  } while (after !== undefined);
  expect(names).toEqual(Array.from({ length: 1413 }, (_, index) => `city-${String(index).padStart(4, "0")}`));
});

test("after many deletions a page of reports costs one listing, and what each report costs", async () => {
  const world = fakeWorld();
  for (let index = 0; index < 220; index += 1) {
    await requestReport(acceptedRequest(`report ${index}`), world);
    world.clock.time += 1;
  }
  for (let index = 20; index < 220; index += 1) await deleteReport(acceptedRequest(`report ${index}`).id, world);
  world.store.calls.length = 0;
  expect((await listReports(world, { limit: 20 })).reports).toHaveLength(20);
  // Each has its request, and has not ended: one look for the outcome, and one listing.
  expect(counts(world.store)).toEqual({ list: 21, get: 40 });
});

test("markers that earlier releases left of deleted reports cost a page its bound at most, and the next page goes on", async () => {
  const world = fakeWorld();
  await requestReport(acceptedRequest("old"), world);
  for (let index = 0; index < 2_500; index += 1)
    await world.store.create(
      recentKey(reportKind, world.clock.time + 1 + index, acceptedRequest(`gone ${index}`).id),
      new Uint8Array(0),
      "text/plain",
    );
  const found: number[] = [];
  let after: string | undefined;
  do {
    world.store.calls.length = 0;
    const page = await listReports(world, { limit: 20, ...(after !== undefined && { after }) });
    expect(world.store.calls.length).toBeLessThanOrEqual(4 + 1_000 * 3);
    expect(page.unfilled).toBe(page.next === undefined ? undefined : true);
    found.push(page.reports.length);
    after = page.next;
  } while (after !== undefined);
  expect(found).toEqual([0, 0, 1]);
});
