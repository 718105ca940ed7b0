import type { Locale } from "../../locale/locale.ts";

/** Whether a language is written from right to left, in which case left and right are swapped. */
export function readsFromRight({ direction }: Pick<Locale, "direction">): boolean {
  return direction === "rtl";
}
