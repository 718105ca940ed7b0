import { cffOperator, numberOf, readCffProgram } from "../../fonts/outlines/cff-program.ts";
import { CharstringFault, walkCharstring } from "../../fonts/outlines/walk-charstring.ts";
import { FontFault } from "./font-fault.ts";

/**
 * Most bytes of charstrings that are followed, those of a subroutine once per call: four times the largest font file.
 */
const mostSteps = 48 * 1024 * 1024;

/**
 * Checks PostScript outlines: that the program can be read, that every glyph follows the rules for charstrings, and
 * that its width is the one in `hmtx`, by which text is set (ISO 19005-3, 6.2.11.5).
 *
 * @param glyphs number of glyphs in `maxp`
 * @param em units per em
 * @param widthOf advance width of a glyph in `hmtx`
 * @throws RangeError if a number lies beyond the end of the table
 */
export function checkCff(table: Buffer, glyphs: number, em: number, widthOf: (glyph: number) => number): void {
  const program = readCffProgram(table);
  if (numberOf(program.top, cffOperator.outlineType, 2) !== 2)
    throw new FontFault("has outlines of an old kind (CharstringType 1)", "export it again");
  if (program.outlines.count !== glyphs)
    throw new FontFault(
      `is damaged: it has ${glyphs} glyphs and ${program.outlines.count} outlines`,
      "export it again",
    );
  let steps = 0;
  for (let glyph = 0; glyph < glyphs; glyph++) {
    try {
      const use = walkCharstring(program, glyph);
      steps += use.steps;
      if (Math.abs(use.width - widthOf(glyph)) * 1000 > em)
        throw new CharstringFault(`is ${use.width} wide in the table CFF and ${widthOf(glyph)} in hmtx`);
    } catch (error) {
      throw error instanceof CharstringFault
        ? new FontFault(
            `cannot be used: its glyph ${glyph} ${error.message}`,
            "export it again, or use its TrueType version (.ttf)",
          )
        : error;
    }
    if (steps > mostSteps)
      throw new FontFault(
        "has outlines that call too many subroutines",
        "export it again, or use its TrueType version (.ttf)",
      );
  }
}
