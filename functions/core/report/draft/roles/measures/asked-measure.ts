import type { ColumnLook } from "../../look/look-at-columns.ts";

/** Names of what came of something, which people ask for before what it came of. */
const result =
  /kill|\bdeaths?\b|\bdied\b|\bdead\b|fatal|casualt|injur|victim|crimes?\b|convict|thefts?\b|burglar|murder|homicide|offen[cs]es?\b|accidents?\b|infect|\bcases\b|\bbirths?\b|\bclaims?\b|\bawards?\b|\bincomes?$|\bearnings\b|\bentr(é|e)es?\b|\bentr\b|getötet|\btote\b|verletzt|straftaten|diebst|unfälle|einkommen|geburten|死亡|伤亡|犯罪|事故|病例|出生|收入/i;

/** Names of what it came of: how many there were, how far, how long they were watched. */
const exposure =
  /popul|\bpopu?\b|inhabitants|einwohner|bevölkerung|人口|(army|sample|group|crew|class)[ _]?size|strength$|\bholders\b|policy ?holders|insured|exposed|exposure|electorate|registered|inscrits|examined|tested\b|applica(nt|tion)s?\b|person[ _-]?years|weeks? reporting|\bdist(ance)?\b|\bclimb\b|\bascent\b|\bkms?\b|mileage|miles\b|(wahl)?berechtigte|stichprobe|样本/i;

/** Names of what is in the air, and of the weather, on which it depends. */
const pollutant = /^(ozone|o3|pm ?(10|2 ?5)|no ?2|nox|so ?2|black carbon|ozon|feinstaub|臭氧|细颗粒物)\b/i;
const weather = /^(temp|temperature|wind|solar|humid|rain|precip|pressure|sunshine|luftdruck|温度|气温|风速|湿度)/i;

/** Names of how many were looked at to get the shares beside them. */
const base =
  /\b(n|no|number)[ _]?of\b|\bsample\b|\bsize\b|examined|tested|surveyed|screened|respondents|\bbase\b|untersuchte|befragte|样本|受检|调查人数/i;

/** Names of what pupils reached, and of what was spent on them, who taught them and where they come from. */
const score =
  /^((test|exam|maths?|reading|writing|science|average|mean|total) )?(scores?|grades?)( ?\d+)?$|^testergebnis/i;
const schooling =
  /salar|spend|spent|\bexp(end)?|\bexp[a-z]{2,}|ratio|\blunch|\benglish|income|teachers|computers|calworks|gehalt|ausgaben/i;

/** Titles of contests in which the time that somebody took is the result. */
const contest =
  /\braces?\b|\brecords?\b|marathon|olympic|sprint|swimm?ing|\brunn(ing|ers?)\b|\brennen\b|\blauf\b|schwimm|weltrekord|比赛|纪录|奥运/i;
const timed = /^((finish(ing)?|winning|race|record|best)[ _]?)?(time|zeit)$|^(成绩|用时)$/i;

/** Values that are adjusted for the season, beside those that are not. */
const adjusted = /(?<!un|not |non[ _-]?)adjusted|saisonbereinigt|季调/i;
const unadjusted = /unadjusted|not[ _]adjusted|\braw\b|unbereinigt|未季调/i;

/** How much more a result is asked for than other columns, and what it came of less. */
const [most, more, less, slightly] = [3, 2, 1.5, 0.3];

const plain = (name: string): string =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/[_.-]+/g, " ")
    .trim();

/** Whether values are parts of one, as shares of those that were looked at. */
const isFraction = ({ whole, low, high }: ColumnLook): boolean => !whole && low >= 0 && high <= 1;

/**
 * How much sooner than by its own name a column is asked for beside the others: deaths before the population, a
 * winner's time before the distance, shares before the number of those examined.
 *
 * @param context words of the title
 * @returns what is added to a column's score
 */
export function askedBeside(context: string, looks: readonly ColumnLook[]): (look: ColumnLook) => number {
  const isResult = ({ name }: ColumnLook): boolean =>
    (result.test(plain(name)) && !exposure.test(plain(name))) || (contest.test(context) && timed.test(plain(name)));
  const isOfResults = result.test(plain(context));
  const hasResult = isOfResults || looks.some(isResult);
  const shares = looks.filter(isFraction).length;
  const areShares = shares * 2 > looks.length;
  const names = new Set(looks.map(({ name }) => plain(name).toLowerCase()));
  const isRaw = looks.some(({ name }) => unadjusted.test(name));
  const isAdjusted = (name: string): boolean =>
    (isRaw && adjusted.test(name)) || (/ sa$/i.test(name) && names.has(name.slice(0, -3).toLowerCase()));
  const isOfSchools = looks.filter(({ name }) => schooling.test(plain(name))).length >= 2;
  const isOfAir = looks.some(({ name }) => pollutant.test(plain(name)));
  return (look) => {
    const name = plain(look.name);
    if (isOfAir && pollutant.test(name)) return most;
    if (isOfAir && weather.test(name)) return -less;
    if (isOfSchools && score.test(name)) return most;
    if (hasResult && exposure.test(name)) return -less;
    if (areShares && look.whole && base.test(name)) return -less;
    if (isAdjusted(name)) return slightly;
    const isBeside = looks.some(({ name: other }) => exposure.test(plain(other)) || isPriceName(other));
    return (isOfResults || isBeside) && isResult(look) ? more : 0;
  };
}

/** Prices beside what happened say under which conditions it did. */
const isPriceName = (name: string): boolean => /price|preis|价/i.test(name);
