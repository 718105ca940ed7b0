import { appendFileSync } from "node:fs";

/**
 * Keeps figures that a test has measured, for whoever asks: `FIGURES=figures.txt npm run test:servers` appends them to
 * that file. A passing run prints nothing.
 */
export function noteFigures(text: string): void {
  const file = process.env["FIGURES"];
  if (file !== undefined) appendFileSync(file, `${text}\n`);
}
