import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { CallToolRequestSchema, type CallToolResult, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { setImmediate } from "node:timers/promises";
import { Refusal } from "../../client/create-client.ts";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import { schemaValidator } from "../../core/json/json-schema.ts";
import { bodyProblem } from "../../core/json/violation.ts";
import { problemLine } from "../../core/wording/problem-line.ts";
import { version } from "../../version.ts";
import type { ApiCaller } from "../open-api-caller.ts";
import type { Allowance, Tool } from "./tool.ts";
import { tools } from "./tools.ts";

const validators = new Map(tools.map(({ name, input }) => [name, schemaValidator(input)]));

/**
 * Serves agents by the Model Context Protocol (2025-06-18) until the transport closes: tools to find templates and
 * datasets, to query, and to see reports. Without an allowance it only reads.
 *
 * @param transport @default standard input and output
 */
export async function serveMcp(
  api: ApiCaller,
  allowed: ReadonlySet<Allowance>,
  transport: Transport = new StdioServerTransport(),
): Promise<void> {
  const open = tools.filter(({ needs }) => needs === undefined || allowed.has(needs));
  const server = new Server(
    { name: "broadsheet", title: "Broadsheet", version },
    {
      capabilities: { tools: {} },
      instructions:
        "Broadsheet makes PDF briefings from templates and stored datasets. Look at a template's parameters before you request a report, and at a dataset's columns before you query it.",
    },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: open.map(({ name, description, input, needs }) => ({
      name,
      description,
      inputSchema: input as { readonly type: "object" },
      annotations: {
        readOnlyHint: needs === undefined,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
    })),
  }));
  const underWay = new Set<Promise<unknown>>();
  server.setRequestHandler(CallToolRequestSchema, async ({ params }): Promise<CallToolResult> => {
    const call = callTool(open, params.name, params.arguments ?? {}, api);
    underWay.add(call);
    try {
      return { content: await call };
    } catch (error) {
      return { content: [{ type: "text", text: describe(error) }], isError: true };
    } finally {
      underWay.delete(call);
    }
  });
  const closed = Promise.withResolvers<void>();
  Object.assign(server, { onclose: () => closed.resolve() });
  await server.connect(transport);
  const release = transport instanceof StdioServerTransport ? endWithAgent(server, underWay) : undefined;
  await closed.promise;
  release?.();
}

/**
 * Ends a server on standard input and output when the agent closes its side, to which the transport does not listen, or
 * sends a signal: a data directory must not stay locked. What an agent asked before it closed is still answered.
 *
 * @param underWay calls that are not answered yet
 * @returns a function that listens no more
 */
function endWithAgent(server: Server, underWay: ReadonlySet<Promise<unknown>>): () => void {
  const end = (): void => void server.close();
  const leave = async (): Promise<void> => {
    // The last request may have come in this very turn, and its answer is written in the next one.
    await setImmediate();
    while (underWay.size > 0) {
      await Promise.allSettled(underWay);
      await setImmediate();
    }
    end();
  };
  const left = (): void => void leave();
  const signals = ["SIGTERM", "SIGHUP", "SIGINT"] as const;
  process.stdin.once("end", left).once("close", left);
  for (const signal of signals) process.once(signal, end);
  return () => {
    process.stdin.off("end", left).off("close", left);
    for (const signal of signals) process.off(signal, end);
  };
}

async function callTool(
  open: readonly Tool[],
  name: string,
  given: Readonly<Record<string, unknown>>,
  api: ApiCaller,
): Promise<CallToolResult["content"]> {
  const tool = open.find((each) => each.name === name);
  if (tool === undefined) throw unknownTool(name, open);
  const faults = validators.get(name)!(given).map(bodyProblem);
  if (faults.length > 0) throw new BroadsheetError("invalid-request", faults);
  return await tool.call(given, api);
}

function describeProblem(problem: Problem): string {
  const line = problemLine(problem);
  const { allowed } = problem;
  const values = (Array.isArray(allowed) ? allowed : [allowed]).filter((value) => /string|number/.test(typeof value));
  // Most messages say it themselves.
  if (values.every((value) => line.includes(String(value)))) return line;
  const told = values.slice(0, mostAllowed).join(", ");
  return `${line}; allowed: ${told}${values.length > mostAllowed ? " and more" : ""}`;
}

function unknownTool(name: string, open: readonly Tool[]): BroadsheetError {
  const needs = tools.find((each) => each.name === name)?.needs;
  return new BroadsheetError("invalid-request", {
    code: needs === undefined ? "unknown-tool" : "not-allowed",
    message:
      needs === undefined
        ? `there is no tool ${name}`
        : `the tool ${name} is not allowed: this server of tools only reads`,
    seen: name,
    allowed: open.map((each) => each.name),
    ...(needs !== undefined && { hint: `broadsheet mcp --allow ${needs} allows it` }),
  });
}

/** Most allowed values that a refusal lists for an agent, which reads all that it gets. */
const mostAllowed = 20;

/** The problems of an error, one in a line, with what is allowed. An error that is none of ours is not shown. */
function describe(error: unknown): string {
  if (error instanceof BroadsheetError) return error.problems.map(describeProblem).join("\n");
  if (error instanceof Refusal) return error.message;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return "an unexpected error; the log of broadsheet mcp has the details";
}
