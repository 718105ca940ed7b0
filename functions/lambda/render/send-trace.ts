import type { Socket } from "node:dgram";
import type { Logger } from "../../core/ports.ts";
import { readTrace } from "../../environment.ts";
import type { Subsegment } from "./trace-render.ts";

let opened: Promise<Socket> | undefined;

/**
 * Adds a subsegment to the present invocation's trace, if it is sampled: one datagram to the X-Ray daemon that Lambda
 * runs beside the function. Nothing waits for it, and a lost datagram is not sent again.
 *
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html
 */
export function sendTrace(part: Subsegment, logger: Logger): void {
  const trace = readTrace();
  if (trace === undefined) return;
  const { Root, Parent, Sampled } = Object.fromEntries(
    trace.header.split(";").map((field) => field.split("=", 2) as [string, string]),
  );
  if (Root === undefined || Parent === undefined || Sampled !== "1") return;
  const document = JSON.stringify({ ...part, type: "subsegment", trace_id: Root, parent_id: Parent });
  const [host, port] = trace.daemon.split(":");
  opened ??= open();
  opened.then(
    (socket) => socket.send(`{"format": "json", "version": 1}\n${document}`, Number(port), host),
    (error: unknown) => logger.warn("a trace could not be sent", { reason: (error as Error).message }),
  );
}

async function open(): Promise<Socket> {
  const { createSocket } = await import("node:dgram");
  // A datagram that is not received is not an error of the function. The socket does not keep the function running.
  return createSocket("udp4")
    .on("error", () => {})
    .unref();
}
