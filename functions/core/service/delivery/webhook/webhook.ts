/**
 * An address that receives events. Stored as `webhooks/{name}/webhook.json`; its secret is in the secret store.
 */
export interface Webhook {
  readonly name: string;
  /** https, or http where the server allows it. */
  readonly url: string;
  /**
   * Patterns of the types that it receives: `report.ready`, `*.failed`. Empty: only what a `deliver` list names it for.
   */
  readonly events: readonly string[];
  readonly description?: string;
  /** Name of its secrets in the secret store: one that no other webhook has had, not even one of the same name. */
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly changed: number;
}

/** The secrets of a webhook, in the form of the Standard Webhooks specification (`whsec_…`). */
export interface WebhookSecrets {
  readonly current: string;
  /** The one before the last rotation: both sign until then, milliseconds since the epoch. */
  readonly previous?: { readonly secret: string; readonly until: number };
}

export const webhooksPrefix = "webhooks/";

export function webhookKey(name: string): string {
  return `${webhooksPrefix}${name}/webhook.json`;
}

/** The channel of a webhook's deliveries. */
export function webhookChannel(name: string): string {
  return `webhook.${name}`;
}
