/** The categories of CLDR's plural rules. */
export const pluralCategories = ["zero", "one", "two", "few", "many", "other"] as const;

export type PluralCategory = (typeof pluralCategories)[number];

/** Of a number as printed: its whole part, and how many decimals are shown (CLDR's operands i and v). */
export interface Counted {
  readonly whole: bigint;
  /** Digits after the mark, without zeros at the end; "" for a whole number. */
  readonly decimals: string;
}

export interface PluralRule {
  /** The categories that whole numbers below a million take: a text must have all of them. */
  readonly needed: readonly PluralCategory[];
  categoryOf(counted: Counted): PluralCategory;
}

const ending = (whole: bigint, power: bigint): number => Number(whole % power);
const between = (value: number, low: number, high: number): boolean => value >= low && value <= high;
const isWhole = ({ decimals }: Counted): boolean => decimals === "";
const isOne = (counted: Counted): boolean => isWhole(counted) && counted.whole === 1n;

/** Whole millions: "1 millón de personas". Texts may leave them out: `other` is then printed. */
const isMillions = ({ whole, decimals }: Counted): boolean =>
  decimals === "" && whole !== 0n && whole % 1_000_000n === 0n;

const oneAndOther: readonly PluralCategory[] = ["one", "other"];
const eastSlavic: PluralRule = {
  needed: ["one", "few", "many"],
  categoryOf(counted) {
    if (!isWhole(counted)) return "other";
    const [ten, hundred] = [ending(counted.whole, 10n), ending(counted.whole, 100n)];
    if (ten === 1 && hundred !== 11) return "one";
    return between(ten, 2, 4) && !between(hundred, 12, 14) ? "few" : "many";
  },
};
const romance = (isSingular: (counted: Counted) => boolean): PluralRule => ({
  needed: oneAndOther,
  categoryOf: (counted) => (isSingular(counted) ? "one" : isMillions(counted) ? "many" : "other"),
});

/** The plural rules of CLDR 48, by what they are like. `Intl.PluralRules` is not used: it differs between machines. */
export const pluralRules = {
  none: { needed: ["other"], categoryOf: () => "other" },
  /** English, German, Dutch, Swedish, Finnish; Turkish, whose rule differs for 1.0 only. */
  english: { needed: oneAndOther, categoryOf: (counted) => (isOne(counted) ? "one" : "other") },
  danish: {
    needed: oneAndOther,
    categoryOf: (counted) => (isOne(counted) || (!isWhole(counted) && counted.whole <= 1n) ? "one" : "other"),
  },
  /** French and Portuguese: what is below two is singular. */
  french: romance(({ whole }) => whole <= 1n),
  /** Spanish and Italian. */
  spanish: romance(isOne),
  polish: {
    needed: ["one", "few", "many"],
    categoryOf: (counted) => {
      const category = eastSlavic.categoryOf(counted);
      return category !== "one" || counted.whole === 1n ? category : "many";
    },
  },
  czech: {
    needed: ["one", "few", "other"],
    categoryOf: (counted) =>
      !isWhole(counted)
        ? "many"
        : counted.whole === 1n
          ? "one"
          : between(Number(counted.whole), 2, 4)
            ? "few"
            : "other",
  },
  /** Russian and Ukrainian. */
  eastSlavic,
  arabic: {
    needed: ["zero", "one", "two", "few", "many", "other"],
    categoryOf: (counted) => {
      if (!isWhole(counted)) return "other";
      if (counted.whole <= 2n) return (["zero", "one", "two"] as const)[Number(counted.whole)]!;
      const hundred = ending(counted.whole, 100n);
      return between(hundred, 3, 10) ? "few" : between(hundred, 11, 99) ? "many" : "other";
    },
  },
  hebrew: {
    needed: ["one", "two", "other"],
    categoryOf: (counted) => {
      if (isOne(counted) || (!isWhole(counted) && counted.whole === 0n)) return "one";
      return isWhole(counted) && counted.whole === 2n ? "two" : "other";
    },
  },
  hindi: {
    needed: oneAndOther,
    categoryOf: (counted) => (counted.whole === 0n || isOne(counted) ? "one" : "other"),
  },
} as const satisfies Readonly<Record<string, PluralRule>>;
