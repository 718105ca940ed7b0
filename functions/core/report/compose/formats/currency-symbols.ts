import type { Locale } from "../../locale/locale.ts";
import { FormatError } from "./format-error.ts";

const usual: Readonly<Record<string, string>> = {
  USD: "$",
  EUR: "€",
  GBP: "£",
  JPY: "¥",
  CNY: "CN¥",
  INR: "₹",
  KRW: "₩",
  CHF: "CHF\u00a0",
  AUD: "A$",
  CAD: "CA$",
  HKD: "HK$",
  TWD: "NT$",
  BRL: "R$",
  ILS: "₪",
  THB: "THB\u00a0",
  VND: "₫",
};

/**
 * The text before and after an amount. A currency without a symbol here is named by its code.
 *
 * @param code ISO 4217
 * @throws FormatError if it is not three capital letters
 */
export function currencySymbols(code: string, { currency }: Locale): readonly [string, string] {
  if (!/^[A-Z]{3}$/.test(code))
    throw new FormatError(`currency needs a code of three capital letters like USD, but got ${JSON.stringify(code)}`);
  const symbol = currency.symbols[code] ?? usual[code] ?? `${code}\u00a0`;
  return currency.place === "after"
    ? ["", `\u00a0${symbol.trim()}`]
    : [symbol + (symbol.endsWith("\u00a0") ? "" : (currency.gap ?? "")), ""];
}
