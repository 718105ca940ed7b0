import type { CloudFormationCustomResourceEvent } from "aws-lambda";

/**
 * Tells CloudFormation how the work of a custom resource ended; the stack waits for it.
 *
 * @param failure why it did not succeed, for the stack's events
 * @throws Error when CloudFormation does not take the answer
 */
export async function answerCloudFormation(event: CloudFormationCustomResourceEvent, failure?: string): Promise<void> {
  const answer = await fetch(event.ResponseURL, {
    method: "PUT",
    // The URL is signed for an empty content type.
    headers: { "content-type": "" },
    body: JSON.stringify({
      Status: failure === undefined ? "SUCCESS" : "FAILED",
      // CloudFormation takes no more than 4 KB in all.
      ...(failure === undefined ? {} : { Reason: failure.slice(0, 1500) }),
      PhysicalResourceId: "broadsheet-samples",
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
    }),
  });
  if (!answer.ok) throw new Error(`CloudFormation answered ${answer.status}`);
}
