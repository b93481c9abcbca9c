import { readFile, writeFile } from "node:fs/promises";
import type { SignedIn } from "#contract/accounts";
import type { Style } from "#contract/styles";
import { connect } from "../../local/demo/client.ts";
import { train } from "../../local/demo/train.ts";
import { upload } from "../../local/demo/upload.ts";
import { type Furnished, furnish, newcomer } from "../journeys/furnish.ts";
import { mailedLink } from "../journeys/mailed.ts";
import { paintFew } from "../journeys/originals.ts";
import { OPERATOR } from "./stage.ts";
import { answering } from "./windows.ts";

type Access = Furnished["access"];

/** Who is seen in the pictures, and what is theirs. */
export interface Cast {
  url: string;
  home: Furnished;
  /** A free plan keeps three styles, and `home` has them. */
  other: Access;
  failed: Style;
  /** Learns while it is photographed. */
  learning: Style;
  /** A style that was deleted. */
  deleted: Style;
  fresh: Access;
  operator: Access;
}

const silent = () => undefined;

async function signIn(url: string, access: Access): Promise<string> {
  return (await connect(url).send<SignedIn>("POST", "/api/auth/login", access)).token;
}

async function operatorOf(url: string, stateDir: string): Promise<Access> {
  const access = { email: OPERATOR, password: "a sentence to keep" };
  // The address is always this one, so a stack that was furnished before knows it.
  if (await signIn(url, access).catch(() => undefined)) return access;
  await connect(url).send("POST", "/api/auth/register", { ...access, name: "Operator" });
  const link = await mailedLink(stateDir, "Confirm", OPERATOR, 600);
  await connect(url).send("POST", "/api/auth/confirm-address", { token: new URL(link).hash.slice(1) });
  return access;
}

async function gather(url: string, stateDir: string): Promise<Cast> {
  console.log("Furnishing a studio: originals, a training that fails and one that does not, two pictures.");
  const originals = await paintFew();
  const [{ client, access: other }, fresh] = [await newcomer(url), await newcomer(url)];
  const make = async (name: string) => {
    const style = await client.send<Style>("POST", "/api/styles", { name, description: null });
    await upload(client, style.id, originals, silent);
    return style;
  };
  const failed = await make("Night kitchen");
  await train(client, failed.id, 60, silent).catch(silent);
  const home = await furnish(url, originals);
  const learning = await make("Harbour in chalk");
  const deleted = await client.send<Style>("POST", "/api/styles", { name: "First tries", description: null });
  await client.send("DELETE", `/api/styles/${deleted.id}`);
  return {
    url,
    home,
    other,
    failed,
    learning,
    deleted,
    fresh: fresh.access,
    operator: await operatorOf(url, stateDir),
  };
}

/** The studio of the last run, if it is still there: furnishing one takes longer than looking at it. */
export async function castOf(url: string, stateDir: string, memory: string): Promise<Cast> {
  await answering(url);
  const kept = await readFile(memory, "utf8").catch(() => "");
  const before = kept === "" ? undefined : (JSON.parse(kept) as Cast);
  if (before?.url === url && (await signIn(url, before.home.access).catch(() => undefined))) return before;
  const cast = await gather(url, stateDir);
  await writeFile(memory, JSON.stringify(cast));
  return cast;
}

/** Two cores take minutes for so many: longer than the looking. */
const LEARNING_STEPS = 6_000;
/** Per cent; a curve is there by then. */
const FAR_ENOUGH = 10;
const BEGIN_MS = 60_000;

/** Lets a style learn for as long as `look` takes, and takes the training back. */
export async function whileLearning(cast: Cast, look: () => Promise<void>): Promise<void> {
  const client = connect(cast.url, await signIn(cast.url, cast.other));
  const place = `/api/styles/${cast.learning.id}`;
  await client.send("POST", `${place}/train`, {
    config: { steps: LEARNING_STEPS },
  });
  const latest = Date.now() + BEGIN_MS;
  const begun = async () => (await client.get<{ progress: number }>(`${place}/training`)).progress > FAR_ENOUGH;
  while (Date.now() < latest && !(await begun())) await new Promise((resolve) => setTimeout(resolve, 500));
  try {
    await look();
  } finally {
    await client.send("POST", `${place}/training/cancel`).catch(silent);
  }
}
