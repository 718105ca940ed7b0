import { findTarget, type Target, type TargetOptions } from "../../../remote/find-target.ts";
import { openApiCaller } from "../../../open-api-caller.ts";
import { readTokens } from "../../../remote/profile/kept-tokens.ts";
import { writeFacts, writeJson } from "../print-answer.ts";

/**
 * `broadsheet whoami`: which server is called, as whom, and whether it takes this caller.
 *
 * @throws ExitError `notAllowed` if the server does not
 */
export async function whoami(options: TargetOptions & { readonly json?: boolean }): Promise<void> {
  const target = findTarget(options);
  const api = await openApiCaller(options);
  try {
    const { data: features } = await api.take(api.client.GET("/capabilities"));
    const facts = factsOf(target);
    if (options.json === true) return await writeJson({ ...facts, capabilities: features });
    await writeFacts(Object.entries(facts));
  } finally {
    await api.close();
  }
}

function factsOf(target: Target): Readonly<Record<string, string | undefined>> {
  if (!("server" in target)) return { "data directory": target.dataDir };
  const { server, name, from, token, profile } = target;
  return { server, profile: name, from, ...callerOf(server, profile, token) };
}

function callerOf(
  server: string,
  { token, sigv4, oidc }: Extract<Target, { readonly server: string }>["profile"],
  given: string | undefined,
): Readonly<Record<string, string | undefined>> {
  if (token !== undefined) return { by: "file" in token ? `token of ${token.file}` : `token of ${token.command[0]!}` };
  if (sigv4 !== undefined)
    return { by: `AWS credentials${sigv4.profile === undefined ? "" : ` of the profile ${sigv4.profile}`}` };
  if (oidc === undefined) return { by: given === undefined ? "nobody: no token is sent" : "BROADSHEET_TOKEN" };
  const kept = readTokens(server, oidc);
  return {
    by: `login at ${oidc.issuer}`,
    person: kept === undefined ? undefined : personOf(kept.access),
    expires: kept?.expires === undefined ? undefined : new Date(kept.expires).toISOString(),
  };
}

/** Who a JWT says that its bearer is; the server alone judges whether that is true. */
function personOf(token: string): string | undefined {
  try {
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Readonly<
      Record<string, unknown>
    >;
    const found = [claims["email"], claims["preferred_username"], claims["username"], claims["sub"]];
    return found.find((one): one is string => typeof one === "string");
  } catch {
    // A token may be anything.
    return undefined;
  }
}
