import * as fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "../../functions/core/json/canonical-json.ts";
import { Decimal, isNumeric } from "../../functions/core/decimal.ts";

const of = (text: string): Decimal => Decimal.parse(text)!;

test.each([
  ["1.50", "1.5"],
  ["+.5", "0.5"],
  ["-0.000", "0"],
  ["1e21", "1000000000000000000000"],
  ["-1.25e-3", "-0.00125"],
  ["12345678901234567890123456789.0000000000000001", "12345678901234567890123456789.0000000000000001"],
])("%s is %s", (text, expected) => {
  expect(String(of(text))).toBe(expected);
});

test("exponents are written out up to 400", () => {
  expect([of("1e400"), of("1e-400")].map((decimal) => String(decimal).length)).toEqual([401, 402]);
  expect(["1e401", "1e-401"].map((text) => Decimal.parse(text))).toEqual([undefined, undefined]);
});

test.each(["", ".", "1,5", "0x1F", "1e999999", "NaN", "1 2"])("%j is not a decimal number", (text) => {
  expect(Decimal.parse(text)).toBeUndefined();
});

test("a double stands for a decimal only where its text says the same", () => {
  expect(
    ["0.1", "1234567890123.45", "9007199254740991", "100000000000000000000"].map((text) => of(text).narrow()),
  ).toEqual([0.1, 1234567890123.45, 9007199254740991, 1e20]);
  expect(
    ["9007199254740993", "9999999999999999", "0.1234567890123456789"].map(
      (text) => of(text).narrow() instanceof Decimal,
    ),
  ).toEqual([true, true, true]);
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.integer({ min: 0, max: 25 }),
      (unscaled, scale) => {
        const decimal = new Decimal(unscaled, scale);
        const narrow = decimal.narrow();
        expect(String(Decimal.from(narrow))).toBe(String(decimal));
      },
    ),
    { seed: 7, numRuns: 500 },
  );
});

test("sums, products and quotients are exact", () => {
  expect(String(of("0.1").plus(of("0.2")))).toBe("0.3");
  expect(String(of("1").minus(of("0.9")))).toBe("0.1");
  expect(String(of("9999999999999.99").times(of("9999999999999.99")))).toBe("99999999999999800000000000.0001");
  expect(String(of("1").dividedBy(of("8")))).toBe("0.125");
  expect(of("1").dividedBy(of("3"))).toBeUndefined();
  expect(of("1").dividedBy(of("0"))).toBeUndefined();
  expect(String(of("-7").modulo(of("3")))).toBe("2");
});

test.each([
  ["2.675", 2, "2.68"],
  ["-2.675", 2, "-2.68"],
  ["2.6749999", 2, "2.67"],
  ["155", -1, "160"],
  ["0.5", 0, "1"],
  ["0.5", 3, "0.5"],
] as const)("%s to %i decimals is %s", (text, decimals, expected) => {
  expect(String(of(text).rounded(decimals))).toBe(expected);
});

test("down and up", () => {
  expect(
    ["-1.5", "1.5", "2"].map((text) => [String(of(text).rounded(0, "floor")), String(of(text).rounded(0, "ceiling"))]),
  ).toEqual([
    ["-2", "-1"],
    ["1", "2"],
    ["2", "2"],
  ]);
});

test("comparisons see the last digit", () => {
  const [a, b] = [of("9007199254740993"), of("9007199254740994")];
  expect([
    a.lt(b),
    a.geq(b),
    a.equals(of("9007199254740993.0")),
    a.equals(9007199254740992),
    a.gt(1),
    a.gt("1"),
    a.equals("x"),
  ]).toEqual([true, false, true, false, true, false, false]);
});

test("JSON holds all digits", () => {
  expect(canonicalJson({ n: of("9007199254740993"), d: [of("0.10000000000000000001")] })).toBe(
    '{"d":[0.10000000000000000001],"n":9007199254740993}',
  );
  expect([isNumeric(1), isNumeric(of("1")), isNumeric(Number.NaN), isNumeric("1")]).toEqual([true, true, false, false]);
});
