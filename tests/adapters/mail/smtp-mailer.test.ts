import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { hostname } from "node:os";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, test } from "vitest";
import { smtpMailer } from "../../../functions/adapters/mail/smtp-mailer.ts";
import type { Letter } from "../../../functions/core/ports.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly message: string;
}

async function serve(
  options: SMTPServerOptions = {},
  address = "127.0.0.1",
): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, callback) {
      let message = "";
      stream
        .setEncoding("utf8")
        .on("data", (part: string) => (message += part))
        .on("end", () => {
          const { mailFrom, rcptTo } = session.envelope;
          received.push({
            from: mailFrom === false ? "" : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            message,
          });
          callback();
        });
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  closing.push(() => server.close());
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, received };
}

const letter: Letter = {
  to: "anna@example.org",
  subject: "Größe: 30%",
  text: "Hallo Größe\n",
  html: "<p>Hallo Größe</p>",
  messageId: "abc@broadsheet",
  unsubscribe: "https://reports.example.org/unsubscribe/x.y",
};
const from = "Reports <reports@example.org>";

const refuse = (code: number): Error => Object.assign(new Error("no"), { responseCode: code });

test("a letter arrives with text, HTML, its headers and the attached file", async () => {
  const { url, received } = await serve();
  await expect(
    smtpMailer({ url, from }).send({
      ...letter,
      attachments: [
        { name: "weekly.pdf", body: new TextEncoder().encode("%PDF-1.7"), contentType: "application/pdf" },
        {
          name: "weekly.html",
          body: new TextEncoder().encode("<p>\n.\n</p>"),
          contentType: "text/html; charset=utf-8",
        },
      ],
    }),
  ).resolves.toEqual({ state: "sent" });
  const [one] = received;
  expect([one?.from, one?.to]).toEqual(["reports@example.org", ["anna@example.org"]]);
  const unfolded = one!.message.replaceAll(/\r\n[ \t]+/g, " ");
  for (const line of [
    "From: Reports <reports@example.org>",
    "To: anna@example.org",
    "Subject: =?UTF-8?",
    "Message-ID: <abc@broadsheet>",
    "List-Unsubscribe: <https://reports.example.org/unsubscribe/x.y>",
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    "Auto-Submitted: auto-generated",
    "Content-Type: multipart/alternative",
    "filename=weekly.pdf",
    Buffer.from("%PDF-1.7").toString("base64"),
  ])
    expect(unfolded).toContain(line);
  expect(unfolded).toContain("Content-Type: text/plain; charset=utf-8");
  expect(unfolded).toContain("Content-Type: text/html; charset=utf-8");
});

test("no value can begin another header or another recipient", async () => {
  const { url, received } = await serve();
  await smtpMailer({ url, from }).send({
    ...letter,
    subject: "A\r\nBcc: victim@example.org",
    unsubscribe: "https://example.org/\r\nBcc: victim@example.org",
  });
  expect(received.map(({ to }) => to)).toEqual([["anna@example.org"]]);
  expect(received[0]!.message).not.toMatch(/^bcc:/im);
});

test.each<[string, SMTPServerOptions, object]>([
  [
    "an address that there is not",
    { onRcptTo: (_, __, callback) => callback(refuse(550)) },
    { state: "refused", forGood: true },
  ],
  [
    "an address that is full for now",
    { onRcptTo: (_, __, callback) => callback(refuse(452)) },
    { state: "refused", forGood: false },
  ],
  [
    "a sender that is not allowed",
    { onMailFrom: (_, __, callback) => callback(refuse(553)) },
    { state: "refused", forGood: true },
  ],
  [
    "a letter that is refused",
    { onData: (stream, _, callback) => void stream.resume().on("end", () => callback(refuse(554))) },
    { state: "refused", forGood: true },
  ],
  [
    "a server that must be tried later",
    { onConnect: (_, callback) => callback(refuse(421)) },
    { state: "refused", forGood: false },
  ],
])("%s", async (_, options, expected) => {
  const { url } = await serve(options);
  await expect(smtpMailer({ url, from }).send(letter)).resolves.toMatchObject({
    ...expected,
    fault: expect.stringContaining("the mail server"),
  });
});

test("a server that is not there has certainly not taken it; nor has one that refuses the password", async () => {
  await expect(smtpMailer({ url: "smtp://127.0.0.1:1", from }).send(letter)).resolves.toMatchObject({
    state: "refused",
    forGood: false,
  });
  const { url } = await serve({ onAuth: (_, __, callback) => callback(refuse(535)) });
  await expect(smtpMailer({ url: url.replace("//", "//user:wrong@"), from }).send(letter)).resolves.toMatchObject({
    state: "refused",
    forGood: false,
  });
});

test("a password goes only through TLS, except to this machine; without one nothing is demanded", async () => {
  const told: string[] = [];
  const options: SMTPServerOptions = {
    onAuth: ({ password }, _, callback) => (told.push(password ?? ""), callback(null, { user: "reports" })),
  };
  const { url } = await serve(options);
  const at = (host: string, user = ""): string => url.replace("//127.0.0.1", `//${user}${host}`);
  await expect(smtpMailer({ url: at("127.0.0.1", "reports:secret@"), from }).send(letter)).resolves.toEqual({
    state: "sent",
  });
  await expect(smtpMailer({ url: at("localhost", "reports:secret@"), from }).send(letter)).resolves.toEqual({
    state: "sent",
  });
  expect(told).toEqual(["secret", "secret"]);
  // The same server under a name that is not this machine's by itself.
  const other = hostname();
  const onAll = await serve({ ...options }, "0.0.0.0");
  const remote = onAll.url.replace("127.0.0.1", other);
  await expect(smtpMailer({ url: remote.replace("//", "//reports:secret@"), from }).send(letter)).resolves.toEqual({
    state: "refused",
    fault: expect.stringContaining("STARTTLS"),
    forGood: false,
  });
  expect(told).toEqual(["secret", "secret"]);
  await expect(smtpMailer({ url: remote, from }).send(letter)).resolves.toEqual({ state: "sent" });
});

/** A server that breaks off, or falls silent, at a point of the conversation. */
/** What a mailer says of the mailbox when a server refuses with a response. */
const said = async (response: string, point: "onRcptTo" | "onMailFrom"): Promise<string | undefined> => {
  const refusal = Object.assign(new Error(response.slice(4)), { responseCode: Number(response.slice(0, 3)) });
  const { url } = await serve({
    [point]: (_: unknown, __: unknown, callback: (error: Error) => void) => callback(refusal),
  });
  const mailed = await smtpMailer({ url, from }).send(letter);
  return mailed.state === "refused" ? mailed.noMailbox : "sent";
};

test("a refusal names a missing mailbox only if the server's code says so", async () => {
  for (const code of ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"])
    expect(await said(`550 ${code} no such user`, "onRcptTo")).toBe(`550 ${code} no such user`);
  for (const response of [
    "550 no such user",
    "550 5.1.8 bad sender",
    "554 5.7.1 relay access denied",
    "552 5.2.2 mailbox full",
    "550 5.1.12 unknown",
    "450 4.1.1 try later",
  ])
    expect(await said(response, "onRcptTo"), response).toBeUndefined();
  expect(await said("550 5.1.1 no such sender", "onMailFrom")).toBeUndefined();
});

async function serveUntil(point: "RCPT" | "letter", how: "breaks" | "is silent"): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.write("220 hello\r\n");
    let inData = false;
    const end = (): void => void (how === "breaks" && socket.destroy());
    socket.setEncoding("utf8").on("data", (text: string) => {
      if (inData) return text.includes("\r\n.\r\n") ? end() : undefined;
      for (const line of text.split("\r\n").filter(Boolean)) {
        if (point === "RCPT" && line.startsWith("RCPT")) return end();
        inData = line === "DATA";
        socket.write(inData ? "354 go on\r\n" : "250 ok\r\n");
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each([["breaks"], ["is silent"]] as const)(
  "a connection that %s before the letter has not taken it; after it nobody knows",
  async (how) => {
    await expect(
      smtpMailer({ url: await serveUntil("RCPT", how), from, silenceMs: 300 }).send(letter),
    ).resolves.toMatchObject({ state: "refused", forGood: false });
    await expect(
      smtpMailer({ url: await serveUntil("letter", how), from, silenceMs: 300 }).send(letter),
    ).resolves.toMatchObject({ state: "unknown" });
  },
);
