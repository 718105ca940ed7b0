import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FileObjectStore } from "../../../../../functions/adapters/file-object-store.ts";
import { keepVersions } from "../../../../../functions/adapters/keep-versions.ts";
import { reportDamage } from "../../../../../functions/adapters/report-damage.ts";
import { sha256 } from "../../../../../functions/core/json/canonical-json.ts";
import type { ObjectStore } from "../../../../../functions/core/ports.ts";
import type { AcceptedRequest } from "../../../../../functions/core/report/request/report-request.ts";
import type { RenderingWorld } from "../../../../../functions/core/service/lifecycle/lifecycle-world.ts";
import { parseRecentKey, recentKey } from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { reportKind } from "../../../../../functions/core/service/lifecycle/records/report-kind.ts";
import { deleteReport } from "../../../../../functions/core/service/lifecycle/removal/delete-report.ts";
import { requestReport } from "../../../../../functions/core/service/lifecycle/request/request-report.ts";
import { EndedReports } from "../../../../../functions/core/service/lifecycle/status/ended-reports.ts";
import { listReports } from "../../../../../functions/core/service/lifecycle/status/list-reports.ts";
import { readReport } from "../../../../../functions/core/service/lifecycle/status/read-report.ts";
import type { ReportFilter } from "../../../../../functions/core/service/lifecycle/status/report-filter.ts";
import { FakeClock, fakeWorld, FaultyStore, makeReport, wrong } from "../lifecycle-fakes.ts";
import { settleReport } from "../settle-report.ts";

const rounds = process.env["SOAK"] === undefined ? 45 : 3_000;
const words = ["north", "South", "Évora", "STRASSE", "數據"];

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "broadsheet-listed-"));
});
afterAll(() => rm(parent, { recursive: true }));

let seed = 20_261_130;
const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!;

/** A process of its own on a data directory; its store records calls. */
async function openProcess(
  folder: string,
  clock: FakeClock,
): Promise<RenderingWorld & { readonly store: FaultyStore }> {
  const files = await FileObjectStore.open(folder);
  const wrapped = keepVersions(reportDamage(files, fakeWorld().logger));
  const store = Object.assign(new FaultyStore(wrapped), {
    keysAtHand: (prefix: string) => wrapped.keysAtHand!(prefix),
  });
  return fakeWorld({ store, clock });
}

const accepted = (number: number): AcceptedRequest => ({
  id: sha256(`report ${number}`),
  template: { name: pick(["sales", "profit"]), version: sha256("t") },
  parameters: {},
  datasets: random(2) === 0 ? {} : { d: { name: pick(["numbers", "people"]), version: sha256("d") } },
  date: "2022-12-31",
  language: "en",
});

/** What a filter leaves of all reports, by reading every one of them, newest first. */
async function expectedOf(
  world: RenderingWorld,
  { status, template, dataset, search }: ReportFilter,
): Promise<string[]> {
  const { objects } = await (world.store as FaultyStore).inner.list("recent/", { limit: Infinity });
  const ids: string[] = [];
  for (const { key } of objects) {
    const marker = parseRecentKey(reportKind, key)!;
    const report = await readReport(marker.id, world);
    if (report === undefined || !("created" in report) || report.created !== marker.created) continue;
    if (status !== undefined && report.state !== status) continue;
    if (template !== undefined && report.accepted.template.name !== template) continue;
    const names = Object.values(report.accepted.datasets).map((one) => one.name);
    if (dataset !== undefined && !names.includes(dataset)) continue;
    const title = report.state === "ready" ? report.title : "";
    if (search !== undefined && !title.toLowerCase().includes(search.toLowerCase())) continue;
    ids.push(marker.id);
  }
  return ids;
}

async function listedBy(world: RenderingWorld, wanted: ReportFilter, ended: EndedReports): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await listReports(world, { wanted, ended, after, limit: 1 + random(5) });
    ids.push(...page.reports.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return ids;
}

test(`after each of ${rounds} random events, a filter leaves what reading every report would leave`, async () => {
  const folder = join(parent, "events");
  const clock = new FakeClock();
  const one = await openProcess(folder, clock);
  const other = await openProcess(folder, clock);
  // Few neighbours, so that the list has many summaries.
  const ended = new EndedReports(3);
  for (let round = 0; round < rounds; round += 1) {
    const world = pick([one, other]);
    const act = random(6);
    if (act === 0) await deleteReport(sha256(`report ${random(12)}`), world);
    else {
      const { status } = await requestReport(accepted(random(12)), world, { anew: random(2) === 0 });
      const title = `${pick(words)} ${pick(words)}`;
      const render: RenderingWorld["render"] = async (request) => {
        if (act === 1) throw wrong();
        return { ...makeReport(request), title };
      };
      if (act > 2) await settleReport(status.id, status.generation, { ...world, render });
    }
    // Some events fall into one millisecond, and some reports are old enough to be remembered.
    clock.time += pick([0, 0, 1, 3_000, 20_000]);
    if (random(3) === 0) await delay(25);
    const wanted: ReportFilter = {
      ...(random(2) === 0 && { status: pick(["queued", "ready", "failed"]) }),
      ...(random(3) === 0 && { template: pick(["sales", "profit", "none"]) }),
      ...(random(3) === 0 && { dataset: pick(["numbers", "people"]) }),
      ...(random(3) === 0 && { search: pick(["north", "SOUTH", "évora", "strasse", "ß", "據"]) }),
    };
    const about = `round ${round}: ${JSON.stringify(wanted)}`;
    expect(await listedBy(one, wanted, ended), about).toEqual(await expectedOf(one, wanted));
  }
}, 3_600_000);

test("a search reads an ended report once, and one that may pass each time", async () => {
  const clock = new FakeClock();
  const world = await openProcess(join(parent, "counted"), clock);
  for (let number = 0; number < 60; number += 1) {
    const { status } = await requestReport(accepted(number), world);
    const render: RenderingWorld["render"] = async (request) => ({
      ...makeReport(request),
      title: number % 30 === 0 ? "North" : "South",
    });
    if (number !== 59) await settleReport(status.id, status.generation, { ...world, render });
    clock.time += 1_000;
  }
  clock.time += 60_000;
  await delay(30);
  const ended = new EndedReports();
  const calls: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    world.store.calls.length = 0;
    const { reports, next } = await listReports(world, { wanted: { search: "north" }, ended });
    expect([reports.length, next]).toEqual([2, undefined]);
    calls.push(world.store.calls.filter((call) => call.startsWith("get ") || call.startsWith("list ")).length);
  }
  // Three reads for each ended report; a report that waits takes a listing and two reads.
  expect(calls).toEqual([59 * 3 + 3, 9, 9]);
});

/** Requests a report and sees it through, under a title. */
async function makeTitled(world: RenderingWorld, request: AcceptedRequest, title: string): Promise<void> {
  const { status } = await requestReport(request, world, { anew: true });
  const render: RenderingWorld["render"] = async (asked) => ({ ...makeReport(asked), title });
  await settleReport(status.id, status.generation, { ...world, render });
}

test("a report that is made again is found by what it says now, also within one millisecond", async () => {
  const clock = new FakeClock();
  const world = await openProcess(join(parent, "anew"), clock);
  const ended = new EndedReports();
  const found = async (search: string): Promise<number> => {
    await delay(25);
    return (await listReports(world, { wanted: { search }, ended })).reports.length;
  };
  await makeTitled(world, accepted(1), "South");
  expect([await found("north"), await found("south")]).toEqual([0, 1]);
  // The clock stands still, so both generations have one marker.
  await makeTitled(world, accepted(1), "North");
  expect([await found("north"), await found("south")]).toEqual([1, 0]);
  clock.time += 60_000;
  expect([await found("north"), await found("south")]).toEqual([1, 0]);
  // The marker of a claim comes before the claim.
  const marker = recentKey(reportKind, clock.time + 60_000, accepted(1).id);
  await world.store.create(marker, new Uint8Array(), "application/octet-stream");
  clock.time += 120_000;
  expect([await found("north"), await found("south")]).toEqual([1, 0]);
  clock.time -= 60_000;
  await makeTitled(world, accepted(1), "South");
  expect([await found("north"), await found("south")]).toEqual([0, 1]);
  // The markers of earlier generations stay, and are not read again.
  clock.time += 60_000;
  await found("north");
  world.store.calls.length = 0;
  expect(await found("north")).toBe(0);
  expect(world.store.calls).toEqual([]);
});

test("a store without its keys at hand is listed and read as ever", async () => {
  const world = fakeWorld();
  await requestReport(accepted(1), world);
  const wanted = { status: "queued" };
  expect((await listReports(world, { wanted })).reports).toHaveLength(1);
  expect((world.store as ObjectStore).keysAtHand).toBeUndefined();
});
