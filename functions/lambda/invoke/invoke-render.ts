import { gunzipSync } from "node:zlib";
import type { Findings } from "../../core/report/compose/check/check-text.ts";
import { BroadsheetError, type ErrorKind, type Problem } from "../../core/errors.ts";
import type { Unfinished } from "../../core/service/lifecycle/sweep/sweep-reports.ts";
import type { AskedQuery } from "../../render/data/answer-query.ts";
import type { UploadToCheck, VersionToTest } from "../../render/render-messages.ts";
import type { RenderAnswer } from "../render/render-answer.ts";
import { invokeFunction } from "./invoke-function.ts";

/**
 * Calls the render function and waits for its response. It does not retry; the caller decides.
 *
 * @throws Error of the SDK, also if `signal` aborts; or Error if the function failed
 */
export async function invokeRender(claim: Unfinished, signal: AbortSignal): Promise<RenderAnswer> {
  return (await invoke(claim, signal)) as RenderAnswer;
}

/** What the render function answers to a check: findings, or why it could not be made. */
export type CheckAnswer =
  | { readonly findings: Findings }
  | { readonly refused: ErrorKind; readonly problems: readonly Problem[] };

/**
 * An event of the render function that asks it to check a template, its archive in Base64 or uploaded, or to run the
 * tests of a stored version.
 */
export interface CheckEvent {
  readonly check: { readonly name: string; readonly archive: string } | UploadToCheck | VersionToTest;
}

/**
 * What the render function answers to a query: the body, compressed and in Base64, since Lambda returns at most 6 MB.
 */
export type QueryAnswer = { readonly body: string } | Extract<CheckAnswer, { readonly refused: unknown }>;

/** An event of the render function that asks it to run a query. */
export interface QueryEvent {
  readonly query: AskedQuery;
}

/** Longest check or query, ms: API Gateway ends a request at 30 s. */
const checkMs = 25_000;

/**
 * Has the render function check a template.
 *
 * @throws BroadsheetError as the pool's `check`; `unavailable` if the function cannot be called or takes too long
 */
export async function checkTemplate({
  name,
  archive,
}: {
  readonly name: string;
  readonly archive: Uint8Array;
}): Promise<Findings> {
  const check = { name, archive: Buffer.from(archive).toString("base64") };
  return await invokeCheck({ check }, checkMs, {
    code: "check-unavailable",
    message: "the template could not be checked now",
    hint: "try again; `broadsheet check` does the same on your machine",
  });
}

/** Longest check of an upload, or tests of a version, ms: the ingest then still stores or publishes the version. */
const ingestMs = 4 * 60_000;

/**
 * Has the render function check a template that was uploaded.
 *
 * @throws BroadsheetError as the pool's `check`; `unavailable` if the function cannot be called or takes too long
 */
export async function checkUpload({ name, upload }: UploadToCheck): Promise<Findings> {
  return await invokeCheck({ check: { name, upload } }, ingestMs, {
    code: "check-unavailable",
    message: "the template could not be checked now",
    hint: "it will be tried again",
  });
}

/**
 * Has the render function run the tests of a stored version.
 *
 * @throws BroadsheetError as the pool's `check`; `unavailable` if the function cannot be called or takes too long
 */
export async function testVersion({ name, version }: VersionToTest): Promise<Findings> {
  return await invokeCheck({ check: { name, version } }, ingestMs, {
    code: "tests-unavailable",
    message: "the template's tests could not be run now",
    hint: "try again; `broadsheet test` does the same on your machine",
  });
}

async function invokeCheck(event: CheckEvent, ms: number, unavailable: Problem): Promise<Findings> {
  const answer = (await invoke(event, AbortSignal.timeout(ms)).catch((cause: unknown) => {
    throw new BroadsheetError("unavailable", unavailable, { cause });
  })) as CheckAnswer;
  if ("findings" in answer) return answer.findings;
  throw new BroadsheetError(answer.refused, answer.problems);
}

/**
 * Has the render function run a query.
 *
 * @returns the body of the answer
 * @throws BroadsheetError as the pool's `query`; `unavailable` if the function cannot be called or takes too long
 */
export async function runQuery(query: AskedQuery): Promise<string> {
  const answer = (await invoke({ query }, AbortSignal.timeout(checkMs)).catch((cause: unknown) => {
    throw new BroadsheetError(
      "unavailable",
      { code: "query-unavailable", message: "the query could not be run now", hint: "try again" },
      { cause },
    );
  })) as QueryAnswer;
  if ("body" in answer) return gunzipSync(Buffer.from(answer.body, "base64")).toString("utf8");
  throw new BroadsheetError(answer.refused, answer.problems);
}

function invoke(payload: Unfinished | CheckEvent | QueryEvent, signal: AbortSignal): Promise<unknown> {
  return invokeFunction("renderFunction", payload, signal);
}
