import { describe, expect, test } from "vitest";
import { answerEdit } from "../../../../../functions/core/report/edit/answer-edit.ts";
import { describeAtoms } from "../../../../../functions/core/report/edit/text/atoms.ts";
import type {
  ContentItem,
  DescribedBlock,
  DescribedBranch,
  DescribedItem,
} from "../../../../../functions/core/report/edit/edit.ts";
import { findBlock, surroundingsOf } from "../../../../../functions/core/report/edit/source/find-block.ts";
import { findBranches } from "../../../../../functions/core/report/edit/blocks/find-branches.ts";
import { readContent } from "../../../../../functions/core/report/edit/text/read-content.ts";
import { readSource } from "../../../../../functions/core/report/edit/source/source-tree.ts";
import { seeded } from "../../dataset/seeded.ts";

/** What is described of a block, without what can be added below it, which is found by trying. */
function described(
  text: string,
  line: number,
  column?: number,
): Pick<DescribedBlock, "branches" | "within" | "content"> {
  const tree = readSource("report.md", text, false);
  const block = findBlock(tree, { file: "report.md", line, column });
  const { atoms, chips } = readContent(tree, block) ?? { atoms: [], chips: [] };
  const branches = findBranches(tree, block);
  return {
    within: surroundingsOf(tree, block.from),
    content: describeAtoms(atoms, chips, text),
    ...(branches !== undefined && { branches }),
  };
}

const words = ({ content = [] }: DescribedBranch): string =>
  content.map((item) => ("text" in item ? item.text : "…")).join("");

const told = (text: string, line: number): readonly string[] | undefined =>
  described(text, line).branches?.map(
    (branch) => `${branch.here === true ? "*" : ""}${branch.tag} ${words(branch)} ${branch.blocks}`,
  );

describe("the branches around a block", () => {
  test("are those of the innermost condition, each with its first text", () => {
    const text = `{% if a == nil %}
No value.
{% elsif b %}
## It rose

To {{ b }}.
{% else %}

::page-break
{% endif %}

Outside.
`;
    expect(told(text, 2)).toEqual(["*{% if a == nil %} No value. 1", "{% elsif b %} It rose 2", "{% else %}  1"]);
    expect(told(text, 6)?.[1]).toBe("*{% elsif b %} It rose 2");
    expect(told(text, 12)).toBeUndefined();
    expect(described(text, 2).branches?.map(({ line, block }) => [line, block])).toEqual([
      [1, { line: 2, column: 1 }],
      [3, { line: 4, column: 1 }],
      [7, undefined],
    ]);
  });

  test("of a case leave out what stands before the first, and a loop around them is none", () => {
    const text = `{% for row in rows.rows %}
{% case row.kind %}
{% when "a" %}
One.
{% when "b" %}
Two.
{% endcase %}
{% endfor %}
`;
    expect(told(text, 4)).toEqual(['*{% when "a" %} One. 1', '{% when "b" %} Two. 1']);
    expect(described(text, 4).within.map(({ kind }) => kind)).toEqual(["loop", "condition"]);
  });

  test("of a condition in a loop are found from a loop in it", () => {
    const text = `{% unless none %}
{% for row in rows.rows %}
Row {{ row.a }}.
{% endfor %}
{% endunless %}
`;
    expect(told(text, 3)).toEqual(["*{% unless none %} Row …. 1"]);
  });

  test("each lead to a block that is in that branch, in texts of any shape", () => {
    const random = seeded(33);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    let count = 0;
    const body = (depth: number): string =>
      Array.from({ length: 1 + Math.floor(random() * 2) }, () => {
        count += 1;
        const kind = depth > 2 ? "text" : pick(["text", "text", "heading", "if", "case", "for", "list"]);
        const inner = (): string => body(depth + 1);
        if (kind === "heading") return `## Part ${count}`;
        if (kind === "list") return `- Item ${count}\n- Other ${count}`;
        if (kind === "for") return `{% for r in q.rows %}\n\n${inner()}\n\n{% endfor %}`;
        if (kind === "case")
          return `{% case a %}\n{% when 1 %}\n\n${inner()}\n\n{% when 2 %}\n\n${inner()}\n\n{% endcase %}`;
        if (kind === "if")
          return `{% if a${count} %}\n\n${inner()}\n\n{% elsif b %}\n\n${inner()}\n\n{% else %}\n\n${inner()}\n\n{% endif %}`;
        return `Words ${count} of {{ q.first.a }}{% if c %} and more{% endif %}.`;
      }).join("\n\n");
    let seen = 0;
    for (let round = 0; round < 40; round += 1) {
      const text = `${body(0)}\n`;
      for (const [index, line] of text.split("\n").entries()) {
        if (!line.startsWith("Words")) continue;
        const { branches = [], within } = described(text, index + 1);
        expect(branches.length > 0).toBe(within.some(({ kind }) => kind === "condition"));
        if (branches.length > 0) expect(branches.filter(({ here }) => here === true).length).toBe(1);
        for (const branch of branches) {
          if (branch.block === undefined) continue;
          seen += 1;
          const there = described(text, branch.block.line, branch.block.column);
          expect(there.content).toEqual(branch.content);
          // From there, the same condition is around it, or one within it.
          expect(there.within.map(({ tag }) => tag)).toContain(branch.tag);
        }
      }
    }
    expect(seen).toBeGreaterThan(100);
  });
});

test("the texts of key figures are told with their places, and each can be edited there", () => {
  const text = `:::key-figures
- **{{ a.first.b | number }}** Revenue

  EUR
{% if a.first.c %}
- **12** Change
{% endif %}
:::

::::callout
Words in a callout.
::::
`;
  const files = { "report.md": text };
  const { block } = answerEdit({ files, block: { file: "report.md", line: 1 } });
  const shown = block.texts?.map(({ content }) => content.map((item) => ("text" in item ? item.text : "…")).join(""));
  expect(shown).toEqual(["… Revenue", "EUR", "12 Change"]);
  for (const { line, column, content } of block.texts!) {
    const edit = { do: "text" as const, content: [...content.map(bare), { text: " more" }] };
    const { patches } = answerEdit({ files, block: { file: "report.md", line, column }, edit });
    expect(patches).toMatchObject([{ text: " more" }]);
  }
  expect(answerEdit({ files, block: { file: "report.md", line: 10 } }).block.texts).toHaveLength(1);
  expect(answerEdit({ files, block: { file: "report.md", line: 11 } }).block.texts).toBeUndefined();
});

/** A described part as a client sends it. */
function bare(item: DescribedItem): ContentItem {
  const { bold, italic } = item;
  const style = { ...(bold === true && { bold }), ...(italic === true && { italic }) };
  return "text" in item ? { text: item.text, ...style } : { keep: item.keep, ...style };
}
