import { expect, test } from "vitest";
import { formatsOf } from "../../../../functions/core/report/compose/formats/formats.ts";
import { Decimal } from "../../../../functions/core/decimal.ts";
import { languages } from "../../../../functions/core/report/locale/languages.ts";
import { numberFormat } from "../../../../functions/core/report/locale/number-format.ts";

/** Numbers of 1 to 24 digits, with and without decimals. */
const numbers = Array.from({ length: 24 }, (_, index) => "123456789012345678901234".slice(0, index + 1));

/** Where a printed number has its separators: digits in each group. */
const groups = (printed: string): number[] => printed.split(/[^\d]/).map((part) => part.length);

test.each(Object.entries(languages))(
  "%s groups thousands as CLDR does, in text, tables and charts",
  (language, locale) => {
    const formats = formatsOf(locale);
    const theirs = new Intl.NumberFormat(language === "zh" ? "zh-Hans" : language, {
      numberingSystem: "latn",
      maximumFractionDigits: 0,
    });
    for (const digits of numbers) {
      const value = digits.length > 15 ? Decimal.parse(digits)! : Number(digits);
      expect(groups(formats.number(value, 0)!), digits).toEqual(groups(theirs.format(BigInt(digits))));
      if (digits.length <= 15)
        expect(numberFormat(locale).format(",.0f")(Number(digits))).toBe(formats.number(Number(digits), 0));
    }
    expect(numberFormat(locale).format(",.2f")(1234.5)).toBe(formats.number(1234.5, 2));
    expect(formats.number(-1234.5, 2)).toContain(formats.number(1234.5, 2)!);
  },
);
