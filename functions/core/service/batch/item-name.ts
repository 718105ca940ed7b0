/** Whether a text can be the name of an item: see `nameFault`. Anything else never becomes part of a key. */
export function isItemName(name: string): boolean {
  return nameFault(name) === undefined;
}

/** Longest name of an item, in bytes of UTF-8: with `.pdf` it fits every file system and S3's keys. */
const longestName = 180;

/** What keeps a text from being the name of an item, and so of a file on any system; `undefined` if nothing does. */
export function nameFault(name: string): string | undefined {
  if (name === "") return "it is empty";
  if (new TextEncoder().encode(name).length > longestName) return `it is longer than ${longestName} bytes`;
  const strange = /[^\p{L}\p{M}\p{N} ._,()+@&'-]/u.exec(name)?.[0];
  if (strange !== undefined) return `it has the character ${JSON.stringify(strange)}`;
  if (/^[. ]|[. ]$/.test(name)) return "it begins or ends with a full stop or a space";
  if (/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name)) return "Windows reserves it for a device";
  return undefined;
}
