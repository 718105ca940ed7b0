import { expect, test } from "vitest";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { answerEdit } from "../../../../../functions/core/report/edit/answer-edit.ts";
import type { NewBlock } from "../../../../../functions/core/report/edit/edit.ts";
import { compose } from "../../compose/compose-fixture.ts";
import { seeded } from "../../dataset/seeded.ts";
import { fragments } from "../fragments.ts";

const files = {
  "images/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  "partials/more.liquid": "More words.\n",
  "charts/bars.vl.json": JSON.stringify({
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { name: "data" },
    mark: "bar",
    encoding: { x: { field: "name", type: "nominal" }, y: { field: "pct", type: "quantitative" } },
  }),
};

const added: readonly NewBlock[] = [
  { kind: "heading", content: [{ text: "Zebra" }] },
  { kind: "text", content: [{ text: "Zebra" }] },
  { kind: "note", content: [{ text: "Zebra" }] },
  { kind: "table", data: "share" },
  { kind: "key-figures", data: "share", label: "name", value: "pct" },
  { kind: "chart", data: "share", spec: "bars", title: 'Zebra {{ "a" }} *b*' },
  { kind: "image", image: "dot.svg", alt: 'Zebra "a" [b] *c*' },
  { kind: "partial", partial: "more.liquid" },
  { kind: "page-break" },
];

/** Texts in which blocks stand in others. */
const holders = [
  "::::callout\nWords.\n\nMore.\n::::\n",
  "::::landscape\nWords.\n\n## Heading\n::::\n",
  ":::::landscape\n::::callout\nWords.\n::::\n:::::\n",
  ":::::columns\n::::column\nLeft words.\n::::\n::::column\nRight words.\n::::\n:::::\n",
  '::::columns{count="2"}\nFlowing words.\n\nMore of them.\n::::\n',
  '::::pull-quote{by="A"}\nWords.\n::::\n',
  "::::key-figures\n- **30%** of it\n- **20%** of that\n::::\n",
  '::::table{title="T"}\n| a | b |\n|---|---|\n| c | d |\n::::\n',
  ":::callout\nA short fence.\n:::\n",
  "- An item\n\n  more of it\n",
  "> A quote\n",
  "{% if share.size > 1 %}\nOne {% if share.size > 0 %}two{% endif %}.\n{% endif %}\n",
];

/** The code of the first problem of a text, or undefined. */
function faultOf(markdown: string): string | undefined {
  try {
    compose(markdown, { files });
    return undefined;
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems[0]?.code ?? error.kind;
    throw error;
  }
}

/** What is untrue of the kinds that the lines of a text say can be added below them. */
function untrue(markdown: string): string[] {
  const faults: string[] = [];
  for (const [index, words] of markdown.split("\n").entries()) {
    const ask = (block?: NewBlock): ReturnType<typeof answerEdit> | undefined => {
      const edit = block && ({ do: "insert", where: "below", block } as const);
      try {
        return answerEdit({ files: { "report.md": markdown }, block: { file: "report.md", line: index + 1 }, edit });
      } catch (error) {
        if (error instanceof BroadsheetError) return undefined;
        throw error;
      }
    };
    const described = ask()?.block;
    if (described === undefined) continue;
    for (const block of added) {
      const patch = ask(block)?.patches[0];
      const after = patch && markdown.slice(0, patch.from) + patch.text + markdown.slice(patch.to);
      const isOffered = described.adds?.includes(block.kind) ?? false;
      const fault = after === undefined ? "refused" : faultOf(after);
      if (isOffered !== (fault === undefined) || (after !== undefined && fault !== undefined))
        faults.push(`${block.kind} below "${words}": ${isOffered ? "offered" : "not offered"}, ${fault ?? "made"}`);
    }
  }
  return faults;
}

test("a block says which kinds can be added below it: those are made and print, and others are refused", () => {
  expect(holders.flatMap(untrue)).toEqual([]);
});

/** What is inserted below a heading, or the code of why not. */
function inserted(block: NewBlock): string {
  try {
    const edit = { do: "insert", where: "below", block } as const;
    return answerEdit({ files: { "report.md": "# A\n" }, block: { file: "report.md", line: 1 }, edit }).patches[0]!
      .text;
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems[0]!.code;
    throw error;
  }
}

test("an image has its alternative text as it is given, and stays in its folder", () => {
  const image = (name: string, alt: string): string => inserted({ kind: "image", image: name, alt });
  expect(image("a b.png", "A *boat* [x] \\ 5 > 3")).toBe('\n\n::image{file="a b.png" alt="A *boat* [x] \\ 5 > 3"}');
  expect(image("sub/a.JPG", 'A "boat"')).toBe('\n\n::image{file="sub/a.JPG" alt=\'A "boat"\'}');
  for (const name of ["../a.png", "/a.png", "a.gif", 'a".png', "a{{ x }}.png", "", "sub/../../a.png"])
    expect(image(name, "A boat")).toBe("invalid-content");
  for (const alt of ["", "  ", "{{ x }}", "{% raw %}"]) expect(image("a.png", alt)).toMatch(/^invalid-content$/);
  expect(inserted({ kind: "partial", partial: "more.liquid" })).toBe('\n\n{% render "partials/more.liquid" %}');
  for (const partial of ["../x.liquid", "x.md", 'x" %}{{ y }}.liquid'])
    expect(inserted({ kind: "partial", partial })).toBe("invalid-content");
});

test("the same among random blocks", { timeout: 600_000 }, () => {
  const random = seeded(29);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let texts = 0;
  const faults: string[] = [];
  for (let round = 0; round < (process.env["SOAK"] === undefined ? 8 : 400); round += 1) {
    const markdown = [...new Set(Array.from({ length: 4 }, () => pick([...fragments, ...holders])))].join("\n");
    if (faultOf(markdown) !== undefined) continue;
    texts += 1;
    faults.push(...untrue(markdown).map((fault) => `${fault}\n${markdown}`));
  }
  expect(faults.slice(0, 5)).toEqual([]);
  expect(texts).toBeGreaterThan(3);
});
