/** What a column of limits says by its name: on which side it bounds, and of what. */
export interface NamedLimit {
  readonly side: "upper" | "lower";
  /** How surely a table means this one where it has several: a limit before a warning. */
  readonly weight: number;
  /** Words of the name that say of what it is a limit; none if it is just a limit. */
  readonly of: readonly string[];
}

/** Bounds of estimates and of instruments, which nothing exceeds. */
const noLimit =
  /confidence|konfidenz|vertrauen|re[- ]?order|\bstock\b|inventory|bestand|库存|\bci\b|\b9[05] ?%|detection|quantif|reporting limit|\blo[dq]\b|nachweis|bestimmung|\bcredit\b|kredit|检出|定量|置信/i;

const bounds =
  "(?:limits?|thresholds?|spec(?:ification)?(?: limit)?|tolerance(?: limit)?|control limit|reference(?: limit| value)?)";

/** Names of the highest value that is allowed. */
const upper = new RegExp(
  [
    `\\b(?:upper|max(?:imum)?\\.?|high) (?:(?:warning|action|alarm|control|tolerance|reference|ref|spec(?:ification)?) )?${bounds}`,
    `\\b${bounds} (?:upper|max(?:imum)?|high)\\b`,
    "\\b(?:max(?:imum)?\\.?|highest) (?:permitted|permissible|allowed|allowable|admissible|acceptable|contaminant|spec)(?: (?:value|level|concentration|limit))?\\b",
    "\\b(?:permitted|permissible|allowed|allowable|admissible|acceptable) (?:max(?:imum)?|level|value|concentration)\\b",
    "\\b(?:ref(?:erence)?|spec|tolerance) (?:high|max(?:imum)?|upper)\\b",
    "\\b(?:usl|ucl|ogw|mcl)\\b",
    "(?:oberer?s? |max(?:imal)?(?:er|e|es)?\\.? )?(?:zulässige[rs]? )?(?:grenz|richt|schwellen|alarm|toleranz)(?:wert|grenze)e?(?: (?:oben|max))?",
    "(?:\\bobere[rs]? (?:spezifikations|toleranz|warn|eingriffs)?grenze|\\b(?:spezifikations|toleranz)?obergrenze)",
    "\\b(?:max(?:imal)?\\.? zulässig(?:er|e|es)?(?: wert)?|zulässige[rs]? (?:höchst|maximal)(?:wert|menge)|höchstzulässig\\w*)",
    "(?:标准|排放|国标|最高|允许|浓度|质量)*限值|最[高大]允许(?:浓度|值|量)?|标准值|^标准$|(?:排放|质量|浓度|卫生|国家|控制)标准值?|标准(?=（)|(?:规格|控制|公差)?上限值?|警戒值|阈值",
    `\\b(?:(?:legal|statutory|regulatory|permitted|safe|safety|exposure|emission|discharge|guideline|warning|action|alarm) )*(?:limits?|thresholds?)(?: values?)?\\b`,
  ].join("|"),
  "iu",
);

/** Names of the lowest value that is allowed. */
const lower = new RegExp(
  [
    `\\b(?:lower|min(?:imum)?\\.?|low) (?:(?:warning|action|alarm|control|tolerance|reference|ref|spec(?:ification)?) )?${bounds}`,
    `\\b${bounds} (?:lower|min(?:imum)?|low)\\b`,
    "\\b(?:min(?:imum)?\\.?|lowest) (?:permitted|permissible|allowed|allowable|admissible|acceptable|required|spec)(?: (?:value|level|concentration|limit))?\\b",
    "\\b(?:permitted|allowed|acceptable|required) min(?:imum)?\\b",
    "\\b(?:ref(?:erence)?|spec|tolerance) (?:low|min(?:imum)?|lower)\\b",
    "\\b(?:lsl|lcl|ugw)\\b",
    "\\buntere[rs]? (?:grenzwert|richtwert|(?:spezifikations|toleranz|warn|eingriffs)?grenze)|\\b(?:spezifikations|toleranz)?untergrenze|\\b(?:grenzwert|toleranz) (?:unten|min)\\b|\\bmindest(?:wert|gehalt|maß|menge)|\\bmin(?:imal)?\\.? zulässig(?:er|e|es)?(?: wert)?",
    "(?:规格|控制|公差)?下限值?|最低(?:限值|允许值?|要求)",
  ].join("|"),
  "iu",
);

/** Words that make a limit of any name a lower one. */
const lowest = /\b(min(imum)?|mind|at least|lower|lowest|low|untere[rs]?|mindest\w*)\b|[≥>]|不低于|最低|最小/i;

/** Names of limits that a table has beside the one that counts. */
const lesser = /warn|alarm|action|guide|richt|control|\b[ul]cl\b|schwell|threshold|阈|警/i;

/** Words of a name that say nothing of what it is of. */
const filler =
  /^(of|for|the|a|in|per|value|values|level|result|der|die|das|des|für|wert|的|值|allowed|permitted|max|maximum|min|minimum|upper|lower|high|low|oben|unten|obere[rs]?|untere[rs]?)$/i;

/** Units at the end of a name, or in brackets. */
const units =
  /[([（].*?[)\]）]|(?<=[\p{L}\p{N}] )(?:ml|mg|kg|mm|cm|µm|um|db|dba|ppm|ppb|bar|psi|rpm|ms|nm|kn|mpa|hpa|kpa|kwh|g|l|m|°c|c|%|pct|percent|v|a|w|h|s|min|µg l|ug l|mg l|µg m3|ug m3|mg m3|km h|kmh|eur|usd|units)$/giu;

/** A name with its words apart. */
export const spaced = (name: string): string =>
  name
    .replace(/(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu, " ")
    .toLowerCase()
    .replace(/[_\-./:,]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** The words of a name that say what it is, without units. */
export function wordsOf(name: string): readonly string[] {
  const bare = spaced(name)
    .replace(units, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/(?<=\p{Script=Han})(?=[^\p{Script=Han}])|(?<=[^\p{Script=Han}\s])(?=\p{Script=Han})/gu, " ");
  return bare.split(" ").filter((word) => word !== "" && !filler.test(word));
}

/** The unit at the end of a name, without brackets; empty if there is none. */
export function unitInName(name: string): string {
  return (spaced(name).match(units)?.at(-1) ?? "").replace(/[^\p{L}\p{N}%°]/gu, "");
}

/** What a name says of a limit; undefined if it names none. */
export function readLimitName(name: string): NamedLimit | undefined {
  const plain = spaced(name);
  if (noLimit.test(plain)) return undefined;
  const side = lower.test(plain) ? "lower" : !upper.test(plain) ? undefined : lowest.test(plain) ? "lower" : "upper";
  if (side === undefined) return undefined;
  const left = plain.replace(units, " ").trim().replace(lower, " ").replace(upper, " ");
  return { side, weight: lesser.test(plain) ? 1 : 2, of: wordsOf(left) };
}

/** Names of ranges in which values are meant to be. */
const rangeName =
  /\b((normal|reference|ref|target|allowed|acceptable|permitted|specified|spec|tolerance|control) (range|interval|limits?)|spec(ification)?s?|limits|range allowed|(referenz|norm|soll|toleranz|grenz|ziel)(bereich|werte?)|spezifikation)\b|(参考|正常|允许|标准|控制|规格|合格)(范围|区间|值)/i;

/** What a name says of a column of ranges; undefined if it names none. */
export function readRangeName(name: string): NamedLimit | undefined {
  const plain = spaced(name);
  if (noLimit.test(plain) || !rangeName.test(plain)) return undefined;
  return { side: "upper", weight: 2, of: wordsOf(plain.replace(units, " ").trim().replace(rangeName, " ")) };
}

/** Whether a word of a limit's name is one of a measure's: `nitrate` of `nitrate mg/l`, `day` of `daytime level`. */
function hasWord(words: readonly string[], word: string): boolean {
  if (/\p{Script=Han}/u.test(word))
    return words.some((one) => one.includes(word) || (one.length > 1 && word.includes(one)));
  return words.some(
    (one) => one === word || (Math.min(one.length, word.length) >= 3 && (one.startsWith(word) || word.startsWith(one))),
  );
}

/** Whether a limit's name says that it is one of the measure of that name. */
export function isLimitOf({ of }: Pick<NamedLimit, "of">, measure: string): boolean {
  const words = wordsOf(measure);
  return of.length > 0 && of.every((word) => hasWord(words, word));
}

/** Names of what was measured, where a table measures one thing or names it in each row. */
const valueName =
  /^(values?|results?|readings?|measured( value)?|measurements?|test results?|actual( value)?|concentrations?|observed( value)?|messwert|wert|ergebnis|istwert|konzentration|analysenwert|测量值|检测值|检测结果|实测值|监测值|结果|浓度|数值|值|测定值)$/i;

/** Whether a name says that a column holds what was measured, and nothing of what that is. */
export function isValueName(name: string): boolean {
  return valueName.test(spaced(name).replace(units, " ").trim());
}
