/**
 * Decimals of the currencies that have other than two: the minor units of ISO 4217, list one of 1 January 2025. `undefined` for metals, funds and codes for tests,
 * which have none.
 */
const exceptions: Readonly<Record<string, number | undefined>> = {
  ...Object.fromEntries(["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"].map((code) => [code, 0])),
  ...Object.fromEntries(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
  ...Object.fromEntries(["XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD", "XPT", "XSU", "XTS", "XUA", "XXX"].map((code) => [code, undefined])),
};

/** Decimals that an amount is written with. @returns undefined for what has no minor unit by nature: as many as the amount has */
export function currencyDecimals(code: string): number | undefined {
  return Object.hasOwn(exceptions, code) ? exceptions[code] : 2;
}
