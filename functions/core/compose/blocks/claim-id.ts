import type { Where } from "../../errors.ts";
import type { Composition, Target } from "../composition.ts";

/**
 * Gives a block its id. An id asked for must be free; one made from a title or a chart's name gets a
 * number if it is not.
 *
 * @param wanted asked for by the author, may be absent
 * @param fallback text from which an id is made otherwise
 */
export function claimId(
  composition: Composition,
  wanted: string | undefined,
  fallback: string,
  target: Target,
  where: Where,
): string {
  const { targets, problems } = composition;
  if (wanted !== undefined && targets.has(wanted)) {
    problems.push({ code: "duplicate-id", message: `${where.file}:${where.line}: the id "${wanted}" is already taken`, where, seen: wanted });
  }
  const base = wanted ?? (slug(fallback) || "section");
  let id = base;
  for (let count = 2; targets.has(id); count += 1) id = `${base}-${count}`;
  targets.set(id, target);
  return id;
}

/** Letters and digits of any script in lower case, everything else a hyphen. What finds them in any script takes 1 ms to be made. */
function slug(text: string): string {
  const letters = text.toLowerCase().replace(/['’]/g, "");
  return letters
    .replace(/^[\0-\x7f]*$/.test(letters) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
}
