import { MemoryObjectStore } from "../../adapters/memory-object-store.ts";
import { BroadsheetError } from "../../core/errors.ts";
import {
  type Comparison,
  comparisons,
  type QueryFilter,
  type QueryMenus,
  type Summary,
} from "../../core/report/edit/change.ts";
import { createWorld } from "../../render/create-world.ts";
import { openPreviewDesk } from "../../render/preview/open-preview-desk.ts";
import { changeFolder } from "../change-folder.ts";

/** Options of `broadsheet new-query`, as they are typed. */
export interface NewQueryOptions {
  readonly from: string;
  readonly columns?: string;
  readonly group?: string;
  readonly sum?: readonly string[];
  readonly mean?: readonly string[];
  readonly min?: readonly string[];
  readonly max?: readonly string[];
  readonly count?: boolean;
  readonly where?: readonly string[];
  readonly order?: string;
  readonly top?: string;
  readonly json?: boolean;
}

/**
 * `broadsheet new-query`: writes a query from what is to be grouped, added up, kept and sorted.
 *
 * @throws BroadsheetError as `changeFolder`, and for options that cannot be read
 */
export async function writeNewQuery(folder: string, name: string, options: NewQueryOptions): Promise<void> {
  const query = menusOf(options);
  const asked = { session: "new-query", name: "template", parameters: {}, datasets: {}, files: {}, pages: [] };
  const desk = openPreviewDesk(createWorld(new MemoryObjectStore()));
  const preview = await desk.make({ ...asked, base: { kind: "folder", folder } });
  if (preview.state !== "current") throw new BroadsheetError("invalid-template", [...preview.problems]);
  const tables = {
    ...preview.columns,
    ...Object.fromEntries(preview.queries.map(({ name: each, columns }) => [each, columns])),
  };
  const { added, columns = [] } = await changeFolder(folder, { do: "query", name, query, tables });
  const [[path, sql]] = Object.entries(added) as [[string, string]];
  if (options.json === true) process.stdout.write(`${JSON.stringify({ path, sql, columns }, null, 2)}\n`);
  else process.stderr.write(`${path}\n${sql}Next: ::table{data="${name}"} in report.md\n`);
}

function menusOf(options: NewQueryOptions): QueryMenus {
  const summaries = (["sum", "mean", "min", "max"] as const).flatMap((calculation: Summary & keyof NewQueryOptions) =>
    ((options[calculation] as readonly string[] | undefined) ?? []).map((column) => ({ do: calculation, column })),
  );
  const all = [...summaries, ...(options.count === true ? [{ do: "count" as const }] : [])];
  const group = listOf(options.group);
  return {
    from: options.from,
    ...(options.columns !== undefined && { columns: listOf(options.columns) }),
    ...(group.length > 0 && { group }),
    ...(all.length > 0 && { summaries: all }),
    filters: (options.where ?? []).map(readFilter),
    order: listOf(options.order).map((column) => ({
      column: column.replace(/^-/, ""),
      falling: column.startsWith("-"),
    })),
    ...(options.top !== undefined && { top: readTop(options.top) }),
  };
}

function listOf(text = ""): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function readTop(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw refused("--top", text, "a whole number");
}

/** `region = North`, `month >= $since`, `name contains Shop`, `region empty`. */
function readFilter(text: string): QueryFilter {
  const symbol = /^(.+?)\s*(>=|<=|!=|=|<|>)\s*(.*)$/s.exec(text) ?? /^(.+?)\s+(contains|begins)\s+(.*)$/s.exec(text);
  const [, column = "", is = "", value = ""] = symbol ?? /^(.+?)\s+(empty|filled)$/.exec(text) ?? [];
  const comparison = comparisons.find((each): each is Comparison => each === is);
  if (comparison === undefined) throw refused("--where", text, `COLUMN ${comparisons.join("|")} VALUE, or $PARAMETER`);
  const given =
    comparison === "empty" || comparison === "filled"
      ? {}
      : value.startsWith("$")
        ? { parameter: value.slice(1) }
        : { value };
  return { column: column.trim(), is: comparison, ...given };
}

function refused(option: string, seen: string, allowed: string): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-option",
    message: `${option} cannot be read`,
    seen,
    allowed,
  });
}
