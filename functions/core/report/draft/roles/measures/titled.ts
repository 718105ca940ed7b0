import type { ColumnLook } from "../../look/look-at-columns.ts";
import { isRateName, isShareName, readAdds } from "../../names/measure-words.ts";

/** What a title says of a column: how much sooner it is asked for, and the words that its name is short for. */
export interface Titled {
  readonly score: number;
  readonly words?: string;
}

/** What is added to the score of the column that a title names first, and of the others that it names. */
const [asked, later] = [3.5, 0.5];
/** What is added if many columns have that word, and so it tells none of them from the others. */
const slightly = 0.6;
/** Share of the columns that many are. */
const many = 1 / 3;

/** Letters from which a word says anything; those of a short form, and those that a whole word has more. */
const [fewestLetters, fewestShort, fewestMore] = [4, 3, 2];
/** Letters from which a word is sought within one that is written together: `averageincome`. */
const fewestWithin = 6;

/** Words of titles that say what kind of table it is, or whose values, and never what is measured. */
const bareWord =
  /^(data|table|list|survey|statistics?|results?|records?|reports?|monthly|yearly|annual|daily|years?|months?|weeks?|days?|dates?|total|number|values?|rates?|index|with|from|and|the|for|tabelle|liste|daten|monat|monate|jahr|jahre|zahlen)$/;

/** What tables of such titles are about, by the names that columns have for it, whatever else the title names. */
const meant: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(arrears|debts?|debtors|overdue|owed|owing|unpaid|outstanding)\b|rückst(a|ä)nd|außenst(a|ä)nd|offene posten|欠/,
    /^(?!.*\b(days?|weeks?|months?)\b).*\b(arrears?|balance|owed|owing|outstanding|overdue|debts?|amount due)\b|rückst(a|ä)nd|^saldo|offener betrag|欠|未缴|余额/,
  ],
  [
    /\b(on|for|zum) (sale|verkauf)\b|\blistings\b|在售|挂牌/,
    /^(?!.*\b(min|max|low|high|old|per|je)\b).*(\bprice$|preis$|价格?$)/,
  ],
  [
    /\bsolar\b|photovoltai|\bpv\b|wind ?(farm|park)|发电/,
    /\b(generat(ed|ion)|produc(ed|tion)|yield)\b|erzeug|ertrag|发电/,
  ],
  [
    /\bhealth (indicators?|outcomes?|statistics|profiles?)\b|gesundheits(indikator|statistik|daten)|(卫生|健康)(指标|统计)/,
    /life expectancy|lebenserwartung|预期寿命/,
  ],
  [
    /\blabou?r (force|market)\b|unemployment|arbeitsmarkt|arbeitslosigkeit|劳动力|劳动市场|失业/,
    /^(?!.*\b(youth|(fe)?male|(wo)?men|under|over|long|jugend|frauen|männer)).*(unemployment rate|jobless rate|arbeitslosenquote|失业率)/,
  ],
  [
    /\b(climate|weather)\b|klima|wetter|气候|气象|天气/,
    /^(mean |average |avg )?(t ?(mean|avg)|temp(erature)?s?)( (mean|average|avg))?( °?[cf])?$|(mittel|durchschnitts)temperatur|^temperatur$|^(平均)?(气温|温度)/,
  ],
];

/** Names of columns that stand beside what a table is about, though it is called after them. */
const beside = /\b(tax|target|plan|budget|limit|error|rank)\b/i;

const lower = (name: string): string =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{L})(\d)/gu, "$1 $2")
    .toLowerCase();

/** Words of a text, without the endings of plurals. */
const stemsOf = (text: string): readonly string[] =>
  lower(text)
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.replace(/ies$/, "y").replace(/(?<=[^s])s$/, ""));

/** The words of a title up to those that say by what the table is divided. */
const ownWords = (context: string): readonly string[] =>
  stemsOf(context.replace(/\s(by|per|nach|je|pro|par|按)\s.*$/iu, ""));

/** Whether letters are those of a word in their order, from its first to its last or nearly so: `wt` of `weight`. */
function isShortFor(short: string, word: string): boolean {
  if (short[0] !== word[0] || short.length >= word.length) return false;
  let from = 0;
  for (const letter of short) {
    const at = word.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

/** Words of those who do something: hitters are no hits. */
const agent = /(er|or)$/;

/** Names of what falls to each, which is compared before what is of all. */
const each = /average|mean|median|\bper\b|je |pro /i;

const vowel = /[aeiouäöü]/;

/**
 * The words of a title that a name is short for: `bwt` of “birth weight”, `sal87` of “salary”, `unemploy` of
 * “unemployment”. An index may have an `i` behind it: `api` of “academic performance”.
 */
function wordsOfShort(name: string, words: readonly string[]): string | undefined {
  const parts = stemsOf(name);
  const [short = ""] = parts;
  if (parts.length !== 1 || short.length < fewestShort) return undefined;
  const whole = words.find(
    (word) =>
      word.startsWith(short) && word.length >= short.length + fewestMore && !bareWord.test(word) && !agent.test(word),
  );
  if (whole !== undefined) return whole;
  for (const [at, first] of words.entries()) {
    const second = words[at + 1];
    if (second === undefined || first[0] !== short[0] || second.length < fewestLetters) continue;
    if (bareWord.test(first) || bareWord.test(second) || first.length < fewestLetters) continue;
    const rest = short.slice(1);
    const isIndex = rest === `${second[0]}i`;
    if (isIndex || (!vowel.test(rest) && rest.length >= 2 && isShortFor(rest, second))) return `${first} ${second}`;
  }
  return undefined;
}

/** The place of the first of the title's words that a column's name has; undefined if it has none. */
function placeOf(name: string, words: readonly string[]): number | undefined {
  const own = stemsOf(name);
  const at = words.findIndex(
    (word) =>
      word.length >= fewestLetters &&
      !bareWord.test(word) &&
      own.some((part) => part === word || (word.length >= fewestWithin && part.endsWith(word))),
  );
  return at < 0 ? undefined : at;
}

/** Letters from which what is left of a word without its ending still tells it from others. */
const fewestOfRoot = 5;

/** A word without the endings of what is done and of what was: `generated` and “generation” have one root. */
const rootOf = (word: string): string => word.replace(/(ption|tion|ting|ted|ing|ed)$/, "");

/** The place of the first of the title's words that has the root of one of a column's name. */
function placeOfRoot(name: string, words: readonly string[]): number | undefined {
  const own = stemsOf(name).map(rootOf);
  const at = words.findIndex((word) => {
    const root = rootOf(word);
    return root !== word && root.length >= fewestOfRoot && !bareWord.test(word) && own.includes(root);
  });
  return at < 0 ? undefined : at;
}

/** Whether a column has another name for what a table of such a title is about. */
function isMeant(name: string, context: string): boolean {
  const [plain, title] = [name, context].map((text) => lower(text).replaceAll(/[_.]+/g, " ").trim());
  return meant.some(([titles, names]) => titles.test(title!) && names.test(plain!));
}

/** Characters of a Chinese title that a name has in common with it: two say nothing if they are “数量”. */
function isInHan(name: string, context: string): boolean {
  const own = /\p{Script=Han}{2,}/u.exec(name.replace(/^是否/, ""))?.[0];
  return own !== undefined && !/^(数量|数值|合计|总计|金额|日期|时间|名称)$/.test(own) && context.includes(own);
}

/** Whether a table is called after a column that says how its rows ended, or what somebody chose: `tip` of “tips”. */
export function isCalledAfter(title: string, name: string): boolean {
  const words = ownWords(title);
  return (placeOfAny(name, words) ?? -1) >= 0 || isInHan(name, title);
}

/** As `placeOf`, also of words of three letters that are the whole name. */
function placeOfAny(name: string, words: readonly string[]): number | undefined {
  const found = placeOf(name, words);
  if (found !== undefined) return found;
  const own = stemsOf(name);
  const at = own.length === 1 && own[0]!.length >= fewestShort ? words.indexOf(own[0]!) : -1;
  return at < 0 ? undefined : at;
}

/** Which of the title's words a column's name has, or is short for. */
interface Match {
  readonly place: number;
  readonly short?: string;
}

function matchOf(name: string, context: string, words: readonly string[]): Match | undefined {
  // What such tables are about goes before what else the title names: arrears of rent before the rent.
  if (isMeant(name, context)) return { place: -1 };
  const place = placeOfAny(name, words);
  if (place !== undefined) return { place };
  if (isInHan(name, context)) return { place: 0 };
  const ofRoot = placeOfRoot(name, words);
  if (ofRoot !== undefined) return { place: ofRoot };
  const short = wordsOfShort(name, words);
  return short === undefined ? undefined : { place: words.indexOf(short.split(" ")[0]!), short };
}

/**
 * How surely the table is called after a column: `Prestige` of “prestige”, `sal87` of “salaries of hitters”; of two,
 * the one that the title names first. A rate does not lead where something adds up, as the rate of the whole is none
 * of its values; unless it is what such tables are kept for, as the unemployment rate of a labour force.
 *
 * @param context words of the title
 */
export function titled(context: string, looks: readonly ColumnLook[]): (look: ColumnLook) => Titled {
  const words = ownWords(context);
  const hasSum = looks.some(({ name, whole, high }) => readAdds(name, { whole, large: high >= 1e8 }).adds);
  const isRate = ({ name }: ColumnLook): boolean => hasSum && (isRateName(name) || isShareName(name));
  const matches = new Map(
    looks
      .filter((look) => (!isRate(look) || isMeant(look.name, context)) && !beside.test(look.name.replaceAll("_", " ")))
      .flatMap((look) => {
        const match = matchOf(look.name, context, words);
        return match === undefined ? [] : [[look.name, match] as const];
      }),
  );
  const first = Math.min(...[...matches.values()].map(({ place }) => place));
  return ({ name }) => {
    const match = matches.get(name);
    if (match === undefined) return { score: 0 };
    const alike = [...matches.values()].filter(({ place }) => place === match.place).length;
    const isCommon = alike > 1 && alike > many * looks.length;
    const score = isCommon
      ? slightly
      : (match.place === first ? asked : later) + (each.test(lower(name)) ? slightly : 0);
    if (match.short === undefined) return { score };
    const said = `${match.short[0]!.toUpperCase()}${match.short.slice(1)}`;
    return { score, words: /\d/.test(name) ? `${said} (${name})` : said };
  };
}
