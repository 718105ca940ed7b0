import { useQuery } from "@tanstack/react-query";
import { keys } from "../../api/query-keys.ts";
import { type RecipeTrial, tryRecipe } from "../../api/datasets/recipe.ts";
import { Loading } from "../../design/loading.tsx";
import { Own } from "../../design/own.tsx";
import { ProblemList } from "../../design/problem-list.tsx";
import { Table } from "../../design/table.tsx";
import { useFormats } from "../../words/use-formats.ts";
import { useWords } from "../../words/use-words.tsx";
import { datasetsWords } from "../words.ts";

interface RecipeTrialProps {
  readonly name: string;
  /** The dataset's current version: another may fit otherwise. */
  readonly version: string;
  /** The text that is tried; undefined if none is yet. */
  readonly text: string | undefined;
  /** Whether the author has written on since. */
  readonly changed: boolean;
  /** Tries the text. @default as the recipe of the dataset */
  readonly attempt?: (name: string, text: string) => Promise<Tried>;
  /** What is said if it fails. @default that the recipe does not fit */
  readonly misfit?: string;
}

/** What a trial shows. */
export type Tried = Pick<RecipeTrial, "columns" | "rows" | "first">;

/** What a recipe or a view would make: the columns and the first rows, or why it does not fit. */
export function RecipeTrialView({ name, version, text, changed, attempt = tryRecipe, misfit }: RecipeTrialProps) {
  const words = useWords(datasetsWords);
  const trial = useQuery({
    queryKey: keys.dataset(name, attempt === tryRecipe ? "recipe-trial" : "view-trial", version, text),
    queryFn: () => attempt(name, text!),
    enabled: text !== undefined,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className="stack" aria-label={words.trial} aria-busy={trial.isFetching}>
      <h2>{words.trial}</h2>
      {text === undefined && <p className="muted">{words.nothingTried}</p>}
      {text !== undefined && trial.isPending && <Loading />}
      {trial.error !== null && <ProblemList title={misfit ?? words.recipeMisfit} error={trial.error} />}
      {trial.data !== undefined && <TrialTable trial={trial.data} changed={changed} />}
    </section>
  );
}

interface NumberedRow {
  readonly row: number;
  readonly values: RecipeTrial["first"]["rows"][number];
}

interface TrialTableProps {
  readonly trial: Tried;
  /** Whether the author has written on since. */
  readonly changed: boolean;
}

/** The columns and first rows that a trial made. */
export function TrialTable({ trial, changed }: TrialTableProps) {
  const words = useWords(datasetsWords);
  const formats = useFormats();
  const { columns, first, rows } = trial;
  return (
    <>
      <p className="small muted" role="status">
        {changed
          ? words.trialOld
          : words.firstRowsOf(formats.number(first.rows.length), words.rowsOf(rows, formats.number(rows)))}
      </p>
      <Table<NumberedRow>
        caption={words.firstRows}
        rows={first.rows.map((values, index) => ({ row: index + 1, values }))}
        rowKey={({ row }) => String(row)}
        columns={columns.map(({ name, type, unit }, index) => ({
          key: name,
          label: (
            <>
              <Own>{name}</Own>
              <div className="small muted">
                {words[type]}
                {unit !== undefined && (
                  <>
                    {words.listed}
                    <Own>{unit}</Own>
                  </>
                )}
              </div>
            </>
          ),
          number: type === "integer" || type === "number",
          cell: ({ values }) => {
            const value = values[index];
            return value === null || value === undefined ? (
              <span className="small muted">{words.empty}</span>
            ) : (
              <span className="cell">
                <Own>{String(value)}</Own>
              </span>
            );
          },
        }))}
      />
    </>
  );
}
