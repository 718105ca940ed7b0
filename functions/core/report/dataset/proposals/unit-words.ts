import { unitPattern } from "../unit-pattern.ts";

/** Units that rows below a header give, in lower case. */
const units = `%|‰|pp|kg|mg|kt|mt|km|mm|cm|m²|m2|m³|m3|km²|km2|ha|ml|hl|kwh|mwh|gwh|twh|kw|mw|gw|°c|°f|hpa|ppm|ppb|
  stück|stk|stk\\.|pcs|pieces?|units?|number|anzahl|nombre|número|numero|aantal|antal|count|persons?|personen|personnes|
  personas|people|index|days?|tage|jours|días|hours?|stunden|heures|horas|years?|jahre|ans|années|años|minutes|minuten|
  seconds|sekunden|tonnes?|tons?|tonnen|tonnes|toneladas|euros?|dollars?|us dollars|pounds?|points?|punkte|prozent|
  percent|per cent|pour cent|litres?|liter|celsius|degrees celsius|
  元|万元|亿元|百万元|千元|美元|万美元|亿美元|人|万人|亿人|吨|万吨|公斤|千克|公里|平方米|平方公里|公顷|万公顷|件|万件|个|万个|台|万台|辆|万辆|
  户|万户|天|小时|百分点|千瓦时|亿千瓦时|
  円|千円|百万円|億円|兆円|千人|百万人|トン|億元|萬元|萬人|原|원|천원|백만원|억원|명|천명|톤|개|руб\\.?|тыс\\.?|млн|млрд|чел\\.?|штук|шт\\.?`.replaceAll(
  /\s*\n\s*/g,
  "",
);
const many =
  "(?:mio\\.?|mrd\\.?|tsd\\.?|mill\\.?|mln\\.?|mld\\.?|millions?|millionen|milliarden|milliers?|milliards?|thousands?|billions?|bn|mn|tausend|miles|millones|milioni|miliardi|miljoen|1[ .,]?000|'000|000s?|тыс\\.?|млн\\.?|млрд\\.?)";
const one = `(?:${units}|${unitPattern.toLowerCase()})`;
const unit = new RegExp(
  `^(?:in |en |als )?(?:${many}|(?:${many} ?(?:de |d'|d’|of |von )?)?${one}(?: ?(?:/|per|pro|par|por) ?(?:[a-zäöüéáíóñ0-9³²]{1,12}|${one}))?|index ?[(（]?\\d{4} ?= ?100[)）]?|\\d{4} ?= ?100)$`,
  "u",
);
/** What stands in the columns of names and days of such a row. */
const beside =
  /^(?:units?|einheit(?:en)?|maßeinheit|unités?|unidad(?:es)?|unità|unidades?|eenheid|jednostka|jednotka|enhet|enhed|yksikkö|birim|ед\. ?изм\.?|единица|单位|單位|単位|단위|[ytjadmhs]{1,4}[-./][ytjadmhs]{1,4}[-./][ytjadmhs]{1,4})$/u;

/** Whether a cell gives the unit of its column: `EUR`, `in Mio. €`, `[t]`, `亿元`, `Index (2015=100)`. */
export function isUnit(cell: string): boolean {
  const lower = cell.trim().toLowerCase();
  const inner = /^(?:\[(.+)\]|\((.+)\)|（(.+)）)$/.exec(lower);
  const bare = inner === null ? lower : (inner[1] ?? inner[2] ?? inner[3]!);
  return unit.test(bare) || (inner !== null && /^[a-z]$/.test(bare));
}

/** Whether a cell gives a unit if others of its row do: a single letter alone may be anything. */
export function isUnitBeside(cell: string): boolean {
  return isUnit(cell) || /^[ghlmtvw]$/i.test(cell.trim());
}

/** Whether a cell may stand beside units: nothing, the word for unit, or how days are written. */
export function isBesideUnits(cell: string): boolean {
  return cell.trim() === "" || beside.test(cell.trim().toLowerCase()) || isUnitBeside(cell);
}
