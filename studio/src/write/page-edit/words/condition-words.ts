import type { Comparison, RowWords } from "./row-words.ts";

/** What conditions are called in a language. */
interface ConditionWords {
  readonly otherwise: string;
  readonly conditionOf: (kind: "if" | "unless" | "elsif" | "when", test: string) => string;
  /** Of `==`, `>=`, `and` and alike; `== nil` for what is missing, `== true` for what holds. */
  readonly testWord: (sign: string) => string;
  /** What a value is called: that of a draft in the reader's language, others as their table calls them. */
  readonly nameOf: (name: string) => string;
  /** That a query has so many rows: more than 0 of them, fewer than 3, and alike. */
  readonly rowsOf: RowWords;
}

/** A tag of a condition in words: `{% elsif h.total == nil %}` as “otherwise, if total is missing”. */
export function conditionWords(tag: string, words: ConditionWords): string {
  const [, name = "", test = ""] = /^\{%-?\s*(\w+)\s*([^]*?)\s*-?%\}$/.exec(tag) ?? [];
  if (name === "else") return words.otherwise;
  if (name !== "if" && name !== "unless" && name !== "elsif" && name !== "when") return tag;
  if (name === "when") return words.conditionOf(name, testInWords(test, words));
  const turned = name === "unless" ? turnedRound(test) : test;
  if (turned === undefined) return words.conditionOf("unless", testInWords(said(test), words));
  return words.conditionOf(name === "unless" ? "if" : name, testInWords(said(turned), words));
}

/** The opposite of a test of one value: `a == 1` as `a != 1`; undefined for others. */
function turnedRound(test: string): string | undefined {
  if (isValue.test(test)) return `${test} != true`;
  const [, left, sign, right] = /^([^\s"'<>=!]+)\s*(==|!=)\s*("[^"]*"|'[^']*'|[^\s"'<>=!]+)$/.exec(test) ?? [];
  return left === undefined ? undefined : `${left} ${sign === "==" ? "!=" : "=="} ${right}`;
}

const isValue = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

/** A test in which each value that stands alone is compared with true: `adds and size > 1`. */
function said(test: string): string {
  return test
    .split(/("[^"]*"|'[^']*'|\s+(?:and|or)\s+)/)
    .map((part, index, all) => {
      const isAlone = [all[index - 1], all[index + 1]].every((beside) => beside === undefined || /^\s/.test(beside));
      return isAlone && isValue.test(part) ? `${part} == true` : part;
    })
    .join("");
}

interface PartWords extends ConditionWords {
  readonly endOfCondition: string;
  /** The beginning of a part that is printed under a condition. */
  readonly partUnder: (test: string) => string;
}

/**
 * A tag of a condition in the midst of a text: `{% else %}` as “otherwise:”, `{% endif %}` as “end”.
 *
 * @returns undefined for another tag
 */
export function tagWords(tag: string, words: PartWords): string | undefined {
  const name = /^\{%-?\s*(\w+)/.exec(tag)?.[1] ?? "";
  if (/^end(?:if|unless|case)$/.test(name)) return words.endOfCondition;
  return /^(?:if|unless|elsif|else|when)$/.test(name) ? words.partUnder(conditionWords(tag, words)) : undefined;
}

const signs = /\s*(?:(==|!=)\s*(nil|blank|empty|true|false)\b|(==|!=|>=|<=)|\b(and|or)\b)\s*/g;

/** What Liquid calls that there is no value. */
const noValues = new Set(["nil", "blank", "empty"]);

/** What a value is called: `headline.before_value` as “before value”. */
export function nameInWords(path: string, { nameOf }: Pick<ConditionWords, "nameOf">): string {
  const steps = path.split(".").filter((step) => step !== "");
  // How many there are says nothing without their name.
  const from = steps.length > 1 && ["size", "first", "last"].includes(steps.at(-1)!) ? -2 : -1;
  return steps.slice(from).map(nameOf).join(" ").replace(/_+/g, " ").trim();
}

/** Names, and words, which stay as they are. */
const names = /(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*/gu;

/** What stands between quotation marks, and how many rows a query has: of these, nothing is replaced by itself. */
const wholes =
  /("[^"]*"|'[^']*'|(?<![\p{L}\p{N}_.-])[\p{L}_][\p{L}\p{N}_-]*\.size\s*(?:[<>]=?|[=!]=)\s*\d+(?![\p{L}\p{N}_.]))/u;

/** A test with names and signs as words; what stands between quotation marks stays. */
function testInWords(test: string, words: ConditionWords): string {
  // A draft begins with what always holds, and adds tests to it.
  return test
    .replace(/^true == true\s+and\s+/, "")
    .split(wholes)
    .map((part, index) => (index % 2 === 1 ? wholeInWords(part, words) : partInWords(part, words)))
    .join("")
    .trim();
}

function wholeInWords(part: string, words: ConditionWords): string {
  const [, query, sign, count] = /^([^"'.]+)\.size\s*([<>=!]+)\s*(\d+)$/.exec(part) ?? [];
  if (query === undefined) return `“${part.slice(1, -1)}”`;
  return words.rowsOf(nameInWords(query, words), sign as Comparison, Number(count));
}

function partInWords(part: string, words: ConditionWords): string {
  return part
    .replace(signs, (_, sign?: string, none?: string, alone?: string, joining?: string) =>
      words.testWord(none === undefined ? (alone ?? joining ?? "") : `${sign} ${noValues.has(none) ? "nil" : none}`),
    )
    .replace(names, (path) => nameInWords(path, words))
    .replace(/ {2,}/g, " ");
}
