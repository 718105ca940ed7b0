import type { SQSRecord } from "aws-lambda";
import { expect, test } from "vitest";
import type { Rendering } from "../../../functions/core/service/lifecycle/lifecycle-world.ts";
import { renderBatch } from "../../../functions/lambda/render/render-batch.ts";
import { FakeClock, type LogEntry, recordingLogger } from "../../core/service/lifecycle/lifecycle-fakes.ts";

const idOf = (letter: string): string => letter.repeat(64);
const record = (messageId: string, body: unknown): SQSRecord =>
  ({ messageId, receiptHandle: `handle-${messageId}`, body: JSON.stringify(body) }) as unknown as SQSRecord;
const claim = (letter: string): SQSRecord => record(letter, { id: idOf(letter), generation: 1 });
const ready = { state: "finished", outcome: { state: "deleted", finished: 1, created: 0 } } as const;

interface Run {
  readonly answer: unknown;
  readonly hidden: readonly (readonly [string, number])[];
  readonly attempted: readonly string[];
  readonly logged: readonly LogEntry[];
}

/** @param fates result of an attempt at the report of each letter */
async function run(
  messages: readonly SQSRecord[],
  fates: Record<string, Rendering | Error>,
  remaining = Infinity,
  hide?: () => Promise<void>,
): Promise<Run> {
  const hidden: [string, number][] = [];
  const attempted: string[] = [];
  const logged: LogEntry[] = [];
  const answer = await renderBatch(messages, {
    attempt: async (asked) => {
      const id = "rendition" in asked ? asked.report : asked.id;
      attempted.push(id[0]!);
      const fate = fates[id[0]!]!;
      if (fate instanceof Error) throw fate;
      return fate;
    },
    hide: hide ?? (async ({ messageId }, seconds) => void hidden.push([messageId, seconds])),
    remaining: () => remaining,
    attemptMs: 70_000,
    clock: new FakeClock(),
    logger: recordingLogger(logged),
  });
  return { answer, hidden, attempted, logged };
}

const failures = (...ids: readonly string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

test("only what has no outcome fails", async () => {
  const until = new FakeClock().now() + 90_400;
  const { answer, hidden } = await run([claim("a"), claim("b"), claim("c")], {
    a: ready,
    b: { state: "held", until },
    c: { state: "absent" },
  });
  expect(answer).toEqual(failures("b"));
  expect(hidden).toEqual([["b", 91]]);
});

test("a message of several claims waits for the one that is held longest", async () => {
  const now = new FakeClock().now();
  const records = ["a", "b", "c"].map((letter) => ({
    s3: { object: { key: `reports/${idOf(letter)}/1/request.json` } },
  }));
  const { hidden, attempted } = await run([record("m", { Records: records })], {
    a: { state: "held", until: now + 9_000 },
    b: { state: "held", until: now + 3_000 },
    c: ready,
  });
  expect(attempted).toEqual(["a", "b", "c"]);
  expect(hidden).toEqual([["m", 9]]);
});

test("a store that fails gives the message a rest, and the others their turn", async () => {
  const { answer, hidden, logged } = await run([claim("a"), claim("b")], { a: new Error("S3 is down"), b: ready });
  expect(answer).toEqual(failures("a"));
  expect(hidden).toEqual([["a", 30]]);
  expect(logged).toEqual([{ level: "error", message: "an attempt ended without an outcome" }]);
});

test("a message that is not understood fails at once and is logged", async () => {
  const { answer, hidden, logged } = await run([record("m", { hello: 1 })], {});
  expect(answer).toEqual(failures("m"));
  expect(hidden).toEqual([["m", 0]]);
  expect(logged).toHaveLength(1);
});

test("no attempt is begun that the invocation cannot end", async () => {
  const { answer, attempted, hidden } = await run([claim("a"), claim("b")], {}, 69_999);
  expect(attempted).toEqual([]);
  expect(answer).toEqual(failures("a", "b"));
  expect(hidden).toEqual([
    ["a", 0],
    ["b", 0],
  ]);
});

test("hiding is limited to SQS's twelve hours, and its failure does no harm", async () => {
  const far = new FakeClock().now() + 1e9;
  expect((await run([claim("a")], { a: { state: "held", until: far } })).hidden).toEqual([["a", 43_200]]);
  expect((await run([claim("a")], { a: { state: "held", until: 0 } })).hidden).toEqual([["a", 0]]);
  const { answer, logged } = await run([claim("a")], { a: { state: "held", until: far } }, Infinity, async () =>
    Promise.reject(new Error("gone")),
  );
  expect(answer).toEqual(failures("a"));
  expect(logged).toEqual([{ level: "warn", message: "a message could not be hidden" }]);
});
