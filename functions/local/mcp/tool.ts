import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import type { JsonSchema } from "../../core/json/json-schema.ts";
import type { ApiCaller } from "../open-api-caller.ts";

/** What an agent may do beyond reading. */
export const allowances = ["reports:write"] as const;
export type Allowance = (typeof allowances)[number];

/** A tool that an agent may call. */
export interface Tool {
  readonly name: string;
  /** For the agent: what it gives, and when to use it. */
  readonly description: string;
  /** JSON Schema of its arguments. */
  readonly input: JsonSchema;
  /** What it needs beyond reading. */
  readonly needs?: Allowance;
  /** @throws BroadsheetError with the problems that the API names */
  call(given: Readonly<Record<string, unknown>>, api: ApiCaller): Promise<CallToolResult["content"]>;
}
