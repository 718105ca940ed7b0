/** How users of a deployed studio sign in: the deployment writes it into the page. */
export interface SignIn {
  /** Address of the token issuer. */
  readonly issuer: string;
  readonly clientId: string;
  /** Scopes to ask for, separated by spaces. */
  readonly scope: string;
}

/** What the sign-in needs of the browser. */
export interface SignInWorld {
  readonly fetch: typeof fetch;
  readonly storage: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
  /** Address of the studio's origin. */
  readonly origin: string;
}

/** What is remembered while the user is at the issuer. */
interface Pending {
  readonly state: string;
  readonly verifier: string;
  /** Where the user was. */
  readonly back: string;
}

const key = "broadsheet-sign-in";

/**
 * The first half of OAuth's code flow with PKCE (RFC 7636): the address at the issuer to go to. A secret stays behind
 * in this tab, without which the code that comes back is worth nothing.
 *
 * @param back path to return to
 * @throws Error if the issuer's discovery document cannot be read
 */
export async function beginSignIn(signIn: SignIn, back: string, world: SignInWorld): Promise<string> {
  const { authorization_endpoint: endpoint } = await discover(signIn, world);
  const pending: Pending = { state: randomText(), verifier: randomText(), back };
  world.storage.setItem(key, JSON.stringify(pending));
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(pending.verifier));
  const address = new URL(endpoint);
  const asked = {
    response_type: "code",
    client_id: signIn.clientId,
    redirect_uri: redirectOf(world),
    scope: signIn.scope,
    state: pending.state,
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  return address.href;
}

/**
 * The second half: exchanges the code in the address for a token.
 *
 * @param address to which the issuer sent the user
 * @throws Error in the issuer's words, or if the answer is not that to a question of this tab
 */
export async function endSignIn(
  signIn: SignIn,
  address: URL,
  world: SignInWorld,
): Promise<{ readonly token: string; readonly back: string }> {
  const stored = world.storage.getItem(key);
  world.storage.removeItem(key);
  const pending = stored === null ? undefined : (JSON.parse(stored) as Pending);
  const given = address.searchParams;
  if (given.has("error")) throw new Error(given.get("error_description") ?? given.get("error")!);
  const code = given.get("code");
  if (pending === undefined || code === null || given.get("state") !== pending.state)
    throw new Error("this answer belongs to no sign-in of this tab");
  const { token_endpoint: endpoint } = await discover(signIn, world);
  const response = await world.fetch(endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      client_id: signIn.clientId,
      code,
      redirect_uri: redirectOf(world),
      code_verifier: pending.verifier,
    }),
  });
  const answer = (await response.json()) as {
    readonly access_token?: string;
    readonly error?: string;
    readonly error_description?: string;
  };
  if (!response.ok || answer.access_token === undefined)
    throw new Error(answer.error_description ?? answer.error ?? `the issuer answered ${response.status}`);
  return { token: answer.access_token, back: pending.back };
}

async function discover(
  { issuer }: SignIn,
  world: SignInWorld,
): Promise<{ readonly authorization_endpoint: string; readonly token_endpoint: string }> {
  const response = await world.fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error(`the issuer's discovery document answered ${response.status}`);
  return (await response.json()) as { readonly authorization_endpoint: string; readonly token_endpoint: string };
}

function redirectOf({ origin }: SignInWorld): string {
  return `${origin}/studio/signed-in`;
}

/** 256 random bits. */
function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}
