import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { moveName, placeOfName } from "../../../../functions/core/names/name-log.ts";
import { orderOfPull, pullCause } from "../../../../functions/core/report/dataset/source/provenance.ts";
import type { ObjectStore } from "../../../../functions/core/ports.ts";
import { typeOfEvent } from "../../../../functions/core/service/contract/dataset-event.ts";
import { listDatasetEvents } from "../../../../functions/core/service/contract/list-events.ts";
import { startAttempt } from "../../../../functions/core/service/lifecycle/attempt/start-attempt.ts";
import { claimPull, followSources } from "../../../../functions/core/service/source/follow-sources.ts";
import { lookAtSource } from "../../../../functions/core/service/source/look-at-source.ts";
import { type PullJob, pullOf } from "../../../../functions/core/service/source/pull-kind.ts";
import { type PullWorld, runPull } from "../../../../functions/core/service/source/run-pull.ts";
import { forgetPulls, refuseSourced } from "../../../../functions/core/service/source/refuse-sourced.ts";
import {
  putSource,
  readSource,
  removeSource,
  sourceNames,
} from "../../../../functions/core/service/source/stored-source.ts";
import { listAll } from "../../../../functions/core/paging/list-all.ts";
import { MortalStore } from "../publication/mortal-store.ts";
import { seeded } from "../../report/dataset/seeded.ts";
import { fakeWorld, wrong } from "../lifecycle/lifecycle-fakes.ts";

const text = (refresh = "", query = "SELECT 1 AS n"): string =>
  `engine: postgres\nconnection: shop\nquery: ${query}\n${refresh}`;

/** Sources whose rows are a text, by a store whose user can die. */
function openLab() {
  const base = fakeWorld();
  const sound = base.store.inner;
  const store = new MortalStore(sound);
  const { clock } = base;
  let dies = Infinity;
  // Who is dead does not wait for a store that answers again.
  clock.sleep = async (ms) => {
    if (store.calls > dies) throw new Error("it is dead");
    clock.time += ms;
  };
  const lab = {
    clock,
    store,
    sound,
    logged: base.logged,
    rows: "a",
    queue: [] as PullJob[],
    fetches: 0,
    fault: undefined as Error | undefined,
    changes: 0,
    meanwhile: async (): Promise<unknown> => undefined,
    world: {} as PullWorld,
    dieAt(at: number, committed: boolean) {
      store.dieAt(at, committed);
      dies = store.calls + at;
    },
    async settle() {
      for (let idle = 0; idle < 2;) {
        await followSources(lab.world, {
          started: (job) => void lab.queue.push(job),
          requeue: (jobs) => void lab.queue.push(...jobs),
        });
        idle = lab.queue.length === 0 ? idle + 1 : 0;
        for (let job = lab.queue.shift(); job !== undefined; job = lab.queue.shift()) {
          const result = await runPull(job, lab.world);
          if (result.state !== "held") continue;
          clock.time = Math.max(clock.time, result.until);
          lab.queue.push(job);
        }
      }
    },
    async current() {
      return (await placeOfName(sound, "datasets/orders")).version;
    },
    async look() {
      return await lookAtSource(sound, (await readSource(sound, "orders"))!);
    },
  };
  lab.world = {
    ...base,
    store,
    readMs: 60_000,
    async pull({ definition }, last, { refresh, attempt }) {
      lab.fetches += 1;
      const given = lab.rows;
      await lab.meanwhile();
      if (lab.fault !== undefined) throw lab.fault;
      if (last?.provenance.etag === given) return last;
      const version = sha256(given);
      const cause = pullCause(refresh, attempt);
      await moveName(store, "datasets/orders", version, cause, orderOfPull(cause));
      const { engine, connection } = definition;
      const at = "2026-01-01T00:00:00Z";
      const provenance = { engine, connection, query: version, etag: given, started: at, finished: at, bytes: 1 };
      return { version, rows: given.length, provenance };
    },
    moved: async () => void (lab.changes += 1),
  };
  return lab;
}

let changes = 0;
const put = async (lab: ReturnType<typeof openLab>, given: string, seq?: number): Promise<void> =>
  await putSource(lab.store, "orders", given, { cause: `change:${(changes += 1)}`, at: lab.clock.now(), seq });

test("a new definition is fetched at once, and then by its rule alone", async () => {
  const lab = openLab();
  await put(lab, text("refresh: { every: 1h }"));
  await lab.settle();
  expect([await lab.current(), lab.fetches, lab.changes]).toEqual([sha256("a"), 1, 1]);
  lab.rows = "bb";
  await lab.settle();
  expect(lab.fetches).toBe(1);
  lab.clock.time += 3_600_000;
  await lab.settle();
  expect([await lab.current(), lab.fetches, lab.changes]).toEqual([sha256("bb"), 2, 2]);
  // Of the times that were missed the last counts.
  lab.clock.time += 50 * 3_600_000;
  await lab.settle();
  expect([lab.fetches, lab.changes]).toEqual([3, 2]);
  await put(lab, text("refresh: { every: 1h }", "SELECT 2 AS n"));
  await lab.settle();
  expect(lab.fetches).toBe(4);
});

test.each([
  ["60s", 1],
  ["90s", 2],
  ["5m", 5],
  ["1h", 60],
])(
  "a source of every %s is fetched each %i minutes by a clock that looks once a minute, late or not",
  async (every, minutes) => {
    const lab = openLab();
    const random = seeded(minutes);
    const begin = Date.UTC(2026, 0, 1) + 17_300;
    lab.clock.time = begin;
    await put(lab, text(`refresh: { every: ${every} }`));
    await lab.settle();
    const rounds = 4;
    const at: number[] = [];
    for (let minute = 1; minute <= minutes * rounds + 2; minute += 1) {
      lab.clock.time = Math.max(lab.clock.time, Date.UTC(2026, 0, 1, 0, minute)) + Math.floor(random() * 9_000);
      const before = lab.fetches;
      await lab.settle();
      if (lab.fetches > before) at.push(minute);
    }
    // The first is fetched when the source is put, between two looks.
    expect(at.map((minute) => minute - at[0]!).slice(0, rounds - 1)).toEqual([0, minutes, minutes * 2]);
    expect(at[0]! * 60_000).toBeGreaterThanOrEqual(minutes === 2 ? 90_000 : minutes * 60_000);
  },
);

test("without a rule, nothing is fetched unasked; however many ask, one fetches", async () => {
  const lab = openLab();
  await put(lab, text());
  await lab.settle();
  lab.clock.time += 1e9;
  await lab.settle();
  expect(lab.fetches).toBe(1);
  const source = (await readSource(lab.sound, "orders"))!;
  const started = (job: PullJob): void => void lab.queue.push(job);
  const claims = await Promise.all(
    Array.from({ length: 8 }, () => claimPull(source, "request", lab.world, { started })),
  );
  expect(claims.filter(Boolean)).toHaveLength(1);
  await Promise.all(Array.from({ length: 4 }, () => runPull(lab.queue[0]!, lab.world)));
  expect(lab.fetches).toBe(2);
});

test("what a later release has stored is refused by the source's name, and the others are followed", async () => {
  const lab = openLab();
  await put(lab, text());
  await putSource(lab.sound, "later", text("sampling: 10"), { cause: "later", at: 0 });
  await lab.settle();
  expect(lab.fetches).toBe(1);
  await expect(readSource(lab.sound, "later")).rejects.toMatchObject({
    problems: [{ where: { pointer: "/sampling", dataset: "later" } }],
  });
});

test("a cron pattern is followed in its time zone", async () => {
  const lab = openLab();
  lab.clock.time = Date.UTC(2026, 0, 1, 0, 0);
  await put(lab, text('refresh: { schedule: "0 6 * * *", timezone: Asia/Shanghai }'));
  await lab.settle();
  expect((await lab.look()).next).toBe(Date.UTC(2026, 0, 1, 22, 0));
  lab.clock.time = Date.UTC(2026, 0, 1, 22, 0);
  await lab.settle();
  expect(lab.fetches).toBe(2);
});

test("a failure keeps what was current, and says why until the next success", async () => {
  const lab = openLab();
  await put(lab, text("refresh: { every: 1h }"));
  await lab.settle();
  lab.rows = "bb";
  const silent = new BroadsheetError("unavailable", { code: "source-unreachable", message: "it is silent" });
  for (const [fault, attempts] of [
    [wrong(), 1],
    [silent, 3],
  ] as const) {
    lab.fault = fault;
    lab.clock.time += 3_600_000;
    await lab.settle();
    const look = await lab.look();
    expect(look.latest?.outcome).toMatchObject({ state: "failed", attempts });
    expect([await lab.current(), look.last?.version]).toEqual([sha256("a"), sha256("a")]);
  }
  lab.fault = undefined;
  lab.clock.time += 3_600_000;
  await lab.settle();
  expect((await lab.look()).last).toMatchObject({ version: sha256("bb"), rows: 2 });
});

test("what somebody else has made current is no reason to fetch nothing", async () => {
  const lab = openLab();
  await put(lab, text("refresh: { every: 1h }"));
  await lab.settle();
  await moveName(lab.sound, "datasets/orders", sha256("by hand"), "put");
  lab.clock.time += 3_600_000;
  await lab.settle();
  expect(await lab.current()).toBe(sha256("a"));
});

test("a definition that changes while it is fetched is fetched again by the new one", async () => {
  const lab = openLab();
  await put(lab, text());
  lab.meanwhile = async () => {
    lab.meanwhile = async () => undefined;
    lab.rows = "bb";
    await putSource(lab.sound, "orders", text("", "SELECT 2 AS n"), { cause: "change:other", at: lab.clock.now() });
  };
  await lab.settle();
  expect([await lab.current(), lab.fetches]).toEqual([sha256("bb"), 2]);
});

test("a refresh that took too long does not turn the dataset back", async () => {
  const lab = openLab();
  await put(lab, text("refresh: { every: 1h }"));
  lab.meanwhile = async () => {
    lab.meanwhile = async () => undefined;
    // Its lease is over; another process fetches something newer meanwhile.
    lab.clock.time += 20 * 60_000;
    lab.rows = "newer";
    await lab.settle();
  };
  await lab.settle();
  expect(await lab.current()).toBe(sha256("newer"));
});

test("changes by two people at once: the later has to look again, and a deleted source can come back", async () => {
  const lab = openLab();
  await put(lab, text(), 0);
  await expect(put(lab, text("", "SELECT 2 AS n"), 0)).rejects.toThrow("meanwhile");
  await put(lab, text("", "SELECT 2 AS n"), 1);
  await removeSource(lab.store, "orders", { cause: "change:gone", at: 1, seq: 2 });
  expect([await sourceNames(lab.store), await readSource(lab.store, "orders")]).toEqual([[], undefined]);
  await lab.settle();
  expect(lab.fetches).toBe(0);
  await put(lab, text(), 0);
  await lab.settle();
  expect([await sourceNames(lab.store), lab.fetches]).toEqual([["orders"], 1]);
});

test("whoever dies at whatever call, carried out or not, the dataset gets what the source has", async () => {
  const reached = new Set<string>();
  for (const committed of [false, true])
    for (let at = 0; at < 200; at += 1) {
      const lab = openLab();
      await put(lab, text("refresh: { every: 1h }"));
      await lab.settle();
      lab.rows = "bb";
      lab.clock.time += 3_600_000;
      lab.dieAt(at, committed);
      const whole = await lab.settle().then(
        () => true,
        () => false,
      );
      lab.dieAt(Infinity, false);
      lab.queue.length = 0;
      if (whole) reached.add(String(committed));
      lab.clock.time += 30 * 60_000;
      await lab.settle();
      const look = await lab.look();
      expect([at, committed, await lab.current(), look.last?.version]).toEqual([
        at,
        committed,
        sha256("bb"),
        sha256("bb"),
      ]);
      expect(look.latest?.outcome?.state).toBe("ready");
      if (reached.has(String(committed))) break;
    }
  expect([...reached].toSorted()).toEqual(["false", "true"]);
});

test("who gives up a refresh whose processes died hears of it once, with its outcome", async () => {
  const lab = openLab();
  await put(lab, text());
  await followSources(lab.world, {});
  const subject = pullOf({ source: "orders", number: 1 });
  for (const owner of ["a", "b", "c"]) {
    await startAttempt(subject, owner, 1000, lab.world);
    lab.clock.time += 24 * 3_600_000;
  }
  const heard: unknown[] = [];
  for (const _ of [1, 2]) await followSources(lab.world, { gaveUp: (outcome) => void heard.push(outcome) });
  expect(heard).toMatchObject([{ state: "failed", problems: [{ code: "pull-lost" }] }]);
  // An error would stop the release of a version that only finds what an earlier one lost.
  expect(lab.logged).toEqual([{ level: "warn", message: "gave up on a source's refresh" }]);
});

test("where only the host's end stops the work, the lease lasts until then, whatever the limits say", async () => {
  const lab = openLab();
  lab.world = { ...lab.world, endMs: 900_000 };
  await put(lab, `${text()}limits: { minutes: 1 }\n`);
  const seen: unknown[] = [];
  lab.meanwhile = async () => {
    await removeSource(lab.sound, "orders", { cause: "change:away", at: lab.clock.now() });
    for (const later of [899_000, 901_000])
      seen.push(
        await refuseSourced(lab.sound, "orders", lab.clock.now() + later).then(
          () => "free",
          (error: BroadsheetError) => error.problems[0]?.code,
        ),
      );
  };
  await lab.settle();
  expect(seen).toEqual(["refresh-under-way", "free"]);
});

test("of the refreshes of a source the last twenty are kept", async () => {
  const lab = openLab();
  await put(lab, text("refresh: { every: 1h }"));
  for (let hour = 0; hour < 40; hour += 1) {
    lab.rows = `${hour}`;
    await lab.settle();
    lab.clock.time += 3_600_000;
  }
  const numbers = new Set<number>();
  for await (const { key } of listAll(lab.sound, "pulls/orders/")) numbers.add(Number(key.split("/")[3]));
  expect([numbers.size, Math.max(...numbers)]).toEqual([20, 40]);
  expect(await lab.current()).toBe(sha256("39"));
});

test("the same rows again move nothing, unless an attempt before may be at work still", async () => {
  const { sound } = openLab();
  const pull = async (rows: string, refresh: number, attempt = 1): Promise<unknown> => {
    const cause = pullCause(refresh, attempt);
    await moveName(sound, "datasets/orders", sha256(rows), cause, orderOfPull(cause));
    const { version, seq } = await placeOfName(sound, "datasets/orders");
    return [version === sha256(rows), seq];
  };
  for (let refresh = 1; refresh <= 50; refresh += 1) expect(await pull("a", refresh)).toEqual([true, 1]);
  expect(await pull("a", 51, 2)).toEqual([true, 2]);
  expect(await pull("late", 51, 1)).toEqual([false, 2]);
  expect(await pull("bb", 52)).toEqual([true, 3]);
  await moveName(sound, "datasets/orders", sha256("by hand"), "put");
  // Delivered again, it does not turn back what came since.
  expect(await pull("bb", 52)).toEqual([false, 4]);
});

test("a dataset with a source is not deleted; without one, no refused value stays, and a new source goes on", async () => {
  const lab = openLab();
  await put(lab, text("refresh: { every: 1h }"));
  await lab.settle();
  lab.fault = new BroadsheetError("invalid-dataset", { code: "broken-check", message: "Ada", seen: "Ada" });
  for (const _ of [1, 2]) {
    lab.clock.time += 3_600_000;
    await lab.settle();
  }
  await expect(refuseSourced(lab.sound, "orders", lab.clock.now())).rejects.toMatchObject({
    problems: [{ code: "has-a-source" }],
  });
  await removeSource(lab.sound, "orders", { cause: "change:away", at: lab.clock.now() });
  await refuseSourced(lab.sound, "orders", lab.clock.now());
  const stored = async (): Promise<string> => {
    let all = "";
    for await (const { key } of listAll(lab.sound, "pulls/"))
      all += new TextDecoder().decode((await lab.sound.get(key))?.body);
    return all;
  };
  expect(await stored()).toContain("Ada");
  await forgetPulls(lab.sound, "orders");
  expect(await stored()).not.toContain("Ada");
  lab.fault = undefined;
  lab.rows = "bb";
  await put(lab, text());
  await lab.settle();
  expect([await lab.current(), (await lab.look()).latest?.generation]).toEqual([sha256("bb"), 4]);
});

test("nothing is deleted while a refresh may still store what it fetched before its source was deleted", async () => {
  const lab = openLab();
  await put(lab, text());
  const seen: string[] = [];
  lab.meanwhile = async () => {
    await removeSource(lab.sound, "orders", { cause: "change:away", at: lab.clock.now() });
    const refused = await refuseSourced(lab.sound, "orders", lab.clock.now()).catch((error: BroadsheetError) => error);
    seen.push(refused?.problems[0]?.code ?? "not refused");
  };
  await lab.settle();
  expect(seen).toEqual(["refresh-under-way"]);
  await refuseSourced(lab.sound, "orders", lab.clock.now());
});

test("a refresh whose process died holds deletions up until its lease has ended, and no longer", async () => {
  for (let at = 1; at < 40; at += 1) {
    const lab = openLab();
    await put(lab, text());
    lab.dieAt(at, true);
    await lab.settle().catch(() => undefined);
    await removeSource(lab.sound, "orders", { cause: "change:away", at: lab.clock.now() });
    lab.clock.time += 24 * 3_600_000;
    await refuseSourced(lab.sound, "orders", lab.clock.now());
  }
});

/** What others hear, oldest first. */
async function heard(store: ObjectStore, name = "orders"): Promise<string[]> {
  const events = await listDatasetEvents(store, name, 100);
  return events.toReversed().map((event) => typeOfEvent(event));
}

test("others hear once that a source fails, however often it does, and once that it works again", async () => {
  const lab = openLab();
  await put(lab, text("refresh: { every: 1h }"));
  const refused = new BroadsheetError("invalid-dataset", {
    code: "broken-check",
    message: "A check is broken",
    where: { pointer: "/checks/0/unique" },
  });
  const expected: string[] = [];
  let failing = false;
  for (const [step, fault] of [
    undefined,
    wrong(),
    wrong(),
    refused,
    undefined,
    undefined,
    refused,
    wrong(),
    undefined,
  ].entries()) {
    lab.fault = fault;
    lab.rows = `${step}`;
    lab.clock.time += 3_600_000;
    await lab.settle();
    // Nobody hears anything of a clock that only looks.
    await lab.settle();
    if ((fault !== undefined) !== failing) expected.push(failing ? "source.recovered" : "source.failed");
    failing = fault !== undefined;
    expect(await heard(lab.sound), `after step ${step}`).toEqual(expected);
  }
  const [, second] = (await listDatasetEvents(lab.sound, "orders", 9))
    .toReversed()
    .filter(({ state }) => state === "failed");
  // That content was refused is an event of its own.
  expect(second).toMatchObject({ repeated: true, problems: [{ code: "broken-check" }] });
});

test("a refresh that is delivered again, or whose source was changed meanwhile, says nothing new", async () => {
  const lab = openLab();
  await put(lab, text("refresh: { every: 1h }"));
  lab.fault = wrong();
  await lab.settle();
  lab.fault = undefined;
  lab.clock.time += 3_600_000;
  await lab.settle();
  const said = await heard(lab.sound);
  expect(said).toEqual(["source.failed", "source.recovered"]);
  for (const number of [1, 2, 1]) await runPull({ source: "orders", number }, lab.world);
  await lab.settle();
  lab.clock.time += 3_600_000;
  // The change comes while it is fetched, and what was fetched is thrown away.
  lab.fault = new BroadsheetError("not-found", { code: "source-changed", message: "It was changed meanwhile" });
  lab.meanwhile = async () => {
    if (lab.fetches > 3) lab.fault = undefined;
    else await put(lab, text("refresh: { every: 1h }", "SELECT 2 AS n"));
  };
  await lab.settle();
  expect(lab.fetches).toBe(4);
  expect(await heard(lab.sound)).toEqual(said);
  expect((await lab.sound.list("failing/", {})).objects).toEqual([]);
});

test("a source that is deleted while it fails is forgotten", async () => {
  const lab = openLab();
  await put(lab, text("refresh: { every: 1h }"));
  lab.fault = wrong();
  await lab.settle();
  expect((await lab.sound.list("failing/", {})).objects).toHaveLength(1);
  await removeSource(lab.store, "orders", { cause: "gone", at: lab.clock.now() });
  await lab.settle();
  expect((await lab.sound.list("failing/", {})).objects).toEqual([]);
});

test("whoever dies at whatever call, carried out or not, a failure and a recovery are each heard of once", async () => {
  for (const committed of [false, true])
    for (let at = committed ? 1 : 2; at <= 90; at += 2) {
      const lab = openLab();
      await put(lab, text("refresh: { every: 1h }"));
      await lab.settle();
      for (const fault of [wrong(), wrong(), undefined]) {
        lab.fault = fault;
        lab.rows = `${fault === undefined}`;
        lab.clock.time += 3_600_000;
        lab.dieAt(at, committed);
        await lab.settle().catch(() => undefined);
        lab.dieAt(Infinity, false);
        lab.queue.length = 0;
        // Its lease ends, and the clock looks again.
        lab.clock.time += 3_600_000;
        await lab.settle();
      }
      expect(await heard(lab.sound), `dies at ${at}, ${committed}`).toEqual(["source.failed", "source.recovered"]);
    }
});
