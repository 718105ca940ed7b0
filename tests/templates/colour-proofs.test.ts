import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../functions/core/report/accept-report.ts";
import { makeReport } from "../../functions/core/report/generate-report.ts";
import { shippedThemes } from "../../functions/core/report/template/theme/read-theme.ts";
import { renderOnce } from "../../functions/local/render-once.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { seedTemplate } from "../../functions/seed/seed-template.ts";
import { type Paint, readPaints } from "../core/report/pdf/read-paints.ts";
import { openExample, type OpenedExample } from "../docs/open-example.ts";
import { readExamples } from "../docs/read-examples.ts";
import { shippedTemplates } from "./lay-out-shipped.ts";
import { paintFaults } from "./paint-faults.ts";

/**
 * Proofs of every page of the shipped templates, the briefings and the gallery, from the PDFs alone: text has a
 * contrast of 4.5:1 or more, marks 3:1, and the marks of a figure are apart to four kinds of eyes and in grey print.
 */

async function faultsOf({ accepted, world }: OpenedExample): Promise<readonly string[]> {
  const { report, laidOut } = await makeReport(accepted, world);
  const pages = await readPaints(report.pdf);
  return pages.flatMap((paints, at) =>
    paintFaults(paints, laidOut.template.theme).map((fault) => `page ${at + 1}: ${fault}`),
  );
}

test.each(shippedTemplates)("every page of %s can be read, in colour and in grey", async (name) => {
  const store = new MemoryObjectStore();
  const { languages } = await seedTemplate(store, name, join(import.meta.dirname, "../../templates", name));
  const world = createWorld(store);
  for (const language of languages) {
    const accepted = await acceptReport({ template: name, parameters: { language } }, world);
    expect(await faultsOf({ accepted, world }), language).toEqual([]);
  }
});

const briefings = join(import.meta.dirname, "../../docs/briefings/templates");

test.each(readdirSync(briefings))("status, targets and cell rules of the briefing %s can be read", async (name) => {
  const { report } = await renderOnce({ name, folder: join(briefings, name), parameters: {}, datasets: {} });
  const pages = await readPaints(report.pdf);
  expect(pages.flatMap((paints) => paintFaults(paints, shippedThemes["plain"]!))).toEqual([]);
});

const gallery = ["bars-and-dots", "distributions", "lines-and-areas", "parts-and-others", "recipes"];
const examples = gallery.flatMap((page) => readExamples(`gallery/${page}.md`));

test.each(examples.map((example) => [`docs/${example.page}:${example.line}`, example] as const))(
  "the example %s can be read, in colour and in grey",
  async (_, example) => expect(await faultsOf(await openExample(example))).toEqual([]),
);

function box(color: string, [left, bottom, right, top]: Paint["at"], more: Partial<Paint> = {}): Paint {
  return {
    kind: "fill",
    tag: "Figure",
    sequence: 1,
    color,
    alpha: 1,
    at: [left, bottom, right, top],
    width: 0,
    text: "",
    covers: (x, y) => x >= left && x <= right && y >= bottom && y <= top,
    ...more,
  };
}

function word(color: string, at: Paint["at"]): Paint {
  return box(color, at, { kind: "text", text: "North", covers: () => false });
}

describe("a proof finds", () => {
  const grounds = { paper: "#ffffff", rule: "#d4d4d0" };

  test.each([
    ["faint text", [word("#8a8a8e", [0, 0, 30, 6])]],
    ["text that runs from a bar onto paper", [box("#27435e", [0, 0, 20, 9]), word("#ffffff", [5, 2, 40, 7])]],
    ["a faint bar", [box("#c9c9ce", [0, 0, 20, 9])]],
    ["a transparent bar", [box("#a3142e", [0, 0, 20, 9], { alpha: 0.4 })]],
    ["a faint line", [box("#c9c9ce", [0, 0, 90, 9], { kind: "stroke", width: 1.5 })]],
    ["a gridline as thick as a mark", [box("#d4d4d0", [0, 0, 90, 0], { kind: "stroke", width: 1.5 })]],
    ["a cell too pale to see", [box("#fbfbfa", [0, 0, 60, 20]), word("#1a1a1a", [5, 5, 40, 11])]],
    ["marks alike in grey", [box("#c00000", [0, 0, 20, 9]), box("#006b3c", [30, 0, 50, 9])]],
    ["marks alike to dichromats", [box("#7a7a00", [0, 0, 20, 9]), box("#b35a00", [30, 0, 50, 9])]],
  ])("%s", (_, paints) => expect(paintFaults(paints, grounds)).not.toEqual([]));

  test.each([
    ["text on a bar", [box("#27435e", [0, 0, 60, 9]), word("#ffffff", [5, 2, 40, 7])]],
    ["a hairline", [box("#d4d4d0", [0, 0, 90, 0], { kind: "stroke", width: 0.5 })]],
    ["a pale cell with its text", [box("#ece2dc", [0, 0, 60, 20]), word("#1a1a1a", [5, 5, 40, 11])]],
    [
      "a band with its line",
      [box("#a3142e", [0, 0, 60, 20], { alpha: 0.2 }), box("#a3142e", [0, 5, 60, 15], { kind: "stroke", width: 1.5 })],
    ],
  ] as const)("nothing in %s", (_, paints) => expect(paintFaults(paints, grounds)).toEqual([]));
});
