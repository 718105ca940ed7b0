import { expect, test } from "vitest";
import type { Problem } from "../../../../functions/core/errors.ts";
import { currentVersionOf, moveNameFrom, placeOfName } from "../../../../functions/core/names/name-log.ts";
import { promotionKind } from "../../../../functions/core/service/promotion/promotion-kind.ts";
import { readPromotion } from "../../../../functions/core/service/promotion/promotion-status.ts";
import { requestPromotion } from "../../../../functions/core/service/promotion/request-promotion.ts";
import { type PromotingWorld, runPromotion } from "../../../../functions/core/service/promotion/run-promotion.ts";
import { type PromotionJob, sweepPromotions } from "../../../../functions/core/service/promotion/sweep-promotions.ts";
import { type FakeWorld, fakeWorld, unavailable } from "../lifecycle/lifecycle-fakes.ts";

const [first, second] = ["a".repeat(64), "b".repeat(64)];
const folder = "templates/sales";
const accepted = { name: "sales", version: second, seq: 1 } as const;
const failure: Problem = {
  code: "expectation-failed",
  message: "the test fails",
  where: { file: "tests/a.yaml", line: 4 },
};

interface Lab extends PromotingWorld {
  readonly store: FakeWorld["store"];
  readonly clock: FakeWorld["clock"];
  /** What the tests find. */
  errors: readonly Problem[];
  /** Called while they run. */
  meanwhile: () => Promise<unknown>;
  tested: number;
}

async function open(given: Parameters<typeof fakeWorld>[0] = {}): Promise<Lab> {
  const world = fakeWorld(given);
  const lab: Lab = {
    ...world,
    errors: [],
    meanwhile: async () => {},
    tested: 0,
    async testVersion() {
      lab.tested += 1;
      await lab.meanwhile();
      return { errors: lab.errors };
    },
    publish: ({ owner, accepted: { version, seq, why } }) =>
      moveNameFrom(world.store, folder, seq, { version, cause: `promote:${owner}`, ...(why !== undefined && { why }) }),
  };
  if ((await placeOfName(world.store, folder)).seq === 0)
    await moveNameFrom(world.store, folder, 0, { version: first, cause: "seed" });
  return lab;
}

const state = async (lab: Lab, number = 1) => readPromotion("sales", number, lab);

async function sweep(
  lab: Lab,
  options: { minAgeMs?: number; requeueMs?: number } = {},
): Promise<readonly PromotionJob[]> {
  const jobs: PromotionJob[] = [];
  await sweepPromotions(lab, { ...options, requeue: (some) => void jobs.push(...some) });
  return jobs;
}

test("a version is published once its tests have passed, and is queued and running before", async () => {
  const lab = await open();
  const caller = { kind: "token", name: "anna" } as const;
  expect(await requestPromotion({ ...accepted, why: "New figures" }, caller, lab)).toMatchObject({
    created: true,
    status: { number: 1, state: "queued", caller },
  });
  expect(await state(lab)).toMatchObject({ state: "queued", caller, accepted: { ...accepted, why: "New figures" } });
  lab.meanwhile = async () => {
    expect(await state(lab)).toMatchObject({ state: "running" });
    expect(await currentVersionOf(lab.store, folder)).toBe(first);
  };
  expect(await runPromotion("sales", 1, lab)).toMatchObject({
    state: "finished",
    outcome: { state: "ready", attempts: 1 },
  });
  expect(await currentVersionOf(lab.store, folder)).toBe(second);
  expect(await state(lab)).toMatchObject({ state: "ready", finished: lab.clock.now() });
  expect((await lab.store.list(promotionKind.pending!)).objects).toEqual([]);
});

test("one that fails its tests is not published; the outcome names the test", async () => {
  const lab = await open();
  lab.errors = [failure];
  await requestPromotion(accepted, undefined, lab);
  await runPromotion("sales", 1, lab);
  expect(await state(lab)).toMatchObject({ state: "failed", kind: "invalid-template", problems: [failure] });
  expect(await currentVersionOf(lab.store, folder)).toBe(first);
  // The next one is another promotion.
  lab.errors = [];
  expect(await requestPromotion(accepted, undefined, lab)).toMatchObject({ created: true, status: { number: 2 } });
  expect(await runPromotion("sales", 2, lab)).toMatchObject({ outcome: { state: "ready" } });
  expect(await state(lab)).toMatchObject({ state: "failed" });
});

test("what somebody published while the tests ran stays", async () => {
  const lab = await open();
  const third = "c".repeat(64);
  lab.meanwhile = () => moveNameFrom(lab.store, folder, 1, { version: third, cause: "rollback:x" });
  await requestPromotion(accepted, undefined, lab);
  await runPromotion("sales", 1, lab);
  expect(await state(lab)).toMatchObject({
    state: "failed",
    kind: "conflict",
    problems: [{ code: "changed-meanwhile", hint: expect.stringContaining("/templates/sales/versions") }],
  });
  expect(await currentVersionOf(lab.store, folder)).toBe(third);
});

test("a template has one promotion under way: the same request finds it, another is a conflict", async () => {
  const lab = await open();
  await requestPromotion(accepted, undefined, lab);
  expect(await requestPromotion(accepted, undefined, lab)).toMatchObject({
    created: false,
    status: { number: 1, state: "queued" },
  });
  await expect(requestPromotion({ ...accepted, version: first }, undefined, lab)).rejects.toMatchObject({
    kind: "conflict",
    problems: [{ code: "promotion-under-way", hint: expect.stringContaining("/templates/sales/promotions/1") }],
  });
  // Two consumers: one works.
  const both = await Promise.all([runPromotion("sales", 1, lab), runPromotion("sales", 1, lab)]);
  expect(both.map((one) => one.state).toSorted()).toEqual(["finished", "held"]);
  expect(lab.tested).toBe(1);
});

test("a process that dies in the tests leaves the promotion to the next; one that died after publishing needs no tests again", async () => {
  const lab = await open({ run: "1" });
  await requestPromotion(accepted, undefined, lab);
  lab.meanwhile = () => new Promise(() => {});
  void runPromotion("sales", 1, lab);
  await expect.poll(() => lab.tested).toBe(1);
  expect(await sweep(lab)).toEqual([]);
  const next = await open({ store: lab.store, clock: lab.clock, run: "2" });
  expect(await sweep(next)).toEqual([{ promotion: "sales", number: 1 }]);
  // It publishes, and the store fails before the outcome is written.
  next.store.failOn({ method: "create", key: /outcome\.json$/, committed: false, times: 10 });
  expect(await runPromotion("sales", 1, next)).toMatchObject({ state: "held" });
  expect(await currentVersionOf(next.store, folder)).toBe(second);
  next.store.failOn();
  next.clock.time += 60 * 60_000;
  expect(await runPromotion("sales", 1, next)).toMatchObject({ outcome: { state: "ready" } });
  expect(next.tested).toBe(1);
  expect((await placeOfName(next.store, folder)).seq).toBe(2);
});

test("tests that cannot be run now are tried three times; then the promotion has failed", async () => {
  const lab = await open();
  await requestPromotion(accepted, undefined, lab);
  lab.meanwhile = () => Promise.reject(unavailable("tests-unavailable"));
  for (const expected of ["held", "held", "finished"]) {
    expect(await runPromotion("sales", 1, lab)).toMatchObject({ state: expected });
    lab.clock.time += 60_000;
  }
  expect(await state(lab)).toMatchObject({
    state: "failed",
    kind: "unavailable",
    problems: [{ code: "tests-unavailable" }],
  });
  expect(await sweep(lab)).toEqual([]);
});

test("the sweep hands over what waits too long, once in half an hour, and forgets markers without a claim", async () => {
  const lab = await open();
  await requestPromotion(accepted, undefined, lab);
  const settings = { minAgeMs: 240_000, requeueMs: 30 * 60_000 };
  const handed: number[] = [];
  for (let turn = 0; turn < 8; turn += 1) {
    handed.push((await sweep(lab, settings)).length);
    lab.clock.time += 5 * 60_000;
  }
  expect(handed).toEqual([0, 1, 0, 0, 0, 0, 0, 1]);
  await lab.store.put(`${promotionKind.pending}other-1`, new Uint8Array(0), "application/octet-stream");
  lab.clock.time += 25 * 3_600_000;
  await sweep(lab, settings);
  expect((await lab.store.list(promotionKind.pending!)).objects.map(({ key }) => key)).toEqual([
    `${promotionKind.pending}sales-1`,
  ]);
});

test("of nobody's number there is no promotion", async () => {
  const lab = await open();
  expect(await state(lab, 7)).toBeUndefined();
  expect(await runPromotion("sales", 7, lab)).toEqual({ state: "absent" });
});
