import { expect } from "vitest";

/**
 * Has moto's SES accept a sender. By the query API of SES 1, since Debian's moto does not know the call of SES 2.
 *
 * @param endpoint of moto
 */
export async function verifySender(endpoint: string, address: string): Promise<void> {
  const answer = await fetch(endpoint, {
    method: "POST",
    // The service is read from the signature's scope; signatures are not checked.
    headers: {
      authorization:
        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ses/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: new URLSearchParams({ Action: "VerifyEmailIdentity", EmailAddress: address, Version: "2010-12-01" }),
  });
  expect(answer.status, await answer.text()).toBe(200);
}
