import { Liquid } from "liquidjs";
import { expect, test } from "vitest";
import { setsForOthers } from "../../../../../functions/core/report/edit/source/names-elsewhere.ts";
import { readSource } from "../../../../../functions/core/report/edit/source/source-tree.ts";
import { seeded } from "../../dataset/seeded.ts";

type Random = () => number;

/** Paragraphs that print and set a few names, in conditions and loops; each print tells which it is. */
function randomText(random: Random): readonly string[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const name = (): string => pick(["a", "b"]);
  let prints = 0;
  const piece = (depth: number): string => {
    const kinds = [
      () => `[${prints++}:{{ ${name()} }}]`,
      () => `{% assign ${name()} = ${Math.floor(random() * 90)} %}`,
      () => `{% assign ${name()} = ${name()} | plus: 1 %}`,
      () => `{% capture ${name()} %}c{% endcapture %}`,
    ];
    if (depth < 2)
      kinds.push(
        () => `{% if ${pick(["x", "y"])} %}${several(depth + 1)}{% else %}${several(depth + 1)}{% endif %}`,
        () => `{% for ${pick(["a", "row"])} in rows %}${several(depth + 1)}{% endfor %}`,
      );
    return pick(kinds)();
  };
  const several = (depth: number): string =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () => piece(depth)).join(" ");
  return Array.from({ length: 3 + Math.floor(random() * 3) }, () => `Text ${several(0)}`);
}

/** What is printed, for some data, without the prints of one paragraph. */
async function printed(text: string, own: string): Promise<string> {
  const engine = new Liquid();
  const ofOwn = new Set([...own.matchAll(/\[(\d+):/g)].map(([, at]) => at));
  const all = [];
  for (const [x, y] of [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])
    for (const rows of [[], [7, 8]]) {
      const whole: string = await engine.parseAndRender(text, { x, y, rows, a: 1, b: 2 });
      all.push([...whole.matchAll(/\[(\d+):([^\]]*)\]/g)].filter(([, at]) => !ofOwn.has(at)).map(([print]) => print));
    }
  return JSON.stringify(all);
}

test("what a paragraph sets for nobody else can go, and can change places with the next", async () => {
  const random = seeded(25);
  const faults: string[] = [];
  const sum = { free: 0, moved: 0, setting: 0 };
  for (let round = 0; round < 400; round += 1) {
    const paragraphs = randomText(random);
    // One of them, or a loop around two, in which a later round reads what an earlier one has set.
    const loops = random() < 0.4;
    const at = Math.floor(random() * (paragraphs.length - 1));
    const joined = (all: readonly string[]): string =>
      loops ? `{% for i in rows %}\n${all.join("\n\n")}\n{% endfor %}\n` : `${all.join("\n\n")}\n`;
    const text = joined(paragraphs);
    const own = paragraphs[at]!;
    const next = paragraphs[at + 1]!;
    const from = text.indexOf(own);
    const stretch = { from, to: from + own.length };
    const passed = { from: stretch.to + 2, to: stretch.to + 2 + next.length };
    const tree = readSource("report.md", text, false);
    if (setsForOthers(tree, stretch) === undefined) {
      sum.free += 1;
      const without = joined(paragraphs.toSpliced(at, 1));
      if ((await printed(text, own)) !== (await printed(without, own))) faults.push(`without ${own} in ${text}`);
    } else sum.setting += 1;
    if (
      setsForOthers(tree, stretch, { passed }) === undefined &&
      setsForOthers(tree, passed, { passed: stretch }) === undefined
    ) {
      sum.moved += 1;
      const swapped = joined(paragraphs.toSpliced(at, 2, next, own));
      // Each print has a number of its own: the order does not matter.
      const sorted = async (whole: string): Promise<string> =>
        JSON.stringify((JSON.parse(await printed(whole, "")) as string[][]).map((prints) => prints.toSorted()));
      if ((await sorted(text)) !== (await sorted(swapped))) faults.push(`moved ${own} in ${text}`);
    }
  }
  expect(faults.slice(0, 3)).toEqual([]);
  for (const count of Object.values(sum)) expect(count).toBeGreaterThan(20);
});

test.each([
  ["a name that is given anew", "A {% assign s = 1 %}{{ s }}\n\nB {% assign s = 2 %}{{ s }}\n", undefined],
  ["a name that is read", "A {% assign s = 1 %}\n\nB {{ s }}\n", "{% assign s = 1 %}"],
  [
    "a name that only one branch gives anew",
    "A {% assign s = 1 %}\n\nB {% if x %}{% assign s = 2 %}{% endif %}{{ s }}\n",
    "{% assign s = 1 %}",
  ],
  ["what a partial may read", 'A {% assign s = 1 %}\n\n{% include "p" %}\n', "{% assign s = 1 %}"],
  ["what a partial with a scope of its own cannot read", 'A {% assign s = 1 %}\n\n{% render "p" %}\n', undefined],
  ["what a partial is given", 'A {% assign s = 1 %}\n\n{% render "p", t: s %}\n', "{% assign s = 1 %}"],
  ["a count", "A {% increment s %}\n\nB\n", "{% increment s %}"],
])("of the first paragraph: %s", (_, text, found) => {
  const tree = readSource("report.md", text, false);
  expect(setsForOthers(tree, { from: 0, to: text.indexOf("\n") })).toBe(found);
});
