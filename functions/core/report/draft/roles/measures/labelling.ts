import type { ColumnLook } from "../../look/look-at-columns.ts";
import { isSettingName } from "../../names/counted-words.ts";
import { readAdds } from "../../names/measure-words.ts";
import { isAttributeDate } from "../time/attribute-dates.ts";
import { isYearMonths } from "../time/year-numbers.ts";

const idName =
  /(^|[_ ])(ids?|codes?|key|nr|zips?|fips|isbn|issn|phones?|iso ?\d?|ccn ?\d?|geo|match|voucher no|short name|postal|postcodes?|plz|telefon|tel|mobile|fax|ssn|ean|gtin|barcode|iban|vat|duns|asn|pin|idd|dial(l?ing)?|calling|(pre|suf)fix(es)?|extension|durchwahl|vorwahl(en)?|no\.?$)([_ ]|$)|(customer|user|order|product|employee|client|item|respondent|candidate|store|station|player|team|member|account|transaction|session|record|case|patient|student|school|company|firm|sensor|device)ids?$|post ?code|zip ?code|postleitzahl|identifi|nummer$|nr\.?$|(^|[_ ])(ref|reference)\.?$|[^ ] (numbers?|num|#)$|编号|代码|邮编|电话|手机|工号|学号|区号|序列号|[单票证卡账桌]号$|号码$/i;
/** `customerId`, but not what somebody paid. */
const idTail = /[a-z]I[dD]s?$/;
/** What is counted of codes, calls and the like is no code. */
const countOfIds =
  /(^|[_ ])(counts?|number of|no\.? of|anzahl|total|sum|sales|sold|calls|users|downloads|visits|coverage|errors|lines|share|rate|revenue|minutes|cost|costs|price|average|mean|median)([_ ]|$)|数量|总数/i;
const placeName = /(^|[_ ])(lat|latitude|lon|lng|long|longitude)([_ ]|$)|经度|纬度/i;
const timeName =
  /^(year|month|day|quarter|week|hour|minute|jahr|monat|tag|quartal|woche|date|time|decimal date|weekday|dow|wochentag|(day|date)[ _]of[ _](the[ _])?(week|month|year)|年|月|日|季度|周|星期)\d*$|_(year|month)$|^(year|month|week)[_ ]/i;
const decimalYearName = /^(decimal[_ ]?)?(date|year|time|datum|zeit|jahr|日期|时间|年)$/i;
/** What is numbered where it repeats: the trip of a timetable, the run of an experiment. */
const numberedName =
  /^(bill|receipt|check|table|desk|voucher|beleg|bon[ -]?nr|tisch|trip|run|round|lap|batch|lot|platform|gate|seat|track|line|route|lane|shelf|bay|bin|page|chapter|step|attempt|heat|repeat|replicate|fold|wave|fahrt|gleis|linie|(stop|step|item|line)[ _]?seq(uence)?|seq(uence)?|runde|match[ _]?(day|week)|game[ _]?week|sprint|spieltag|heat|轮次?)$/i;
/** Numbers of what an edge of a graph leads from and to. */
const edgeName = /^(source|target|from|to|parent|child|node|vertex|src|dst|idx|index)([ _]?id)?$/i;
/** Names of the numbers of rows. */
const rowName =
  /^(rank|no\.?|number|#|order|row|row[ _]?(no|number|id)|obs|observation|time|t|index|trend|seq|sequence|unnamed.*)$|序号|^lfd/i;
/** Names of places by something: `imd_rank`. */
const rankName = /[_ ](rank(ing)?|rang)$|排名$|名次$/i;
/** Names of years of things. */
const yearName = /year|jahr|since|\bdate|anno|année|建成|年/i;

/** Whether a name says that its numbers name things: `customerId`, `callingCodes`, `invoice number`. */
export function isIdentifierName(name: string): boolean {
  const spaced = name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/[_.\s-]+/g, " ")
    .trim();
  if (countOfIds.test(spaced)) return false;
  return idName.test(name) || idName.test(spaced) || idTail.test(name);
}

/** Digits of a day: 20190131, perhaps with a time of day behind it; of other calendars, too. */
const compactDay =
  /^(?:1[5-9]|2[0-6])\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-4])[0-5]\d(?:[0-5]\d)?)?$/;

/** Whether a whole number is a day without signs between year, month and day: no measure, however large. */
function isCompactDay(value: number): boolean {
  return compactDay.test(String(value));
}

/** Rows from which whole numbers from 0 or 1 without a gap are the numbers of the rows, unless their name says more. */
const manyRows = 12;

/** Whether a name alone says that numbers are codes, settings or months. */
function isNamedLabel(look: ColumnLook): boolean {
  const { name, whole } = look;
  return ((isIdentifierName(name) || edgeName.test(name.trim())) && whole) || isSettingName(name) || isYearMonths(look);
}

const isPlaces = ({ name, whole, distinct, low, high }: ColumnLook, rows: number): boolean =>
  rankName.test(name.trim()) && whole && low >= 0 && high <= rows && distinct * 2 > rows && rows > 5;

const isNumbered = ({ name, whole, low, distinct, values }: ColumnLook): boolean =>
  numberedName.test(name.trim()) && whole && low >= 0 && distinct * 2 <= values;

/** Names of one thing each, of which no table of things counts several. */
const oneEachName =
  /^(district|county|state|region|school|ward|zone|province|municipality|station|store|shop|branch)$/i;

/** Whether each row has a number of its own under the name of a thing: the number of the district. */
const isNumberOfThing = ({ name, whole, low, distinct, values }: ColumnLook, rows: number): boolean =>
  oneEachName.test(name.trim()) && whole && low >= 0 && distinct === values && values === rows && rows >= manyRows;

/** Names of one person each. Words that are the same for several, such as Schüler, may be counts. */
const personName = /^(student|pupil|participant|respondent|patient|proband)$/i;
/** Most values of a column that may say what a person is, and not who. */
const mostKinds = 24;

/** Whether people are known by numbers, also by those of their school, which others have as well. */
const isNumberOfPerson = ({ name, whole, low, distinct }: ColumnLook): boolean =>
  personName.test(name.trim()) && whole && low >= 0 && distinct > mostKinds;

/** Whether numbers are days without signs, or years with a part of one: 2000.0833. */
function isTimeNumber({ name, whole, low, high }: ColumnLook): boolean {
  if (whole) return isCompactDay(low) && isCompactDay(high);
  return decimalYearName.test(name.trim()) && low >= 1500 && high <= 2200;
}

/** Whether a column of numbers only names, numbers or dates its rows. */
export function isLabelling(look: ColumnLook, rows: number): boolean {
  const { name, whole, distinct, low, high, middle } = look;
  if (isNamedLabel(look) || isNumbered(look) || isNumberOfThing(look, rows) || isNumberOfPerson(look)) return true;
  if (placeName.test(name) && low >= -180 && high <= 360) return true;
  if (whole && timeName.test(name) && high <= 2200 && low >= 0) return true;
  if (whole && (yearName.test(name) || isAttributeDate(name)) && middle >= 1000 && middle <= 2100 && high <= 2200)
    return true;
  if (isTimeNumber(look)) return true;
  // Places of many in an order: the last place is no highest value.
  if (isPlaces(look, rows)) return true;
  // Numbers of rows: 1, 2, 3, …
  const isRun = whole && distinct === rows && high - low === rows - 1;
  const isKnown = (): boolean => readAdds(name, { whole, large: false }).surely;
  return (
    isRun && ((rows >= manyRows && (low === 0 || low === 1) && !isKnown()) || (rows > 5 && rowName.test(name.trim())))
  );
}

/** Names of things that are known by numbers in a table. */
const entityName =
  /^(country|county|state|firm|company|store|shop|station|site|region|district|school|person|plant|product|item|branch|department|customer|sensor|mote|device|machine|clinic|hospital|bank|unit|farm|household|subject|patient|team|player|ward|zone|province|municipality|filiale|standort|kunde|gerät)([ _-]?(id|code|no|nr|number|nummer)\.?)?$/i;

/** Whether a name is that of things that are known by numbers: households, stores. */
export function isEntityName(name: string): boolean {
  return entityName.test(name.trim());
}

/** Whether whole numbers stand for kinds of things. */
export function isCategory({ name, type, whole, distinct, values }: ColumnLook): boolean {
  if (type === "boolean") return true;
  if (type === "integer" && isEntityName(name) && distinct >= 2 && distinct * 2 <= values && distinct <= 300)
    return true;
  return (
    type === "integer" &&
    whole &&
    distinct >= 2 &&
    distinct <= 24 &&
    distinct * 4 <= values &&
    /cluster|class|group|categor|^sex$|gender|type|grade|decile|quintile|quadrant|cylinders|priority|severity|^tier$|^stage$|^status$|^age$|age.?group|region|levelling/i.test(
      name,
    )
  );
}

/** Whether a column is what somebody wants to reach, and not where an edge of a graph leads to. */
export function isLoneTarget({ name }: ColumnLook, looks: readonly ColumnLook[]): boolean {
  return /^target$/i.test(name.trim()) && looks.filter((look) => edgeName.test(look.name.trim())).length === 1;
}
