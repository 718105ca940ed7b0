/** On which side a limit bounds: values may not be above an upper one, nor below a lower one. */
export type Side = "upper" | "lower";

const spaced = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[_\-.:()（）[\]]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** What may stand behind the word of a side. */
const ofLimit = "(?: ?(?:limits?|values?|bounds?|thresholds?|grenzen?|wert|grenzwert|schwelle|限值?|值))?";
const upperText = new RegExp(
  `^(?:(?:max(?:imum|imal)?|upper|high(?:est)?|ceiling|ober(?:e|er|es)?|höchst(?:e|er|es)?|maximal(?:e|er|es)?|最高|最大)${ofLimit}|at most|not more than|no more than|not above|up to|höchstens|obergrenze|nicht über|<|<=|≤|上限值?|不超过|不高于|不大于|小于等于)$`,
  "iu",
);
const lowerText = new RegExp(
  `^(?:(?:min(?:imum|imal)?|mind|lower|low(?:est)?|floor|unter(?:e|er|es)?|niedrigst(?:e|er|es)?|mindest|minimal(?:e|er|es)?|最低|最小)${ofLimit}|at least|not less than|no less than|not below|mindestens|untergrenze|nicht unter|>|>=|≥|下限值?|不低于|不少于|不小于|大于等于)$`,
  "iu",
);

/** The side that a cell of a column of sides names: `max`, `at least`, `mind.`, `下限`; undefined if it names none. */
export function sideOfCell(text: string): Side | undefined {
  const plain = spaced(text);
  return upperText.test(plain) ? "upper" : lowerText.test(plain) ? "lower" : undefined;
}

/** Words of a name that make a limit a least or a highest one. `min` alone may be minutes. */
const leastWords =
  /(?<!\p{L})(minimum|mindest\p{L}*|mind(?= )|at least|min (level|value|limit|content|strength|concentration|wert|gehalt))(?!\p{L})|≥|>=|下限|最低|最小|不低于/iu;
const mostWords =
  /(?<!\p{L})(max(imum|imal\p{L}*)?|at most|höchst(ens|wert|gehalt|menge))(?!\p{L})|≤|<=|上限|最高|最大|不超过/iu;

/** What is known for a least value: water needs oxygen, and a material its strength. */
const leastKinds =
  /dissolved oxygen|oxygen saturation|(?<!\p{L})(gelöster )?sauerstoff(gehalt|sättigung|konzentration)?(?!\p{L})|溶解氧|溶氧|(tensile|yield|compressive|bond|peel) strength|(?<!\p{L})(zug|druck|biege|haft)festigkeit|streckgrenze|elongation at break|bruchdehnung|(抗拉|抗压|屈服|剥离)强度|断后伸长率/iu;
/** What is known for a highest value: what nobody wants in water and air. */
const mostKinds =
  /(?<!\p{L})(nitr(ate|ite|at|it)|(ortho)?phosph(ate|at|or|orus)|ammoni(a|um|ak)|lead|blei|arseni?c?|cadmium|mercury|quecksilber|e\.? ?coli|coliforms?|coliforme|(fecal|faecal|intestinal)? ?enterococci|enterokokken|turbidity|trübung|[bc]od|csb|bsb ?5?|pm ?2[.,]?5|pm ?10|no2|so2|noise|laeq|lärm)(?!\p{L})|硝酸盐|亚硝酸盐|氨氮|总磷|总氮|铅|砷|镉|汞|大肠|菌落总数|浊度|化学需氧量|噪声/iu;

/**
 * The side on which a limit of what is so called bounds, by its own words, or where it is plainly known; undefined
 * where nobody can tell from the name, as of free chlorine, which has both.
 */
export function sideOfKind(name: string): Side | undefined {
  const plain = spaced(name);
  const [isLeast, isMost] = [leastWords.test(plain), mostWords.test(plain)];
  if (isLeast !== isMost) return isLeast ? "lower" : "upper";
  const [least, most] = [leastKinds.test(plain), mostKinds.test(plain)];
  return least === most ? undefined : least ? "lower" : "upper";
}

/** Words by which the name of a column of limits says that they are highest ones. */
const namedUpper =
  /max|upper|high|ober|höchst|zulässig|permi|allow|admiss|accept|(?<!\p{L})(usl|ucl|ogw|mcl|sp[eé]ed|exposure|emission|discharge|noise)(?!\p{L})|上限|最高|最大|允许|排放|≤|<=/iu;

/** Whether the name of a column of limits says nothing of their side: `Limit`, `Grenzwert`, `限值`. */
export function isPlainLimit(name: string): boolean {
  return !namedUpper.test(name.replaceAll("_", " "));
}
