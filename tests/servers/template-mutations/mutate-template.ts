import type { TemplateFiles } from "../../../functions/core/template/template.ts";

/** A template's files with one change, and the change in words. */
export interface Mutant {
  readonly what: string;
  readonly files: TemplateFiles;
}

/** Texts to be replaced in a kind of file: a pattern, and what a match becomes. */
type Rule = readonly [pattern: RegExp, become: (match: string, random: () => number) => string];

const nextDigit = (match: string): string => match.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
const words = ["harbour", "granite", "seldom", "twelve", "orange"];

/** The slips that people make in each kind of file. */
const rules: readonly (readonly [file: RegExp, rules: readonly Rule[]])[] = [
  [
    /\.md$/,
    [
      [/\b\d+(?:\.\d+)?\b/g, nextDigit],
      [/(?<![\w{"=|%.[-])[a-z]{5,}(?![\w}"=|:(\]-])/g, (_, random) => words[Math.floor(random() * words.length)]!],
      [/[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff])/g, () => "另外"],
      [/\| (?:number|percent|compact|points)(?:: \d)?/g, () => "| number: 3"],
      [/ (?:note|deck|source)="[^"]*"/g, () => ""],
      [/\b(?:first|last)\b(?=\.)/g, (match) => (match === "first" ? "last" : "first")],
      [/\n\n(?=[A-Z\u4e00-\u9fff])/g, () => "\n\nAn extra line.\n\n"],
    ],
  ],
  [
    /\.sql$/,
    [
      [/\b\d+(?:\.\d+)?\b/g, nextDigit],
      [/\b(?:sum|max|avg|any_value)\(/g, () => "min("],
      [/\bDESC\b/g, () => "ASC"],
      [/\bORDER BY\b [^\n)]+/g, () => "ORDER BY random_order(1)"],
      [/(?<=\s)(?:<|>)=?(?=\s)/g, (match) => (match.startsWith("<") ? ">" : "<")],
      [/(?<=\s)[+*-](?=\s)/g, (match) => (match === "+" ? "-" : "+")],
      [/\bAND\b/g, () => "OR"],
      [/'[^'\n]{2,}'/g, (match) => `${match.slice(0, -1)}x'`],
    ],
  ],
  [
    /\.vl\.json$/,
    [
      [/(?<=: ?)-?\d+(?:\.\d+)?(?=[,}\s\]])/g, nextDigit],
      [/"(?:bar|line|point|area|rule)"/g, (match) => (match === '"point"' ? '"bar"' : '"point"')],
      [/"(?:quantitative|ordinal|nominal)"/g, (match) => (match === '"quantitative"' ? '"nominal"' : '"quantitative"')],
      [/"(?:accent|muted|ink|#[0-9a-fA-F]{6})"/g, () => '"#00aa55"'],
      [/"(?:left|right|center|top|bottom|middle)"/g, (match) => (match === '"left"' ? '"right"' : '"left"')],
      [/\b(?:true|false)\b/g, (match) => (match === "true" ? "false" : "true")],
    ],
  ],
  [
    /template\.yaml$/,
    [
      [/(?<=: )\d+(?:\.\d+)?$/gm, nextDigit],
      [/(?<=#)[0-9a-fA-F]{6}\b/g, () => "00aa55"],
      [/(?<=footer: \{ en: ")[^"]+/g, (match) => `${match} (draft)`],
    ],
  ],
  [/messages\/.*\.yaml$/, [[/(?<=: )[^\n{"']{3,}$/gm, (match) => `${match} x`]]],
  [/data\/.*\.csv$/, [[/(?<=,)\d+(?:\.\d+)?(?=,|$)/gm, nextDigit]]],
];

/**
 * Changes one place of one file of a template, as a slip of its author would.
 *
 * @returns `undefined` if the file drawn has no such place
 */
export function mutateTemplate(files: TemplateFiles, random: () => number): Mutant | undefined {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const [path, body] = pick([...files].filter(([name]) => rules.some(([file]) => file.test(name))));
  const [pattern, become] = pick(rules.find(([file]) => file.test(path))![1]);
  const text = new TextDecoder().decode(body);
  const places = [...text.matchAll(pattern)];
  if (places.length === 0) return undefined;
  const { 0: match, index } = pick(places);
  const after = become(match, random);
  if (after === match) return undefined;
  const line = text.slice(0, index).split("\n").length;
  return { what: `${path}:${line} ${JSON.stringify(match)} → ${JSON.stringify(after)}`, files: new Map([...files, [path, new TextEncoder().encode(text.slice(0, index) + after + text.slice(index + match.length))]]) };
}
