import { expect, test } from "vitest";
import type { Edition } from "../../../../../functions/core/service/publication/edition/edition.ts";
import {
  editionKind,
  instantId,
  newestKey,
} from "../../../../../functions/core/service/publication/edition/edition-kind.ts";
import { findEdition } from "../../../../../functions/core/service/publication/edition/find-edition.ts";
import {
  type EditionMark,
  markEdition,
  markOf,
} from "../../../../../functions/core/service/publication/edition/edition-mark.ts";
import {
  listEditions,
  newestEditions,
} from "../../../../../functions/core/service/publication/edition/list-editions.ts";
import { removeEdition } from "../../../../../functions/core/service/publication/edition/remove-edition.ts";
import { retireEditions } from "../../../../../functions/core/service/publication/edition/retire-editions.ts";
import type { Configuration } from "../../../../../functions/core/service/publication/publication.ts";
import { pausePublication } from "../../../../../functions/core/service/publication/record/pause-publication.ts";
import { findPublication } from "../../../../../functions/core/service/publication/record/read-publication.ts";
import { storePublication } from "../../../../../functions/core/service/publication/record/store-publication.ts";
import { durationMs } from "../../../../../functions/core/service/publication/schedule/duration.ts";
import { wrong } from "../../lifecycle/lifecycle-fakes.ts";
import { type FakePublisher, openPublisher, weekly } from "../publication-fakes.ts";

const minute = 60_000;
const minutely = (changes: Partial<Configuration>): Configuration =>
  weekly({ on: [{ schedule: "* * * * *", timezone: "UTC" }], ...changes });

type State = "ready" | "failed" | "skipped" | "making";
type Records = ReadonlyMap<string, string>;

/** The records of an edition in each state, as the service writes them. */
async function recordsOf(world: FakePublisher): Promise<Record<State, Records>> {
  const made = {} as Record<State, Records>;
  const take = async (name: string, state: State): Promise<void> => {
    const edition = (await world.editions(name)).find((each) => each.state === state)!;
    const { objects } = await world.store.list(`${editionKind(name).root}${edition.id}/`);
    const records = objects.filter(({ key }) => key.endsWith("request.json") || key.endsWith("outcome.json"));
    made[state] = new Map(
      await Promise.all(
        records.map(
          async ({ key }) =>
            [key.split("/").slice(-2).join("/"), Buffer.from((await world.store.get(key))!.body).toString()] as const,
        ),
      ),
    );
  };
  await storePublication("good", minutely({ skip: "unchanged" }), world);
  await world.pass(4);
  await take("good", "ready");
  await take("good", "skipped");
  await storePublication("bad", minutely({ parameters: { year: 2021 } }), world);
  world.rendering = async () => {
    throw wrong();
  };
  await world.pass(3);
  await take("bad", "failed");
  made.making = new Map([...made.ready].filter(([name]) => name.endsWith("request.json")));
  return made;
}

/** Puts an edition among those of `many`. @param mark what its marker says @default nothing, as in earlier releases */
async function putEdition(
  world: FakePublisher,
  instant: number,
  records: Records,
  sameAs: string,
  mark: EditionMark | "" = "",
): Promise<void> {
  const id = instantId(instant);
  for (const [name, text] of records) {
    const record = JSON.parse(text) as { accepted?: Record<string, unknown> };
    if (record.accepted !== undefined) {
      Object.assign(record.accepted, { instant, day: new Date(instant).toISOString().slice(0, 10) });
      if (record.accepted["sameAs"] !== undefined) record.accepted["sameAs"] = sameAs;
    }
    const key = `${editionKind("many").root}${id}/${name}`;
    await world.store.put(key, new TextEncoder().encode(JSON.stringify(record)), "application/json");
  }
  await world.store.put(newestKey("many", instant, id), new TextEncoder().encode(mark), "application/octet-stream");
}

/** What is retired, read from the rules in the guide: over the whole list. */
function dueOf(editions: readonly Edition[], keep: Configuration["keep"], now: number): string[] {
  const due: string[] = [];
  let ready = 0;
  for (const edition of editions) {
    if (edition.state === "making") continue;
    const old = typeof keep === "string" && edition.instant < now - durationMs(keep);
    const beyond = ready > 0 && (old || (typeof keep === "number" && ready >= keep));
    if (edition.state === "ready" && !beyond) ready += 1;
    if (beyond || (edition.state === "skipped" && edition.instant < now - 30 * 86_400_000)) due.push(edition.id);
  }
  return due.sort();
}

test("hour by hour, what is retired is what the rules say of all editions", async () => {
  const world = await openPublisher();
  const records = await recordsOf(world);
  let seed = 20_261_130;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const keeps: readonly Configuration["keep"][] = [undefined, 1, 5, "2d", "29d", "45d"];
  for (let turn = 0; turn < 12; turn += 1) {
    const keep = keeps[turn % keeps.length];
    const rules: Partial<Configuration> = { ...(keep !== undefined && { keep }), skip: "unchanged", on: [] };
    await storePublication("many", minutely(rules), world);
    const publication = await findPublication("many", world.store);
    const start = world.clock.time - (world.clock.time % minute);
    const span = [3, 35, 60][turn % 3]! * 86_400_000;
    const states: readonly State[] = turn % 4 === 3 ? ["failed", "skipped"] : ["ready", "failed", "skipped", "making"];
    let sameAs = "none";
    for (let number = 0; number < 30; number += 1) {
      const instant = start - span + Math.floor((span * number) / 30 / minute) * minute + random(1000) * minute;
      const state = states[random(states.length)]!;
      const isMarked = (state === "ready" || state === "skipped") && random(2) === 0;
      await putEdition(world, instant, records[state], sameAs, isMarked ? state : "");
      if (state === "ready") sameAs = instantId(instant);
    }
    let since = 0;
    for (let step = 0; step < 4; step += 1) {
      const before = (await world.editions("many")).reverse();
      const due = dueOf(before, publication.configuration.keep, world.clock.time);
      const { retired, complete } = await retireEditions(publication, world, { since });
      const left = new Set((await world.editions("many")).map(({ id }) => id));
      const about = `turn ${turn}, step ${step}, keep ${publication.configuration.keep}`;
      expect(before.flatMap(({ id }) => (left.has(id) ? [] : [id])).sort(), about).toEqual(due);
      expect([retired, complete], about).toEqual([due.length, true]);
      since = world.clock.time;
      world.clock.time += [1, 1, 30, 700][step]! * 3_600_000;
    }
  }
}, 60_000);

/** Calls that an hour of ticks and the usual reads make where there are so many editions. */
async function callsWith(count: number, changes: Partial<Configuration>): Promise<Record<string, number>> {
  const world = await openPublisher();
  const records = await recordsOf(world);
  // Nothing renders, so that only the ticks are counted.
  world.render = async () => {};
  await storePublication("many", minutely({ ...changes, parameters: { year: 2022 } }), world);
  const start = world.clock.time - (world.clock.time % minute);
  for (let number = 1; number <= count; number += 1)
    await putEdition(world, start - number * minute, records.ready, "none");
  for (const name of ["good", "bad"]) await pausePublication(name, world);
  await world.pass(1);
  const calls: Record<string, number> = {};
  const counted = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const before = world.store.calls;
    await work();
    calls[what] = world.store.calls - before;
  };
  await counted("61 ticks", () => world.pass(61));
  await counted("a page of the list", () => listEditions("many", world.store));
  await counted("the latest", () => findEdition("many", "latest", world.store));
  return calls;
}

test("markers say what is ready and what stands for it, and removed editions leave none", async () => {
  const world = await openPublisher();
  await storePublication("many", minutely({ skip: "unchanged" }), world);
  await world.pass(4);
  const marked = async (): Promise<string[]> => {
    const { objects } = await world.store.list("publications/many/newest/");
    return objects.map((object) => markOf(object) ?? "none");
  };
  const editions = (await world.editions("many")).map(({ state }) => state);
  expect(new Set(editions)).toEqual(new Set(["ready", "skipped"]));
  expect(await marked()).toEqual(editions.toReversed());
  for (const edition of await world.editions("many")) {
    await removeEdition(edition, "deleted", world);
    await markEdition(edition, "ready", world.store);
  }
  expect(await marked()).toEqual([]);
});

test("after a month in which nothing changed, the newest ready edition, those of a day and the feed are found", async () => {
  const calls: number[] = [];
  for (const count of [150, 870]) {
    const world = await openPublisher();
    const records = await recordsOf(world);
    await storePublication("many", minutely({ skip: "unchanged", on: [] }), world);
    const start = world.clock.time - (world.clock.time % minute);
    await putEdition(world, start - count * minute, records.ready, "none", "ready");
    const ready = instantId(start - count * minute);
    for (let number = 1; number < count; number += 1)
      await putEdition(world, start - number * minute, records.skipped, ready, "skipped");
    const before = world.store.calls;
    expect((await findEdition("many", "latest", world.store)).id).toBe(ready);
    const found: string[] = [];
    for await (const { id } of newestEditions("many", world.store, { skipped: false })) found.push(id);
    expect(found).toEqual([ready]);
    calls.push(world.store.calls - before);
  }
  expect(calls[1]).toBe(calls[0]);
});

test("an edition whose removal was cut short does not count: the one before it stays", async () => {
  for (let at = 0; ; at += 1) {
    const world = await openPublisher();
    const records = await recordsOf(world);
    await storePublication("many", minutely({ keep: 1, on: [] }), world);
    const publication = await findPublication("many", world.store);
    const start = world.clock.time - (world.clock.time % minute);
    for (const number of [1, 2]) await putEdition(world, start - number * minute, records.ready, "none", "ready");
    const newest = await findEdition("many", "latest", world.store);
    world.store.dieAt(at, true);
    const whole = await removeEdition(newest, "deleted", world).then(
      () => true,
      () => false,
    );
    world.store.dieAt(Infinity, false);
    await retireEditions(publication, world);
    const left = (await world.editions("many")).filter(({ state }) => state === "ready");
    expect(left.length, `died at call ${at}`).toBe(1);
    if (whole) return;
  }
});

// As many are retired in the hour where three hours hold 150 as where fifteen hold 870.
test.each([
  ["everything", {}, {}],
  ["what has changed", { skip: "unchanged", keep: "90d" }, { skip: "unchanged", keep: "90d" }],
  ["some hours", { keep: "3h" }, { keep: "15h" }],
  ["a number", { keep: 120 }, { keep: 840 }],
] as const)(
  "a minutely publication that keeps %s costs the same for 150 editions and for 870",
  async (_, few, many) => {
    const [small, large] = [await callsWith(150, few), await callsWith(870, many)];
    expect(large).toEqual(small);
  },
  60_000,
);
