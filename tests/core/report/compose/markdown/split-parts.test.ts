import fc from "fast-check";
import type { Nodes, Root } from "mdast";
import { expect, test } from "vitest";
import { collectDefinitions } from "../../../../../functions/core/report/compose/collect-definitions.ts";
import { parseMarkdown } from "../../../../../functions/core/report/compose/markdown/parse-markdown.ts";
import { readParts } from "../../../../../functions/core/report/compose/markdown/read-parts.ts";
import { splitParts } from "../../../../../functions/core/report/compose/markdown/split-parts.ts";

const asWritten = (text: string): string => text;

test.each([
  ["a bracket in the label", "[a\\]b]: https://a.b\n\nx\n\n[link][a\\]b] y\n"],
  ["a quote", "x\n\n> [a]: https://a.b\n\n[link][a] y\n"],
  ["a list", "- x\n- [a]: https://a.b\n\n[link][a] y\n"],
  ["a label of two lines", "[a\nb]: https://a.b\n\n[link][a b] y\n"],
  ["a container behind", "[link][a]\n\n:::callout\n[a]: https://a.b\n:::\n"],
])("the address of a link is found that is defined in %s", (_, text) => {
  const parts = readParts(text, asWritten);
  const { definitions } = collectDefinitions(parts, asWritten);
  expect([...definitions.values()].map(({ url }) => url)).toEqual(["https://a.b"]);
  expect(parts.flatMap(({ root }) => ofType(root, "linkReference"))).toHaveLength(1);
});

test.each([
  ["a quote", "x[^a]\n\n> [^a]: note\n\ny\n"],
  ["a container", "x[^a]\n\n:::callout\n[^a]: note\n:::\n\ny\n"],
  ["a list", "x[^a]\n\n- [^a]: note\n\ny\n"],
  ["letters with one capital", "x[^ß]\n\n[^ẞ]: note\n\ny\n"],
  ["a label with a bracket", "x[^a\\]b]\n\n[^a\\]b]: note\n\ny\n"],
])("a footnote is found that is defined in %s", (_, text) => {
  const parts = readParts(text, asWritten);
  expect(collectDefinitions(parts, asWritten).footnoteDefinitions.size).toBe(1);
  expect(parts.flatMap(({ root }) => ofType(root, "footnoteReference"))).toHaveLength(1);
});

test.each([
  ["a fence inside a fence's indentation", "```\n\n    ```\n\na[^x]\n```\n\nb"],
  ["a line of code that looks like a fence", "    ```\n\na\n\n```\n\nb\n```\n"],
  ["ticks that begin no fence", "``` a`b\n\na\n\n```\n\nb\n```\n"],
  ["a fence in a list", "- ```\n\na\n\n```\n\nb\n```\n"],
  ["colons in code within a container", ":::callout\n\n    :::\n\na\n\nb\n:::\n"],
])("%s ends nothing", (_, text) => {
  expect(partTrees(text)).toEqual(wholeTrees(text));
});

const lines = [
  "",
  "",
  "",
  "a",
  "b[^x]",
  "c [y] and [z][y]",
  "[y]: https://a.b",
  "[^x]: note",
  "    more",
  "> q",
  "> [y]: https://c.d",
  "> [^x]: quoted",
  "- i",
  "  - j",
  "1. k",
  "   para",
  "- [^x]: listed",
  "- [y\\]w]: <u>",
  "[y\\]w] d",
  "```",
  "~~~",
  "   ```",
  "    ```",
  "```` js",
  "``` a`b",
  "- ```",
  "> ```",
  "# h[^x]",
  "===",
  "---",
  "***",
  "| a | b |",
  "|---|---|",
  "<div>",
  "</div>",
  "  <!-- x",
  "-->",
  ":::callout",
  "::::columns",
  ":::",
  "::::",
  "   :::",
  "    :::",
  "[^X y]: no",
  "[^x\\]]: odd",
  "e[^x\\]]",
  "\\[y]: no",
  "[y",
  "two]: u",
  "`[^x]: code`",
];

test("random texts mean the same in parts as they do whole", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 24 }), (chosen) => {
      const text = chosen.join("\n");
      expect(
        splitParts(text)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
      expect(partTrees(text)).toEqual(wholeTrees(text));
    }),
    { numRuns: process.env["SOAK"] === undefined ? 400 : 20_000, seed: 18 },
  );
});

test("random texts are mostly split", () => {
  const texts = fc
    .sample(
      fc.array(fc.constantFrom(...lines.slice(0, 8), "# h", "- i", ":::callout\nd\n:::"), {
        minLength: 12,
        maxLength: 24,
      }),
      { numRuns: 200, seed: 18 },
    )
    .map((chosen) => chosen.join("\n").replaceAll("[y]: ", ""));
  expect(texts.filter((text) => splitParts(text).length > 2).length).toBeGreaterThan(150);
});

/** Returns the blocks of a text's parts, without the definitions added at their ends. */
function partTrees(text: string): unknown[] {
  return readParts(text, asWritten).flatMap(({ root, offset, extracted }) =>
    blocks(root, extracted.text.length, offset),
  );
}

/**
 * Returns the blocks of the whole text with all its definitions in place; as plain Markdown if it ends in code, to
 * which nothing can be added.
 */
function wholeTrees(text: string): unknown[] {
  const first = parseMarkdown(text);
  const sources = [...ofType(first, "footnoteDefinition"), ...ofType(first, "definition")].map((node) =>
    text.slice(node.position!.start.offset, node.position!.end.offset),
  );
  const labels = new Set(sources.map((source) => /^\[(?:\\.|[^\][\\])+\]/.exec(source)![0]));
  const known = parseMarkdown(text + [...labels].map((label) => `\n\n${label}: -`).join(""));
  return blocks((known.children.at(-1)?.type ?? "").endsWith("efinition") ? known : first, text.length, 0);
}

function blocks(root: Root, length: number, shift: number): unknown[] {
  return root.children
    .filter((node) => (node.position?.start.offset ?? 0) < Math.max(1, length))
    .map((node) => place(node, shift));
}

function place(node: Nodes, shift: number): unknown {
  const { position, ...rest } = node;
  const children = "children" in node ? { children: node.children.map((child) => place(child, shift)) } : {};
  // Text added after an open comment or fence begins with a blank line.
  if (rest.type === "html" || rest.type === "code") rest.value = rest.value.trimEnd();
  return { ...rest, ...children, from: (position?.start.offset ?? 0) + shift };
}

function ofType(node: Nodes, type: string): Nodes[] {
  return [
    ...(node.type === type ? [node] : []),
    ...("children" in node ? node.children.flatMap((child) => ofType(child, type)) : []),
  ];
}
