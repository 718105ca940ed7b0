import { BroadsheetError } from "../../../errors.ts";

/**
 * Offset of the first byte of a line.
 *
 * @param line from 1; lines end with CRLF, LF or CR
 * @throws BroadsheetError `invalid-dataset`, `no-such-line`, if there are fewer lines
 */
export function startOfLine(text: Uint8Array, line: number): number {
  let at = 0;
  for (let seen = 1; seen < line; seen++) {
    while (at < text.length && text[at] !== 10 && text[at] !== 13) at++;
    at += text[at] === 13 && text[at + 1] === 10 ? 2 : 1;
    if (at >= text.length)
      throw new BroadsheetError("invalid-dataset", {
        code: "no-such-line",
        message: `The header should be in line ${line}, but the text ends with line ${seen}`,
        where: { line: seen },
        seen,
        allowed: line,
      });
  }
  return at;
}
