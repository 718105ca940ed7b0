import { readFile } from "node:fs/promises";
import { BroadsheetError } from "../core/errors.ts";
import { parseMoment } from "../core/report/request/calendar-moment.ts";

/** The command line's options for signing a report. */
export interface SignOptions {
  /** PKCS#12 file. */
  readonly sign?: string;
  /** ISO 8601 with a zone, e.g. `2026-03-01T09:00:00Z`. @default now */
  readonly signTime?: string;
  /** File whose first line is the passphrase. @default the environment variable */
  readonly signPassphraseFile?: string;
}

export interface Signer {
  readonly name: string;
  /** To the second. */
  readonly time: Date;
  /** @throws BroadsheetError `invalid-request` for a file that cannot be signed */
  sign(pdf: Uint8Array): Uint8Array;
}

const passphraseVariable = "BROADSHEET_SIGN_PASSPHRASE";

/**
 * Opens the key before the report is rendered, so that a wrong passphrase is reported at once. The passphrase comes
 * from a file or from `BROADSHEET_SIGN_PASSPHRASE`, never from the command line, which other users of the machine can
 * read.
 *
 * @returns `undefined` if no signature is requested
 * @throws BroadsheetError `not-found` and `invalid-request` for files that cannot be read and for options that do not
 *   go together
 */
export async function openSigner({ sign, signTime, signPassphraseFile }: SignOptions): Promise<Signer | undefined> {
  if (sign === undefined) {
    const stray =
      signTime === undefined
        ? signPassphraseFile === undefined
          ? undefined
          : "--sign-passphrase-file"
        : "--sign-time";
    if (stray !== undefined)
      throw new BroadsheetError("invalid-request", {
        code: "invalid-option",
        message: `${stray} is only for signed reports`,
        hint: "Give --sign key.p12 too",
      });
    return undefined;
  }
  const time = signTime === undefined ? new Date() : parseTime(signTime);
  time.setUTCMilliseconds(0);
  const [file, passphrase] = await Promise.all([readOption("--sign", sign), readPassphrase(signPassphraseFile)]);
  const [{ readKeyStore }, { signPdf }] = await Promise.all([
    import("../proof/signature/read-key-store.ts"),
    import("../proof/signature/sign-pdf.ts"),
  ]);
  const store = readKeyStore(file, passphrase);
  return { name: store.name, time, sign: (pdf) => signPdf(pdf, store, time) };
}

function parseTime(text: string): Date {
  const time = parseMoment(text);
  if (time !== undefined) return new Date(time);
  throw new BroadsheetError("invalid-request", {
    code: "invalid-option",
    message: "--sign-time is not a time with a time zone",
    where: { name: "--sign-time" },
    seen: text,
    allowed: "for example 2026-03-01T09:00:00Z",
  });
}

async function readPassphrase(file: string | undefined): Promise<string> {
  if (file === undefined) return process.env[passphraseVariable] ?? "";
  return (await readOption("--sign-passphrase-file", file)).toString("utf8").split(/\r?\n/, 1)[0]!;
}

async function readOption(option: string, file: string): Promise<Buffer> {
  return await readFile(file).catch((cause: unknown) => {
    throw new BroadsheetError(
      "not-found",
      { code: "file-unreadable", message: `the file of ${option} cannot be read`, where: { name: option }, seen: file },
      { cause },
    );
  });
}
