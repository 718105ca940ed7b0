import { expect, test } from "vitest";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import { acceptRequest } from "../../../../../functions/core/report/request/accept-request.ts";
import { parseRequest } from "../../../../../functions/core/report/request/parse-request.ts";
import { answerEdit } from "../../../../../functions/core/report/edit/answer-edit.ts";
import type { Edit, Patch } from "../../../../../functions/core/report/edit/edit.ts";
import { share, tableOf, templateWith } from "../../compose/compose-fixture.ts";
import { seeded } from "../../dataset/seeded.ts";
import { fragments } from "../fragments.ts";
import { attempt, type Composed, patched, type Printed, printedBlocks, textsOf, wordsOf } from "../page-edits.ts";

const soak = process.env["SOAK"] !== undefined;

/**
 * Blocks without others in them, since those hold what has changed; without the first paragraph in its role, which
 * depends on the block before it, and without the texts of footnotes, which are printed only if a mark is.
 */
const leaves = (blocks: readonly Printed[]): Printed[] =>
  blocks.filter(
    ({ block }) =>
      !["list", "quote", "callout", "columns", "definitions"].includes(block.type) &&
      !("role" in block) &&
      !wordsOf(block).includes("The text of the note."),
  );

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** Why a report is not what an edit of its blocks should make of it. */
function faultOf(report: Composed, edit: Edit, patches: readonly Patch[]): string | undefined {
  const composed = attempt(() => printedBlocks({ ...report, template: patched(report.template, patches) }));
  // Who deletes a footnote leaves its marks: the lint says so.
  if ("refused" in composed) return composed.refused === "unknown-footnote" ? undefined : composed.refused;
  const [before, after] = [leaves(printedBlocks(report)), leaves(composed.done)];
  if (edit.do === "insert") {
    const old = after.filter(({ block }) => !JSON.stringify(block).includes("Zebra"));
    const times = after.length - old.length;
    return times > 1 + (before.length - old.length) || same(before, old) ? undefined : "others have changed";
  }
  if (edit.do === "move")
    return JSON.stringify(before.map(({ block }) => wordsOf(block)).sort()) ===
      JSON.stringify(after.map(({ block }) => wordsOf(block)).sort())
      ? undefined
      : "not the same blocks";
  const text = textsOf(report.template)["report.md"]!;
  const { from, to } = patches[0]!;
  const [first, last] = [
    lineAt(text, from + /^\s*/.exec(text.slice(from, to))![0].length),
    lineAt(text, from + text.slice(from, to).trimEnd().length),
  ];
  const kept = before.filter(({ place }) => place.line < first || place.line > last);
  return same(kept, after) ? undefined : "others have changed";
}

function same(one: readonly Printed[], two: readonly Printed[]): boolean {
  return (
    JSON.stringify(one.map(({ block }) => wordsOf(block))) === JSON.stringify(two.map(({ block }) => wordsOf(block)))
  );
}

test("random moves, deletions and insertions leave all other blocks as they were", { timeout: 600_000 }, () => {
  const faults: string[] = [];
  const sum = { done: 0, refused: 0 };
  const random = seeded(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  for (let round = 0; round < (soak ? 600 : 40); round++) {
    const chosen = Array.from({ length: 3 + Math.floor(random() * 6) }, () => pick(fragments));
    const markdown = [...new Set(chosen)].join("\n");
    const template = templateWith(markdown);
    const accepted = acceptRequest(parseRequest({ template: "test", parameters: {} }), template, {});
    const report = {
      template,
      accepted,
      tables: new Map([["share", tableOf("share", share)]]),
      locale: localeFor("en"),
    };
    const printed = attempt(() => printedBlocks(report));
    if ("refused" in printed || printed.done.length === 0) continue;
    for (let at = 0; at < 6; at++) {
      const { file, line, column } = pick(printed.done).place;
      const content = [{ text: "Zebra " }, { text: "words", bold: true }];
      const edit = pick<Edit>([
        { do: "delete" },
        { do: "move", direction: pick(["up", "down"]) },
        { do: "insert", where: pick(["above", "below"]), block: { kind: pick(["text", "heading", "note"]), content } },
      ]);
      const answer = attempt(() =>
        answerEdit({ files: { "report.md": markdown }, block: { file, line, column }, edit }),
      );
      if ("refused" in answer) {
        sum.refused += 1;
        continue;
      }
      sum.done += 1;
      const fault = faultOf(report, edit, answer.done.patches);
      if (fault !== undefined)
        faults.push(
          `${fault}: ${line}:${column} ${JSON.stringify(edit)} ${JSON.stringify(answer.done.patches)}\n${markdown}`,
        );
    }
  }
  expect(faults.slice(0, 5)).toEqual([]);
  expect(sum.done).toBeGreaterThan(sum.refused);
});
