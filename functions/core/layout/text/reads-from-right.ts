import type { Locale } from "../../locale/locale.ts";

const fromRight = /^(?:ar|arc|ckb|dv|fa|he|ks|ps|sd|syr|ug|ur|yi)(?:-|$)/;

/** Whether a language is written from right to left, in which case left and right are swapped. */
export function readsFromRight({ tag }: Pick<Locale, "tag">): boolean {
  return fromRight.test(tag);
}
