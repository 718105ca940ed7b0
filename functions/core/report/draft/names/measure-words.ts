import { isEventName, isStateName } from "./counted-words.ts";
import { isAmountElsewhere, isLevelName } from "./level-names.ts";
import { isOwedName } from "./owed-names.ts";
import {
  isCountedName,
  isCountOfMarksName,
  isLabourHours,
  isMarkName,
  isReadingName,
  isSummedTimeName,
  isTakenTimeName,
  isUnitCostName,
} from "./sum-words.ts";

/** Names of what may not be added up: rates, prices, means, levels. They count more than the words below. */
const apart =
  /\brates?\b|\bratios?\b|share|percent|pct|perc(_|\b)|%|proportion|\bper\b|_per_|\bje\b|\bpro\b|mean|\bavg|average|durchschnitt|median|price|preis|index|score|rating|(?<!at)temp(?!o)|\blife|expect|\bage\b|\bage_|alter\b|rank|yield|level|pressure|speed|anomal|height|width|length|depth|wohnfläche|nutzfläche|living area|floor area|floor size|miete\b|\brent\b|租金|mass|weight|approval|fertility|density|^p\d\d|quantile|quintile|decile|litres|servings|^open$|^high$|^low$|^close$|adj ?close|wind|(^|_)ur(_|$)|margin|growth|change|inflation|accelerat|horsepower|displacement|co2|ppm|concentr|hour|duration|minutes|running time|wage|salary|lohn|quote|anteil|cumulative|kumul|frequency|satisfaction|health|income$|interest|zins|usage|resistance|elasticity|inequality|gas$|\bret\b|returns? on|率|均|价|指数|数学|比/i;

/** A unit for each of something: `€/kWh`. */
const forEach = /(^|[\s(])([€$£¥%]|ct|eur|usd|gbp|chf|[kmgt]?wh|[kmµ]?g|[kcm]?m|m³|l|t|°c|元) ?\/ ?\p{L}/iu;

/** Names of what may be added up. */
const adds =
  /^net$|^summe\b|^gross$|^netto$|^brutto$|^vat$|^mwst\.?$|^ust\.?$|net amount|(sick|leave|absence|absent|lost|working|training)[ _]?days|fehltage|krankheitstage|total|count|number|\banzahl|sales|revenue|umsatz|amount|ammount|betrag|units|quantity|\bqty\b|menge|\bdeaths\b|cases|population|\bpop\b|people|persons|einwohner|emission|generation|passenger|volume|\bcosts?\b|(?<!stück|durchschnitts)kosten\b|gross|turnover|incident|accident|fatal|injur|hurricane|\bbeds\b|hospitals|calls|\borders|visits|visitors|budget|exports?|imports?|^men$|^women$|employed|employment|^n$|workers|returns|precipitation|\brain(fall)?\b|fläche|\barea\b|deals|wounds|disease|jobs|household|production|goods|tonn|kwh|gwh|twh|\btherms?\b|pupils|students|claimant|furlough|losses|shares? sold|net_|votes?\b|electorate|\bseats\b|medals?\b|^(gold|silver|bronze)$|\bgoals\b|sitze\b|mandate|tickets|\bn?bikes\b|\bdocks\b|\bguests?\b|gäste\b|\bloans\b|\bdoses\b|\btrips\b|\btrains\b|\bdonations?\b|\bpermits\b|\bsignups?\b|appointments|bookings|births|\bcrimes?\b|offences|arrests|executions|registrations|subscribers|\busers\b|sessions|conversions|completions|clicks|\bviews\b|page ?views|stock value|downloads|\bspent\b|receipts|disbursements|contributions|no-?shows|\bpaid\b|\bsold\b|shipped|received|\bstaff\b|headcount|employees|mitarbeiter|beschäftigte|market cap|capitali[sz]ation|actual|variance|^mrr$|^arr$|casualt|victims|downtime|stillstand|gross pay|net pay|verletzte|\btote\b|stimmen\b|伤亡|死亡人|人次|停机|\b(requested|awarded|granted|pledged|donated|raised|claimed|invoiced|billed|reimbursed)\b|\b(declared|contract|order|claim|insured|deal|award|grant|invoice|transaction|purchase|basket)[ _]value\b|(auftrags|bau|vertrags|förder|antrags|schadens?|kauf|rechnungs|gesamt)summe|auftragswert|beantragt|bewilligt|ausgezahlt|kunden\b|besucher|bestellungen|fälle|ausgaben|ausleihen|entleihungen|aufrufe|^new$|^cancell?ed$|^joined$|^active$|(请假|缺勤|病假|出勤|加班)天数|(?<!天)数(?!学)|额|量|人口|收入|支出|预算|费用|利润/i;

/** Weights in tonnes, which are amounts of fish, waste or freight; those of a vehicle are its own. */
const heavy =
  /^(?!.*\b(per|je|pro|average|mean|median|vehicle|axle|truck|kerb|curb)\b)(?!.*(fahrzeug|achs|leer))(.*\bweight\b.*\b(tonn?es?|tons)$|.*gewicht.*\b(t|tonnen)$|.*重量.*吨$)/i;

/** Names of how many there are of each combination, in a table that counts them. */
const frequency = /^(freq|frq|freqs|frequency|frequencies|cnt|(absolute )?häufigkeit|effectifs?|频数|频次)\.?$/i;

/** Names of the time that was worked on a day. */
const workedName =
  /^(?!.*(per|je|pro|week|woche)).*(^(hours|stunden)( |$)|\b(hours|stunden) (worked|booked|logged|spent)|overtime|man[ -]?hours|überstunden|arbeitsstunden)|^(工时|加班)/i;

/** Whether a name says on which scale answers are: `Trainer (1-5)`. */
export function isScaleName(name: string): boolean {
  return /[([（]\s*\d+\s*(-|–|to|bis|至|\.\.+)\s*\d+\s*[)\]）]$/i.test(name.trim());
}

/** Names of what is measured of whole economies or for each person. */
const bulky = /\bgdp\b|\bgnp\b|spending|expenditure/i;

/** Names of what is counted: a small number with decimals under such a name is a share or a rate of it. */
const counted =
  /count|number|\bdeaths\b|cases|people|persons|employed|workers|births|pupils|students|households|^men$|^women$|jobs|visitors|tickets|votes?\b/i;
/** Names of what is in stock: a small number with decimals is for how long it lasts. */
const inStock = /^((months?|weeks?|days?) (of )?)?(inventory|stock|supply|(lager)?bestand|库存)$/i;
/** Largest value that may be a share in percent. */
const wholeShare = 100;

/** Names of what is given off as a whole: no concentration, and nothing per person or per unit. */
const emitted =
  /^(?!.*(\bper\b|per capita|rate|intensity|factor|average|mean|change|je |pro |share)).*(emissions?\b|emissionen|排放量)/i;

/** Names of what was caught, carried or collected, by its weight: of several ports there is a sum. */
const caught =
  /\b((live|landed|catch|cargo|freight|harvest(ed)?|collected|delivered) weight|weight (landed|caught|collected|delivered)|fanggewicht|anlandegewicht)\b.*\bt(on(ne[ns]?|s)?)?\b|(渔获|捕捞|收获|货运)重?量/i;

/** Tonnes of gases under their formula alone. */
const givenOff = /^[kmg]?t (co2e?q?|ghg|nox|so2|ch4)( |$)/i;

/** Names of the time that was lost or planned in a shift, of which a day has a sum. */
const lostTime =
  /^(?!.*(\bper\b|average|mean|rate|median)).*(downtime|stoppage|planned (minutes|hours)|outage|stillstand|ausfallzeit|停机)/i;

/** Names of bounds, errors and adjusted values, which stand beside what a report is about. */
const aside =
  /^min_|^max_|_low$|_high$|lower|upper|^e\d?$|error|\bse\b|std|stdev|confidence|\bci\b|^[lu]cl|^p\d\d|trend|interpolat|excess|lockdown|recession|adj ?close|\btax\b|sample|rank|^m_|^x$|^n$|^order$|dummy|batter|voltage|rssi|signal|\bsnr\b|humidity|(^|_)(budget|plan|target|soll|forecast|prior|previous|last[ _]year|vorjahr)\b(?!.*(revenue|sales))|reorder|threshold|limit$/i;

/** Names of what things and people have, by which others are compared. */
const attribute =
  /^(height|weight|age|alter|tenure|years of service|length of service|betriebszugehörigkeit|dienstjahre|工龄|rooms?|floor|year built|altitude|elevation|priority|年龄)( ?[(（].*[)）])?$/i;

/** Names of what reports are mostly about. */
const central =
  /^finish|^summe\b|\bnetto\b|^brutto\b|page ?views|^(read(ing)?|writing|maths?|mathematics)( ?scores?)?$|^(mpg|hwy|cty)$|^(city|highway)[ _]?mpg$|consumption|verbrauch|miete\b|total|revenue|production|\bpay\b|\bmrr\b|\barr\b|umsatz|sales|amount|ammount|value|wert|gdp|\bpop\b|people|(?<!head ?)count|close|einwohner|deaths|passenger|generation|price|net_approval|^all$|employed|life|wage|balance|points|punkte|\brents?\b|salary|^votes\b|temperature|^temp\b|temp_|overall|market cap|takings|receipts|ridership|riders|visitors|attendance|footfall|fahrgäste|besucher|客流|游客|proceeds|销售额|运费|费用|收入|人口|金额|总/i;

/** Names of what was reached, which people ask for before what there is. */
const outcome =
  /pass rate|attainment|success|quality|satisfaction|score|rating|\bmarks?\b|\bnote\b|turnover|得分|评分|成绩/i;

/** Names of what a table is kept for: what was reached beside what was planned, what something is worth as a whole. */
const foremost =
  /^(yes|ja|oui)([ _]?(votes?|stimmen|percent|pct|share|%))?$|market cap|capitali[sz]ation|^actual|\bactual\b|^ist\b|^points$|^punkte$|stock value|总额/i;

/** Whether a name says that marks, readings, prices and times have no sum, or that counts and lost times have one. */
function saidAdds(
  name: string,
  { whole, high, isDated }: { readonly whole: boolean; readonly high: number; readonly isDated: boolean },
): boolean | undefined {
  if (isScaleName(name) || isMarkName(name, high) || isReadingName(name, isDated)) return false;
  if (isUnitCostName(name) || isTakenTimeName(name) || isLevelName(name)) return false;
  return (whole && isCountOfMarksName(name)) || (isDated && isSummedTimeName(name)) ? true : undefined;
}

/** Names of what may be added up whatever else they say: of whole economies, stocks, what is given off or caught. */
const isSurelyAmount = (words: string, spaced: string): boolean =>
  /生产总值|^(?!.*(人均|增|率|指数|平减)).*\p{Script=Han}.*gdp|^gdp（|^gdp总/iu.test(spaced) ||
  /(gross|net|operating|total) income/i.test(spaced) ||
  /stock level|inventory level|lagerbestand|库存/i.test(spaced) ||
  emitted.test(spaced) ||
  givenOff.test(spaced) ||
  (caught.test(spaced) && !forEach.test(words));

/**
 * Whether values of a column may be added up, and whether the words say so or nothing does (`isSupposed`); of decimals,
 * it is sure enough without a word that they may not.
 */
export function readAdds(
  name: string,
  {
    whole,
    large,
    high = Infinity,
    isLargeMoney: isMoney = false,
    isDated = false,
  }: {
    readonly whole: boolean;
    readonly large: boolean;
    readonly high?: number;
    readonly isLargeMoney?: boolean;
    /** Whether each row has a time: hours that were worked on a day may be added up, those of a contract may not. */
    readonly isDated?: boolean;
  },
): { readonly adds: boolean; readonly surely: boolean; readonly isSupposed?: boolean } {
  const words = name.trim();
  const spaced = words.replaceAll("_", " ");
  if (isSurelyAmount(words, spaced)) return { adds: true, surely: true };
  if (lostTime.test(spaced)) return { adds: isDated, surely: isDated };
  const said = saidAdds(words, { whole, high, isDated });
  if (said !== undefined) return { adds: said, surely: true };
  if (isLabourHours(words) || isOwedName(words, isDated)) return { adds: true, surely: true };
  if (isDated && workedName.test(spaced)) return { adds: true, surely: true };
  if (heavy.test(spaced)) return { adds: true, surely: true };
  if (whole && frequency.test(spaced)) return { adds: true, surely: true };
  if (isStateName(words) && !apart.test(spaced) && !isShareOfCounted(spaced, whole, high))
    return { adds: true, surely: true };
  if (forEach.test(words) || apart.test(words) || apart.test(spaced)) return { adds: false, surely: true };
  if (isShareOfCounted(spaced, whole, high)) return { adds: false, surely: true };
  if (isEventName(words, whole)) return { adds: true, surely: true };
  if (isMoney || adds.test(words) || adds.test(spaced)) return { adds: true, surely: true };
  if (isAmountElsewhere(words)) return { adds: true, surely: true };
  if (whole && isCountedName(words)) return { adds: true, surely: true };
  // Of whole economies they may be added up, of a person they may not; their size tells which they are of.
  if (bulky.test(spaced)) return { adds: large, surely: large };
  return { adds: false, surely: !whole, isSupposed: true };
}

/** Whether small numbers with decimals are shares or rates of what their name counts, or for how long a stock lasts. */
const isShareOfCounted = (spaced: string, whole: boolean, high: number): boolean =>
  !whole && high <= wholeShare && (counted.test(spaced) || inStock.test(spaced));

/** How much a name sounds like what a report is about. */
export function centrality(name: string): number {
  const spaced = name.replaceAll("_", " ");
  const isPrice = /price|preis|价/i.test(spaced);
  const first = foremost.test(spaced) ? 3 : isPrice ? 1.5 : central.test(spaced) || central.test(name) ? 2 : 0;
  return first + (outcome.test(spaced) ? 0.5 : 0) - (aside.test(name) ? 3 : attribute.test(spaced) ? 1 : 0);
}

/** Whether a unit is of money in thousands or more, as in budgets, and not of what a person earns or pays. */
export function isLargeMoney(unit: string): boolean {
  return /^(million|billion|mio\.?|mrd\.?|thousand) (€|\$|£|¥|eur|usd|gbp|chf|cny)$|^(million|billion) |^(百?万|亿|千)元$|^[£$€] ?(m|bn)$/i.test(
    unit.trim(),
  );
}

/** Units of amounts: money, and what is weighed, filled or used up. */
const amountUnit =
  /^((tsd\.|mio\.|k|t)? ?[€$£¥]|(tsd\. |mio\. )?(eur|usd|gbp|chf|cny)|(万|千)?元|[kmgt]?wh|[gmk]j|k?g|t|tonn?e[ns]?|l|hl|m³|m3|ha|st(ü|u)ck|stk\.?|pcs\.?|千克|吨|公斤)$/i;

/** Whether a unit is one of amounts, which are summed up where a table has a total: no price, no rate. */
export function isAmountUnit(unit: string): boolean {
  return amountUnit.test(unit.trim());
}

/** Whether a unit is of money. */
export function isMoney(unit: string): boolean {
  return /[€$£¥元]|\b(eur|usd|gbp|chf|cny|jpy)\b/i.test(unit);
}

/** Whether a column stands beside what a report is about: a bound, an error, an order. */
export function isAsideName(name: string): boolean {
  return aside.test(name);
}

/** What is measured for each unit of something, or is a price: a dividend per share, an exchange rate. */
const priced = /(^|[_ ])(per|je|pro)([_ ]|$)|price|preis|exchange|wechselkurs|汇率|价/i;

/** Amounts that are a percentage of another: `Tax 5%`, `MwSt (19 %)`, `增值税13%`. The percentage is no unit of theirs. */
const atRate =
  /^(.*(?:tax|vat|gst|duty|levy|commission|discount|steuer|mwst|ust|rabatt|skonto|provision|税|折扣|佣金).*?)[ _]*[(（]?[ _]*\d+(?:[.,]\d+)?[ _]?[%％][)）]?$/i;

/** A name without the percentage by which its amounts are computed. */
export function withoutRateOf(name: string): string {
  return atRate.exec(name.trim())?.[1] ?? name;
}

/** Whether a name says that its values are shares, in percent or as parts of one. */
export function isShareName(name: string): boolean {
  return isPartName(name) || (/percent|pct|(^|_)perc(_|$)|%/i.test(name) && !priced.test(name));
}

/** Whether a name says that its values are parts of a whole, so that those up to 1 are parts of one. */
export function isPartName(name: string): boolean {
  return /share|proportion|fraction|anteil|比例|占比/i.test(name) && !priced.test(name);
}

/** Whether a name says that its values are rates. They may be percentages: their changes are never in percent. */
export function isRateName(name: string): boolean {
  const isRate =
    /(^|[_ .-]|\d)rates?(_|\b)|(s|en|ungs)rate\b|usage|quote\b|率/i.test(name) || /[a-z]Rate(s?)(_|\b)/.test(name);
  return isRate && !priced.test(name);
}

/** Rates of which tables write some part of those that could: values up to 1 are parts of one. */
const partRate =
  /(conversion|bounce|click[ _-]?through|open|churn|retention|pass|completion|occupancy|attendance|literacy|participation|response|return|no[ _-]?show)[ _-]?rates?\b|退货率|转化率|出勤率|合格率|复购率|(retouren|ausfall|rücklauf|teilnahme|belegungs)quote/i;
/** Rates that are given in percent, if they are above 1. */
const percentRate =
  /(employment|vacancy|inflation|interest|mortgage|utili[sz]ation|absence|turnover|poverty|success|failure)[ _-]?rates?(?![a-z])|(participation|literacy|occupancy)[ _-]?rates?(?![a-z])|\bturnout\b|失业率|通胀率|利率|增长率|(arbeitslosen|inflations|zins|leerstands)(quote|rate)/i;

/** Whether a name is that of a rate whose values up to 1 are parts of one: a conversion rate of 0.035 is 3.5%. */
export function isFractionRate(name: string): boolean {
  return partRate.test(name);
}

/** Whether a name is that of a rate whose values above 1 are in percent. */
export function isPercentRate(name: string): boolean {
  return partRate.test(name) || percentRate.test(name);
}

/** Names of what people gave: stars and marks, beside which a `value` is one, too. */
export function isRatingName(name: string): boolean {
  return /^(overall[ _])?(rating|score|stars|grade|marks?|satisfaction|csat|nps|bewertung|note|zufriedenheit|评分|得分|满意度)s?$/i.test(
    name.trim(),
  );
}

/** Whether a column says nothing by its name. */
export function isBareName(name: string): boolean {
  return /^(values?|val|wert|y|data|obs_value|amount|数值|值)$/i.test(name.trim());
}
