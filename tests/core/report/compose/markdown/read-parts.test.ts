import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Nodes } from "mdast";
import { expect, test } from "vitest";
import { parseMarkdown } from "../../../../../functions/core/report/compose/markdown/parse-markdown.ts";
import { createPlaceholders, renumber } from "../../../../../functions/core/report/compose/liquid/placeholders.ts";
import { splitParts } from "../../../../../functions/core/report/compose/markdown/split-parts.ts";

const texts = [
  "# a\n\nb\n\n\nc\n",
  "- a\n\n- b\n\n  c\n\nd\n\n1. e\n\n2. f\n",
  "> a\n\nb\n\n> c\n> d\n",
  "```\na\n\nb\n```\n\nc\n\n~~~~\n```\n\nd\n~~~~\n\ne",
  "::::columns\n:::column\na\n\nb\n:::\n:::column\n\nc\n\n:::\n::::\n\nd\n\n:::callout\ne\n\n    f\n:::\n\ng",
  ":::callout\nnever closed\n\na\n\nb",
  "| a |\n|---|\n| b |\n\nc\n\n| d |\n|---|\n",
  "[^a]: x\n\n    y\n\n[^b]: z\n\nw\n",
  "a\n\n    code\n\n    more\n\nb\n\n***\n\nc\n===\n\nd\n",
  "<div>\n\na\n\n</div>\n\nb",
  "[x]: http://a.b\n\n[x]\n\n[y]\n\n[y]: http://c.d",
  "a[^1]\n\n\n\n\nb",
  "- a\n\n:::callout\nb\n:::\n\n- c\n",
  "```\nnever closed\n\na",
  "",
  "\n\na\n\n",
];
const shipped = readdirSync("templates", { recursive: true, encoding: "utf8" })
  .filter((file) => /report.*\.md$/.test(file))
  .map((file) => [file, readFileSync(join("templates", file), "utf8")] as const);

test.each([...texts.map((text) => [JSON.stringify(text), text] as const), ...shipped])(
  "parts parsed one by one give what the whole gives: %s",
  (_, text) => {
    const parts = splitParts(text);
    expect(parts.map((part) => part.text).join("")).toBe(text);
    expect(parts.every(({ offset, text: part }) => text.slice(offset, offset + part.length) === part)).toBe(true);
    const labels = [...text.matchAll(/^\[\^(\w+)\]:/gm)].map(([, label]) => `\n\n[^${label}]: -`).join("");
    const apart = parts.flatMap((part) => blocks(part.text, labels, part.offset));
    expect(apart).toEqual(blocks(text, "", 0));
  },
);

test("a text of many blocks has many parts", () => {
  expect(splitParts(texts[0] ?? "")).toHaveLength(3);
  expect(splitParts(texts[4] ?? "")).toHaveLength(4);
});

test("placeholders are renumbered without moving anything", () => {
  const placeholders = createPlaceholders();
  const [a, b, c] = ["x", "y", "z"].map((value) => placeholders.keep(value));
  const { text, numbers } = renumber(`1${b}22${c}${b}`);
  expect(text).toBe(renumber(`1${a}22${b}${c}`).text);
  expect(text).toHaveLength(`1${b}22${c}${b}`.length);
  expect(placeholders.split(text, numbers)).toEqual([
    { text: "1" },
    { value: "y" },
    { text: "22" },
    { value: "z" },
    { value: "y" },
  ]);
});

/** Lists blocks with their offsets in the whole text, without the appended labels and their definitions. */
function blocks(text: string, labels: string, shift: number): unknown[] {
  return parseMarkdown(text + labels)
    .children.filter((node) => (node.position?.start.offset ?? 0) < Math.max(1, text.length))
    .map((node) => place(node, shift));
}

function place(node: Nodes, shift: number): unknown {
  const { position, ...rest } = node;
  const children = "children" in node ? { children: node.children.map((child) => place(child, shift)) } : {};
  return { ...rest, ...children, from: (position?.start.offset ?? 0) + shift };
}
