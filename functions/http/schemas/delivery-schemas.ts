import { renditionForms } from "../../core/rendition-form.ts";
import { deliveryStates } from "../../core/service/delivery/records/delivery.ts";
import { datasetEventTypes } from "../../core/service/event/match-event.ts";
import { noticeListSchema } from "../../core/service/delivery/notice/notice-schema.ts";
import { webhookSchema } from "../../core/service/delivery/webhook/webhook-schema.ts";
import type { JsonSchema } from "../../core/json/json-schema.ts";
import { nameSchema } from "../../core/report/request/request-schema.ts";
import { dateTime, exampleVersion, integer, lookedBackTo, objectOf, ref, text } from "./schema-parts.ts";

/** Webhooks, deliveries and letters. */
export const deliverySchemas = {
  WebhookRequest: webhookSchema,
  Webhook: {
    ...objectOf(
      {
        name: nameSchema,
        url: webhookSchema.properties.url,
        events: webhookSchema.properties.events,
        created: dateTime,
        changed: dateTime,
        self: { ...text, examples: ["/webhooks/crm"] },
      },
      {
        description: webhookSchema.properties.description,
        secret: {
          ...text,
          description: "Only at its creation: what signs every message. It is never shown again.",
          examples: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="],
        },
      },
    ),
    description: "An address that receives events.",
  },
  WebhookList: objectOf(
    { webhooks: { type: "array", items: ref("Webhook") } },
    {
      next: {
        ...text,
        description: "Path of the next page; absent on the last one.",
        examples: ["/webhooks?limit=100&after=crm"],
      },
    },
  ),
  RotatedSecret: objectOf({
    secret: {
      ...text,
      description: "The new secret. It is never shown again.",
      examples: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="],
    },
    until: { ...dateTime, description: "Until then the former secret signs too." },
  }),
  Delivery: objectOf(
    {
      id: { ...text, examples: ["8232394599999-0123456789abcdef0123456789abcdef"] },
      event: {
        ...text,
        description: "The event's id: subject, generation and end.",
        examples: [`report/${exampleVersion}/1/ready`],
      },
      time: { ...dateTime, description: "When it happened." },
      state: {
        ...text,
        enum: deliveryStates,
        description: "`parked`: given up. `unknown`: a letter that may have been sent. `dropped`: no longer wanted.",
      },
      tries: {
        type: "array",
        items: objectOf(
          { at: dateTime, ms: { ...integer, description: "How long it took." } },
          {
            status: { ...integer, description: "Of the answer.", examples: [204] },
            fault: {
              ...text,
              description: "Why there is no answer, or what is missing from a letter that was sent.",
              examples: ["no answer within 10 s", "without report.xlsx: …"],
            },
          },
        ),
        description: "The last thirty, oldest first.",
      },
    },
    {
      to: {
        ...text,
        description:
          "Of a letter: its address. Of a batch's letters: the column of addresses. Of a copy: where it goes.",
        examples: ["board@example.org"],
      },
      item: { ...text, description: "Of a letter to a batch's row: the item that it brings." },
      page: {
        ...integer,
        description: "Of a batch's letters, and of copies of its items in another form: the page of rows.",
      },
      form: { ...text, enum: renditionForms, description: "Of a copy in another form than PDF." },
      waiting: {
        ...text,
        description: "What it waits for, before it is tried.",
        examples: ["report.xlsx: it is being made"],
      },
      next: { ...dateTime, description: "When the next try is due." },
    },
  ),
  DeliveryList: {
    ...objectOf(
      { deliveries: { type: "array", items: ref("Delivery") } },
      {
        next: {
          ...text,
          description: "Path of the next page; absent on the last one.",
          examples: ["/webhooks/crm/deliveries?after=…"],
        },
        lookedBackTo,
      },
    ),
    description: "Newest event first.",
  },
  NoticeListRequest: noticeListSchema,
  NoticeList: {
    ...objectOf(
      {
        name: { ...nameSchema, examples: ["beijing-indicators"] },
        to: { ...noticeListSchema.properties.to, minItems: 0, description: "Empty: nobody gets letters." },
        events: noticeListSchema.properties.events,
        language: noticeListSchema.properties.language,
        possible: {
          type: "array",
          items: { type: "string", enum: datasetEventTypes },
          description:
            "What can happen to it as it is: without a source no `source.failed`, and of a view nothing but its own.",
          examples: [["dataset.refused", "dataset.stale", "dataset.held"]],
        },
      },
      { changed: { ...dateTime, description: "Absent while there is no list." } },
    ),
    description: "Who gets letters about what happens to a dataset, its source or its view.",
  },
  SuppressionList: objectOf(
    {
      unsubscribed: {
        type: "array",
        items: objectOf({
          address: { ...text, examples: ["anna@example.org"] },
          list: {
            ...text,
            description: "Name of a publication or template, or `dataset.` and that of a dataset.",
            examples: ["weekly"],
          },
          at: dateTime,
        }),
      },
    },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
  SuppressedList: objectOf(
    {
      suppressed: {
        type: "array",
        items: objectOf({
          address: { ...text, examples: ["anna@example.org"] },
          reason: { type: "string", enum: ["bounced", "complained"] },
          detail: {
            ...text,
            description: "What the mail server or service said.",
            examples: ["550 5.1.1 no such user"],
          },
          at: dateTime,
        }),
      },
    },
    { next: { ...text, description: "Path of the next page; absent on the last one." } },
  ),
  TestedWebhook: objectOf(
    { delivered: { type: "boolean", description: "Whether the receiver answered with 2xx." } },
    { status: { ...integer, examples: [204] }, fault: { ...text, examples: ["the connection was refused"] } },
  ),
  Replayed: objectOf(
    { replayed: { ...integer, description: "Deliveries that are now due." } },
    { next: { ...dateTime, description: "If there are more than a thousand: pass it as `since` to continue." } },
  ),
} as const satisfies Readonly<Record<string, JsonSchema>>;
