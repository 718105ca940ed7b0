import { BroadsheetError } from "../../../errors.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import { hintNearMatch } from "../../../near-match.ts";
import { columnNamed } from "./column-named.ts";
import type { RecipeStep, Unpivot } from "./recipe.ts";

/** A column as the steps before have left it. */
export interface StepColumn {
  readonly name: string;
  /** The columns of the file whose values it holds as the file has them; none if a step made or typed them. */
  readonly sources: readonly string[];
  readonly unit?: string;
}

/** A step with the columns before it, by the names that are there, and where it stands in its recipe. */
export interface PlacedStep {
  readonly step: RecipeStep;
  /** JSON pointer: `/steps/2/types`. */
  readonly pointer: string;
  readonly before: readonly StepColumn[];
  readonly after: readonly StepColumn[];
}

/**
 * Follows the columns through the steps of a recipe.
 *
 * @param names of the columns as the file has them
 * @throws BroadsheetError `invalid-dataset` at the first step that does not fit: `unknown-column` with the columns that
 *   are there, `duplicate-column`
 */
export function followColumns(names: readonly string[], steps: readonly RecipeStep[]): readonly PlacedStep[] {
  let before: readonly StepColumn[] = names.map((name) => ({ name, sources: [name] }));
  return steps.map((step, index) => {
    const pointer = pointerTo(`/steps/${index}`, Object.keys(step)[0]!);
    const after = columnsAfter(step, before, pointer);
    refuseRepeated(after, pointer);
    const placed = { step, pointer, before, after };
    before = after;
    return placed;
  });
}

/** The column that a step names. @throws BroadsheetError `unknown-column` */
export function findColumn(asked: string, columns: readonly StepColumn[], pointer: string): StepColumn {
  const names = columns.map(({ name }) => name);
  const found = columnNamed(asked, names);
  if (found !== undefined) return columns[names.indexOf(found)]!;
  throw new BroadsheetError("invalid-dataset", {
    code: "unknown-column",
    message: `The recipe names the column "${asked}", which is not there`,
    where: { pointer, name: asked },
    seen: asked,
    allowed: names.slice(0, 100),
    ...hintNearMatch(asked, names),
  });
}

/** The columns that become rows, in their order. @throws BroadsheetError `unknown-column` */
export function unpivoted(
  { columns: asked }: Unpivot,
  columns: readonly StepColumn[],
  pointer: string,
): readonly StepColumn[] {
  const at = `${pointer}/columns`;
  if (typeof asked !== "string") return asked.map((name, index) => findColumn(name, columns, pointerTo(at, index)));
  const exact = columnNamed(
    asked,
    columns.map(({ name }) => name),
  );
  const range = exact === undefined ? /^(.+?)\s*\.\.\s*(.*)$/s.exec(asked) : null;
  if (range === null) return [findColumn(asked, columns, at)];
  const first = columns.indexOf(findColumn(range[1]!, columns, at));
  const last = range[2] === "" ? columns.length - 1 : columns.indexOf(findColumn(range[2]!, columns, at));
  if (first <= last) return columns.slice(first, last + 1);
  throw new BroadsheetError("invalid-dataset", {
    code: "empty-range",
    message: `"${range[2]}" stands before "${range[1]}"`,
    where: { pointer: at },
    seen: asked,
    allowed: columns.map(({ name }) => name).slice(0, 100),
  });
}

function columnsAfter(step: RecipeStep, columns: readonly StepColumn[], pointer: string): readonly StepColumn[] {
  const at = (name: string, member = name): StepColumn => findColumn(name, columns, pointerTo(pointer, member));
  if ("names" in step) {
    const renamed = new Map(Object.entries(step.names).map(([from, to]) => [at(from), to]));
    return columns.map((column) => ({ ...column, name: renamed.get(column) ?? column.name }));
  }
  if ("types" in step) {
    const typed = new Set(Object.keys(step.types).map((name) => at(name)));
    return columns.map((column) => (typed.has(column) ? { ...column, sources: [] } : column));
  }
  if ("trim" in step) for (const [index, name] of step.trim.entries()) at(name, String(index));
  if ("units" in step) {
    const units = new Map(Object.entries(step.units).map(([name, unit]) => [at(name), unit]));
    return columns.map((column) => (units.has(column) ? { ...column, unit: units.get(column)! } : column));
  }
  if ("unpivot" in step) {
    const { names, values } = step.unpivot;
    const taken = unpivoted(step.unpivot, columns, pointer);
    const kept = columns.filter((column) => !taken.includes(column));
    // Beside values that a step made, those of the file are no longer as it has them.
    const mixed = taken.some(({ sources }) => sources.length === 0);
    return [...kept, made(names), { name: values, sources: mixed ? [] : taken.flatMap(({ sources }) => sources) }];
  }
  if ("split" in step) {
    const divided = at(step.split.column, "column");
    return columns.flatMap((column) => (column === divided ? step.split.into.map(made) : column));
  }
  if ("derive" in step) {
    const names = columns.map(({ name }) => name);
    const replaced = new Map(Object.keys(step.derive).map((name) => [columnNamed(name, names), name]));
    const added = Object.keys(step.derive).filter((name) => columnNamed(name, names) === undefined);
    return [...columns.map((column) => (replaced.has(column.name) ? made(column.name) : column)), ...added.map(made)];
  }
  return columns;
}

function made(name: string): StepColumn {
  return { name, sources: [] };
}

function refuseRepeated(columns: readonly StepColumn[], pointer: string): void {
  const names = columns.map(({ name }) => name.toLowerCase());
  const repeated = columns.find(({ name }, index) => names.indexOf(name.toLowerCase()) !== index);
  if (repeated === undefined) return;
  throw new BroadsheetError("invalid-dataset", {
    code: "duplicate-column",
    message: `After this step two columns would be named "${repeated.name}"`,
    where: { pointer, name: repeated.name },
    seen: repeated.name,
    allowed: "each name once; SQL ignores case",
  });
}
