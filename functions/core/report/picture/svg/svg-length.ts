/** User units (CSS px) per unit of length (CSS Values 4, 6.2). */
const units: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
  Q: 96 / 101.6,
};

/**
 * A length in user units. @param whole the length that is 100% @param em size of the font. @returns undefined if it
 * cannot be read
 */
export function readLength(text: string | undefined, whole: number, em = 16): number | undefined {
  const [, number = "", unit = ""] =
    /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(%|[a-zA-Z]*)\s*$/i.exec(text ?? "") ?? [];
  if (number === "") return undefined;
  const factor =
    unit === "%" ? whole / 100 : unit === "em" || unit === "rem" ? em : unit === "ex" ? em / 2 : units[unit];
  const value = Number(number) * (factor ?? Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}
