/** Control characters (C0, DEL, C1), and those that set or override the direction of text (UAX #9, 2). */
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Of these, what no letter needs: controls but tabs and line feeds, embeddings and overrides. Marks and isolates
 * stay, which text from right to left is written with; they cannot make `\u202Egpj.exe` look like `exe.jpg`.
 */
// oxlint-disable-next-line no-control-regex
const overrides = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/g;

/** Those with an escape of their own, in JSON as in most languages. */
const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * A text as it may go to a terminal or into a line of a log: characters that would move the cursor, change colours,
 * begin another line or turn the order of others are shown as escapes, `\u202E`.
 */
export function showControls(text: string): string {
  return text.replaceAll(controls, escapeOf);
}

/** The same for output of several lines, whose line feeds are its own. */
export function showControlsInLines(text: string): string {
  return text.split("\n").map(showControls).join("\n");
}

/** A text as it may stand in a letter or on a page, where it is isolated from what is around it. */
export function showOverrides(text: string): string {
  return text.replaceAll(overrides, escapeOf);
}

function escapeOf(character: string): string {
  return short[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
