import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { CloudFormationCustomResourceEvent, Context } from "aws-lambda";
import { fileURLToPath } from "node:url";
import { readVariable } from "./environment.ts";
import { answerCloudFormation } from "./lambda/http/answer-cloudformation.ts";
import { createLogger } from "./lambda/lambda-logger.ts";
import { type SignIn, studioFiles } from "./lambda/studio/studio-files.ts";

const logger = createLogger("studio");
const s3 = new S3Client({});
/** The bundle includes it. */
const folder = fileURLToPath(new URL("site/", import.meta.url));

/** Files written in parallel. */
const abreast = 8;

/**
 * At deployment: stores the studio's files for CloudFront. Files of earlier deployments stay for the pages that are
 * open.
 */
export async function handler(event: CloudFormationCustomResourceEvent, context: Context): Promise<void> {
  logger.begin(context.awsRequestId);
  let failure: string | undefined;
  try {
    if (event.RequestType !== "Delete") await publish(JSON.parse(String(event.ResourceProperties["SignIn"])) as SignIn);
  } catch (error) {
    failure = (error as Error).message;
    logger.error("the studio could not be stored", { stack: (error as Error).stack });
  }
  await answerCloudFormation(event, failure);
}

async function publish(signIn: SignIn): Promise<void> {
  const files = await studioFiles(folder, signIn);
  // The page is the last file, and waits for all others.
  const groups = [
    ...Array.from({ length: Math.ceil((files.length - 1) / abreast) }, (_, group) =>
      files.slice(0, -1).slice(group * abreast, (group + 1) * abreast),
    ),
    files.slice(-1),
  ];
  for (const group of groups) {
    await Promise.all(
      group.map(({ key, body, contentType, cacheControl }) =>
        s3.send(
          new PutObjectCommand({
            Bucket: readVariable("studioBucket"),
            Key: key,
            Body: body,
            ContentType: contentType,
            CacheControl: cacheControl,
          }),
        ),
      ),
    );
  }
  logger.info("stored the studio", { files: files.length });
}
