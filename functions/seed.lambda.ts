import type { CloudFormationCustomResourceEvent, Context } from "aws-lambda";
import { fileURLToPath } from "node:url";
import { BroadsheetError } from "./core/errors.ts";
import { problemLine } from "./core/wording/problem-line.ts";
import { answerCloudFormation } from "./lambda/http/answer-cloudformation.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { openLifecycle } from "./lambda/open-lifecycle.ts";
import { seedTemplate } from "./seed/seed-template.ts";
import { findTemplateFolders } from "./seed/template-folders.ts";

const logger = createLogger("seed");
const { store } = await openLifecycle(logger);
/** The bundle includes them. */
const templates = fileURLToPath(new URL("templates/", import.meta.url));

/** At deployment: publishes the bundled templates, and their samples unless users have stored their own data. */
export async function handler(event: CloudFormationCustomResourceEvent, context: Context): Promise<void> {
  logger.begin(context.awsRequestId);
  let failure: string | undefined;
  try {
    if (event.RequestType !== "Delete") await seed(`seed:${event.RequestId}`);
  } catch (error) {
    failure = error instanceof BroadsheetError ? error.problems.map(problemLine).join("; ") : (error as Error).message;
    logger.error("seeding failed", { stack: (error as Error).stack });
  }
  await answerCloudFormation(event, failure);
}

async function seed(cause: string): Promise<void> {
  for (const [name, folder] of await findTemplateFolders([templates])) {
    const { version } = await seedTemplate(store, name, folder, cause);
    logger.info("published a template", { template: name, version });
  }
}
