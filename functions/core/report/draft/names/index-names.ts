/** Names of index numbers, exchange rates and share prices, of which people ask by how much they changed in a year. */
const indexName =
  /\b(cpi|cpih|rpi|rpix|ppi|hicp|hpi|vpi|hvpi)\b|\b(price|prices|house price|share|stock|wage|cost|consumer|producer|production|commodity|rent) ?(index|indices)\b|\bindex( (points?|numbers?|level|value))?$|preisindex|\bindex(stand|wert)\b|= ?100\b|\b(19|20)\d\d ?[:=]? ?100\b|exchange rate|wechselkurs|\b(adj(usted)? )?clos(e|ing)( price)?$|\b(share|stock|house|property|oil|gold|fuel|gas|petrol|diesel|electricity|producer|consumer|commodity) prices?\b|schlusskurs|aktienkurs|(verbraucher|erzeuger|immobilien|haus|kraftstoff|diesel|benzin|strom|öl|gold)preise?\b|(价格|物价|消费|股票|股价)?指数|汇率|收盘价?|房价|金价|油价/;
const notIndex =
  /\b(body ?mass|mass index|bmi|uv|heat|air quality|pollution|happiness|gini|development index|refractive|glyc)/i;
const letters = /\b[A-Z]{3} ?\/ ?[A-Z]{3}\b/;

/** Whether a measure is an index, a rate of exchange or a price that a market makes, rather than a level of its own. */
export function isIndexName(label: string, unit: string): boolean {
  const name = `${label} ${unit}`.replace(/[_-]+/g, " ").trim();
  return !notIndex.test(name) && (letters.test(name) || indexName.test(name.toLowerCase()) || isIndexBase(unit));
}

/** Whether a unit names the base of an index: “2020 = 100”. */
export const isIndexBase = (unit: string): boolean => /= ?100\b/.test(unit);
