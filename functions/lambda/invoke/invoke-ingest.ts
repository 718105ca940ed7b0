import { BroadsheetError, type ErrorKind, type Problem } from "../../core/errors.ts";
import type { JudgedProfile } from "../../core/report/dataset/store-version.ts";
import type { AskedRecipe, RecipeAnswer } from "../../render/data/answer-recipe.ts";
import type { SentDataset } from "../../render/data/store-sent.ts";
import { invokeFunction } from "./invoke-function.ts";

/** An event of the ingest function that asks it to store a dataset, its bytes in Base64. */
export interface StoreEvent {
  readonly store: Omit<SentDataset, "body"> & { readonly body: string };
}

/** An event of the ingest function that asks it to give a dataset a recipe, or to try one. */
export interface RecipeEvent {
  readonly recipe: AskedRecipe;
}

/** What the ingest function answers: what it was asked for, or why the dataset was not stored. */
export type IngestAnswer<T> = T | { readonly refused: ErrorKind; readonly problems: readonly Problem[] };

/** What it answers to a dataset. */
export type StoreAnswer = IngestAnswer<{ readonly profile: JudgedProfile }>;

/** Longest reading, ms: API Gateway ends a request at 30 s, and the answer takes a moment. */
const readingMs = 27_000;

/**
 * Has the ingest function store a dataset that came in a request: it has three times this function's memory, and a file
 * that exhausts it ends no answer.
 *
 * @throws BroadsheetError as `storeDataset`; `limit-exceeded` if it takes too long or ends the function; `unavailable`
 *   if the function cannot be called
 */
export async function storeDataset({ body, ...sent }: SentDataset): Promise<JudgedProfile> {
  const event: StoreEvent = {
    store: { ...sent, body: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("base64") },
  };
  return (await invoke<{ readonly profile: JudgedProfile }>(event, sent.name)).profile;
}

/** Has the ingest function give a dataset a recipe, or try one, see `answerRecipe`; throws as `storeDataset`. */
export async function answerRecipe(asked: AskedRecipe): Promise<RecipeAnswer> {
  return await invoke<RecipeAnswer>({ recipe: asked }, asked.name);
}

async function invoke<T extends object>(event: StoreEvent | RecipeEvent, dataset: string): Promise<T> {
  const signal = AbortSignal.timeout(readingMs);
  const answer = (await invokeFunction("ingestFunction", event, signal).catch((cause: Error) => {
    throw unread(cause, dataset, signal.aborted);
  })) as IngestAnswer<T>;
  if (!("refused" in answer)) return answer;
  throw new BroadsheetError(answer.refused, answer.problems);
}

const uploads = "POST /uploads reads a file with more time; or send fewer rows or columns, or Parquet";

function unread(cause: Error, dataset: string, late: boolean): BroadsheetError {
  const where = { dataset };
  if (late)
    return new BroadsheetError(
      "limit-exceeded",
      {
        code: "reading-timeout",
        message: `Reading the file took longer than ${readingMs / 1000} s and was given up`,
        where,
        allowed: `${readingMs} ms`,
        hint: uploads,
      },
      { cause },
    );
  if (cause.message.startsWith("the function in"))
    return new BroadsheetError(
      "limit-exceeded",
      {
        code: "reading-failed",
        message: "Reading the file ended the function that read it: it needs too much memory",
        where,
        hint: uploads,
      },
      { cause },
    );
  return new BroadsheetError(
    "unavailable",
    { code: "reading-unavailable", message: "the file could not be read now", where, hint: "try again" },
    { cause },
  );
}
