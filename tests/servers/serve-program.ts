/** A server with the options given as JSON: stands in for the command line where a test needs limits that it does not offer. */
process.env["TZ"] = "UTC";
const { startServer } = await import("../../functions/local/server/server.ts");
await startServer(JSON.parse(process.argv[2] ?? "{}"));
