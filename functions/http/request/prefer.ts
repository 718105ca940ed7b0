/** Longest wait, seconds: API Gateway ends a request at 30. */
export const longestWait = 25;

/**
 * Seconds that the client is willing to wait: the `wait` preference of RFC 7240 section 4.3, at most `longestWait`. If
 * absent or malformed: `undefined`, since unknown preferences are ignored, never an error.
 *
 * @param header the `Prefer` header, or several joined by commas
 */
export function parsePreferredWait(header: string | undefined): number | undefined {
  for (const preference of (header ?? "").split(",")) {
    const [name, value] = (preference.split(";")[0] ?? "").split("=").map((part) => part.trim());
    if (name?.toLowerCase() !== "wait") continue;
    const seconds = /^(?:(\d{1,9})|"(\d{1,9})")$/.exec(value ?? "");
    // The first occurrence counts (section 2), even if it is malformed.
    return seconds === null ? undefined : Math.min(Number(seconds[1] ?? seconds[2]), longestWait);
  }
  return undefined;
}
