import { expect, test } from "vitest";
import { describeOutcome } from "../../../../functions/core/service/event/describe-outcome.ts";
import type { EventSubject } from "../../../../functions/core/service/event/event.ts";
import { eventPatterns, matchEvent, usualPatterns } from "../../../../functions/core/service/event/match-event.ts";
import {
  folderOf,
  folderOfOutcome,
  outcomeIn,
  parseSubject,
} from "../../../../functions/core/service/event/parse-subject.ts";

const hash = "0123456789abcdef".repeat(4);
const upload = "01234567-89ab-cdef-0123-456789abcdef";
const subjects: readonly (readonly [folder: string, subject: EventSubject])[] = [
  [`reports/${hash}/1`, { kind: "report", id: hash, generation: 1 }],
  [`reports/${hash}/1234567890`, { kind: "report", id: hash, generation: 1_234_567_890 }],
  [`batches/${hash}/27`, { kind: "batch", id: hash, generation: 27 }],
  ["publications/weekly/editions/2026-03-31/3", { kind: "edition", id: "weekly/2026-03-31", generation: 3 }],
  ["publications/7/editions/0/1", { kind: "edition", id: "7/0", generation: 1 }],
  ["dataset-events/sales/refused-0a1b", { kind: "dataset", id: "sales/refused-0a1b", generation: 1 }],
  ["dataset-events/sales/stale-12", { kind: "dataset", id: "sales/stale-12", generation: 1 }],
  ["dataset-events/sales/held-0a1b", { kind: "dataset", id: "sales/held-0a1b", generation: 1 }],
  ["dataset-events/sales/source-failed-1f", { kind: "source", id: "sales/source-failed-1f", generation: 1 }],
  ["dataset-events/sales/view-recovered-0a1b", { kind: "view", id: "sales/view-recovered-0a1b", generation: 1 }],
  [`uploads/${upload}`, { kind: "upload", id: upload, generation: 1 }],
];

test.each(subjects)("%s is read as its subject, and written again", (folder, subject) => {
  expect(parseSubject(folder)).toStrictEqual(subject);
  expect(folderOf(subject)).toBe(folder);
  expect(outcomeIn(folder)).toBe(`${folder}/outcome.json`);
  expect(folderOfOutcome(`${folder}/outcome.json`)).toBe(folder);
});

test.each([
  "",
  `x/reports/${hash}/1`,
  `reports/${hash}/1/x`,
  `reports/${hash}/0`,
  `reports/${hash}/01`,
  `reports/${hash}/12345678901`,
  `reports/${hash}`,
  `reports/${hash.slice(1)}/1`,
  `reports/${hash.toUpperCase()}/1`,
  `batches/${hash}/1/pages/000001`,
  `publications/-weekly/editions/2026/1`,
  `publications/weekly/editions/2026`,
  `uploads/${upload}/1`,
  "dataset-events/sales/late-1",
  "dataset-events/sales/refused-x",
  "dataset-events/sales/stale-1/1",
  "dataset-events/sales/source-stale-1",
  "dataset-events/sales/dataset-failed-1",
  "dataset-events/sales/first-refused-1",
  `uploads/${upload.replaceAll("-", "")}`,
])("%j is no folder of a subject", (folder) => {
  expect(parseSubject(folder)).toBeUndefined();
});

test("only an outcome has the folder of one", () => {
  for (const key of [`reports/${hash}/1/request.json`, `reports/${hash}/1/outcome.json.bak`, "outcome.json"])
    expect(folderOfOutcome(key), key).toBeUndefined();
});

/** Which of four types a list of patterns names. */
function matching(patterns: readonly string[]): boolean[] {
  const types = ["report.ready", "report.failed", "batch.ready", "upload.expired"] as const;
  return types.map((type) => matchEvent(type, patterns));
}

test("a pattern matches by kind, by ending, by both and by neither", () => {
  expect(matching(["report.ready"])).toEqual([true, false, false, false]);
  expect(matching(["report.*"])).toEqual([true, true, false, false]);
  expect(matching(["*.ready"])).toEqual([true, false, true, false]);
  expect(matching(["*.*"])).toEqual([true, true, true, true]);
  expect(matching(["edition.*", "batch.ready"])).toEqual([false, false, true, false]);
  expect(matching([])).toEqual([false, false, false, false]);
  expect(matching(usualPatterns)).toEqual([true, true, true, false]);
  for (const pattern of ["*.*", "report.*", "*.deleted", "upload.expired"]) expect(eventPatterns).toContain(pattern);
  expect(new Set(eventPatterns).size).toBe(eventPatterns.length);
  expect(eventPatterns).not.toContain("*");
  // Each kind has its own endings; a star stands for those of all.
  for (const pattern of ["dataset.refused", "dataset.*", "*.stale"]) expect(eventPatterns).toContain(pattern);
  for (const pattern of ["source.failed", "view.*", "*.recovered"]) expect(eventPatterns).toContain(pattern);
  for (const pattern of ["dataset.ready", "report.refused", "dataset.recovered", "view.held"])
    expect(eventPatterns).not.toContain(pattern);
  expect(matchEvent("dataset.stale", usualPatterns)).toBe(true);
  expect(matchEvent("dataset.refused", ["*.failed", "report.*"])).toBe(false);
});

const subject: EventSubject = { kind: "report", id: hash, generation: 2 };

test("the event of a ready outcome repeats its facts, and nothing else", () => {
  expect(
    describeOutcome(subject, {
      state: "ready",
      finished: 7,
      title: "A title",
      pages: 3,
      final: true,
      ready: 0,
      rows: { not: "a fact" },
      secret: "x",
      problems: [{ code: "odd", message: "odd" }],
    }),
  ).toMatchObject({
    id: `report/${hash}/2/ready`,
    type: "report.ready",
    time: 7,
    subject,
    data: { title: "A title", pages: 3, final: true, ready: 0 },
  });
  expect(describeOutcome(subject, { state: "ready", finished: 7, secret: "x" })!.data).toStrictEqual({});
});

test("the event of a failed outcome says why, with at most five problems", () => {
  const problems = Array.from({ length: 7 }, (_, index) => ({
    code: `c-${index}`,
    message: `m ${index}`,
    seen: "private",
  }));
  const described = describeOutcome(subject, { state: "failed", finished: 9, kind: "invalid-request", problems });
  expect(described).toMatchObject({ type: "report.failed", time: 9 });
  expect(described!.data).toStrictEqual({
    failure: {
      kind: "invalid-request",
      problems: problems.slice(0, 5).map(({ code, message }) => ({ code, message })),
    },
  });
  expect(describeOutcome(subject, { state: "failed", finished: 9, problems: "none" })!.data).toStrictEqual({
    failure: { kind: undefined, problems: [] },
  });
});

test("what is stored is ready, and a record without an end or a time is no event", () => {
  expect(describeOutcome({ ...subject, kind: "upload" }, { state: "stored", finished: 1 })).toMatchObject({
    type: "upload.ready",
  });
  for (const outcome of [
    {},
    { state: "rendering", finished: 1 },
    { state: "ready" },
    { state: "ready", finished: "1" },
    { state: "ready", finished: Number.NaN },
    { state: "ready", finished: Number.POSITIVE_INFINITY },
  ])
    expect(describeOutcome(subject, outcome), JSON.stringify(outcome)).toBeUndefined();
});
