/** Longest address (RFC 5321, 4.5.3.1.3: a path of 256 with its brackets), and longest part before the at sign. */
const [longest, longestLocal] = [254, 64];

/**
 * Why a text is not an address to which a letter may go: one bare address, in ASCII, without a display name, comments
 * or quoting, so that nothing in it can be read as a second one or as another header.
 *
 * @returns one sentence; `undefined` for an address
 */
export function faultOfAddress(text: string): string | undefined {
  const match =
    /^([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+)@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9])$/.exec(
      text,
    );
  if (match === null) return `"${text.slice(0, 100)}" is not an e-mail address`;
  const local = match[1]!;
  if (text.length > longest || local.length > longestLocal) return `the address "${text.slice(0, 100)}" is too long`;
  if (local.startsWith(".") || local.endsWith(".") || local.includes(".."))
    return `"${text}" is not an e-mail address: a dot has nothing before or after it`;
  return undefined;
}

/**
 * The form in which addresses are compared: letter case of the domain has no meaning, and of the rest nobody uses it.
 */
export function addressKey(address: string): string {
  return address.toLowerCase();
}
