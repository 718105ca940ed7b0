import type { Output } from "./colours.ts";

/** Cells of the bar. */
const width = 24;

export interface Transfer {
  show(sent: number, bytes: number): void;
  /** Clears the bar. */
  done(): void;
}

/** Shows how much of a file has been sent: a bar that redraws itself on a terminal, nothing elsewhere. */
export function showTransfer(output: Output, what: string): Transfer {
  if (output.isTTY !== true) return { show: () => {}, done: () => {} };
  let shown = "";
  return {
    show(sent, bytes) {
      const filled = Math.floor((sent * width) / Math.max(1, bytes));
      const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
      const text = `${bar} ${what} ${formatBytes(sent)} of ${formatBytes(bytes)}`;
      if (text === shown) return;
      output.write(`\r${text.padEnd(shown.length)}`);
      shown = text;
    },
    done() {
      if (shown !== "") output.write(`\r${" ".repeat(shown.length)}\r`);
      shown = "";
    },
  };
}

/** `812 B`, `1.4 KB`, `3.0 MB`: powers of 1024, as the API counts its limits. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
