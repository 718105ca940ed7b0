import type { StreamedObject } from "./object-store.ts";

/* What leaves the service: secrets, posts, letters and copies. */

/** Keeps secrets apart from the store, which others may read, copy and back up. */
export interface SecretStore {
  /** @param name such as `webhooks/crm` */
  get(name: string): Promise<string | undefined>;
  /**
   * Returns the secret of a name; if there is none, `value`, which is then stored. Of concurrent callers all get the
   * same.
   */
  ensure(name: string, value: string): Promise<string>;
  put(name: string, value: string): Promise<void>;
  /** Succeeds even if there is no such secret. */
  delete(name: string): Promise<void>;
}

/** The result of a posted message: the status of the answer, or why there is none, in a few words. */
export type Posted = { readonly status: number; readonly retryAfterMs?: number } | { readonly fault: string };

/** Sends messages over HTTP to addresses that others chose. Follows no redirect and reads no answer's body. */
export interface HttpPoster {
  /**
   * Posts a JSON text.
   *
   * @param timeoutMs for all of it, from the look-up of the name to the status
   * @returns faults as values, since every one is an expected answer of a stranger
   */
  post(url: string, headers: Readonly<Record<string, string>>, body: string, timeoutMs: number): Promise<Posted>;
}

/** A letter to one address. */
export interface Letter {
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Without its angle brackets; a server on the way may replace it. */
  readonly messageId: string;
  /** Where a click, and a post by the reader's program (RFC 8058), end these letters. */
  readonly unsubscribe?: string | undefined;
  /** The PDF and its renditions. @default none */
  readonly attachments?: readonly Attachment[] | undefined;
}

/** A file that goes with a letter. */
export interface Attachment {
  readonly name: string;
  readonly body: Uint8Array;
  readonly contentType: string;
}

/** The result of handing over a letter. `refused`: not sent, for good or for now. `unknown`: perhaps sent. */
export type Mailed =
  | { readonly state: "sent" }
  | {
      readonly state: "refused";
      readonly fault: string;
      readonly forGood: boolean;
      /** What the server said, if it is that the address takes no letters and never will. */
      readonly noMailbox?: string;
    }
  | { readonly state: "unknown"; readonly fault: string };

/** Hands letters to a mail service: SMTP on a laptop, SES on AWS. */
export interface Mailer {
  /** Longest time of one letter, ms. */
  readonly timeoutMs: number;
  /** @returns faults as values */
  send(letter: Letter): Promise<Mailed>;
}

/** Places outside the store to which files are copied. */
export interface CopyPlace {
  /**
   * Writes a file, or overwrites it.
   *
   * @param to a prefix of a bucket or a folder, as `deliver` names it
   * @param name checked, relative to it, with `/` between folders
   * @throws BroadsheetError `invalid-request` if it would lie outside of what is allowed, `unavailable` if it cannot be
   *   written
   */
  write(
    to: string,
    name: string,
    body: Uint8Array | Pick<StreamedObject, "body" | "size">,
    contentType: string,
  ): Promise<void>;
}
