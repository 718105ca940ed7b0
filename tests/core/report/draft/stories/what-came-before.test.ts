import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openText, rowsOf } from "../draft-of-text.ts";

/**
 * What a guest or client did before is of no present whole: earlier cancellations over earlier stays count each guest
 * once for every booking. The oracle adds up the columns itself.
 */
interface Shape {
  readonly language: DraftLanguage;
  readonly head: string;
  /** The part and the whole, and how both are called where they are of the time before. */
  readonly now: readonly [string, string];
  readonly before: readonly [string, string];
}

const shapes: readonly Shape[] = [
  {
    language: "en",
    head: "site",
    now: ["cancellations", "bookings"],
    before: ["previous_cancellations", "previous_bookings_not_canceled"],
  },
  {
    language: "en",
    head: "Clinic",
    now: ["No-shows", "Appointments booked"],
    before: ["Prior no-shows", "Prior appointments"],
  },
  {
    language: "de",
    head: "Standort",
    now: ["Stornierungen", "Buchungen"],
    before: ["Bisherige Stornierungen", "Bisherige Buchungen"],
  },
  {
    language: "de",
    head: "Praxis",
    now: ["Bestanden", "Prüflinge"],
    before: ["Früher bestanden", "Frühere Prüflinge"],
  },
  { language: "zh", head: "门店", now: ["取消数", "预订数"], before: ["以往取消数", "以往预订数"] },
];

interface Counts {
  readonly part: number;
  readonly whole: number;
  readonly partBefore: number;
  readonly wholeBefore: number;
}

const made: readonly Counts[] = Array.from({ length: 24 }, (_, at) => ({
  whole: 200 + ((at * 37) % 90),
  part: 11 + ((at * 13) % 29),
  wholeBefore: 500 + ((at * 53) % 190),
  partBefore: 71 + ((at * 17) % 83),
}));

function tableOf({ head, language }: Shape, columns: readonly (readonly [string, keyof Counts])[]) {
  const name = { en: "Place", de: "Ort", zh: "地点" }[language];
  return openText(
    [head, ...columns.map(([column]) => column)].join(","),
    made.map((row, at) => [`${name} ${String.fromCodePoint(65 + at)}`, ...columns.map(([, of]) => row[of])].join(",")),
  );
}

const sumOf = (of: keyof Counts): number => made.reduce((sum, row) => sum + row[of], 0);

/** The rate that a report has, in percent; undefined if it has none. */
async function rateOf(table: Awaited<ReturnType<typeof tableOf>>, language: DraftLanguage) {
  const found = await rowsOf(table, {}, { language });
  try {
    return Number(found("rate")[0]!["value"]);
  } catch {
    return undefined;
  }
}

test.each(shapes)("$before.0 over $before.1 is no rate ($language)", { timeout: 60_000 }, async (shape) => {
  const [part, whole] = shape.before;
  const table = await tableOf(shape, [
    [part, "partBefore"],
    [whole, "wholeBefore"],
  ]);
  expect(await rateOf(table, shape.language)).toBeUndefined();
});

test.each(shapes)("$now.0 over $now.1 is, beside what came before", { timeout: 60_000 }, async (shape) => {
  const table = await tableOf(shape, [
    [shape.before[0], "partBefore"],
    [shape.now[1], "whole"],
    [shape.before[1], "wholeBefore"],
    [shape.now[0], "part"],
  ]);
  expect(await rateOf(table, shape.language)).toBeCloseTo((100 * sumOf("part")) / sumOf("whole"), 6);
});

test.each(shapes)("$before.0 are no part of $now.1", { timeout: 60_000 }, async (shape) => {
  const table = await tableOf(shape, [
    [shape.before[0], "partBefore"],
    [shape.now[1], "whole"],
  ]);
  expect(await rateOf(table, shape.language)).toBeUndefined();
});
