import { expect, test } from "vitest";
import type { BroadsheetError } from "../../../../../functions/core/errors.ts";
import { compose } from "../compose-fixture.ts";

/*
 * No Markdown takes more than its share of work: every construct of CommonMark, GFM and our own, repeated, in several
 * places, takes time that grows with its length, or is refused with its line.
 */

/** Constructs, whole and broken off. */
const units = [
  "\t",
  " ",
  "\u00a0",
  "\u3000",
  "~~a",
  "~~a~~",
  "~a",
  "~",
  "|a",
  "|",
  "| a ",
  "`",
  "`a",
  "``a`",
  "` `` ",
  "*a",
  "**a",
  "*",
  "_a",
  "a*b_",
  "***a",
  "*a_",
  "中**",
  "* a",
  "<a",
  "<",
  "<!--",
  "<a b='",
  "&amp;",
  "&a",
  "&#",
  "\\",
  "\\*",
  "[a](b)",
  "](",
  "[a]",
  "]",
  "![a](b)",
  "!",
  "a@b.c ",
  "a@",
  "www.a ",
  "http://a ",
  "https://",
  ":a[b]",
  ":a",
  "::a",
  ":",
  "$a",
  "$$",
  "#",
  "# ",
  "=",
  "-",
  "--",
  "---",
  "...",
  "'",
  "a'b",
  '"',
  "}",
  "a}",
  "(",
  ")",
  "a(",
  "^",
  "[^a]",
  "a\n",
  "a  \n",
  "a\\\n",
  " \n",
  "- a\n",
  "1. a\n",
  "> a\n",
  "# a\n",
  "a\n=\n",
  "***\n",
  "```\n",
  "~~~\n",
  "| a |\n",
  "|-|\n",
  "<b>\n",
  "</b>\n",
  "[a]: b\n",
  "[^a]: b\n",
  "\n\n",
  "a\n\n",
];

const places: Readonly<Record<string, (text: string) => string>> = {
  alone: (text) => text,
  "between words": (text) => `x${text}x`,
  "in a heading": (text) => `# x${text.replaceAll("\n", " ")}x`,
  "in a cell": (text) => `| a |\n|-|\n| x${text.replaceAll("\n", " ").replaceAll("|", "\\|")}x |`,
  "in an item": (text) => `- x${text}x`,
};

/** Milliseconds of this process's own work. */
function workOf(markdown: string): {
  readonly ms: number;
  readonly line?: number | undefined;
  readonly code?: string | undefined;
} {
  const start = process.cpuUsage();
  let problem: BroadsheetError["problems"][number] | undefined;
  try {
    compose(markdown);
  } catch (error) {
    problem = (error as BroadsheetError).problems[0];
    if (problem === undefined) throw error;
  }
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1000, line: problem?.where?.line, code: problem?.code };
}

/** Characters of the longer text: what takes the square of them takes many seconds. */
const longest = 12_000;

/** A sample is quick enough for every run: what was found to be slow, and every fifth of the rest. */
const whole = process.env["SOAK"] !== undefined;
const slow = new Set(["\t", " ", "~~a", "|a", "`", "`a", "*a", "a*b_", "*a_", "](", "<!--"]);
const tried = units.filter((unit, index) => whole || slow.has(unit) || index % 5 === 0);

test.each(Object.keys(places).filter((name) => whole || name === "between words"))(
  "every construct, repeated, takes work that grows with its length, or is refused with its line: %s",
  (place) => {
    const found = tried.flatMap((unit) =>
      faultOf(JSON.stringify(unit), (length) => places[place]!(unit.repeat(Math.floor(length / unit.length)))),
    );
    expect(found).toEqual([]);
  },
);

/** Signs of which a longer run is another mark than a shorter one. */
const signs = [..."`$~*_:<([#>=-|!&\\"];

test("runs of each sign that are longer one by one take work that grows with their length, or are refused", () => {
  const found = signs
    .filter((sign) => whole || "`$~:[".includes(sign))
    .flatMap((sign) =>
      faultOf(
        `${sign} ${sign}${sign} …`,
        (length) => {
          const runs = Array.from({ length: Math.floor(Math.sqrt(2 * length)) }, (_, index) => sign.repeat(index + 1));
          return `x ${runs.join(" a ")} x`;
        },
        5 * longest,
      ),
    );
  expect(found).toEqual([]);
});

/** Why a text is too slow; nothing if it is not. */
function faultOf(name: string, make: (length: number) => string, length = longest): string[] {
  const all = workOf(make(length));
  if (all.code?.startsWith("markdown-") === true && all.line === undefined)
    return [`${name}: ${all.code} without a line`];
  if (all.ms < 1_000) return [];
  // Slow: by how much slower than the half? The better of two, since others use the machine, too.
  const half = workOf(make(length / 2 - 1));
  const ms = Math.min(all.ms, workOf(make(length - 1)).ms);
  return ms > 6_000 || ms > 3 * half.ms ? [`${name}: ${Math.round(ms)} ms, half of it ${Math.round(half.ms)}`] : [];
}

test("blanks in any number cost next to nothing", () => {
  for (const blank of ["\t", " ", "\u00a0", "\u3000"]) {
    expect(Math.min(...[1, 2].map(() => workOf(`x${blank.repeat(60_000)}x`).ms)), JSON.stringify(blank)).toBeLessThan(
      1_500,
    );
  }
});
