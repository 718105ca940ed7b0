import { expect, test } from "vitest";
import { endingsOf } from "../../../../functions/core/service/event/event.ts";
import { tellHappening } from "../../../../functions/local/commands/datasets/tell-happening.ts";

const at = "2026-12-01T08:00:00.000Z";

/** What each event has, as the API answers it. */
const events = {
  "dataset.refused": [{ problems: [{ code: "broken-check", message: "1 row is late" }] }, "1 row is late"],
  "dataset.stale": [{ since: at, freshness: "36h" }, `no new data since ${at} (36h)`],
  "dataset.held": [{ version: "0123456789abcdef", rows: 3 }, "the version 0123456789ab of 3 rows is held back"],
  "source.failed": [{ problems: [{ code: "source-unreachable", message: "No answer" }] }, "No answer"],
  "source.recovered": [{ since: at }, `it had failed since ${at}`],
  "view.failed": [{ problems: [{ code: "source-is-gone", message: "sales is gone" }] }, "sales is gone"],
  "view.recovered": [{ since: at }, `it had failed since ${at}`],
} as const;

const types = (["dataset", "source", "view"] as const).flatMap((kind) =>
  endingsOf[kind].map((ending) => `${kind}.${ending}` as keyof typeof events),
);

test.each(types)("%s is told by what it has", (type) => {
  const [given, told] = events[type];
  expect(tellHappening({ type, timestamp: at, ...given } as Parameters<typeof tellHappening>[0])).toBe(told);
});
