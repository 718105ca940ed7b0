import { claimId } from "./claim-id.ts";
import type { Composition } from "../composition.ts";
import type { Directive } from "../directive.ts";
import type { Captioned } from "../../document/document.ts";

/**
 * Id, number and the lines around a figure or table, in the order in which they are read, so that
 * footnotes in them are numbered in that order. A table without a title is not counted.
 *
 * @param fallback id when the directive gives none
 */
export function composeCaption(composition: Composition, directive: Directive, kind: "figure" | "table", fallback: string): Captioned {
  const label = directive.label();
  const title = label.length > 0 ? label : directive.inline("title");
  const deck = directive.inline("deck");
  const { counts, locale } = composition;
  const counted = kind === "figure" || title.length > 0;
  const number = counted ? (kind === "figure" ? (counts.figures += 1) : (counts.tables += 1)) : 0;
  const text = `${kind === "figure" ? locale.words.figure : locale.words.table}${locale.words.numberGap}${number}`;
  const id = claimId(composition, directive.name("id"), fallback, { text: counted ? [{ type: "text", text }] : [] }, directive.where);
  return { id, number, title, deck, source: directive.inline("source"), note: directive.inline("note") };
}
