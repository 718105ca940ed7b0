import { parse, stringify } from "yaml";
import type { TemplateFiles } from "../../../../functions/core/report/template/template.ts";
import { dataSlips, pick, querySlips, reportSlips, type Slip } from "./text-slips.ts";
import { slipInTree, withSlip } from "./tree-slips.ts";

/** A template's files with one change, and the change in words. */
export interface Mutant {
  /** `queries/share.sql:12 operator "<" → ">"`. */
  readonly what: string;
  readonly path: string;
  readonly files: TemplateFiles;
}

/** A changed text, and the change in words. */
type Change = readonly [text: string, what: string];

const bySlips =
  (slips: readonly Slip[]) =>
  (text: string, random: () => number): Change | undefined =>
    slipInText(text, slips, random);

/** The kinds of file, how often each is drawn, and how it is changed. */
const kinds: readonly (readonly [
  file: RegExp,
  weight: number,
  change: (text: string, random: () => number) => Change | undefined,
])[] = [
  [/^report.*\.md$/, 6, bySlips(reportSlips)],
  [/^queries\/.*\.sql$/, 6, bySlips(querySlips)],
  [
    /^charts\/.*\.vl\.json$/,
    6,
    (text, random) => slipInTreeText(text, JSON.parse, (tree) => JSON.stringify(tree, null, 2), random),
  ],
  [/^template\.yaml$/, 2, (text, random) => slipInTreeText(text, parse, stringify, random)],
  [/^messages\/.*\.yaml$/, 2, (text, random) => slipInTreeText(text, parse, stringify, random)],
  [/^data\/.*\.csv$/, 1, bySlips(dataSlips)],
];
const drawn = kinds.flatMap(([file, weight, change]) => Array.from({ length: weight }, () => ({ file, change })));

/**
 * Changes one place of one file of a template, as a slip of its author would.
 *
 * @returns `undefined` if the file drawn has no such place
 */
export function mutateTemplate(files: TemplateFiles, random: () => number): Mutant | undefined {
  const { file, change } = pick(drawn, random);
  const candidates = [...files].filter(([path]) => file.test(path));
  if (candidates.length === 0) return undefined;
  const [path, body] = pick(candidates, random);
  const changed = change(new TextDecoder().decode(body), random);
  if (changed === undefined) return undefined;
  const [text, what] = changed;
  return { path, what: `${path}${what}`, files: new Map([...files, [path, new TextEncoder().encode(text)]]) };
}

function slipInText(text: string, slips: readonly Slip[], random: () => number): Change | undefined {
  const { name, places, become } = pick(slips, random);
  const found = places(text);
  if (found.length === 0) return undefined;
  const place = pick(found, random);
  const after = become(place.found, random, text);
  if (after === place.found) return undefined;
  return [
    text.slice(0, place.index) + after + text.slice(place.index + place.found.length),
    `:${text.slice(0, place.index).split("\n").length} ${name}: ${JSON.stringify(place.found)} → ${JSON.stringify(after)}`,
  ];
}

function slipInTreeText(
  text: string,
  read: (text: string) => unknown,
  write: (tree: unknown) => string,
  random: () => number,
): Change | undefined {
  const tree = read(text);
  const slip = slipInTree(tree, random);
  if (slip === undefined) return undefined;
  return [
    write(withSlip(tree, slip)),
    `#/${slip.path.join("/")} ${JSON.stringify(slip.before)} → ${slip.after === undefined ? "left out" : JSON.stringify(slip.after)}`,
  ];
}
