const arrow = "[\\u2190-\\u21ff\\u27f0-\\u27ff\\u2900-\\u297f]";
const emptyLabel = "<mpadded[^>]*>\\s*(?:<mspace[^>]*>\\s*</mspace>\\s*)?</mpadded>";
const label = "<mpadded[^>]*>(?:(?!<mpadded)[^])*?</mpadded>";

/** Changes to the MathML, so that the engine understands what MathJax means. */
const changes: readonly (readonly [RegExp, string])[] = [
  // An upright letter or sign is said like any other.
  [/ mathvariant="normal"/g, ""],
  // A name in words is a variable: before one, the engine takes the minus of a difference for a sign.
  [/<mtext>(\p{L}+(?: \p{L}+)*)<\/mtext>/gu, "<mi>$1</mi>"],
  // A raised ring is the sign of degrees, and not of a composition.
  [/<msup>\s*(<m([ni])>[^<]*<\/m\2>)\s*<mo>\u2218<\/mo>\s*<\/msup>/g, "$1<mo>\u00b0</mo>"],
  // With lines, a matrix would be taken for the table of a group.
  [/ (?:columnlines|rowlines|frame)="[^"]*"/g, ""],
  // An arrow without words above it has none.
  [
    new RegExp(`<munderover>(\\s*<mo>${arrow}</mo>\\s*${label}\\s*)${emptyLabel}\\s*</munderover>`, "g"),
    "<munder>$1</munder>",
  ],
  [new RegExp(`<mover>(\\s*<mo>${arrow}</mo>\\s*)${emptyLabel}\\s*</mover>`, "g"), "$1"],
];

/**
 * The engine reads a power of a set of numbers as "r-n", which is heard as a difference. With an invisible sign beside
 * the set it reads the set's name, and the power. An exponent that is a sign is none.
 */
const setPower =
  /<msup>\s*<mrow>\s*(<mi mathvariant="double-struck">[CNQRZ]<\/mi>)\s*<\/mrow>(?!\s*(?:<mrow>\s*)?<mo[ >])/g;

/**
 * Prepares MathML for the speech rule engine.
 *
 * @param mathml as `drawFormula` writes it, without character references
 */
export function clearerMath(mathml: string, language: string): string {
  const changed = changes.reduce((text, [pattern, by]) => text.replace(pattern, by), mathml);
  // Korean reads the dimension of the set.
  const sets = language === "ko" ? changed : changed.replace(setPower, "<msup><mrow>$1<mo>\u2062</mo></mrow>");
  return withoutEmptyCells(sets);
}

/** Whether the labels of an arrow need words that ClearSpeak lacks: it reads them as limits, "from g to f". */
export function hasArrowLabels(mathml: string): boolean {
  return new RegExp(`<munder(?:over)?>\\s*<mo[^>]*>${arrow}</mo>`).test(mathml);
}

/**
 * Drops the empty cells of cases and aligned lines, which only set them: "blank equals b". Cells of a matrix or array
 * stay, as its reader counts them.
 */
function withoutEmptyCells(mathml: string): string {
  const aligning: boolean[] = [];
  const empty = "<mtd>\\s*(?:<mi></mi>\\s*|<mrow>\\s*</mrow>\\s*)*</mtd>";
  return mathml
    .replace(
      new RegExp(`((?:<mo>\\{</mo>\\s*)?)<mtable([^>]*)>|</mtable>|${empty}`, "g"),
      (found: string, brace: string | undefined, attributes: string | undefined) => {
        if (found === "</mtable>") aligning.pop();
        else if (attributes === undefined) return aligning.at(-1) === true ? "" : found;
        else
          aligning.push(
            attributes.includes(' displaystyle="true"') ||
              (brace !== "" && attributes.includes(' columnalign="left left"')),
          );
        return found;
      },
    )
    .replace(/<mtr>\s*<\/mtr>/g, "<mtr><mtd></mtd></mtr>");
}
