import { isGermanName } from "../../locale/german-names.ts";

/** What is counted, or read from a counter: whole numbers, unless their unit is thousands. */
const counted =
  /einwohner|bevölkerung|anzahl|stück|personen|besucher|gäste|übernachtung|mitarbeiter|beschäftigte|haushalte|kunden|geburten|sterbefälle|schüler|studierende|kilometerstand|km-?stand|zählerstand|stimmen|aufrufe|abonnenten|(^|[^\p{L}])(population|inhabitants|people|persons|residents|visitors|guests|passengers|employees|staff|headcount|households|customers|births|deaths|cases|pupils|students|votes|electorate|mileage|odometer|orders|units|tickets|views|visits|sessions|clicks|users|subscribers|downloads|copies|counts?|nights|habitantes|población|personas|inwoners|aantal|abitanti|popolazione|nüfus|população|unidades|unità)(?!\p{L})|人口|人数|人次|数量|件数|销量|户数/iu;
/** What is paid. Amounts of money have two decimals, or none. */
const paid =
  /umsatz|miete|gehalt|lohn|kosten|betrag|erlös|einnahmen|ausgaben|(^|[^\p{L}])(revenue|sales|salary|wages?|rent|costs?|amount|budget|turnover|spend(ing)?|ingresos|ventas|importe|fatturato|ricavi|omzet|receita|vendas|eur|usd|gbp)(?!\p{L})|[€$£]|金额|销售额|收入|工资|租金|费用/iu;
/** In thousands and more, three decimals are the rest of the amount. */
const inThousands =
  /tsd|tausend|thousand|mio|mill|mrd|milliard|billion|'000|[[( ]([kmb]|mn|bn|[tmk][€$£])[\])]?$|[万亿千]/iu;
/** What is measured with decimals, or is a quotient. */
const measured =
  /gewicht|masse|dichte|dicke|länge|breite|höhe|tiefe|volumen|menge in|temperatur|druck|strom|spannung|kurs|quote|rate|anteil|faktor|koeffizient|index|(^|[^\p{L}])(weight|mass|density|thickness|length|width|height|depth|volume|temp(erature)?|pressure|voltage|current|ratio|factor|coefficients?|score|mean|avg|average|median|std|stdev|error|lat(itude)?|lon(gitude)?|lng|x|y|z|distance|duration|seconds?|speed|concentration|ph|probability|exchange|peso|densidad|k?g|mg|µg|[mc]?l|hl|[kcm]?m|m[²³23]|t|kt|s|ms|[kmg]?wh?|v|a|bar|°c|ppm|ppb)(?!\p{L})|%|‰|[€$£] ?\/|\/ ?\p{L}|重量|密度|长度|温度|比|率|均|公斤|千克|吨/iu;
/** Words of languages that write decimals with a comma and thousands with a point; English has none of them. */
const withPoints =
  /(^|[^\p{L}])(año|mes|fecha|población|provincia|ingresos|ventas|habitantes|municipio|anno|mese|comune|regione|abitanti|popolazione|ricavi|vendite|jaar|maand|gemeente|omzet|inwoners|aantal|ano|mês|município|receita|vendas|população|måned|kommune|befolkning|omsætning|yıl|ay|il|nüfus|tahun|bulan|penduduk)(?!\p{L})/iu;

/**
 * What a column's name says of three digits after a sign: above 0 that they are the last of a whole number, below 0
 * that they are decimals.
 */
export function weighName(name: string): number {
  const spaced = name.replaceAll("_", " ").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  if (inThousands.test(spaced)) return 0;
  // What a count is divided by makes a rate of it: visits per person.
  if (/(^|[^\p{L}])(per|je|pro|por|par)(?!\p{L})|\//iu.test(spaced)) return -2;
  if (counted.test(spaced)) return 2;
  if (measured.test(spaced)) return -2;
  return paid.test(spaced) ? 1 : 0;
}

/** What a file's column names and its delimiter say of its decimal mark: above 0 that it is a comma, else a point. */
export function weighFile(names: readonly string[], delimiter: string | undefined): number {
  const known = names.filter((name) => isGermanName(name) || withPoints.test(name)).length;
  const isLocal = known > 0 && known * 3 >= names.length;
  return (delimiter === ";" ? 1 : delimiter === "," ? -1 : 0) + (isLocal ? 1 : 0);
}
