import type { Where } from "../../../errors.ts";
import type { Composition, Target } from "../composition.ts";

/**
 * Gives a block its id. A requested id must be free; one derived from a title or a chart's name gets a number if it is
 * taken.
 *
 * @param wanted requested by the author, may be absent
 * @param fallback text from which the id is derived otherwise
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
    problems.push({
      code: "duplicate-id",
      message: `${where.file}:${where.line}: the id "${wanted}" is already taken`,
      where,
      seen: wanted,
    });
  }
  const base = wanted ?? (slug(fallback) || "section");
  let id = base;
  for (let count = 2; targets.has(id); count += 1) id = `${base}-${count}`;
  targets.set(id, target);
  return id;
}

/**
 * Letters and digits of any script in lower case, everything else a hyphen. Compiling the pattern for every script
 * takes 1 ms.
 */
function slug(text: string): string {
  const letters = text.toLowerCase().replace(/['’]/g, "");
  return letters
    .replace(/^[\0-\x7f]*$/.test(letters) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80);
}
