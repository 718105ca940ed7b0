import { afterEach, expect, test, vi } from "vitest";
import { createLogger, type LambdaLogger } from "../../functions/lambda/lambda-logger.ts";

const lines: Record<string, unknown>[] = [];
const note = (text: unknown): boolean => lines.push(JSON.parse(String(text)) as Record<string, unknown>) > 0;
vi.spyOn(process.stdout, "write").mockImplementation(note);
vi.spyOn(process.stderr, "write").mockImplementation(note);
afterEach(() => void (lines.length = 0));

function open(): LambdaLogger {
  const logger = createLogger("sweep");
  logger.begin("request-1");
  return logger;
}

test("a line is one JSON object with the function, the request and the report", () => {
  const logger = open();
  logger.error("gave up on a report", { id: "9f86", generation: 2 });
  expect(lines).toMatchObject([
    {
      level: "ERROR",
      message: "gave up on a report",
      service: "sweep",
      request: "request-1",
      report: "9f86",
      generation: 2,
    },
  ]);
  expect(lines[0]).not.toHaveProperty("id");
});

test("the report that is dealt with is in every line, until the next request", () => {
  const logger = open();
  logger.about("9f86");
  logger.info("rendered");
  logger.begin("request-2");
  logger.warn("slow", { ms: 9 });
  expect(lines).toMatchObject([
    { report: "9f86", request: "request-1" },
    { request: "request-2", ms: 9 },
  ]);
  expect(lines[1]).not.toHaveProperty("report");
});
