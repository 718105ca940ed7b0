import type { Vega } from "../vega.ts";

/** Most characters of a path shown in its error. */
const mostTold = 60;

/** The mark of an item. */
interface Mark {
  readonly marktype: string;
  readonly name?: string;
  readonly role?: string;
}

type Bound = (
  bounds: unknown,
  item: { readonly mark: Mark; readonly path?: unknown; readonly shape?: unknown },
  ...rest: unknown[]
) => unknown;

/**
 * Makes a path that cannot be read name itself and its mark: Vega says only "Invalid SVG path". It reads paths first
 * when it measures path marks and symbols with shapes of their own.
 */
export function registerPaths(vega: Vega): void {
  const { Marks: marks } = vega as unknown as { readonly Marks: Readonly<Record<"path" | "symbol", { bound: Bound }>> };
  for (const [type, member] of [
    ["path", "path"],
    ["symbol", "shape"],
  ] as const) {
    const { bound } = marks[type];
    marks[type].bound = (bounds, item, ...rest) => {
      try {
        return bound(bounds, item, ...rest);
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith("Invalid SVG path"))) throw error;
        throw new Error(explain(String(item[member]), item.mark), { cause: error });
      }
    };
  }
}

function explain(path: string, { marktype, name, role }: Mark): string {
  const shown = path.length > mostTold ? `${path.slice(0, mostTold).toWellFormed()}…` : path;
  return `the path "${shown}" of the ${marktype} mark "${name ?? role ?? ""}" cannot be read: a command has too few numbers, too many, or something else`;
}
