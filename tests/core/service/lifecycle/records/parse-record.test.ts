import { expect, test } from "vitest";
import {
  parseAttempt,
  parseClaim,
  parseOutcome,
  writeRecord,
} from "../../../../../functions/core/service/lifecycle/records/parse-record.ts";
import { reportKind } from "../../../../../functions/core/service/lifecycle/records/report-kind.ts";
import type { Attempt, Claim } from "../../../../../functions/core/service/lifecycle/records/records.ts";
import type { AcceptedRequest } from "../../../../../functions/core/report/request/report-request.ts";
import { acceptedRequest } from "../lifecycle-fakes.ts";

const key = "reports/a/1/request.json";
const claim: Claim<AcceptedRequest> = {
  created: 1_700_000_000_000,
  owner: "token-1",
  caller: { kind: "token", name: "Zoë" },
  accepted: acceptedRequest(),
};
const attempt: Attempt<object> = { attempt: 1, owner: "token-1", started: 1_700_000_000_000, until: 1_700_000_060_000 };
const failed = { state: "failed", finished: 1, attempts: 1, final: true, kind: "invalid-request", problems: [] };
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

function faultOf(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    expect(error).toMatchObject({ kind: "damaged", problems: [{ code: "corrupt-object", seen: key }] });
    return (error as Error).message;
  }
  return "none";
}

test("records are read as they were written", () => {
  expect(parseClaim(reportKind, key, writeRecord(claim))).toEqual(claim);
  expect(parseAttempt(reportKind, key, writeRecord(attempt))).toEqual(attempt);
  expect(parseOutcome(reportKind, key, bytes(failed))).toEqual(failed);
});

test("a record with a damaged byte is corrupt, although JSON would read on with another text", () => {
  const body = writeRecord(claim);
  body[body.indexOf(0xc3)] = 0xff;
  expect(faultOf(() => parseClaim(reportKind, key, body))).toBe(`The stored object ${key} is damaged: it is not JSON`);
});

test.each<[string, unknown]>([
  ["null", null],
  ["a list", []],
  ["a text", "x"],
])("%s is no record", (_what, value) => {
  expect(faultOf(() => parseClaim(reportKind, key, bytes(value)))).toContain("it is not an object");
});

test.each<[string, object]>([
  ["created", { ...claim, created: "yesterday" }],
  ["owner", { ...claim, owner: 7 }],
  ["caller", { ...claim, caller: { name: null } }],
  ["accepted", { ...claim, accepted: "all" }],
])("a claim with a faulty %s names it", (member, record) => {
  expect(faultOf(() => parseClaim(reportKind, key, bytes(record)))).toContain(
    `its member "${member}" is missing or invalid`,
  );
});

test.each<[string, object]>([
  ["attempt", { ...attempt, attempt: 0 }],
  ["owner", { ...attempt, owner: undefined }],
  ["started", { ...attempt, started: null }],
  ["until", { ...attempt, until: "soon" }],
  ["run", { ...attempt, run: 1 }],
  ["engine", { ...attempt, engine: 1 }],
  ["progress", { ...attempt, progress: "half" }],
  ["ended", { ...attempt, ended: { kind: "unavailable", problems: [] } }],
  ["ended", { ...attempt, ended: { kind: "odd", problems: [], retryAt: 1 } }],
])("an attempt with a faulty %s names it", (member, record) => {
  expect(faultOf(() => parseAttempt(reportKind, key, bytes(record)))).toContain(
    `its member "${member}" is missing or invalid`,
  );
});

test.each<[string, object]>([
  ["state", { ...failed, state: "done" }],
  ["finished", { ...failed, finished: undefined }],
  ["created", { state: "deleted", finished: 1 }],
  ["attempts", { ...failed, attempts: -1 }],
  ["engine", { ...failed, engine: 1 }],
  ["cost", { ...failed, cost: 1 }],
  ["final", { ...failed, final: "yes" }],
])("an outcome with a faulty %s names it", (member, record) => {
  expect(faultOf(() => parseOutcome(reportKind, key, bytes(record)))).toContain(
    `its member "${member}" is missing or invalid`,
  );
});

test("a failure needs a reason", () => {
  expect(faultOf(() => parseOutcome(reportKind, key, bytes({ ...failed, problems: undefined })))).toContain(
    "its kind or problems are missing",
  );
  expect(faultOf(() => parseOutcome(reportKind, key, bytes({ ...failed, kind: "toString" })))).toContain(
    "its kind or problems are missing",
  );
});

const stored = (record: Parameters<typeof writeRecord>[0]): string => new TextDecoder().decode(writeRecord(record));

test("a failure by damage is stored in a kind that the release before knows, and read as damage", () => {
  const problems = [{ code: "corrupt-object", message: "it is damaged" }];
  const outcome = { ...failed, final: false, kind: "damaged", problems } as const;
  const rested = { ...attempt, ended: { kind: "damaged", problems, at: 1, retryAt: 2 } } as const;
  const texts = [stored(outcome as unknown as Parameters<typeof writeRecord>[0]), stored(rested)];
  for (const text of texts) expect(text).not.toContain('"damaged"');
  expect(parseOutcome(reportKind, key, new TextEncoder().encode(texts[0]))).toEqual(outcome);
  expect(parseAttempt(reportKind, key, new TextEncoder().encode(texts[1]))).toEqual(rested);
  const other = { ...failed, kind: "unavailable", problems: [{ code: "store-failed", message: "no answer" }] };
  expect(parseOutcome(reportKind, key, bytes(other))).toEqual(other);
});
