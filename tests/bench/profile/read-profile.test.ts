import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { partOf } from "../../../bench/profile/part-of.ts";
import { ownMs } from "../../../bench/profile/profile-flagship.ts";
import { readProfile } from "../../../bench/profile/read-profile.ts";

// Each URL is that of an existing file: a pattern that is not moved with its file would count the time elsewhere.
test.each([
  ["functions/core/report/fonts/subset-font.ts", "fonts embedded"],
  ["functions/core/report/pdf/file/pdf-fonts.ts", "fonts embedded"],
  ["functions/core/report/fonts/shape-text.ts", "shaping"],
  ["functions/core/report/chart/spec/compile-spec.ts", "compile"],
  ["functions/core/report/chart/scene/draw-scene.ts", "drawing"],
  ["functions/core/report/pdf/canvas/canvas-text.ts", "drawing"],
  ["functions/core/report/pdf/draw-page.ts", "drawing"],
  ["functions/core/report/chart/scene/run-spec.ts", "dataflow"],
  ["functions/core/report/layout/layout-pages.ts", "layout"],
  ["functions/core/report/compose/compose-report.ts", "compose"],
  ["functions/core/report/pdf/file/structure-tree.ts", "PDF structure"],
])("time in %s counts as %s", (file, part) => {
  expect(existsSync(join(import.meta.dirname, "../../..", file))).toBe(true);
  expect(partOf([{ functionName: "f", url: `file:///x/${file}` }])).toBe(part);
});

const frame = (functionName: string, url: string): { functionName: string; url: string; lineNumber: number } => ({
  functionName,
  url,
  lineNumber: 9,
});

test("a profile is summed up by the parts of the work, scaled to the CPU time, per run", () => {
  const profile = {
    nodes: [
      { id: 1, callFrame: frame("(root)", ""), children: [2, 4, 6, 7] },
      { id: 2, callFrame: frame("runSpec", "file:///x/functions/core/report/chart/scene/run-spec.ts"), children: [3] },
      // Our own shaping counts as shaping, even below Vega's dataflow.
      { id: 3, callFrame: frame("shapeText", "file:///x/functions/core/report/fonts/shape-text.ts") },
      {
        id: 4,
        callFrame: frame("layoutPages", "file:///x/functions/core/report/layout/layout-pages.ts"),
        children: [5],
      },
      { id: 5, callFrame: frame("deflateSync", "node:zlib") },
      { id: 6, callFrame: frame("(idle)", "") },
      { id: 7, callFrame: frame("(garbage collector)", "") },
    ],
    samples: [2, 3, 4, 5, 6, 7],
    timeDeltas: [40_000, 20_000, 10_000, 10_000, 500_000, 80_000],
  };
  // 160 ms by the clock are 80 ms of CPU time: half of each sample counts, over two runs.
  const read = readProfile(profile, 80, 2);
  expect(Object.fromEntries(read.parts)).toEqual({
    dataflow: 10,
    shaping: 5,
    layout: 2.5,
    compression: 2.5,
    waiting: 125,
    "garbage collection": 20,
  });
  expect(read.functions[1]).toEqual(["(garbage collector)", 20]);
  expect(read.functions[2]).toEqual(["functions/core/report/chart/scene/run-spec.ts:10 runSpec", 10]);
  // 10 of 20 ms are ours, and so is half of the garbage collection.
  expect(ownMs(read)).toBe(20);
});
