export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string | Uint8Array): unknown;
}

type Paint = (text: string) => string;

export interface Colours {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
}

/**
 * Colours for a stream: only on a terminal that has them. `FORCE_COLOR` adds them elsewhere (`0` removes them),
 * `NO_COLOR` removes them, as https://no-color.org and https://force-color.org say.
 */
export function coloursOf(output: Pick<Output, "isTTY">, environment: NodeJS.ProcessEnv = process.env): Colours {
  const forced = environment["FORCE_COLOR"] ?? "";
  const on =
    forced !== ""
      ? forced !== "0"
      : output.isTTY === true && (environment["NO_COLOR"] ?? "") === "" && environment["TERM"] !== "dumb";
  const paint =
    (begin: number, end: number): Paint =>
    (text) =>
      on && text !== "" ? `\u001b[${begin}m${text}\u001b[${end}m` : text;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
  };
}
