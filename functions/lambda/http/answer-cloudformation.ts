import type { CloudFormationCustomResourceEvent } from "aws-lambda";

/**
 * Reports the result of a custom resource to CloudFormation; the stack waits for it.
 *
 * @param failure the reason for a failure, shown in the stack's events
 * @throws Error if CloudFormation does not accept the response
 */
export async function answerCloudFormation(event: CloudFormationCustomResourceEvent, failure?: string): Promise<void> {
  const answer = await fetch(event.ResponseURL, {
    method: "PUT",
    // The URL is signed for an empty content type.
    headers: { "content-type": "" },
    body: JSON.stringify({
      Status: failure === undefined ? "SUCCESS" : "FAILED",
      // CloudFormation accepts at most 4 KB in total.
      Reason: failure?.slice(0, 1500),
      PhysicalResourceId: "broadsheet-samples",
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
    }),
  });
  if (!answer.ok) throw new Error(`CloudFormation answered ${answer.status}`);
}
