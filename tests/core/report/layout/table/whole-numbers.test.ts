import { beforeAll, describe, expect, it } from "vitest";
import { createFontFiles } from "../../../../../functions/adapters/font-files.ts";
import { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { openTypesetter } from "../../../../../functions/core/report/fonts/open-typesetter.ts";
import type { Page, StructureElement, TextBox } from "../../../../../functions/core/report/layout/page.ts";
import { loadLanguage } from "../../../../../functions/core/report/layout/text/load-language.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import type { Syllables } from "../../../../../functions/core/report/locale/locale.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { boxesOf, layOut, testPage, wordsOf, type Options } from "../layout-fixture.ts";
import { randomTable, wordsOfLanguage, type RandomTable } from "./random-table.ts";

const count = process.env["SOAK"] === undefined ? 120 : 20_000;
const withFonts = process.env["SOAK"] === undefined ? 24 : 3000;

/** A number as a reader sees it, with its marks for decimals and thousands, in any script's digits. */
const numbers = /\p{Nd}+(?:[.,'’٫٬\u00a0\u202f\u2009]\p{Nd}+)*/gu;

const syllables = new Map<string, Syllables>();

beforeAll(async () => {
  for (const language of Object.keys(wordsOfLanguage)) {
    const locale = localeFor(language);
    await loadLanguage({ ...defaultTheme, align: "justify" }, locale);
    if (locale.loadSyllables !== undefined) syllables.set(language, await locale.loadSyllables());
  }
});

interface Line {
  readonly page: number;
  readonly y: number;
  readonly text: string;
}

/** The lines of each cell, by its structure element. */
function linesByCell(pages: readonly Page[], structure: readonly StructureElement[]): Map<number, Line[]> {
  const cells = new Map<number, Line[]>();
  const cellOf = (index: number | undefined): number | undefined =>
    index === undefined
      ? undefined
      : ["TD", "TH"].includes(structure[index]!.role)
        ? index
        : cellOf(structure[index]!.parent);
  pages.forEach((page, at) => {
    for (const box of boxesOf(page, "text")) {
      const cell = typeof box.means === "number" ? cellOf(box.means) : undefined;
      if (cell === undefined) continue;
      const lines = cells.get(cell) ?? [];
      cells.set(cell, lines);
      const last = lines.at(-1);
      if (last !== undefined && last.page === at && Math.abs(last.y - box.y) < 0.01)
        lines[lines.length - 1] = { ...last, text: last.text + wordsOf(box) };
      else lines.push({ page: at, y: box.y, text: wordsOf(box) });
    }
  });
  return cells;
}

const letter = /[\p{L}\p{M}]/u;
/** Scripts whose lines may end between any two letters or by a dictionary. */
const anywhere = /[\u0e00-\u0e7f\u2e80-\u9fff\uff66-\uff9f]/;

/** What is wrong with the way in which a cell's lines print its text. */
function faultsOf(lines: readonly Line[], source: string, divide: Syllables | undefined): string[] {
  const faults: string[] = [];
  let at = 0;
  const skip = (): void => void (at += /^[ \u200b\u2060]*/.exec(source.slice(at))![0].length);
  lines.forEach(({ text: line }, index) => {
    let hyphen = false;
    const characters = [...line.trimEnd()];
    characters.forEach((character, k) => {
      if (character === " ") return;
      skip();
      if (source.startsWith(character, at)) at += character.length;
      else if (character === "-" && k === characters.length - 1 && index < lines.length - 1) hyphen = true;
      else faults.push(`"${line}" is not in "${source}"`);
    });
    const [before, after] = [source.slice(0, at), source.slice(at)];
    if (
      index === lines.length - 1 ||
      !/[\p{L}\p{M}]$/u.test(before) ||
      !letter.test(after.charAt(0)) ||
      anywhere.test(after.charAt(0))
    )
      return;
    const start = /[\p{L}\p{M}’]+$/u.exec(before)![0];
    const word = start + /^[\p{L}\p{M}’]+/u.exec(after)![0];
    const ends = (divide?.(word) ?? []).map((_, k, all) => all.slice(0, k + 1).join("").length);
    if (!hyphen || !ends.includes(start.length)) faults.push(`"${word}" is cut behind "${start}"`);
  });
  skip();
  if (at < source.length) faults.push(`"${source.slice(at)}" of "${source}" is missing`);
  return faults;
}

/** Marks of which the second half is empty, and stands outside at a line's end. */
const halfEmpty = /[、，。；：）」]$/;

/** Texts that touch or leave the page. */
function collisions(page: Page): string[] {
  const faults: string[] = [];
  const rows = new Map<string, { from: number; to: number; words: string; means: TextBox["means"] }[]>();
  for (const box of boxesOf(page, "text")) {
    if (box.means === "header" || box.means === "footer") continue;
    const words = wordsOf(box).trimEnd();
    const from = Math.min(...box.runs.map(({ x }) => x));
    const to = Math.max(
      ...box.runs.map(
        ({ x, width, text, size }) => x + width - (text.endsWith(" ") || halfEmpty.test(text) ? size * 0.5 : 0),
      ),
    );
    if (from < testPage.margins.left - 0.5 || to > page.width - testPage.margins.right + 0.5)
      faults.push(`"${words}" leaves the text area`);
    const key = box.y.toFixed(2);
    rows.set(key, [...(rows.get(key) ?? []), { from, to, words, means: box.means }]);
  }
  for (const row of rows.values()) {
    const sorted = row.toSorted((a, b) => a.from - b.from);
    sorted.slice(1).forEach((box, index) => {
      const other = sorted[index]!;
      if (box.means !== other.means && box.from < other.to - 0.05)
        faults.push(`"${other.words}" touches "${box.words}"`);
    });
  }
  return faults;
}

interface Judged {
  readonly faults: readonly string[];
  readonly refused: boolean;
}

function judge({ language, block, width, cells, headings }: RandomTable, measurer: Options["measurer"]): Judged {
  const page = { width: width + testPage.margins.left + testPage.margins.right };
  let laid: ReturnType<typeof layOut>;
  try {
    laid = layOut([block], { language, page, ...(measurer !== undefined && { measurer }) });
  } catch (error) {
    if (!(error instanceof BroadsheetError)) throw error;
    const [problem] = error.problems;
    const named =
      problem?.code === "column-too-wide" &&
      /the column "[^"]+"/.test(problem.message) &&
      Number.parseFloat(String(problem.seen)) > Number.parseFloat(String(problem.allowed));
    // Every number and syllable has room in so wide a table.
    const real = block.type === "table" ? width < 230 : true;
    return {
      faults: named && real ? [] : [`${problem?.message} (${problem?.seen} of ${problem?.allowed}; ${width} pt)`],
      refused: true,
    };
  }
  const faults = laid.warnings.flatMap(({ message }) => (message.includes("was broken") ? [message] : []));
  const printed = new Map<string, number>();
  for (const lines of linesByCell(laid.pages, laid.structure).values()) {
    const whole = lines.map((line) => line.text).join("");
    const source = cells.get(lines.flatMap((line) => line.text.match(numbers) ?? [])[0] ?? "");
    for (const value of lines.flatMap((line) => line.text.match(numbers) ?? [])) {
      if (!cells.has(value)) faults.push(`"${value}" is in no cell: ${JSON.stringify(lines.map((line) => line.text))}`);
      printed.set(value, (printed.get(value) ?? 0) + 1);
    }
    if (source === undefined) faults.push(`no cell holds "${whole}"`);
    else faults.push(...faultsOf(lines, source, syllables.get(language)));
  }
  for (const value of cells.keys()) {
    const times = printed.get(value) ?? 0;
    if (times === 0 || (times > 1 && !headings.has(value))) faults.push(`"${value}" is printed ${times} times`);
  }
  faults.push(...laid.pages.flatMap(collisions));
  return { faults, refused: false };
}

/** Judges many tables. @returns the first faults, by seed, and the number of tables with any and of refused ones */
function judgeAll(
  seeds: number,
  measurerOf: (language: string) => Options["measurer"],
): { faulty: number; refused: number; first: string[] } {
  let [faulty, refused] = [0, 0];
  const first: string[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const table = randomTable(seed);
    const judged = judge(table, measurerOf(table.language));
    if (judged.refused) refused++;
    if (judged.faults.length === 0) continue;
    faulty++;
    if (first.length < 12)
      first.push(`${seed} (${table.language}, ${table.width} pt): ${judged.faults.slice(0, 2).join("; ")}`);
  }
  return { faulty, refused, first };
}

describe("the numbers of random tables", () => {
  it("are whole, and words are cut between syllables only; every cell is printed once", () => {
    const { faulty, refused, first } = judgeAll(count, () => undefined);
    expect({ faulty, first }).toEqual({ faulty: 0, first: [] });
    expect(refused / count).toBeLessThan(0.15);
  });

  it("are so in the bundled fonts", () => {
    const typesetters = new Map<string, Options["measurer"]>();
    const measurerOf = (language: string): Options["measurer"] => {
      const known =
        typesetters.get(language) ?? openTypesetter(createFontFiles(), localeFor(language).tag, () => undefined);
      typesetters.set(language, known);
      return known;
    };
    const { faulty, first } = judgeAll(withFonts, measurerOf);
    expect({ faulty, first }).toEqual({ faulty: 0, first: [] });
  });
});
