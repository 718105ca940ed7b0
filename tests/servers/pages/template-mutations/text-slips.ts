/** One slip: where it can happen in a text, and what stands there afterwards. */
export interface Slip {
  /** Its kind, for tallies. */
  readonly name: string;
  readonly places: (text: string) => Place[];
  readonly become: (found: string, random: () => number, text: string) => string;
}

export interface Place {
  readonly index: number;
  readonly found: string;
}

/** Takes one of a list. */
export function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)]!;
}

/** The first digit is one more; 9 becomes 0. */
export const nextDigit = (found: string): string => found.replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
const gone = (): string => "";
const other =
  (pairs: Readonly<Record<string, string>>) =>
  (found: string): string =>
    pairs[found] ?? found;

export const words = ["harbour", "granite", "seldom", "twelve", "orange"];
const liquid = /\{[{%].*?[%}]\}/gs;

/** A slip at each match of a pattern, in the parts of the text that `within` leaves. */
function slip(
  name: string,
  pattern: RegExp,
  become: Slip["become"],
  within: (text: string) => string = (text) => text,
): Slip {
  return {
    name,
    become,
    places: (text) => [...within(text).matchAll(pattern)].map(({ 0: found, index }) => ({ found, index })),
  };
}

/** Blanks a text but for what matches, so that places stay. */
function only(pattern: RegExp): (text: string) => string {
  return (text) => {
    let kept = "";
    for (const { 0: found, index } of text.matchAll(pattern)) kept += "\0".repeat(index - kept.length) + found;
    return kept;
  };
}

/** Blanks what matches. */
function but(pattern: RegExp): (text: string) => string {
  return (text) => text.replaceAll(pattern, (found) => "\0".repeat(found.length));
}

const prose = but(liquid);
const tags = only(liquid);

export const reportSlips: readonly Slip[] = [
  slip("number", /\b\d+(?:\.\d+)?\b/g, nextDigit, prose),
  slip("word", /(?<![\w{"=|%.:[/-])[a-z]{5,}(?![\w}"=|:(\]/.-])/g, (_, random) => pick(words, random), prose),
  slip("word", /[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff])/g, () => "另外", prose),
  slip("heading", /^#{2,3} /gm, (found) => (found === "## " ? "### " : "## "), prose),
  slip("attribute left out", / [a-z]+="(?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*"/g, gone),
  slip("attribute misspelt", /(?<= )[a-z]{4,}(?==")/g, (found) => found.slice(0, -1)),
  slip(
    "name misspelt",
    /(?<=(?:data|spec|style|width|group|rows|value)=")[a-z_]+(?=")/g,
    (found) => `${found.slice(0, -1)}y`,
  ),
  slip(
    "column's format",
    / \| (?:number(?:: \d)?|percent(?:: \d)?|bar|right|decimal|plain|heat|width: \d+)(?=[,"| ])/g,
    gone,
    prose,
  ),
  slip("paragraph left out", /(?<=\n\n)[^\n{:|[#-][^\n{]*(?=\n\n)/g, gone),
  slip("paragraph added", /\n\n(?=[A-Z\u4e00-\u9fff])/g, () => "\n\nAn extra line.\n\n"),
  slip("footnote left out", /(?<!\n)\[\^\w+\]/g, gone),
  slip("emphasis left out", /\*\*(?=\S)[^*\n]+\*\*/g, (found) => found.slice(2, -2)),
  slip("address", /(?<=\]\()https?:\/\/[^\s)]+/g, (found) => `${found}x`),
  slip("language of words", /(?<=code=")[\w-]+/g, () => "fr"),
  slip("directive left out", /^::[a-z-]+(?=$|\{)[^\n]*$/gm, gone),
  slip("number", /\b\d+(?:\.\d+)?\b/g, nextDigit, tags),
  slip(
    "operator",
    /(?<= )(?:==|!=|>=|<=|>|<)(?= )/g,
    other({ "==": "!=", "!=": "==", ">": "<", "<": ">", ">=": "<", "<=": ">" }),
    tags,
  ),
  slip("condition", /\b(?:and|or)\b/g, other({ and: "or", or: "and" }), tags),
  slip("filter left out", / \| [a-z_]+(?:: (?:"[^"]*"|'[^']*'|[\w.]+))?(?= [|%}-])/g, gone, tags),
  slip(
    "filter",
    /(?<=\| )(?:number|percent|plus|minus|times|divided_by|date)\b/g,
    other({
      number: "percent",
      percent: "number",
      plus: "minus",
      minus: "plus",
      times: "divided_by",
      divided_by: "times",
      date: "upcase",
    }),
    tags,
  ),
  slip("row", /\.(?:first|last)\b/g, other({ ".first": ".last", ".last": ".first" }), tags),
  slip("parameter", /(?<=parameters\.)\w+/g, (found) => `${found.slice(0, -1)}q`, tags),
  slip(
    "column",
    /(?<=\.(?:first|last)\.|\brow\.)[a-z_]+/g,
    (_, random, text) =>
      pick(
        [...text.matchAll(/\.(?:first|last)\.([a-z_]+)/g)].map(([, name]) => name!),
        random,
      ),
    tags,
  ),
  slip("text in a condition", /"[a-z]\w+"|'[A-Za-z]\w+'/g, (found) => `${found.slice(0, -1)}x${found.at(-1)}`, tags),
];

const statement = but(/--[^\n]*/g);
const identifiers = /(?<![\w$'".])[a-z][a-z_]{2,}(?![\w('"])/g;

export const querySlips: readonly Slip[] = [
  slip("number", /\b\d+(?:\.\d+)?\b/g, nextDigit, statement),
  slip(
    "aggregate",
    /\b(?:sum|max|min|avg|any_value|count|median|first_value|max_by|min_by)(?=\()/g,
    other({
      sum: "max",
      max: "min",
      min: "max",
      avg: "sum",
      any_value: "count",
      count: "max",
      median: "avg",
      first_value: "last_value",
      max_by: "min_by",
      min_by: "max_by",
    }),
    statement,
  ),
  slip("order", /\bDESC\b/g, () => "ASC", statement),
  slip("order", /(?<=ORDER BY [\w.]+)(?=[,)\n]|$)/g, () => " DESC", statement),
  slip("order left out", /\bORDER BY [^\n()]+$/gm, gone, statement),
  slip("limit", /\bLIMIT \d+/g, (found) => found.replace(/\d+/, (count) => String(Number(count) - 1)), statement),
  slip(
    "operator",
    /(?<=[\s(])(?:<=|>=|<>|<|>|=)(?=\s)/g,
    other({ "<": ">", ">": "<", "<=": ">", ">=": "<", "=": "<>", "<>": "=" }),
    statement,
  ),
  slip("operator", /(?<=\s)[+*/-](?=\s)/g, other({ "+": "-", "-": "+", "*": "/", "/": "*" }), statement),
  slip("condition", /\b(?:AND|OR)\b/g, other({ AND: "OR", OR: "AND" }), statement),
  slip("condition", /\bIS (?:NOT )?NULL\b/g, other({ "IS NULL": "IS NOT NULL", "IS NOT NULL": "IS NULL" }), statement),
  slip("condition", /\bNOT (?!NULL\b|EXISTS\b)/g, gone, statement),
  slip("filter left out", /\bWHERE [^\n()]+$/gm, gone, statement),
  slip("filter left out", / FILTER \([^()]*\)/g, gone, statement),
  slip("join", /\bLEFT JOIN\b/g, () => "JOIN", statement),
  slip("text", /'[^'\n]{2,}'/g, (found) => `${found.slice(0, -1)}x'`, statement),
  slip(
    "column",
    identifiers,
    (_, random, text) =>
      pick(
        [...statement(text).matchAll(identifiers)].map(([name]) => name),
        random,
      ),
    statement,
  ),
];

export const dataSlips: readonly Slip[] = [slip("number", /(?<=,)\d+(?:\.\d+)?(?=,|$)/gm, nextDigit)];
