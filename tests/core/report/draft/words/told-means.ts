import type { Block, Document } from "../../../../../functions/core/report/document/document.ts";
import { plainText } from "../../../../../functions/core/report/document/plain-text.ts";

/** A row of a table as the oracle knows it: what it is grouped by, and its value. */
export interface Known {
  readonly keys: readonly string[];
  readonly value: number;
}

const calledMean = /\b(means?|average)\b|mittel|durchschnitt|平均|均值/iu;
const calledMedian = /\bmedians?\b|median|中位/iu;

/** Most decimals with which means are printed. */
const mostDecimals = 2;

/** Adds a value as it is printed with each number of decimals. */
function add(to: Set<string>, value: number): void {
  for (let decimals = 0; decimals <= mostDecimals; decimals += 1) to.add(value.toFixed(decimals));
}

/** Groups of rows by some of their keys. */
function groupsBy(rows: readonly Known[], wanted: (at: number) => boolean): ReadonlyMap<string, readonly Known[]> {
  const groups = new Map<string, Known[]>();
  for (const row of rows) {
    const key = row.keys.map((one, at) => (wanted(at) ? one : "")).join("|");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** The means of groups as rows, whose keys are those of the groups. */
const meansOf = (groups: ReadonlyMap<string, readonly Known[]>): readonly Known[] =>
  [...groups].map(([key, group]) => ({ keys: key.split("|"), value: mean(group) }));

/**
 * Means and medians, as they are printed, of the rows of each group of more than one row; also the medians of the
 * means of members, which may be one of these.
 */
function valuesOf(rows: readonly Known[]): {
  readonly means: ReadonlySet<string>;
  readonly medians: ReadonlySet<string>;
} {
  const width = rows[0]!.keys.length;
  const [means, medians] = [new Set<string>(), new Set<string>()];
  for (let mask = 0; mask < 2 ** width; mask += 1) {
    const isKey = (at: number): boolean => (mask & (2 ** at)) > 0;
    const groups = groupsBy(rows, isKey);
    for (const group of groups.values())
      if (group.length > 1) {
        add(means, mean(group));
        add(medians, middle(group));
      }
    for (let member = 0; member < width; member += 1)
      if (isKey(member))
        for (const ofMembers of groupsBy(meansOf(groups), (at) => at !== member).values())
          if (ofMembers.length > 2) add(medians, middle(ofMembers));
  }
  return { means, medians };
}

const mean = (rows: readonly Known[]): number => rows.reduce((sum, { value }) => sum + value, 0) / rows.length;

function middle(rows: readonly Known[]): number {
  const sorted = rows.map(({ value }) => value).toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** What a report says at one place: its words, and those that may call its numbers what they are. */
interface Place {
  readonly text: string;
  readonly calling: string;
}

const sentences = (text: string): readonly Place[] =>
  text.split(/(?<=(?:\D|\d{3})\.)\s+(?=\p{Lu})|(?<=。)/u).map((one) => ({ text: one, calling: one }));

function placesOf(block: Block): readonly Place[] {
  switch (block.type) {
    case "heading":
    case "paragraph":
      return sentences(plainText(block.children));
    case "list":
      return block.items.flatMap((item) => item.flatMap(placesOf));
    case "key-figures":
      return block.items.map(({ label, value, note }) => ({
        text: `${plainText(value)} ${plainText(note)}`,
        calling: `${plainText(label)} ${plainText(note)}`,
      }));
    case "figure":
      return [{ text: plainText(block.title), calling: `${plainText(block.title)} ${plainText(block.deck)}` }];
    case "table": {
      const caption = `${plainText(block.title)} ${plainText(block.deck)}`;
      return block.rows.flatMap(({ cells }) =>
        cells.map(({ children }, at) => ({
          text: plainText(children),
          calling: `${caption} ${plainText(block.columns[at]?.label ?? [])}`,
        })),
      );
    }
    case "columns":
      return block.columns.flat().flatMap(placesOf);
    case "text-columns":
    case "landscape":
    case "callout":
      return block.children.flatMap(placesOf);
    default:
      return [];
  }
}

/**
 * The places of a report that state a mean or a median of several rows without calling it one. Values of the rows are
 * multiples of ten from 1,000 on, so that other numbers are none of them.
 */
export function plainMeans(document: Document, rows: readonly Known[]): readonly string[] {
  const { means, medians } = valuesOf(rows);
  const isPlain = ({ text, calling }: Place): boolean =>
    [...text.matchAll(/(\d{1,3}(?:[,.\s]\d{3})+|\d{4,})(?:[,.](\d{1,2}))?(?![\d,.]*\d)/gu)].some(([, whole, part]) => {
      const value = `${whole!.replaceAll(/\D/g, "")}${part === undefined ? "" : `.${part}`}`;
      if (Number(value) < 1000 || (part === undefined && value.endsWith("0"))) return false;
      const isCalled =
        (means.has(value) && calledMean.test(calling)) || (medians.has(value) && calledMedian.test(calling));
      return (means.has(value) || medians.has(value)) && !isCalled;
    });
  const places = [{ text: document.title, calling: document.title }, ...document.blocks.flatMap(placesOf)];
  return places.filter(isPlain).map(({ text }) => text);
}
