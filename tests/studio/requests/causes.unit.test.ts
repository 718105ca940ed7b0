import fc from "fast-check";
import { expect, test } from "vitest";
import { groupCauses } from "../../../studio/src/batches/group-causes.ts";

const problem = fc.record({
  code: fc.constantFrom("parameter-not-allowed", "duplicate-name"),
  message: fc.string(),
  pointer: fc.constantFrom("/parameters/country", "/name"),
  seen: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
});
const item = fc
  .array(problem, { minLength: 1, maxLength: 3 })
  .map((problems) => ({ failure: { type: "urn:x", title: "t", status: 400, detail: "d", problems } }));

test("every failed row counts once under each of its causes, and each cause is one line", () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 60 }), (items) => {
      const causes = groupCauses(items as never);
      const keys = items.map(
        ({ failure }) => new Set(failure.problems.map(({ code, pointer }) => `${code} ${pointer}`)),
      );
      const all = new Set(keys.flatMap((set) => [...set]));
      expect(causes).toHaveLength(all.size);
      expect(causes.reduce((sum, { rows }) => sum + rows, 0)).toBe(keys.reduce((sum, set) => sum + set.size, 0));
      for (const { seen } of causes) expect(new Set(seen).size).toBe(seen.length);
      expect(causes.map(({ rows }) => rows)).toEqual(causes.map(({ rows }) => rows).toSorted((a, b) => b - a));
    }),
    { seed: 29, numRuns: 200 },
  );
});

test("a failure without listed problems is a cause too", () => {
  expect(
    groupCauses([
      { failure: { type: "urn:x", title: "A title", status: 503, detail: "the render was lost" } },
      {},
    ] as never),
  ).toEqual([{ problem: { code: "x", message: "the render was lost" }, rows: 1, seen: [] }]);
});
