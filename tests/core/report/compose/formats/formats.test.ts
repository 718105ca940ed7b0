import { expect, test } from "vitest";
import { formatsOf, isSpecifier, type Formats } from "../../../../../functions/core/report/compose/formats/formats.ts";
import { applyFormat, parseValueFormat } from "../../../../../functions/core/report/compose/formats/value-format.ts";
import { Decimal } from "../../../../../functions/core/decimal.ts";
import type { Value } from "../../../../../functions/core/report/query/table.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";

const en = formatsOf(localeFor("en"));
const zh = formatsOf(localeFor("zh"));
const de = formatsOf(localeFor("de"));
const fr = formatsOf(localeFor("fr"));
const tr = formatsOf(localeFor("tr"));
test("the formats of a locale are made once for a currency", () => {
  const francs = formatsOf(localeFor("en"), "CHF");
  expect(formatsOf(localeFor("en"))).toBe(en);
  expect(formatsOf(localeFor("en"), "CHF")).toBe(francs);
  expect(francs).not.toBe(en);
});

const exact = (text: string): Decimal => Decimal.parse(text)!;

test.each<[string, Formats, Value, string, string]>([
  ["en", en, 1234.5678, "number", "1,234.5678"],
  ["en", en, 1234.5678, "number: 1", "1,234.6"],
  ["en", en, -1234, "number: 0", "−1,234"],
  ["en", en, 1234567890123.45, "number", "1,234,567,890,123.45"],
  ["en", en, 9999999999999.99, "number", "9,999,999,999,999.99"],
  ["en", en, exact("12345678901234567890.12"), "number", "12,345,678,901,234,567,890.12"],
  ["de", de, exact("-12345678901234567890.12"), "number: 1", "−12.345.678.901.234.567.890,1"],
  ["en", en, exact("9007199254740993"), "plain", "9007199254740993"],
  ["en", en, exact("99999999999999999999.995"), "number: 2", "100,000,000,000,000,000,000.00"],
  ["en", en, exact("12345678901234567890.12"), ",.1f", "12,345,678,901,234,567,890.1"],
  ["en", en, exact("-12345678901234567890.129"), "+,.2f", "−12,345,678,901,234,567,890.13"],
  ["en", en, exact("12345678901234567890.12"), "+,.1f", "+12,345,678,901,234,567,890.1"],
  ["en", en, exact("12345678901234567890.12"), 'number: " ,.1f"', " 12,345,678,901,234,567,890.1"],
  ["en", en, exact("12345678901234567890.12"), "(,.1f", "12,345,678,901,234,567,890.1"],
  ["en", en, exact("-12345678901234567890.12"), "(,.1f", "(12,345,678,901,234,567,890.1)"],
  ["en", en, exact("-12345678901234567890.12"), 'number: " .1~f"', "−12345678901234567890.1"],
  ["en", en, exact("-12345678901234567890"), "($,.2f", "($12,345,678,901,234,567,890.00)"],
  ["de", de, exact("12345678901234567890.5"), "$,.1f", "12.345.678.901.234.567.890,5\u00a0€"],
  ["en", en, exact("12345678901234567890.1"), ".3~f", "12345678901234567890.1"],
  ["en", en, exact("12345678901234567890.1"), ".3f", "12345678901234567890.100"],
  ["en", en, exact("12345678901234567890.1"), "#0.1f", "12345678901234567890.1"],
  ["en", en, exact("9007199254740993.25"), ".2d", "9007199254740993"],
  ["en", en, 1e20, "25.0f", "    100000000000000000000"],
  ["tr", tr, exact("-90071992547409.93123"), "(,.2%", "(%9.007.199.254.740.993,12)"],
  ["tr", tr, exact("90071992547409.93123"), "+.2%", "+%9007199254740993,12"],
  ["tr", tr, -0.12, "(.0%", "(%12)"],
  ["tr", tr, -0.12, ".0%", "−%12"],
  ["tr", tr, 0.12, "+.0%", "+%12"],
  ["tr", tr, 0.12, "6.0%", "   %12"],
  ["en", en, exact("90071992547409.93123"), ".2%", "9007199254740993.12%"],
  ["en", en, exact("9007199254740993.1"), "d", "9007199254740993"],
  ["en", en, exact("1234567890123456789"), ".3s", "1.23E"],
  ["en", en, exact("12345678901234567890"), "compact", "12,345,678.9T"],
  ["en", en, exact("0.12345678901234567890"), "ratio: 15", "12.345678901234568%"],
  ["en", en, 2.675, "number: 2", "2.68"],
  ["en", en, 1.005, ".2f", "1.01"],
  ["en", en, 0.285, ".0%", "29%"],
  ["en", en, 1e21, "number", "1,000,000,000,000,000,000,000"],
  ["en", en, 1e-7, "number", "0.0000001"],
  ["en", en, 1.5e300, "number", "1.5e300"],
  ["de", de, 2.5e-300, "plain", "2,5e-300"],
  ["en", en, 2.5e-300, "number: 2", "0.00"],
  ["en", en, 9.5, "number: 0", "10"],
  ["en", en, 0, "compact", "0"],
  ["en", en, 14893, "currency: EUR", "€14,893.00"],
  ["en", en, 14893.2, "currency: EUR", "€14,893.20"],
  ["en", en, 14893.2, "currency: JPY", "¥14,893"],
  ["en", en, 14893.2, "currency: KWD", "KWD\u00a014,893.200"],
  ["en", en, 14893.2, "currency: XAU", "XAU\u00a014,893.2"],
  ["en", en, exact("12345678901234567.89"), "currency: USD", "$12,345,678,901,234,567.89"],
  ["en", en, -0.004, "currency: USD", "$0.00"],
  ["en", en, -0.001, "number: 1", "0.0"],
  ["en", en, 0.26, 'number: "+.2f"', "+0.26"],
  ["en", en, 0.26, "+.1f", "+0.3"],
  ["de", de, 1234567.5, "number: 1", "1.234.567,5"],
  ["fr", fr, 1234567.5, "number: 1", "1\u202f234\u202f567,5"],
  ["en", en, 30.1, "percent: 1", "30.1%"],
  ["en", en, 30, "percent", "30%"],
  ["en", en, 30.14, "percent", "30.1%"],
  ["de", de, 30.1, "percent: 1", "30,1\u00a0%"],
  ["en", en, 0.301, "ratio: 1", "30.1%"],
  ["en", en, 5, "points", "5\u00a0percentage points"],
  ["en", en, 1, "points", "1\u00a0percentage point"],
  ["en", en, -1, "points", "−1\u00a0percentage point"],
  ["en", en, 1, "points: 1", "1.0\u00a0percentage points"],
  ["zh", zh, 5, "points", "5个百分点"],
  ["de", de, 1.5, "points", "1,5\u00a0Prozentpunkte"],
  ["en", en, 137, 'currency: "USD"', "$137.00"],
  ["en", en, 13.7, "currency: USD", "$13.70"],
  ["en", en, 13.7, "currency: USD, 2", "$13.70"],
  ["en", en, -137.2, "currency: USD", "−$137.20"],
  ["en in Swiss francs", formatsOf(localeFor("en"), "CHF"), 137.2, "currency", "CHF\u00a0137.20"],
  ["en in Swiss francs", formatsOf(localeFor("en"), "CHF"), 137.2, "currency: EUR", "€137.20"],
  ["en", en, 137, "currency: CNY", "CN¥137.00"],
  ["zh", zh, 137, "currency: CNY", "¥137.00"],
  ["zh", zh, 137, "currency: USD", "US$137.00"],
  ["de", de, 1370, "currency: EUR", "1.370,00\u00a0€"],
  ["en", en, 5, "currency: XTS", "XTS\u00a05"],
  ["en", en, 137e9, "compact", "137B"],
  ["en", en, 1234, "compact", "1.2K"],
  ["en", en, 999, "compact", "999"],
  ["en", en, 999_960, "compact", "1M"],
  ["en", en, 999.96, "compact", "1K"],
  ["en", en, 1500000, "compact: 2", "1.50M"],
  ["zh", zh, 123456789, "compact", "1.2亿"],
  ["zh", zh, 12345, "compact", "1.2万"],
  ["zh", zh, 3e12, "compact", "3万亿"],
  ["de", de, 2.5e9, "compact", "2,5\u00a0Mrd."],
  ["en", en, -2500, "compact", "−2.5K"],
  ["en", en, "2024-06-30", "date", "30 June 2024"],
  ["en", en, "2024-06-30T23:30:00Z", "date: '%H:%M'", "23:30"],
  ["zh", zh, "2024-06-30", "date", "2024年6月30日"],
  ["en", en, "0099-01-01", "date: '%Y'", "0099"],
  ["en", en, true, "plain", "yes"],
  ["zh", zh, false, "plain", "否"],
])("%s: %j as %s is %s", (...row) => {
  const [, formats, value, format, expected] = row;
  expect(applyFormat(formats, parseValueFormat(format), value)).toBe(expected);
});

test.each(["number", "percent", "ratio", "points", "currency", "compact", "date", "plain"])(
  "%s leaves null to a default",
  (format) => {
    expect(applyFormat(en, parseValueFormat(format), null)).toBeNull();
  },
);

test("a value that nothing was said about", () => {
  expect([en.plain(2021), en.plain(-1.5), de.plain(1.5), en.plain(null), en.plain(0.3)]).toEqual([
    "2021",
    "−1.5",
    "1,5",
    "–",
    "0.3",
  ]);
});

test.each<[() => unknown, RegExp]>([
  [() => en.number("12"), /number needs a number, but got "12"/],
  [() => en.percent(Number.NaN), /percent needs a number/],
  [() => en.number(1, 39), /decimals must be a whole number from 0 to 38, not 39/],
  [() => en.number(1, 1.5), /decimals/],
  [() => en.number(1, "soon"), /is not a number format/],
  [() => en.currency(1, "dollars"), /three capital letters/],
  [() => en.currency(1), /currency needs a code: write currency: "USD"/],
  [() => en.date("2023-02-29"), /date needs YYYY-MM-DD/],
  [() => en.date(2023), /date needs/],
  [() => en.date(exact("9007199254740993")), /but got 9007199254740993/],
  [() => en.number(exact("9007199254740993"), "020f"), /cannot pad a number of 16 digits/],
  [() => parseValueFormat("per cent"), /there is no format "per cent": use number, percent/],
  [() => parseValueFormat("number: a b"), /neither a number nor a text/],
])("values and formats that do not fit are reported: %s", (call, message) => {
  expect(call).toThrow(message);
});

test("specifiers are distinguished from words", () => {
  expect(["+.2f", ",.0f", "d", ".1~f", "$,.2f", "s", ".3~s"].filter((text) => !isSpecifier(text))).toEqual([]);
  expect(["", "points", "fast", "+.2q", "1.2.3f"].filter(isSpecifier)).toEqual([]);
});
