/** The steps from the root to the value being read: names of members, indexes of elements. Live: copy it to keep it. */
export type JsonPath = readonly (string | number)[];

/** The events of reading a JSON text. Returning a fault ends the reading. */
export interface JsonListener<Fault> {
  /** The name of a member. @param written with its quotes @param path ends with it */
  key?(written: string, offset: number, path: JsonPath): Fault | undefined;
  /** A value begins. @param path leads to it */
  value?(offset: number, path: JsonPath): void;
  /** @param written with its quotes */
  string?(written: string, offset: number, path: JsonPath): Fault | undefined;
  number?(written: string, offset: number, path: JsonPath): Fault | undefined;
}

/** Where a text stops being JSON. */
export interface MalformedJson {
  /** In UTF-16 code units. */
  readonly offset: number;
  /** What is allowed there. */
  readonly expected: string;
}

const space = /[ \t\n\r]*/y;
const literal = /true|false|null/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// oxlint-disable-next-line no-control-regex -- RFC 8259 forbids raw control characters in strings
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

/**
 * Reads a JSON text (RFC 8259) and reports the place of everything to the listener, which `JSON.parse` does not. Keeps
 * its own stack, so that depth cannot overflow it.
 *
 * @returns the listener's fault, or where the text is malformed; undefined if it was read to its end
 */
export function scanJson<Fault = never>(
  text: string,
  listener: JsonListener<Fault>,
): { readonly fault: Fault } | { readonly malformed: MalformedJson } | undefined {
  const path: (string | number)[] = [];
  const closes: ("}" | "]")[] = [];
  let offset = 0;
  const read = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    const match = pattern.exec(text)?.[0];
    offset += match?.length ?? 0;
    return match;
  };
  const take = (character: string): boolean => {
    read(space);
    if (text[offset] !== character) return false;
    offset += 1;
    return true;
  };
  const malformed = (expected: string): { malformed: MalformedJson } => ({ malformed: { offset, expected } });
  const faulty = (fault: Fault | undefined): { fault: Fault } | undefined =>
    fault === undefined ? undefined : { fault };
  /** Reads a key and the colon after it. */
  const readKey = (expected: string): ReturnType<typeof scanJson<Fault>> => {
    read(space);
    const start = offset;
    const written = read(string);
    if (written === undefined) return malformed(expected);
    path[path.length - 1] = JSON.parse(written) as string;
    return faulty(listener.key?.(written, start, path)) ?? (take(":") ? undefined : malformed(":"));
  };
  for (;;) {
    read(space);
    const start = offset;
    listener.value?.(start, path);
    if (take("{")) {
      if (!take("}")) {
        closes.push("}");
        path.push("");
        const end = readKey("a property name in double quotes or }");
        if (end !== undefined) return end;
        continue;
      }
    } else if (take("[")) {
      if (!take("]")) {
        closes.push("]");
        path.push(0);
        continue;
      }
    } else {
      const written = read(string);
      if (written !== undefined) {
        const end = faulty(listener.string?.(written, start, path));
        if (end !== undefined) return end;
      } else if (read(literal) === undefined) {
        const digits = read(number);
        if (digits === undefined) return malformed("a value");
        const end = faulty(listener.number?.(digits, start, path));
        if (end !== undefined) return end;
      }
    }
    for (;;) {
      const close = closes.at(-1);
      if (close === undefined) {
        read(space);
        return offset === text.length ? undefined : malformed("the end of the text");
      }
      if (take(close)) {
        closes.pop();
        path.pop();
        continue;
      }
      if (!take(",")) return malformed(`, or ${close}`);
      if (close === "]") path[path.length - 1] = (path.at(-1) as number) + 1;
      else {
        const end = readKey("a property name in double quotes");
        if (end !== undefined) return end;
      }
      break;
    }
  }
}
