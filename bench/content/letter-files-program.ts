import { writeFile } from "node:fs/promises";
import { keepSessions } from "../../functions/core/report/query/session/keep-sessions.ts";
import type { Block, Inline } from "../../functions/core/report/document/document.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { reportPage } from "./chart-page.ts";
import { composeRequest } from "./flagship.ts";
import type { LetterContent, PlainLetter } from "./letter-files.ts";
import { letterRequest, storeLetters } from "./letters.ts";

const [store = "", ...files] = process.argv.slice(2);
const world = {
  ...createWorld(await storeLetters(store)),
  sessions: keepSessions({ resident: process.memoryUsage.rss }),
};
for (const [iteration, file] of files.entries()) {
  const composed = await composeRequest(world, letterRequest(iteration));
  const content: LetterContent = { ...reportPage(composed), letter: plainLetter(composed.document.blocks) };
  await writeFile(file, JSON.stringify(content));
}
await world.sessions.close();

function plainLetter(blocks: readonly Block[]): PlainLetter {
  const find = <Type extends Block["type"]>(type: Type): Extract<Block, { type: Type }> =>
    blocks.find((block): block is Extract<Block, { type: Type }> => block.type === type)!;
  const table = find("table");
  return {
    title: textOf(find("heading").children),
    text: textOf(find("paragraph").children),
    figures: find("key-figures").items.map(({ value, label }) => ({ value: textOf(value), label: textOf(label) })),
    chartTitle: textOf(find("figure").title ?? []),
    tableTitle: textOf(table.title ?? []),
    columns: table.columns.map(({ label, align }) => ({ label: textOf(label), right: align !== "left" })),
    rows: table.rows.map(({ cells }) => cells.map((cell) => textOf(cell.children))),
  };
}

function textOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => ("text" in inline ? inline.text : "children" in inline ? textOf(inline.children) : ""))
    .join("");
}
