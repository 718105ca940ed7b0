import { expect, test } from "vitest";
import { storePublication } from "../../../../functions/core/service/publication/record/store-publication.ts";
import {
  pausePublication,
  resumePublication,
} from "../../../../functions/core/service/publication/record/pause-publication.ts";
import { tickPublications } from "../../../../functions/core/service/publication/tick-publications.ts";
import { pullCause } from "../../../../functions/core/report/dataset/source/provenance.ts";
import { wrong } from "../lifecycle/lifecycle-fakes.ts";
import { openPublisher, shown, weekly } from "./publication-fakes.ts";

const day = 24 * 60;

test("an edition comes at its time, is published a minute later, and outlives its report", async () => {
  const world = await openPublisher("2027-03-08T05:57:00Z");
  await storePublication("weekly", weekly(), world);
  await world.pass(2);
  expect(await world.editions()).toEqual([]);
  await world.pass(1);
  expect(shown(await world.editions())).toEqual(["2027-03-08t06-00-00z making"]);
  await world.pass(1);
  const [edition] = await world.editions();
  expect(edition).toMatchObject({
    state: "ready",
    day: "2027-03-08",
    instant: Date.parse("2027-03-08T06:00:00Z"),
    request: { date: "2027-03-08", parameters: { since: "2027-03-01" } },
  });
  const pdf = await world.store.get("publications/weekly/editions/2027-03-08t06-00-00z/1/report.pdf");
  expect(new TextDecoder().decode(pdf?.body)).toContain("%PDF");
  expect((await world.store.list("publishing/")).objects).toEqual([]);
});

test("through a year of Mondays with both changes of the clock, each has one edition", async () => {
  const world = await openPublisher("2027-01-01T00:00:00Z");
  await storePublication("weekly", weekly({ parameters: {} }), world);
  for (let quarter = 0; quarter < 365 * 4; quarter += 1) {
    world.clock.time += 6 * 3_600_000;
    // Hours lie between two looks: most times are missed, and made up for.
    if (new Date(world.clock.time).getUTCDay() === 1) {
      await tickPublications(world, Infinity);
      await world.render();
    }
  }
  await world.pass(2);
  const editions = await world.editions();
  expect(editions).toHaveLength(52);
  expect(new Set(editions.map(({ state }) => state))).toEqual(new Set(["ready"]));
  expect(new Set(editions.map(({ id }) => id.slice(10)))).toEqual(new Set(["t06-00-00z", "t05-00-00z"]));
});

test("ticks side by side and again make each edition once", async () => {
  const world = await openPublisher("2027-03-08T05:59:30Z");
  await storePublication("weekly", weekly(), world);
  world.clock.time += 60_000;
  await Promise.all(Array.from({ length: 5 }, () => tickPublications(world, Infinity)));
  await world.render();
  await Promise.all(Array.from({ length: 5 }, () => tickPublications(world, Infinity)));
  expect(shown(await world.editions())).toEqual(["2027-03-08t06-00-00z ready"]);
  expect((await world.store.list("reports/", { delimiter: "/" })).prefixes).toHaveLength(1);
});

test.each([
  ["latest", ["2027-03-22t06-00-00z ready"]],
  ["none", []],
  ["all", ["2027-03-08t06-00-00z ready", "2027-03-15t06-00-00z ready", "2027-03-22t06-00-00z ready"]],
] as const)("after three weeks without a tick, the policy %s makes %j", async (missed, expected) => {
  const world = await openPublisher("2027-03-05T12:00:00Z");
  await storePublication("weekly", weekly({ missed }), world);
  await world.pass(3, 20 * day);
  expect(shown(await world.editions())).toEqual(expected);
});

test("nothing is made for a time before the publication, nor for those while it was paused", async () => {
  const world = await openPublisher("2027-03-08T06:00:30Z");
  await storePublication("weekly", weekly(), world);
  await pausePublication("weekly", world);
  await world.pass(2, 10 * day);
  await resumePublication("weekly", world);
  await world.pass(2);
  expect(await world.editions()).toEqual([]);
  await world.pass(2, 7 * day);
  expect(shown(await world.editions())).toEqual(["2027-03-22t06-00-00z ready"]);
});

test("a change that leaves the triggers alone loses no time", async () => {
  const world = await openPublisher("2027-03-08T05:59:00Z");
  await storePublication("weekly", weekly(), world);
  world.clock.time += 90_000;
  await storePublication("weekly", weekly({ keep: 3 }), world);
  await world.pass(2);
  expect(shown(await world.editions())).toEqual(["2027-03-08t06-00-00z ready"]);
});

test("new data make an edition once they have settled, and older data do not", async () => {
  const world = await openPublisher();
  await storePublication("weekly", weekly({ on: [{ data: ["numbers"], settle: "5m" }] }), world);
  await world.pass(10);
  expect(await world.editions()).toEqual([]);
  await world.arrive(2.5);
  await world.pass(3);
  await world.arrive(3.5);
  await world.pass(4);
  expect(await world.editions()).toEqual([]);
  await world.pass(3);
  expect(shown(await world.editions())).toEqual(["numbers-3 ready"]);
  await world.pass(10);
  expect(await world.editions()).toHaveLength(1);
});

test("data that come again as they were are not new", async () => {
  const world = await openPublisher();
  await storePublication("weekly", weekly({ on: [{ data: ["numbers"], settle: "1m" }] }), world);
  await world.arrive(2.5);
  await world.arrive(1.5);
  await world.pass(5);
  expect(await world.editions()).toEqual([]);
});

test("a source that gives the same rows each minute lets them settle", async () => {
  const world = await openPublisher();
  await storePublication("weekly", weekly({ on: [{ data: ["numbers"] }] }), world);
  for (let refresh = 1; refresh <= 10; refresh += 1) {
    await world.arrive(refresh < 3 ? refresh + 0.5 : 3.5, "numbers", pullCause(refresh, 1));
    await world.pass(1);
  }
  expect(await world.editions()).toHaveLength(1);
});

test("several datasets settle together", async () => {
  const world = await openPublisher();
  await world.arrive(1, "others");
  await storePublication("weekly", weekly({ on: [{ data: ["numbers", "others"], settle: "3m" }] }), world);
  await world.arrive(2);
  await world.pass(2);
  await world.arrive(2, "others");
  await world.pass(6);
  expect(shown(await world.editions())).toEqual(["others-2 ready"]);
});

test("what has not changed is skipped, whatever day it is, and made again when it has", async () => {
  const world = await openPublisher("2027-03-05T12:00:00Z");
  await storePublication("weekly", weekly({ skip: "unchanged", missed: "all" }), world);
  await world.pass(3, 17 * day);
  await world.arrive(7);
  await world.pass(3, 7 * day);
  await world.pass(3, 7 * day);
  expect(shown(await world.editions())).toEqual([
    "2027-03-08t06-00-00z ready",
    "2027-03-15t06-00-00z skipped",
    "2027-03-22t06-00-00z skipped",
    "2027-03-29t05-00-00z ready",
    "2027-04-05t05-00-00z skipped",
  ]);
  expect(await world.editions()).toMatchObject([
    {},
    { sameAs: "2027-03-08t06-00-00z" },
    { sameAs: "2027-03-08t06-00-00z" },
    {},
    { sameAs: "2027-03-29t05-00-00z" },
  ]);
});

test("an edition fails as its report does, and says why", async () => {
  const world = await openPublisher("2027-03-08T05:59:00Z");
  world.rendering = async () => {
    throw wrong();
  };
  await storePublication("weekly", weekly(), world);
  await world.pass(3);
  expect(await world.editions()).toMatchObject([
    { state: "failed", final: true, kind: "query-failed", problems: [{ message: "no such column" }] },
  ]);
});

test("an edition whose request no longer fits fails with the field", async () => {
  const world = await openPublisher("2027-03-08T05:59:00Z");
  await world.arrive(1, "mine");
  await storePublication("weekly", weekly({ datasets: { numbers: "mine" } }), world);
  for (const { key } of (await world.store.list("datasets/mine/")).objects) await world.store.delete(key);
  await world.pass(3);
  expect(await world.editions()).toMatchObject([
    {
      state: "failed",
      kind: "not-found",
      problems: [{ code: "unknown-dataset", where: { pointer: "/datasets/numbers" } }],
    },
  ]);
});

test("old editions are retired, and the latest never is", async () => {
  const world = await openPublisher("2027-03-01T12:00:00Z");
  await storePublication("weekly", weekly({ keep: 2 }), world);
  for (let week = 0; week < 4; week += 1) await world.pass(3, 7 * day - 3);
  expect(shown(await world.editions())).toEqual(["2027-03-22t06-00-00z ready", "2027-03-29t05-00-00z ready"]);
  await storePublication("weekly", weekly({ keep: "10d", on: [] }), world);
  await world.pass(2, 300 * day);
  expect(shown(await world.editions())).toEqual(["2027-03-29t05-00-00z ready"]);
  expect(
    (await world.store.list("publications/weekly/editions/2027-03-22t06-00-00z/")).objects.map(({ key }) =>
      key.split("/").at(-1),
    ),
  ).toEqual(["outcome.json"]);
});

test("a publication that cannot be read is named, and the others go on", async () => {
  const world = await openPublisher("2027-03-08T05:58:00Z");
  for (const name of ["broken", "weekly"]) await storePublication(name, weekly(), world);
  for (const { key } of (await world.store.list("publications/broken/records/")).objects) await world.store.delete(key);
  for (let minute = 0; minute < 4; minute += 1) {
    world.clock.time += 60_000;
    await expect(tickPublications(world, Infinity)).rejects.toMatchObject({
      problems: [{ code: "publications-failed", seen: ["broken"] }],
    });
    await world.render();
  }
  expect(shown(await world.editions())).toEqual(["2027-03-08t06-00-00z ready"]);
});
