import type { Context } from "aws-lambda";
import { BroadsheetError } from "./core/errors.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { loadAhead } from "./lambda/load-ahead.ts";
import { openPreviews } from "./lambda/preview/open-previews.ts";
import { pack, unpack } from "./lambda/preview/pack.ts";
import { mostPacked, type PreviewAnswer, type PreviewEvent, type PreviewTask } from "./lambda/preview/preview-event.ts";

void loadAhead(() => import("@aws-sdk/client-s3"));
const logger = createLogger("preview");
const previews = await openPreviews(logger);

/** Makes previews of templates that are being edited, and pictures of pages, for the API, which waits. */
export async function handler({ task }: PreviewEvent, context: Context): Promise<PreviewAnswer> {
  logger.begin(context.awsRequestId);
  const { method, args } = unpack(task) as PreviewTask;
  try {
    const value = pack(await (previews[method] as (...given: unknown[]) => Promise<unknown>)(...args));
    if (value.length > mostPacked) throw tooLarge(value.length);
    return { value };
  } catch (error) {
    if (error instanceof BroadsheetError) return { refused: error.kind, problems: error.problems };
    throw error;
  }
}

function tooLarge(seen: number): BroadsheetError {
  return new BroadsheetError("limit-exceeded", {
    code: "answer-too-large",
    message: `the answer has ${seen} bytes, more than Lambda can return`,
    seen,
    allowed: mostPacked,
    hint: "ask for single pages, or for a picture of fewer dots per inch; or store the files as a draft and request a report of that version",
  });
}
