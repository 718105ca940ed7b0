import { hasDatives, type Plan } from "../blocks/parts.ts";

const printed = "\\{\\{ [\\w.]+ \\| number: m\\.decimals \\}\\}";
/** “von 3 Tagen”, and “zwischen 3 Tagen und 5 Tagen”. */
const governed = new RegExp(
  `((?:^|[ (])(?:[Zz]wischen ${printed}\\{\\{ m\\.after \\}\\} und|[Vv]on|[Mm]it(?: je)?|[Bb]ei|[Zz]u|[Aa]us|[Zz]wischen) ${printed})\\{\\{ m\\.after \\}\\}`,
  "gm",
);

/** The text of a German report in which units behind a preposition have their dative. */
export function withDatives(text: string, plan: Plan): string {
  if (!hasDatives(plan)) return text;
  const once = text.replace(governed, "$1{{ m.dative }}");
  return once.replace(/(zwischen \{\{ [\w.]+ \| number: m\.decimals \}\})\{\{ m\.after \}\}/gi, "$1{{ m.dative }}");
}
