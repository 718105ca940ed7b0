import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../functions/core/report/accept-report.ts";
import { narrowCompiler } from "../../../functions/core/report/compile-narrow.ts";
import type { Inline } from "../../../functions/core/report/document/document.ts";
import { plainText } from "../../../functions/core/report/document/plain-text.ts";
import { type LaidOutReport, makeReport } from "../../../functions/core/report/generate-report.ts";
import type { Box } from "../../../functions/core/report/layout/page.ts";
import { type CardContent, cardContent } from "../../../functions/core/report/rendition/card/card-content.ts";
import { cardSize, type SetCard, setCard } from "../../../functions/core/report/set-card.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";
import { chanceOf, pickOf } from "./lineage/generated-queries.ts";

const soak = process.env["SOAK"] !== undefined;
const cards = soak ? 400 : 25;

/** Words of a language, and how they are put together. */
const languages = {
  "blocks-en": {
    gap: " ",
    words:
      "Exports fell 12% in the 2nd quarter; imports—mostly of “dual-use” machine-tools—rose, deindustrialisation notwithstanding Donaudampfschifffahrtsgesellschaft".split(
        " ",
      ),
  },
  "blocks-zh": { gap: "", words: [..."二零二六年高技术产业出口增长百分之三十，进口下降。《报告》"] },
  "right-to-left": {
    gap: " ",
    words: "ارتفعت الصادرات بنسبة 30% في الربع الثاني من عام 2026 (مقارنةً بعام 2025) وفق GDP".split(" "),
  },
};

describe.each(Object.entries(languages))("cards of %s", (name, { gap, words }) => {
  let laidOut: LaidOutReport;
  let compile: Parameters<typeof setCard>[2];
  beforeAll(async () => {
    const store = new MemoryObjectStore();
    await seedTemplate(store, "card", join(import.meta.dirname, "../../reports", name, "template"));
    const world = createWorld(store);
    const accepted = await acceptReport({ template: "card", parameters: {} }, world);
    ({ laidOut } = await makeReport(accepted, world));
    compile = narrowCompiler(accepted, laidOut, world);
  });

  const set = (content: CardContent): Promise<SetCard> => setCard(content, laidOut, compile);

  test("show words of any length: none is cut, none leaves the card, and no parts lie on each other", async () => {
    const chance = chanceOf(20_261_130);
    const pick = pickOf(chance);
    const text = (most: number): readonly Inline[] => {
      const count = Math.floor(chance() * most);
      const line = Array.from({ length: count }, () => pick(words)).join(gap);
      return line === "" ? [] : [{ type: "text", text: line }];
    };
    const own = cardContent(laidOut.document);
    const sizes = new Set<number>();
    for (let index = 0; index < cards; index++) {
      const title = [...text(pick([3, 12, 40, 120])), { type: "text", text: pick(words) } as const];
      const items = Array.from({ length: Math.floor(chance() * 4) }, () => ({
        value: [{ type: "text", text: pick(["30.1%", "1,234,567", "12 von 14", "≥ 5"]) } as const],
        label: text(8),
        note: text(pick([0, 12])),
      }));
      const content: CardContent = {
        title,
        kicker: text(pick([0, 4, 40])),
        deck: text(pick([0, 20, 60])),
        keyFigures: items,
        figure: items.length === 0 && chance() < 0.6 ? own.figure : undefined,
        foot: [plainText(text(pick([2, 30])))].filter((line) => line !== ""),
      };
      const { page, shown } = await set(content);
      sizes.add(checkPage(page.boxes));
      const printed = page.boxes.map(wordsOf).join("");
      const said = [
        ...[shown.title, shown.kicker, shown.deck].map(plainText),
        ...shown.keyFigures.flatMap(({ value, label, note }) => [value, label, note].map(plainText)),
        ...shown.foot,
      ].join("");
      expect(lettersMissing(said, printed)).toBe("");
    }
    expect(sizes.size).toBeGreaterThan(3);
  });

  test("a title that no size makes fit is refused in words", async () => {
    const title = [{ type: "text", text: Array.from({ length: 30_000 }, () => words[0]).join(gap) } as const];
    await expect(set({ ...cardContent(laidOut.document), title })).rejects.toMatchObject({
      kind: "limit-exceeded",
      problems: [{ code: "title-too-long" }],
    });
  });
});

/** Letters and digits of a text that another has not as often. Their order is free: Arabic is drawn backwards. */
function lettersMissing(said: string, printed: string): string {
  const left = new Map<string, number>();
  for (const letter of lettersOf(printed)) left.set(letter, (left.get(letter) ?? 0) + 1);
  return lettersOf(said)
    .filter((letter) => {
      const count = left.get(letter) ?? 0;
      left.set(letter, count - 1);
      return count <= 0;
    })
    .join("");
}

function lettersOf(words: string): string[] {
  return [...words.normalize("NFKC").matchAll(/[\p{L}\p{N}]/gu)].map(([each]) => each);
}

function wordsOf(box: Box): string {
  return box.kind === "text" ? box.runs.map(({ text }) => text).join("") : "";
}

/** Demands that all is on the card and nothing lies on anything else. @returns the largest size of its words, points */
function checkPage(boxes: readonly Box[]): number {
  const lines = boxes.flatMap((box) =>
    box.kind === "text"
      ? [
          {
            words: wordsOf(box),
            size: Math.max(...box.runs.map(({ size }) => size)),
            left: Math.min(...box.runs.map(({ x }) => x)),
            right: Math.max(...box.runs.map(({ x, width }) => x + width)),
            baseline: box.y,
          },
        ]
      : [],
  );
  const outside = lines.filter(
    ({ left, right, baseline, size }) =>
      left < 20 || right > cardSize.width - 20 || baseline - size < 4 || baseline + size * 0.3 > cardSize.height,
  );
  expect(outside).toEqual([]);
  const charts = boxes.flatMap((box) => (box.kind === "chart" ? [box] : []));
  const covered = [
    ...lines.flatMap((line, index) =>
      lines
        .slice(index + 1)
        // Scripts that take turns on a line are boxes of their own.
        .filter((other) => line.baseline !== other.baseline)
        .filter((other) => line.left < other.right - 0.5 && other.left < line.right - 0.5)
        .filter((other) => {
          const [upper, lower] = line.baseline < other.baseline ? [line, other] : [other, line];
          return lower.baseline - lower.size * 0.72 < upper.baseline;
        })
        .map((other) => [line.words, other.words]),
    ),
    ...charts.flatMap(({ x, y, width, height }) =>
      lines
        .filter(({ left, right }) => left < x + width && right > x)
        .filter(({ baseline, size }) => baseline > y + 1 && baseline - size * 0.7 < y + height)
        .map(({ words }) => ["chart", words]),
    ),
  ];
  expect(covered).toEqual([]);
  for (const { x, y, width, height } of charts) {
    expect(x).toBeGreaterThanOrEqual(20);
    expect(x + width).toBeLessThanOrEqual(cardSize.width - 20);
    expect(y + height).toBeLessThanOrEqual(cardSize.height);
  }
  return Math.max(...lines.map(({ size }) => size));
}
