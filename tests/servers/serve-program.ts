/** A server whose options are given as JSON, for tests that need limits which the command line does not offer. */
process.env["TZ"] = "UTC";
const { startServer } = await import("../../functions/local/server/server.ts");
await startServer(JSON.parse(process.argv[2] ?? "{}"));
