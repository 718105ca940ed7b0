/** Cells of the bar. */
const width = 24;

export interface BatchProgress {
  /** @param rows of the batch; absent while they are being read */
  show(made: number, rows: number | undefined): void;
  /** Clears the bar. */
  done(): void;
}

/**
 * Shows how far a batch is: a bar that redraws itself on a terminal, nothing elsewhere.
 *
 * @param now the time in milliseconds, to tell the rate and the time left
 */
export function showBatchProgress(
  output: { readonly isTTY?: boolean; write(text: string): unknown },
  now: () => number,
): BatchProgress {
  if (output.isTTY !== true) return { show: () => {}, done: () => {} };
  let shown = "";
  let begun: number | undefined;
  const draw = (text: string): void => {
    if (text === shown) return;
    output.write(`\r${text.padEnd(shown.length)}`);
    shown = text;
  };
  return {
    show(made, rows) {
      if (rows === undefined || rows === 0) return draw("reading rows");
      begun ??= now();
      const filled = Math.min(width, Math.floor((made * width) / rows));
      const rate = made / Math.max(1, (now() - begun) / 1000);
      const pace =
        made === 0
          ? ""
          : made >= rows
            ? ", finishing"
            : `, ${rate < 10 ? rate.toFixed(1) : rate.toFixed(0)} a second, ${leftOf((rows - made) / rate)} left`;
      draw(`${"█".repeat(filled)}${"░".repeat(width - filled)} ${made} of ${rows}${pace}`);
    },
    done() {
      if (shown !== "") output.write(`\r${" ".repeat(shown.length)}\r`);
      shown = "";
    },
  };
}

function leftOf(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
