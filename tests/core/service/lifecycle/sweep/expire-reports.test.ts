import { beforeEach, expect, test } from "vitest";
import { claimKey, outcomeKey } from "../../../../../functions/core/service/lifecycle/records/keys.ts";
import { reportOf } from "../../../../../functions/core/service/lifecycle/records/report-kind.ts";
import { requestReport } from "../../../../../functions/core/service/lifecycle/request/request-report.ts";
import { expireReports } from "../../../../../functions/core/service/lifecycle/sweep/expire-reports.ts";
import { acceptedRequest, type FakeWorld, fakeWorld } from "../lifecycle-fakes.ts";

const accepted = acceptedRequest();
const subject = reportOf(accepted.id, 1);
let world: FakeWorld;
let requested: number;

beforeEach(async () => {
  world = fakeWorld();
  await requestReport(accepted, world);
  requested = world.clock.time;
});

const keys = async (): Promise<readonly string[]> =>
  (await world.store.list("reports/")).objects.map(({ key }) => key.slice(subject.folder.length));

test("a report is retired when its time has come, and not a millisecond before", async () => {
  expect(await expireReports(requested - 1, world)).toBe(0);
  expect(await keys()).toContain("request.json");
  expect(await expireReports(requested, world)).toBe(1);
  expect(await keys()).toEqual([outcomeKey(subject).slice(subject.folder.length)]);
  expect(await expireReports(requested, world)).toBe(0);
});

test("a claim that cannot be read is dated by its object", async () => {
  // The clock of the store dates the object that replaces the claim.
  world.clock.time += 10_000;
  await world.store.put(claimKey(subject), new TextEncoder().encode("{"), "application/json");
  expect(await expireReports(requested + 9_999, world)).toBe(0);
  expect(await keys()).toContain("request.json");
});

test("a claim without a date is dated by its object", async () => {
  const claim = JSON.parse(new TextDecoder().decode((await world.store.get(claimKey(subject)))!.body)) as object;
  world.clock.time += 10_000;
  const undated = JSON.stringify({ ...claim, created: undefined });
  await world.store.put(claimKey(subject), new TextEncoder().encode(undated), "application/json");
  expect(await expireReports(requested + 9_999, world)).toBe(0);
  expect(await keys()).toContain("request.json");
});

test("it stops when its time is over, and leaves the rest to the next call", async () => {
  expect(await expireReports(requested, world, { until: world.clock.time })).toBe(0);
  expect(await keys()).toContain("request.json");
  expect(await expireReports(requested, world, { until: world.clock.time + 1 })).toBe(1);
});

test("a report that cannot be retired is logged, and left with its marker to the next call", async () => {
  world.store.failOn({ method: "create", key: /outcome/, committed: false });
  expect(await expireReports(requested, world)).toBe(0);
  expect(world.logged).toEqual([{ level: "error", message: "a report could not be retired" }]);
  expect(await expireReports(requested, world)).toBe(1);
});
