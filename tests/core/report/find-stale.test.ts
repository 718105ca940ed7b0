import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { acceptReport } from "../../../functions/core/report/accept-report.ts";
import { storeDataset } from "../../../functions/core/report/dataset/store-dataset.ts";
import { generateReport } from "../../../functions/core/report/generate-report.ts";
import { storeTemplate } from "../../../functions/core/report/template/store/store-template.ts";
import { acceptBatch } from "../../../functions/core/service/batch/door/accept-batch.ts";
import { openBatchDoor } from "../../../functions/core/service/batch/door/open-batch.ts";
import { verifyReport } from "../../../functions/local/verify-report.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { FakeClock } from "../service/lifecycle/lifecycle-fakes.ts";
import { sentenceTemplate } from "./sentence-template.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const hour = 3_600_000;
const start = Date.UTC(2026, 0, 5, 8);

const filesWith = (freshness: string): Map<string, Uint8Array> =>
  sentenceTemplate(`    freshness: ${freshness}`, {
    rest: "parameters: { properties: { least: { type: integer, default: 0 } } }\n",
    where: " WHERE share >= $least",
  });

/** A store whose clock is moved by hand, with a template that asks for freshness. */
async function openLab(freshness: string) {
  const clock = new FakeClock();
  clock.time = start;
  const store = new MemoryObjectStore(clock);
  const scratch = await openScratchFolder();
  const put = async (text: string): Promise<void> =>
    void (await storeDataset(store, "cities", { body: bytes(text), format: "csv" }, scratch));
  const files = filesWith(freshness);
  const folder = await mkdtemp(join(tmpdir(), "stale-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await put("city,share\nBeijing,1\n");
  await storeTemplate(store, "sentence", files);
  return {
    store,
    scratch,
    /** The report's inputs as files, for `verify`. */
    write: async () => {
      const template = join(folder, "sentence");
      for (const [path, body] of files) {
        await mkdir(dirname(join(template, path)), { recursive: true });
        await writeFile(join(template, path), body);
      }
      await writeFile(join(folder, "cities.csv"), "city,share\nBeijing,1\n");
      return { template, datasets: { cities: join(folder, "cities.csv") } };
    },
    put: async (text: string, at: number): Promise<void> => {
      clock.time = at;
      await put(text);
    },
    accept: (at: number, datasets: Readonly<Record<string, unknown>> = {}) =>
      acceptReport({ template: "sentence", datasets }, { store }, at),
  };
}

test("data are fresh until the time that the template allows, of new data again, and never of the same", async () => {
  const lab = await openLab("36h");
  const age = async (at: number): Promise<string> =>
    await lab.accept(at).then(
      () => "fresh",
      (error: unknown) => (error as BroadsheetError).problems[0]!.code,
    );
  expect([await age(start), await age(start + 36 * hour - 1), await age(start + 36 * hour)]).toEqual([
    "fresh",
    "fresh",
    "stale-data",
  ]);
  await lab.put("city,share\nBeijing,1\n", start + 40 * hour);
  expect(await age(start + 40 * hour)).toBe("stale-data");
  await lab.put("city,share\nBeijing,2\n", start + 41 * hour);
  expect(await age(start + 76 * hour)).toBe("fresh");
  await lab.scratch.dispose();
});

test("too old data refuse the report by dataset, time and what is allowed; a version that is named is not judged", async () => {
  const lab = await openLab("{ within: 90m }");
  const late = start + 2 * hour;
  await expect(lab.accept(late)).rejects.toMatchObject({
    kind: "invalid-dataset",
    status: 422,
    problems: [
      {
        code: "stale-data",
        where: { pointer: "/datasets/cities", dataset: "cities" },
        seen: "2026-01-05T08:00:00.000Z",
        allowed: "90m",
      },
    ],
  });
  const { version } = (await lab.accept(start)).datasets["cities"]!;
  const named = await lab.accept(late, { cities: { name: "cities", version } });
  expect(named.id).toBe((await lab.accept(start)).id);
  expect(named).not.toHaveProperty("stale");
  // Without the time of a request nobody knows how old data are.
  expect((await acceptReport({ template: "sentence" }, { store: lab.store })).id).toBe(named.id);
  await lab.scratch.dispose();
});

test("a mark is an input: another report, the same whenever it is requested and made, named in it, and verified", async () => {
  const lab = await openLab("{ within: 2d, severity: warning }");
  const fresh = await lab.accept(start);
  const late = await lab.accept(start + 48 * hour);
  expect(late.stale).toEqual({ cities: { since: "2026-01-05T08:00:00.000Z", within: "2d" } });
  expect(late.id).not.toBe(fresh.id);
  expect(await lab.accept(start + 480 * hour)).toEqual(late);
  const report = await generateReport(late, createWorld(lab.store));
  expect(report.warnings).toMatchObject([{ code: "stale-data", seen: "2026-01-05T08:00:00.000Z" }]);
  expect((await generateReport(fresh, createWorld(lab.store))).warnings).toEqual([]);
  const verified = await verifyReport(report.pdf, await lab.write());
  expect(verified.manifest.stale).toEqual(late.stale);
  expect(verified.manifest.warnings).toEqual({ "stale-data": 1 });
  expect(verified).toMatchObject({ verified: true, differences: [] });
  // An altered mark is another request.
  await expect(
    generateReport(
      { ...late, stale: { cities: { since: "2026-01-04T08:00:00.000Z", within: "2d" } } },
      createWorld(lab.store),
    ),
  ).rejects.toMatchObject({ problems: [{ code: "altered-request" }] });
  await lab.scratch.dispose();
});

test("the reports of a batch are those that single requests would give", async () => {
  const lab = await openLab("{ within: 1h, severity: warning }");
  const world = createWorld(lab.store);
  const body = {
    template: "sentence",
    rows: { query: "SELECT 1 AS least FROM cities" },
    map: { least: "least" },
    name: "n-{{ least }}",
  };
  const late = start + hour;
  const [fresh, stale] = await Promise.all(
    [start, late].map((requestedAt) => acceptBatch({ ...body, output: "files" }, { ...world, requestedAt })),
  );
  expect(fresh!.id).not.toBe(stale!.id);
  const accept = await openBatchDoor(world).openBatch(stale!);
  const single = await acceptReport({ template: "sentence", parameters: { least: 1 } }, world, late);
  expect(accept({ row: 1, parameters: { least: 1 } })).toEqual(single);
  expect(single.stale).toBeDefined();
  await lab.scratch.dispose();
});

test("a faulty freshness is refused by file and line", async () => {
  for (const freshness of ["2 weeks", "0h", "{ severity: warning }", "{ within: 36h, severity: note }", "36"]) {
    const error = await openLab(freshness).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BroadsheetError);
    expect((error as BroadsheetError).problems[0]?.where).toMatchObject({
      file: "template.yaml",
      line: expect.any(Number) as number,
    });
  }
});
