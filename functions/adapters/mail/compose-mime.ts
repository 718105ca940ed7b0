import MailComposer from "nodemailer/lib/mail-composer";
import type { Letter } from "../../core/ports.ts";

/**
 * A letter as a message (RFC 5322, MIME): text and HTML of the same words, the files attached, and the headers by which
 * a reader's program unsubscribes (RFC 2369, RFC 8058).
 *
 * @param from address, or `Name <address>`
 */
export async function composeMime(letter: Letter, from: string): Promise<Buffer> {
  const { to, subject, text, html, messageId, unsubscribe, attachments = [] } = letter;
  return new MailComposer({
    from,
    to: { name: "", address: to },
    subject,
    text,
    html,
    messageId: `<${messageId}>`,
    headers: {
      "auto-submitted": "auto-generated",
      ...(unsubscribe !== undefined && {
        "list-unsubscribe": `<${unsubscribe}>`,
        "list-unsubscribe-post": "List-Unsubscribe=One-Click",
      }),
    },
    attachments: attachments.map(({ name, body, contentType }) => ({
      filename: name,
      content: Buffer.from(body),
      contentType,
      contentDisposition: "attachment",
      // Their bytes as they are, line ends of texts too.
      contentTransferEncoding: "base64",
    })),
    // No letter needs a file or an address of its own.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
