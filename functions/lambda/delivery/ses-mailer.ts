import type { SESv2Client } from "@aws-sdk/client-sesv2";
import { composeMime } from "../../adapters/mail/compose-mime.ts";
import type { Mailed, Mailer } from "../../core/ports.ts";

/** Longest time of a letter, ms. */
const letterMs = 30_000;

/** Errors of SES that another try cannot mend. */
const forGood = new Set([
  "MessageRejected",
  "MailFromDomainNotVerifiedException",
  "BadRequestException",
  "NotFoundException",
]);

/** Errors of a connection that was never made. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "CredentialsProviderError"]);

/**
 * Sends letters by SES. The SDK does not try again: a try whose answer was lost may have sent the letter. SES gives
 * each a `Message-ID` of its own.
 *
 * @param from verified sender: address, or `Name <address>`
 * @param configuration of SES that reports bounces and complaints @default none
 */
export function sesMailer(from: string, configuration?: string): Mailer {
  let opened: Promise<{ sdk: typeof import("@aws-sdk/client-sesv2"); client: SESv2Client }> | undefined;
  return {
    timeoutMs: letterMs,
    async send(letter): Promise<Mailed> {
      opened ??= import("@aws-sdk/client-sesv2").then((sdk) => ({
        sdk,
        client: new sdk.SESv2Client({ maxAttempts: 1 }),
      }));
      const { sdk, client } = await opened;
      const raw = await composeMime(letter, from);
      try {
        await client.send(
          new sdk.SendEmailCommand({
            FromEmailAddress: from,
            ConfigurationSetName: configuration,
            Destination: { ToAddresses: [letter.to] },
            Content: { Raw: { Data: raw } },
          }),
          { abortSignal: AbortSignal.timeout(letterMs - 5000) },
        );
        return { state: "sent" };
      } catch (error) {
        return failure(
          error as Error & { readonly code?: string; readonly $metadata?: { readonly httpStatusCode?: number } },
        );
      }
    },
  };
}

function failure({
  name,
  code = "",
  $metadata,
}: Error & { readonly code?: string; readonly $metadata?: { readonly httpStatusCode?: number } }): Mailed {
  const status = $metadata?.httpStatusCode;
  const fault = `SES failed (${name}${status === undefined ? "" : `, ${status}`})`;
  if (status !== undefined && status >= 400 && status < 500)
    return { state: "refused", fault, forGood: forGood.has(name) };
  if (neverConnected.has(code) || neverConnected.has(name)) return { state: "refused", fault, forGood: false };
  return { state: "unknown", fault };
}
