import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Letter, Mailed, Mailer } from "../../core/ports.ts";
import { composeMime } from "./compose-mime.ts";

export interface SmtpOptions {
  /** `smtp://user:password@host:port`, or `smtps://`. */
  readonly url: string;
  /** Sender: address, or `Name <address>`. */
  readonly from: string;
  /** Longest silence of the server, ms. @default 20000 */
  readonly silenceMs?: number;
}

/** Longest time of a whole letter, ms. */
const letterMs = 60_000;

type SmtpError = NodeJS.ErrnoException & {
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
};

/**
 * A refusal of a recipient whose enhanced code (RFC 3463) says that there is no such mailbox or domain, that it is
 * written wrongly, has moved or is closed. A refusal without such a code may be one of our own server, which then
 * refuses everybody.
 */
const noSuchMailbox = /^5\d\d[ -]5\.(?:1\.(?:1|2|3|6|10)|2\.1)(?!\d)/;

/**
 * Sends letters to a server by SMTP, each over a connection of its own, encrypted if the server offers it. `smtps:`
 * insists, and so does a password, except to this machine itself.
 */
export function smtpMailer({ url, from, silenceMs = 20_000 }: SmtpOptions): Mailer {
  const { protocol, hostname, port, username, password } = new URL(url);
  const sender = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
  const auth = username === "" ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  return {
    timeoutMs: letterMs,
    async send(letter: Letter): Promise<Mailed> {
      const raw = await composeMime(letter, from);
      let begun = false;
      // Read only once the server has accepted the addresses and asked for the letter.
      const message = new Readable({
        read() {
          begun = true;
          this.push(raw);
          this.push(null);
        },
      });
      const connection = new SMTPConnection({
        host: hostname.replace(/^\[|\]$/g, ""),
        ...(port !== "" && { port: Number(port) }),
        secure: protocol === "smtps:",
        // A password goes through no foreign network in clear, whatever the server, or somebody before it, offers.
        requireTLS: auth !== undefined && !isLoopbackHost(hostname),
        connectionTimeout: silenceMs,
        greetingTimeout: silenceMs,
        socketTimeout: silenceMs,
        dnsTimeout: silenceMs,
      });
      try {
        await talk(connection, async () => {
          await step((done) => connection.connect(done));
          if (auth !== undefined) await step((done) => connection.login(auth, done));
          await step((done) => connection.send({ from: sender, to: [letter.to] }, message, done));
        });
        return { state: "sent" };
      } catch (error) {
        return failure(error as SmtpError, begun);
      } finally {
        message.destroy();
        connection.quit();
        setTimeout(() => connection.close(), 1000).unref();
      }
    },
  };
}

/** Whether a name leads to this machine. */
function isLoopbackHost(name: string): boolean {
  return name === "localhost" || name === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(name);
}

type Step = (act: (done: (error?: Error | null) => void) => void) => Promise<void>;

/** Makes a promise of a call that ends with a callback. */
const step: Step = (act) => new Promise((done, fail) => act((error) => (error ? fail(error) : done())));

/**
 * Runs the steps of a conversation; a connection that breaks, or takes too long in all, ends whichever is under way.
 */
function talk(connection: SMTPConnection, steps: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.on("error", reject);
    connection.on("end", () => reject(Object.assign(new Error("the connection ended"), { code: "ECONNECTION" })));
    const late = setTimeout(
      () => reject(Object.assign(new Error("no answer"), { code: "ETIMEDOUT" })),
      letterMs - 5000,
    );
    steps()
      .then(resolve, reject)
      .finally(() => clearTimeout(late));
  });
}

/**
 * The state of a letter after an error. A server that answers with a refusal has not taken it, and neither has one that
 * was not given it yet. In all other cases the state is unknown.
 */
function failure({ code = "", command = "", responseCode, response = "", message }: SmtpError, begun: boolean): Mailed {
  if (code === "ETLS")
    return {
      state: "refused",
      fault: "the mail server offers no encryption (STARTTLS), without which no password is sent",
      forGood: false,
    };
  if (responseCode !== undefined && responseCode >= 400)
    return {
      state: "refused",
      fault: `the mail server answered ${responseCode}${command === "" ? "" : ` to ${command}`}`,
      forGood: responseCode >= 500 && code !== "EAUTH",
      ...(command === "RCPT TO" && noSuchMailbox.test(response) && { noMailbox: response.slice(0, 300) }),
    };
  const fault = `the mail server failed (${code || message.slice(0, 80)})`;
  return begun ? { state: "unknown", fault } : { state: "refused", fault, forGood: false };
}
