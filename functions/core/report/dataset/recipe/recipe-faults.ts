import { BroadsheetError, type Problem } from "../../../errors.ts";
import { pointerTo } from "../../../json/json-pointer.ts";
import { hintNearMatch } from "../../../near-match.ts";

/** Most members of an object of a recipe: a table may have so many columns. */
const mostMembers = 1_000;

/** Collects the faults of a recipe while its members are read, and throws all of them at once. */
export class RecipeFaults {
  readonly #problems: Problem[] = [];

  get count(): number {
    return this.#problems.length;
  }

  add(problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  refuse(pointer: string, code: string, message: string, seen: unknown, allowed?: unknown, hint?: string): void {
    this.#problems.push({
      code,
      message,
      where: { pointer },
      seen: told(seen),
      ...(allowed !== undefined && { allowed }),
      ...(hint !== undefined && { hint }),
    });
  }

  /** The members of an object that may have only these, if they are given; none if it is no object. */
  object(value: unknown, pointer: string, members?: readonly string[]): Readonly<Record<string, unknown>> {
    const given = this.#members(value, pointer);
    if (members === undefined) return given;
    for (const member of Object.keys(given)) {
      if (members.includes(member)) continue;
      this.add([
        {
          code: "unknown-member",
          message: `There is no member "${member}" here`,
          where: { pointer: pointerTo(pointer, member) },
          seen: member,
          allowed: members,
          ...hintNearMatch(member, members),
        },
      ]);
    }
    return given;
  }

  /** An object of any members, at least one, each read by `read`. */
  map<T>(value: unknown, pointer: string, read: (member: unknown, at: string) => T): Readonly<Record<string, T>> {
    const given = Object.entries(this.#members(value, pointer));
    if (given.length === 0 || given.length > mostMembers)
      this.refuse(
        pointer,
        "invalid-member",
        "An object with members is expected",
        value,
        `1 to ${mostMembers} members`,
      );
    // A member may be named `__proto__`: it is a member as any other.
    return Object.fromEntries(given.map(([name, member]) => [name, read(member, pointerTo(pointer, name))]));
  }

  /** A list of at least one item; empty if it is no list. */
  list(value: unknown, pointer: string, most: number): readonly unknown[] {
    if (Array.isArray(value) && value.length > 0 && value.length <= most) return value as readonly unknown[];
    this.refuse(pointer, "invalid-member", "A list is expected", value, `a list of 1 to ${most} items`);
    return [];
  }

  /** A text that is not blank. Numbers and truth values are taken as JSON writes them. */
  text(value: unknown, pointer: string, longest: number): string {
    const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    if (typeof text === "string" && text.trim() !== "" && text.length <= longest && !text.includes("\0")) return text;
    this.refuse(pointer, "invalid-member", "A text is expected", value, `a text of 1 to ${longest} characters`);
    return "";
  }

  /** @throws BroadsheetError `invalid-request` with every fault, if there is one */
  throwAny(): void {
    if (this.#problems.length > 0) throw new BroadsheetError("invalid-request", this.#problems);
  }

  #members(value: unknown, pointer: string): Readonly<Record<string, unknown>> {
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>;
    this.refuse(pointer, "invalid-member", "An object is expected", value, "an object");
    return {};
  }
}

/** A value as a problem shows it: no longer than anyone reads. */
function told(value: unknown): unknown {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text !== undefined && text.length > 200 ? `${text.slice(0, 200)}…` : value;
}
