import { type Command, InvalidArgumentError, Option } from "commander";
import { addTargetOptions, collect } from "../shared-options.ts";
import { addExamples, addVerb } from "./verb.ts";

/** `api`, and commands on who calls which server. */
export function addApiCommands(broadsheet: Command): void {
  addApi(broadsheet);
  addLogin(broadsheet);
  addLogout(broadsheet);
  addWhoami(broadsheet);
  addProfiles(broadsheet);
  addMcp(broadsheet);
}

function addApi(broadsheet: Command): void {
  addVerb(broadsheet, {
    name: "api",
    description: "call any route of the API, as the caller whom the profile or the token names",
    json: "print errors as JSON too; answers are printed as they are",
    examples: [
      ["api GET /reports --query status=failed --paginate", "all pages as one"],
      ["api POST /reports --input request.json", "the body from a file; - is standard input"],
      ["api GET /reports/ID/report.pdf --out report.pdf", "bytes into a file"],
      ["api GET /openapi.json | jq '.paths | keys'", "every route there is"],
    ],
  })
    .argument("<method>", "GET, PUT, POST or DELETE", (text) => {
      const method = text.toUpperCase();
      if (!["GET", "PUT", "POST", "DELETE"].includes(method))
        throw new InvalidArgumentError("It must be GET, PUT, POST or DELETE.");
      return method;
    })
    .argument("<path>", "such as /reports; the routes are in docs/http-api.md and /openapi.json")
    .option("--input <file>", "send this file as body; - is standard input")
    .option("-q, --query <key=value>", "a parameter of the query (repeatable)", collect, [])
    .option("-H, --header <name:value>", "a header, such as 'Prefer: wait=20' (repeatable)", collect, [])
    .option("--paginate", "of a list, get all pages and print them as one")
    .option("-o, --out <file>", "write the answer to a file; - is standard output")
    .option("-i, --include", "print status and headers first")
    .action(async (method: string, path: string, options) => {
      const { callApi } = await import("../../../commands/remote/call-api.ts");
      await callApi(method, path, options);
    });
}

function addLogin(broadsheet: Command): void {
  addExamples(
    broadsheet
      .command("login")
      .description("keep how a server is called, and log in where it takes a browser")
      .argument("[profile]", "its name in the configuration", "default")
      .option("--server <address>", "the server (default: that of the profile)")
      .option("--token-file <file>", "its token is on the first line of this file")
      .option("--token-command <word...>", "its token is what this command prints: pass show broadsheet")
      .option("--with-token", "read its token from standard input, and keep it for you alone")
      .option("--sigv4", "sign requests with AWS's usual credentials (AWS_PROFILE, SSO, a role)")
      .option("--region <region>", "with --sigv4 (default: that of the address, or AWS_REGION)")
      .option("--service <name>", "with --sigv4 (default: execute-api)")
      .option("--aws-profile <name>", "with --sigv4, a profile of ~/.aws")
      .option("--issuer <address>", "log in at this OpenID provider")
      .option("--client <id>", "with --issuer, the public client's id")
      .option(
        "--scope <scope>",
        "with --issuer, what to ask for (repeatable; default: openid offline_access)",
        collect,
        [],
      )
      .option("--audience <name>", "with --issuer, the service that the token is for")
      .option("--redirect <address>", "with --issuer, where the browser returns to (default: any port of 127.0.0.1)")
      .option("--no-browser", "print the address instead of opening a browser")
      .option("--json", "print the profile as JSON"),
    [
      ["login production --server https://reports.example --with-token < token.txt", "a token"],
      ["login production --server https://reports.example --token-command pass show reports", "from a password store"],
      ["login aws --server https://abc.execute-api.eu-central-1.amazonaws.com --sigv4", "IAM"],
      ["login staff --server https://reports.example --issuer https://id.example --client broadsheet", "a browser"],
    ],
  ).action(async (name: string, options) => {
    const { logInTo } = await import("../../../commands/remote/login/log-in-to.ts");
    await logInTo(name, options);
  });
}

function addLogout(broadsheet: Command): void {
  addExamples(
    broadsheet
      .command("logout")
      .description("forget the tokens of a profile")
      .argument("[profile]", "(default: the default profile)")
      .option("--remove", "remove the profile too")
      .option("--json", "print what was forgotten"),
    [
      ["logout staff", "its tokens; the profile stays"],
      ["logout staff --remove", "both"],
    ],
  ).action(async (name: string | undefined, options) => {
    const { logOut } = await import("../../../commands/remote/login/log-out.ts");
    logOut(name, options);
  });
}

function addWhoami(broadsheet: Command): void {
  addVerb(broadsheet, {
    name: "whoami",
    description: "say which server is called, as whom, and whether it takes this caller",
    json: "print it as JSON",
    examples: [["whoami --profile production", "exits with 5 if it does not"]],
  }).action(async (options) => {
    const { whoami } = await import("../../../commands/remote/login/whoami.ts");
    await whoami(options);
  });
}

function addProfiles(broadsheet: Command): void {
  addExamples(
    broadsheet
      .command("profiles")
      .description("list the servers of the configuration")
      .option("--json", "print them as JSON"),
    [["profiles", "login adds one, logout --remove removes it"]],
  ).action(async (options) => {
    const { printProfiles } = await import("../../../commands/remote/login/print-profiles.ts");
    printProfiles(options);
  });
}

function addMcp(broadsheet: Command): void {
  const command = broadsheet
    .command("mcp")
    .description("serve agents by the Model Context Protocol, on standard input and output")
    .addOption(
      new Option("--allow <scope>", "let them do more than read (repeatable)")
        .choices(["reports:write"])
        .argParser((scope: string, before: readonly string[]) => [...before, checkedAllowance(scope)])
        .default([]),
    );
  addExamples(addTargetOptions(command), [
    ["mcp --server https://reports.example.org", "what the profile's token may read"],
    ["mcp --data-dir .broadsheet --allow reports:write", "on a laptop, and have reports made"],
  ]).action(async (options) => {
    const { mcp } = await import("../../../commands/mcp.ts");
    await mcp(options);
  });
}

function checkedAllowance(scope: string): string {
  if (scope === "reports:write") return scope;
  throw new InvalidArgumentError("Allowed choices are reports:write.");
}
