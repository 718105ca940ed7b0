/** Reduces problems, whose seen values may be anything, to what can be sent to another process. */
export function jsonOnly<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_key, member: unknown) => (typeof member === "bigint" ? String(member) : member)),
  ) as T;
}
