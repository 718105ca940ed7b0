/** Width of a text on one line, points. */
type Measure = (text: string) => number;

/**
 * Places where a line may end: after spaces, hyphens, slashes and soft hyphens, and between Chinese, Japanese or Korean
 * characters, except before closing and after opening punctuation (UAX #14, classes CL and OP).
 */
const breakPlace =
  /(?<=[\s\-/\u00ad\u2010\u2013])(?=\S)|(?<=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef])(?<![（《「『【〈“‘])(?=[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff（《「『【〈“‘])(?![、。，．：；！？）》」』】〉”’ー々])/u;

/**
 * Breaks a label into lines of at most `width`, as few as possible and then as even as possible. A word wider than that
 * keeps a line of its own.
 *
 * @param width points
 */
export function wrapWords(text: string, width: number, measure: Measure): readonly string[] {
  const whole = text.trim();
  if (!(width > 0) || measure(visible(whole)) <= width) return [visible(whole)];
  const pieces = whole.split(breakPlace);
  const fewest = fill(pieces, width, measure);
  // The narrowest measure that needs no more lines gives the most even ones.
  let [low, high] = [width / 2, width];
  let best = fewest;
  for (let round = 0; round < 5; round++) {
    const middle = (low + high) / 2;
    const lines = fill(pieces, middle, measure);
    const fits =
      lines.length === fewest.length &&
      lines.every((line, i) => measure(line) <= Math.max(middle, measure(fewest[i]!)));
    if (fits) [best, high] = [lines, middle];
    else low = middle;
  }
  return best;
}

function fill(pieces: readonly string[], width: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    if (line !== "" && measure(ended(line + piece)) > width) {
      lines.push(ended(line));
      line = piece;
    } else line += piece;
  }
  lines.push(ended(line));
  return lines;
}

/** A line as printed: a soft hyphen at its end becomes visible, the others vanish. */
function ended(line: string): string {
  const text = line.trimEnd();
  return text.endsWith("\u00ad") ? `${visible(text)}-` : visible(text);
}

function visible(text: string): string {
  return text.replaceAll("\u00ad", "");
}
