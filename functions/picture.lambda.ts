import type { Context } from "aws-lambda";
import { drawStoredPage } from "./adapters/pages/draw-stored-page.ts";
import { openStore } from "./adapters/open-store.ts";
import { readVariable } from "./environment.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { loadAhead } from "./lambda/load-ahead.ts";
import { packAnswer } from "./lambda/preview/pack-answer.ts";
import type { PictureEvent, PreviewAnswer } from "./lambda/preview/preview-event.ts";

void loadAhead(
  () => import("@aws-sdk/client-s3"),
  () => import("./adapters/pages/draw-pdf-page.ts"),
);
const logger = createLogger("picture");
const store = await openStore(`s3://${readVariable("store")}`);

/** Draws pages of stored reports for the API, which waits. It runs no template: authors' code never sees a report. */
export async function handler({ key, page, scale }: PictureEvent, context: Context): Promise<PreviewAnswer> {
  logger.begin(context.awsRequestId);
  return await packAnswer(() => drawStoredPage(store, key, page, scale));
}
