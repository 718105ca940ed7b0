import { claimId } from "../inlines/claim-id.ts";
import type { Composition } from "../composition.ts";
import type { Directive } from "../directive.ts";
import { figurePlaces, type Captioned, type FigurePlace } from "../../document/captioned.ts";
import { hintNearMatch } from "../../../near-match.ts";

/**
 * Id, number and the lines around a figure or table. Everything is composed in reading order, so that footnotes are
 * numbered in that order: title and deck, the content, source and note. A table or an image without a title is not
 * counted.
 *
 * @param fallback id if the directive gives none
 * @param content composes the figure or table itself
 */
export function composeCaptioned<T extends object>(
  composition: Composition,
  directive: Directive,
  kind: "figure" | "picture" | "table",
  fallback: string,
  content: () => T,
): Captioned & T {
  const bracketed = directive.label();
  const title = bracketed.length > 0 ? bracketed : directive.inline("title");
  const deck = directive.inline("deck");
  const { counts, locale, sections } = composition;
  const counted = kind === "figure" || title.length > 0;
  const number = counted ? (kind === "table" ? (counts.tables += 1) : (counts.figures += 1)) : 0;
  const label = counted ? sections.countCaption(kind === "table" ? "table" : "figure") : undefined;
  const text = `${kind === "table" ? locale.words.table : locale.words.figure}${locale.words.numberGap}${label ?? number}`;
  const id = claimId(
    composition,
    directive.name("id"),
    fallback,
    { text: counted ? [{ type: "text", text }] : [] },
    directive.where,
  );
  const place = readPlace(composition, directive);
  const captioned = {
    id,
    number,
    ...(label !== undefined && { label }),
    title,
    deck,
    ...(place !== undefined && { place }),
    ...content(),
  };
  return { ...captioned, source: directive.inline("source"), note: directive.inline("note") };
}

/** Reads `place="here"`. */
function readPlace({ problems }: Composition, { name, where }: Directive): FigurePlace | undefined {
  const seen = name("place");
  const place = figurePlaces.find((each) => each === seen);
  if (seen !== undefined && place === undefined)
    problems.push({
      code: "invalid-attribute",
      message: `${where.file}:${where.line}: place="${seen}" is not a place`,
      where,
      seen,
      allowed: figurePlaces,
      ...hintNearMatch(seen, figurePlaces),
    });
  return place;
}
