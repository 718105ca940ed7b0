import { html } from "hono/html";
import { renditionForms } from "../../../core/rendition-form.ts";
import { readToken } from "../../../core/service/delivery/link/sign-token.ts";
import { suppress } from "../../../core/service/delivery/mail/suppression.ts";
import { BroadsheetError } from "../../../core/errors.ts";
import type { SecretStore } from "../../../core/ports.ts";
import { showOverrides } from "../../../core/wording/show-controls.ts";
import { addRoute, type DescribedApp, problems } from "../../open-api.ts";
import { htmlPage } from "../../pages/html-page.ts";
import { binary } from "../../schemas/schema-parts.ts";
import { renditionPolicy, typeOf } from "../../answer/answer-rendition.ts";
import { sendStored } from "../../answer/send-stored.ts";
import type { DeliveryServices, Services } from "../../services.ts";

const token = { type: "string", maxLength: 2000, description: "From a letter." } as const;
const page = { "text/html": { schema: { type: "string" } } } as const;

/**
 * What letters link to, for readers who have nothing but the letter: their links are signed with our own key, and end.
 * A link to a file redirects to one that the store signs, which is valid for minutes only.
 */
export function addLinkRoutes(app: DescribedApp, services: Services, delivery: DeliveryServices): void {
  addFollowLink(app, services, delivery);
  addShowUnsubscribe(app, delivery);
  addUnsubscribe(app, services, delivery);
}

function addFollowLink(app: DescribedApp, services: Services, { secrets }: DeliveryServices): void {
  const { store, clock } = services;
  addRoute(
    app,
    {
      method: "get",
      path: "/links/{token}",
      access: "public",
      operationId: "followLink",
      tags: ["mail"],
      summary: "The file to which a letter links",
      description: "The token is signed and expires after thirty days.",
      request: { params: { token } },
      responses: {
        200: {
          description: "The PDF or one of its renditions; of a batch its archive or manifest.",
          content: {
            "application/pdf": { schema: binary },
            // A batch's archive is a ZIP file, as figures are.
            ...Object.fromEntries(
              renditionForms.map((form) => [
                typeOf(form),
                { schema: form === "html" ? ({ type: "string" } as const) : binary },
              ]),
            ),
            "text/csv": { schema: { type: "string" } },
          },
        },
        302: { description: "A link to the file, valid for fifteen minutes." },
        ...problems({ 404: "The link is not ours or has expired, or its file was removed." }),
      },
    },
    async (c) => {
      const leave = await readToken(c.req.param("token") ?? "", secrets);
      if (leave?.kind !== "file" || clock.now() >= leave.expires) throw gone("the link is not valid or has expired");
      const found = await store.head(leave.key);
      if (found === undefined) throw gone("the report was removed");
      const headers = {
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        ...(found.contentType.startsWith("text/html") && { "content-security-policy": renditionPolicy }),
      };
      return sendStored(
        c,
        { key: leave.key, name: leave.name, contentType: found.contentType, stream: true, part: found.part, headers },
        services,
      );
    },
  );
}

function addShowUnsubscribe(app: DescribedApp, { secrets }: DeliveryServices): void {
  addRoute(
    app,
    {
      method: "get",
      path: "/unsubscribe/{token}",
      access: "public",
      operationId: "showUnsubscribe",
      tags: ["mail"],
      summary: "A page that asks whether to end letters",
      description: "It changes nothing: programs that look at the links of letters do not unsubscribe anybody.",
      request: { params: { token } },
      responses: {
        200: { description: "A page with one button.", content: page },
        ...problems({ 404: "The link is not ours." }),
      },
    },
    async (c) => {
      const { address, list } = await unsubscription(c.req.param("token") ?? "", secrets);
      return htmlPage(
        "Unsubscribe",
        html`<main>
          <h1>Unsubscribe</h1>
          <p>
            No more letters about <b><bdi>${showOverrides(list)}</bdi></b> to <bdi>${showOverrides(address)}</bdi>?
          </p>
          <form method="post"><button type="submit">Unsubscribe</button></form>
        </main>`,
        { form: true },
      );
    },
  );
}

function addUnsubscribe(app: DescribedApp, services: Services, { secrets }: DeliveryServices): void {
  addRoute(
    app,
    {
      method: "post",
      path: "/unsubscribe/{token}",
      access: "public",
      operationId: "unsubscribe",
      tags: ["mail"],
      summary: "End the letters of a publication to an address",
      description: "RFC 8058: mail programs post here with one click.",
      request: { params: { token } },
      responses: {
        200: { description: "The address gets no more of them.", content: page },
        ...problems({ 404: "The link is not ours." }),
      },
    },
    async (c) => {
      const { address, list } = await unsubscription(c.req.param("token") ?? "", secrets);
      await suppress(address, list, services);
      services.logger.info("an address has unsubscribed", { list });
      return htmlPage(
        "Unsubscribed",
        html`<main>
          <h1>Unsubscribed</h1>
          <p>
            <bdi>${showOverrides(address)}</bdi> gets no more letters about <b><bdi>${showOverrides(list)}</bdi></b
            >.
          </p>
        </main>`,
      );
    },
  );
}

/** @throws BroadsheetError `not-found` if the token is not ours, or is for something else */
async function unsubscription(
  given: string,
  secrets: SecretStore,
): Promise<{ readonly address: string; readonly list: string }> {
  const leave = await readToken(given, secrets);
  if (leave?.kind !== "unsubscribe") throw gone("the link is not valid");
  return leave;
}

function gone(message: string): BroadsheetError {
  return new BroadsheetError("not-found", { code: "unknown-link", message });
}
