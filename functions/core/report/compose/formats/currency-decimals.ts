/**
 * Decimals of the currencies that do not have two: the minor units of ISO 4217, list one of 1 January 2025. `undefined`
 * for metals, funds and test codes, which have no minor unit.
 */
const exceptions: Readonly<Record<string, number | undefined>> = {
  ...Object.fromEntries(
    [
      "BIF",
      "CLP",
      "DJF",
      "GNF",
      "ISK",
      "JPY",
      "KMF",
      "KRW",
      "PYG",
      "RWF",
      "UGX",
      "UYI",
      "VND",
      "VUV",
      "XAF",
      "XOF",
      "XPF",
    ].map((code) => [code, 0]),
  ),
  ...Object.fromEntries(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
  ...Object.fromEntries(
    ["XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX"].map((code) => [
      code,
      undefined,
    ]),
  ),
};

/** The decimals of an amount. @returns undefined if there is no minor unit: the amount keeps its decimals */
export function currencyDecimals(code: string): number | undefined {
  return Object.hasOwn(exceptions, code) ? exceptions[code] : 2;
}
