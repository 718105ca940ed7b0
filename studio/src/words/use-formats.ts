import { useMemo } from "react";
import { useLanguage } from "./use-words.tsx";

export interface Formats {
  /** `12,345.6`; four digits stay together, as in a year */
  number(value: number): string;
  /** `27 Nov 2026`, of an ISO 8601 date or moment */
  date(moment: string): string;
  /** `27 Nov 2026, 16:05` */
  moment(moment: string): string;
  /** `1.4 MB` */
  bytes(count: number): string;
}

/** Numbers and dates as the language of the studio writes them, in the reader's time zone. */
export function useFormats(): Formats {
  const { language } = useLanguage();
  return useMemo(() => {
    const locale = language === "zh" ? "zh-Hans" : "en-GB";
    const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3, useGrouping: "min2" });
    const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
    const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
    return {
      number: (value) => number.format(value),
      date: (given) => date.format(new Date(given)),
      moment: (given) => moment.format(new Date(given)),
      bytes(count) {
        // Intl sets no space before the Chinese word, as it does before a unit's sign.
        if (count < 1e3 && language === "zh") return `${count} 字节`;
        const unit = count < 1e3 ? "byte" : count < 1e6 ? "kilobyte" : "megabyte";
        const divisor = { byte: 1, kilobyte: 1e3, megabyte: 1e6 }[unit];
        return new Intl.NumberFormat(locale, {
          style: "unit",
          unit,
          unitDisplay: unit === "byte" ? "long" : "short",
          maximumFractionDigits: unit === "megabyte" ? 1 : 0,
        }).format(count / divisor);
      },
    };
  }, [language]);
}
