import type { Context } from "aws-lambda";
import { createLogger } from "./lambda/lambda-logger.ts";
import { loadAhead } from "./lambda/load-ahead.ts";
import { openPreviews } from "./lambda/preview/open-previews.ts";
import { packAnswer } from "./lambda/preview/pack-answer.ts";
import { unpack } from "./lambda/preview/pack.ts";
import type { PreviewAnswer, PreviewEvent, PreviewTask } from "./lambda/preview/preview-event.ts";

void loadAhead(() => import("@aws-sdk/client-s3"));
const logger = createLogger("preview");
const previews = openPreviews(logger);

/** Makes previews of templates under work, and pictures of templates and themes, for the API, which waits. */
export async function handler({ task }: PreviewEvent, context: Context): Promise<PreviewAnswer> {
  logger.begin(context.awsRequestId);
  const { method, args } = unpack(task) as PreviewTask;
  return await packAnswer(() => (previews[method] as (...given: unknown[]) => Promise<unknown>)(...args));
}
