import type { SQSRecord } from "aws-lambda";
import { expect, test } from "vitest";
import { announceUpload } from "../../../functions/core/service/upload/announce-upload.ts";
import { readReport } from "../../../functions/core/service/lifecycle/status/read-report.ts";
import { requestReport } from "../../../functions/core/service/lifecycle/request/request-report.ts";
import { startAttempt } from "../../../functions/core/service/lifecycle/attempt/start-attempt.ts";
import { reportOf } from "../../../functions/core/service/lifecycle/records/report-kind.ts";
import { promotionOf } from "../../../functions/core/service/promotion/promotion-kind.ts";
import { readPromotion } from "../../../functions/core/service/promotion/promotion-status.ts";
import { requestPromotion } from "../../../functions/core/service/promotion/request-promotion.ts";
import { readUpload } from "../../../functions/core/service/upload/read-upload.ts";
import { parkDeadLetter } from "../../../functions/lambda/queue/park-dead-letter.ts";
import { acceptedRequest, fakeWorld, unavailable } from "../../core/service/lifecycle/lifecycle-fakes.ts";

const { id } = acceptedRequest();
const letter = (body: unknown): SQSRecord =>
  ({ messageId: "letter", body: typeof body === "string" ? body : JSON.stringify(body) }) as unknown as SQSRecord;

/** Parks a letter and returns the content of the parking queue. */
async function park(body: unknown, world: ReturnType<typeof fakeWorld>): Promise<readonly string[]> {
  const parked: string[] = [];
  await parkDeadLetter(letter(body), world, async (text) => void parked.push(text));
  return parked;
}

test("the report of a dead letter has failed, and may be requested again; the letter is kept unchanged", async () => {
  const world = fakeWorld();
  await requestReport(acceptedRequest(), world);
  expect(await park({ id, generation: 1 }, world)).toEqual([JSON.stringify({ id, generation: 1 })]);
  expect(await readReport(id, world)).toMatchObject({
    state: "failed",
    final: false,
    problems: [{ code: "dead-letter" }],
  });
  expect(await requestReport(acceptedRequest(), world)).toMatchObject({ created: true, status: { generation: 2 } });
});

test("one that is being rendered is left alone, and its letter comes again", async () => {
  const world = fakeWorld();
  await requestReport(acceptedRequest(), world);
  await startAttempt(reportOf(id, 1), "somebody", 60_000, world);
  await expect(park({ id, generation: 1 }, world)).rejects.toThrow("still being rendered");
  expect(await readReport(id, world)).toMatchObject({ state: "rendering" });
});

test("the upload of a dead letter has failed", async () => {
  const world = fakeWorld();
  const upload = await announceUpload(
    { name: "city", format: "csv", bytes: 1, sha256: "0".repeat(64) },
    { ...world, newToken: () => crypto.randomUUID() },
  );
  await park({ Records: [{ s3: { object: { key: `uploads/${upload.id}/data` } } }] }, world);
  expect(await readUpload(world.store, upload.id)).toMatchObject({
    state: "failed",
    problems: [{ code: "dead-letter" }],
  });
});

test("the promotion of a dead letter has failed; one whose tests run is left alone", async () => {
  const world = fakeWorld();
  await requestPromotion({ name: "sales", version: "0".repeat(64), seq: 0 }, undefined, world);
  await startAttempt(promotionOf("sales", 1), "somebody", 60_000, world);
  await expect(park({ promotion: "sales", number: 1 }, world)).rejects.toThrow("still being run");
  world.clock.time += 60_000;
  expect(await park({ promotion: "sales", number: 1 }, world)).toHaveLength(1);
  expect(await readPromotion("sales", 1, world)).toMatchObject({
    state: "failed",
    problems: [{ code: "dead-letter", hint: expect.stringContaining("promote it again") }],
  });
});

test("a letter of unknown form is parked and logged; a missing report does no harm", async () => {
  const world = fakeWorld();
  expect(await park("not json", world)).toEqual(["not json"]);
  expect(world.logged).toContainEqual({ level: "error", message: "a dead letter has an unknown form" });
  expect(await park({ id, generation: 7 }, world)).toHaveLength(1);
  expect(await readReport(id, world)).toBeUndefined();
});

test("a letter that cannot be parked comes again", async () => {
  const world = fakeWorld();
  await requestReport(acceptedRequest(), world);
  await expect(
    parkDeadLetter(letter({ id, generation: 1 }), world, () => Promise.reject(unavailable())),
  ).rejects.toMatchObject({ kind: "unavailable" });
});

test("a letter that says that a run of Athena has ended fails nothing, and is kept", async () => {
  const world = fakeWorld();
  expect(await park({ run: "run-1" }, world)).toHaveLength(1);
  expect(world.logged).toEqual([]);
  expect((await world.store.inner.list("", {})).objects).toEqual([]);
});
