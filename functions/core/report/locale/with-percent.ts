import type { Locale } from "./locale.ts";

/** A printed number with the percent sign in its language's position. */
export function withPercent(number: string, { number: { percent = "%", minus = "-" }, percentPlace }: Locale): string {
  if (percentPlace === undefined) return number + percent;
  return number.startsWith(minus) ? minus + percent + number.slice(minus.length) : percent + number;
}
