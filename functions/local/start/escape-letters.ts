/**
 * A program's text in ASCII. One letter beyond Latin-1 makes V8 keep the whole text in two bytes a character, for as long as the program runs;
 * esbuild escapes those in strings and leaves those in regular expressions, where the same escape means the same.
 */
export function escapeLetters(program: string): string {
  return program.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
