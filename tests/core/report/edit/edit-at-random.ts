import { answerEdit } from "../../../../functions/core/report/edit/answer-edit.ts";
import { seeded } from "../dataset/seeded.ts";
import {
  attempt,
  changeContent,
  type Composed,
  markedContent,
  markedInlines,
  patched,
  type Printed,
  printedBlocks,
  textsOf,
  valuesIn,
  wordsOf,
} from "./page-edits.ts";

/** What became of some edits. */
export interface Tally {
  done: number;
  refused: number;
  /** Blocks whose text cannot be edited on the page. */
  closed: number;
  readonly faults: string[];
}

/** Edits blocks of a report at random, and composes it again after each. */
export function editAtRandom(report: Composed, count: number, seed: number): Tally {
  const random = seeded(seed);
  const before = printedBlocks(report);
  const files = textsOf(report.template);
  const texts = before.filter(({ block: { type } }) => type === "heading" || type === "paragraph");
  const tally: Tally = { done: 0, refused: 0, closed: 0, faults: [] };
  for (let at = 0; at < count && texts.length > 0; at++) {
    const target = texts[Math.floor(random() * texts.length)]!;
    const { file, line, column } = target.place;
    const ask = (edit?: Parameters<typeof answerEdit>[0]["edit"]): ReturnType<typeof answerEdit> =>
      answerEdit({ files, block: { file, line, column }, edit });
    const found = attempt(() => ask());
    if ("refused" in found || found.done.block.kind !== target.block.type || found.done.block.content === undefined) {
      tally.closed += 1;
      continue;
    }
    const items = found.done.block.content;
    const content = changeContent(items, random);
    const answer = attempt(() => ask({ do: "text", content }));
    if ("refused" in answer) {
      tally.refused += 1;
      continue;
    }
    tally.done += 1;
    const { patches } = answer.done;
    const about = `${file}:${line} ${JSON.stringify(content)} ${JSON.stringify(patches)}`;
    const composed = attempt(() => printedBlocks({ ...report, template: patched(report.template, patches) }));
    if ("refused" in composed) {
      tally.faults.push(`${composed.refused}: ${about}`);
      continue;
    }
    const after = composed.done;
    const others = otherChanges(before, after, target);
    if (others !== undefined) tally.faults.push(`${others}: ${about}`);
    else if (!items.some((item) => "keep" in item && item.kind !== "value"))
      for (const [index, { block, place }] of before.entries()) {
        if (!isSame(place, target) || block.type !== target.block.type) continue;
        const printed = markedInlines("children" in block ? (block.children as never) : []);
        const values = valuesIn(items, printed);
        const now = after[index]!.block;
        const fresh = markedInlines("children" in now ? (now.children as never) : []);
        if (values === undefined) tally.faults.push(`not its text: ${about}`);
        else if (JSON.stringify(fresh) !== JSON.stringify(markedContent(content, values)))
          tally.faults.push(`other words (${fresh.map(([char]) => char).join("")}): ${about}`);
      }
  }
  return tally;
}

function isSame({ file, line, column }: Printed["place"], { place }: Printed): boolean {
  return file === place.file && line === place.line && column === place.column;
}

/** What else has changed than the block and those around it. */
function otherChanges(before: readonly Printed[], after: readonly Printed[], target: Printed): string | undefined {
  if (before.length !== after.length) return `${before.length} blocks became ${after.length}`;
  for (const [index, { block, place }] of before.entries()) {
    const around =
      place.file === target.place.file && place.line <= target.place.line && target.place.line <= place.endLine;
    if (!around && wordsOf(block) !== wordsOf(after[index]!.block)) return `line ${place.line} has changed`;
  }
  return undefined;
}
