/**
 * A path as SVG path data, from the PDF operators that `CanvasPath` writes: `m`, `l`, `c`, `h` and `re`, with their
 * coordinates in points to 2 decimals.
 */
export function pathData(operators: string): string {
  if (operators === "") return "";
  return operators.split("\n").map(command).join("");
}

function command(line: string): string {
  if (line === "h") return "Z";
  const parts = line.split(" ");
  const operator = parts.pop()!;
  if (operator === "re") {
    const [x, y, width, height] = parts as [string, string, string, string];
    return `M${pair(x, y)}h${width}v${height}H${x}Z`;
  }
  return `${operator.toUpperCase()}${parts.reduce((data, number) => data + (data === "" ? "" : spaceBefore(number)) + number, "")}`;
}

function pair(x: string, y: string): string {
  return `${x}${spaceBefore(y)}${y}`;
}

/** A minus parts two numbers already. */
function spaceBefore(number: string): string {
  return number.startsWith("-") ? "" : " ";
}
