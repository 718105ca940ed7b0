import { sha256 } from "../../../json/canonical-json.ts";

/*
 * Keys of deliveries:
 *
 *     deliveries/{channel}/{inverted time}-{hash}.json   the delivery, newest first
 *     due/{channel}/{time}-{inverted time}-{hash}        empty: when to look at it
 */
export const duePrefix = "due/";

/** The latest time that 13 digits can hold. */
const latestTime = 9_999_999_999_999;

const digits = (time: number): string => String(time).padStart(13, "0");

export function channelPrefix(channel: string): string {
  return `deliveries/${channel}/`;
}

/**
 * @param created time of the event, milliseconds since the epoch
 * @param about what distinguishes the delivery in its channel: the id of its event, an entry, a recipient
 */
export function deliveryKey(channel: string, created: number, about: string): string {
  return `${channelPrefix(channel)}${digits(latestTime - created)}-${sha256(about).slice(0, 32)}.json`;
}

/** @param at when the delivery is due, milliseconds since the epoch */
export function dueKey(key: string, at: number): string {
  const [, channel, name] = key.split("/") as [string, string, string];
  return `${duePrefix}${channel}/${digits(at)}-${name.slice(0, -".json".length)}`;
}

/** Reads a marker's key; `undefined` for any other key. */
export function parseDueKey(
  key: string,
): { readonly channel: string; readonly at: number; readonly delivery: string } | undefined {
  const match = /^due\/([a-z0-9.-]+)\/(\d{13})-(\d{13}-[0-9a-f]{32})$/.exec(key);
  return match
    ? { channel: match[1]!, at: Number(match[2]), delivery: `${channelPrefix(match[1]!)}${match[3]}.json` }
    : undefined;
}

/** The lane of a delivery: those of a channel go one after the other in each of its four. */
export const lanesOfChannel = 4;

export function laneOf(key: string): number {
  return Number.parseInt(key.slice(-7, -5), 16) % lanesOfChannel;
}

/** The channel in a delivery's key. */
export function channelOf(key: string): string {
  return key.split("/")[1] ?? "";
}

/** What sends on a channel: `webhook` for `webhook.crm`. */
export function kindOf(channel: string): string {
  return channel.split(".")[0] ?? "";
}

/** Whether a text is the key of a delivery. */
export function isDeliveryKey(key: string): boolean {
  return /^deliveries\/[a-z0-9.-]+\/\d{13}-[0-9a-f]{32}\.json$/.test(key);
}
