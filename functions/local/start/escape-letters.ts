/**
 * Escapes a program's text to ASCII. A single character beyond Latin-1 makes V8 keep the whole text in two bytes per
 * character while the program runs. esbuild escapes such characters in strings but not in regular expressions, where
 * the same escape has the same meaning.
 */
export function escapeLetters(program: string): string {
  return program.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
