import { BroadsheetError } from "../../core/errors.ts";
import type { SourceDefinition } from "../../core/service/source/source.ts";
import type { RecipeAnswer } from "../../render/data/answer-recipe.ts";
import type { IngestAnswer } from "./invoke-ingest.ts";
import { invokeFunction } from "./invoke-function.ts";

/** An event of the function that fetches sources which asks for the first rows of one. */
export interface TrialEvent {
  readonly trial: { readonly name: string; readonly definition: SourceDefinition };
}

/** Longest trial, ms: API Gateway ends a request at 30 s, and the answer takes a moment. */
const trialMs = 27_000;

/**
 * Has the function that knows the connections fetch the first rows of a source. Nothing is stored.
 *
 * @throws BroadsheetError of the source and of what it gave; `limit-exceeded`, `trial-too-slow`; `unavailable` if the
 *   function cannot be called or fails
 */
export async function invokeTrial(name: string, definition: SourceDefinition): Promise<RecipeAnswer> {
  const signal = AbortSignal.timeout(trialMs);
  const event: TrialEvent = { trial: { name, definition } };
  const answer = (await invokeFunction("pullFunction", event, signal).catch((cause: Error) => {
    throw signal.aborted ? tooSlow(cause) : unavailable(cause);
  })) as IngestAnswer<RecipeAnswer>;
  if ("refused" in answer) throw new BroadsheetError(answer.refused, answer.problems);
  return answer;
}

function tooSlow(cause: Error): BroadsheetError {
  return new BroadsheetError(
    "limit-exceeded",
    {
      code: "trial-too-slow",
      message: `The source gave no first rows within ${trialMs / 1000} s`,
      allowed: `${trialMs} ms`,
      hint: "put it without a dry run: a refresh may take the minutes of its limits",
    },
    { cause },
  );
}

function unavailable(cause: Error): BroadsheetError {
  return new BroadsheetError(
    "unavailable",
    { code: "reading-unavailable", message: "the source could not be tried now", hint: "try again" },
    { cause },
  );
}
