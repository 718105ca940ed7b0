import { Decimal } from "../../../decimal.ts";
import { type NumberMarks, sheetNumber } from "./number-format.ts";

/**
 * The format that prints a number as a text: one that gives its characters again.
 *
 * @param value as in the data
 * @returns undefined if there is none
 */
export function valueFormat(value: number | string, printed: string, marks: NumberMarks): string | undefined {
  const written = String(value);
  // Read back, a number with an exponent is no plain number.
  const number = /e/i.test(written) ? undefined : Decimal.parse(written);
  const found = sheetNumber(printed, marks);
  if (number === undefined || found === undefined) return undefined;
  if (isPrintedAs(number, found.value, decimalsOf(found.format))) return found.format;
  // 25.1 printed as "25.1%": the sign is a unit, and does not multiply.
  const plain = found.format.replaceAll("%", String.raw`\%`);
  const shown = found.value.shifted(2);
  return plain !== found.format && isPrintedAs(number, shown, decimalsOf(plain)) ? plain : undefined;
}

/** Whether a number rounds to what is printed, and is not halfway between two. */
function isPrintedAs(number: Decimal, printed: Decimal, decimals: number): boolean {
  if (decimals < 0 || number.negative !== printed.negative) return false;
  const half = new Decimal(5n, decimals + 1);
  const off = number.minus(printed);
  return (off.negative ? off.negated() : off).lt(half);
}

/** Decimals of a number that a format prints. */
function decimalsOf(format: string): number {
  const [, places = "", thousands = ""] = /0(?:\.(0+))?(,*)/.exec(format.replaceAll(/"[^"]*"|\\./gu, "")) ?? [];
  const percents =
    format
      .replaceAll(/"[^"]*"|\\./gu, "")
      .split(";")[0]!
      .split("%").length - 1;
  return places.length - 3 * thousands.length + 2 * percents;
}

/**
 * The format that prints the labels of an axis.
 *
 * @param hidden whether the axis has one more tick before the first, which is not to be labelled
 * @returns undefined if no single one does
 */
export function axisFormat(
  ticks: readonly { readonly value: number; readonly label: string }[],
  marks: NumberMarks,
  hidden: boolean,
): string | undefined {
  const formats = inGroups(ticks, marks);
  const zero = ticks.findIndex(({ value }) => value === 0);
  const [format, another] = [...new Set(formats.filter((_, index) => index !== zero))];
  const common = format ?? formats[zero];
  if (common === undefined || another !== undefined || formats.includes(undefined)) return undefined;
  const sections = common.split(";");
  // Zero has the section of positive numbers unless it has its own.
  const own = zero < 0 ? undefined : formats[zero]!.split(";");
  const first = own?.[2] ?? own?.[0];
  if (first !== undefined && first !== (sections[2] ?? sections[0])) return undefined;
  if (!hidden) return common;
  const least = ticks[0]!.value;
  // A format has at most two conditions, so that one without signs is left.
  return least > 0 && sections.length < 3 ? `[<${least}]"";${sections[0]}` : undefined;
}

/**
 * Where a label has its thousands in groups, all formats have them: they print a number below a thousand alike. One
 * of four digits without groups beside them, as in Spanish, has no format in common with them.
 */
function inGroups(
  ticks: readonly { readonly value: number; readonly label: string }[],
  marks: NumberMarks,
): readonly (string | undefined)[] {
  const formats = ticks.map(({ value, label }) => valueFormat(value, label, marks));
  if (!formats.some((format) => format?.includes("#,##0"))) return formats;
  return formats.map((format, index) =>
    format?.includes("#,##0") || /\d{4}/.test(ticks[index]!.label)
      ? format
      : format?.replaceAll(digits, "$<before>#,##0"),
  );
}

/** The first digit of each section of a format, behind words in quotes. */
const digits = /(?<before>(?:^|;)(?:"[^"]*"|\\.|[^";0])*)0/gu;
