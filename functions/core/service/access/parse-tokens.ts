import { BroadsheetError, type Problem } from "../../errors.ts";
import { jsonFault } from "../../json/json-fault.ts";
import { schemaValidator } from "../../json/json-schema.ts";
import { bodyProblem } from "../../json/violation.ts";
import { type Role, roleNames } from "./roles.ts";

/** A token, known only by its hash. */
export interface TokenEntry {
  /** Whose it is. */
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the token, lower-case hexadecimal. */
  readonly sha256: string;
}

/** The file of `serve --tokens`: `{"tokens": [{"name": "anna", "role": "author", "sha256": "…"}]}`. */
const tokensSchema = {
  type: "object",
  properties: {
    tokens: {
      type: "array",
      items: {
        type: "object",
        properties: {
          name: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9_.@+-]{0,99}$" },
          role: { enum: roleNames },
          sha256: { type: "string", pattern: "^[0-9a-f]{64}$" },
        },
        required: ["name", "role", "sha256"],
        additionalProperties: false,
      },
    },
  },
  required: ["tokens"],
  additionalProperties: false,
} as const;
const validate = schemaValidator(tokensSchema);

/**
 * Parses a file of tokens.
 *
 * @param file its path, for problems
 * @throws BroadsheetError `invalid-request` with every fault, also for a name or token that is given twice
 */
export function parseTokens(text: string, file: string): readonly TokenEntry[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BroadsheetError("invalid-request", jsonFault(file, text, error));
  }
  const faults = validate(value).map((violation): Problem => {
    const { message, ...problem } = bodyProblem(violation);
    return {
      ...problem,
      message: `${file}: ${violation.pointer === "" ? `it ${violation.message}` : message}`,
      where: { file, pointer: violation.pointer },
    };
  });
  if (faults.length > 0) throw new BroadsheetError("invalid-request", faults);
  const { tokens } = value as { readonly tokens: readonly TokenEntry[] };
  const twice = (["name", "sha256"] as const).flatMap((member) =>
    tokens.flatMap((entry, index): Problem[] => {
      if (tokens.findIndex((other) => other[member] === entry[member]) === index) return [];
      return [
        {
          code: "duplicate-token",
          message: `${file}: the ${member} of /tokens/${index} is already used`,
          where: { file, pointer: `/tokens/${index}/${member}` },
          seen: entry[member],
        },
      ];
    }),
  );
  if (twice.length > 0) throw new BroadsheetError("invalid-request", twice);
  return tokens;
}
