import { faultOfAddress } from "../../core/service/delivery/mail/mail-address.ts";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import type { DeliveryOptions } from "./open-deliveries.ts";

type Given = Pick<DeliveryOptions, "smtp" | "mailFrom" | "publicUrl" | "copies">;

/**
 * Checks the options about mail and copies.
 *
 * @returns these options and no other
 * @throws BroadsheetError `invalid-request` with every fault
 */
export function parseDeliverOptions(given: Given): Given {
  const { smtp, mailFrom, publicUrl, copies } = given;
  const faults: Problem[] = [];
  if (smtp !== undefined && !isUrl(smtp, ["smtp:", "smtps:"]))
    faults.push({
      code: "invalid-option",
      message: "--smtp takes the address of a mail server",
      allowed: "smtp://user:password@host:port, or smtps://…",
    });
  if (smtp !== undefined && mailFrom === undefined)
    faults.push({
      code: "missing-option",
      message: "--smtp needs --mail-from, the sender of letters",
      allowed: "Reports <reports@example.org>",
    });
  if (mailFrom !== undefined) {
    const named = /^([^<>"\p{Cc}]*)<([^<>]+)>$/u.exec(mailFrom);
    const fault = faultOfAddress(named?.[2] ?? mailFrom);
    if (fault !== undefined)
      faults.push({
        code: "invalid-option",
        message: `--mail-from: ${fault}`,
        seen: mailFrom,
        allowed: "an address, or Name <address>",
      });
  }
  if (publicUrl !== undefined && !isUrl(publicUrl, ["http:", "https:"]))
    faults.push({
      code: "invalid-option",
      message: "--public-url takes a complete address",
      seen: publicUrl,
      allowed: "https://reports.example.org",
    });
  if (faults.length > 0) throw new BroadsheetError("invalid-request", faults);
  // These four alone: what else the object may hold has not been parsed.
  return { smtp, mailFrom, publicUrl, copies };
}

function isUrl(text: string, schemes: readonly string[]): boolean {
  return URL.canParse(text) && schemes.includes(new URL(text).protocol) && new URL(text).hostname !== "";
}
