import type { Warn } from "../../errors.ts";
import type { MeasuredText, StandIn } from "../../ports.ts";

/**
 * Reports each face that a family lacks once, as soon as a text asks for it.
 *
 * @param standIns the faces that families lack, by key
 * @returns undefined if no face is lacking, so that texts need not be looked at
 */
export function missingFaces(
  standIns: ReadonlyMap<string, StandIn> | undefined,
  warn: Warn,
): ((text: MeasuredText) => void) | undefined {
  if (standIns === undefined || standIns.size === 0) return undefined;
  const told = new Set<string>();
  return ({ runs }) => {
    for (const { face, text } of runs) {
      const standIn = standIns.get(face);
      if (standIn === undefined || text.trim() === "") continue;
      const { family, lacks, path } = standIn;
      if (told.has(`${family} ${lacks}`)) continue;
      told.add(`${family} ${lacks}`);
      warn({
        code: "missing-face",
        message: `the theme's ${family} has no ${lacks} font; ${lacks} text such as "${text}" is set in ${path}`,
        where: { file: path, name: family },
        seen: text,
        hint: `name a font for it: theme.fonts.${family}.${lacks.replace(" ", "-")}`,
      });
    }
  };
}
