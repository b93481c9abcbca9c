import { readFileSync } from "node:fs";
import path from "node:path";
import { signWebhook } from "#replicate/signature";
import type { Ground } from "./ground.ts";
import { type Findings, knock, Tally } from "./report.ts";

/** Webhooks that are unsigned, forged, old, early, repeated, oversized, no JSON, or for things that are not there. */
export async function attackWebhooks({ stack, settings, victim }: Ground): Promise<Findings> {
  const tally = new Tally("webhooks");
  const secret = readFileSync(path.join(settings.stateDir, "engine/webhook-secret"), "utf8").trim();
  const now = Math.floor(Date.now() / 1_000);
  const run = JSON.stringify({
    id: "x".repeat(26),
    status: "succeeded",
    output: ["https://evil.example/a.png"],
    input: {},
    logs: "",
    error: null,
  });
  const address = (style: string, job: string) => `${stack.url}/api/webhooks/replicate/${style}/${job}?token=guess`;
  const mine = address(victim.styleId, victim.generationId);
  const send = async (
    what: string,
    expected: number[],
    over: { url?: string; body?: string; key?: string; timestamp?: number; id?: string; tamper?: boolean } = {},
  ) => {
    const { url = mine, body = run, key = secret, timestamp = now, id = `msg_${what}`, tamper = false } = over;
    const signature = await signWebhook(key, { id, timestamp: String(timestamp), body });
    const headers = {
      "Content-Type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signature,
    };
    const { status, text } = await knock(tally, url, {
      method: "POST",
      headers,
      body: tamper ? body.replace("succeeded", "processing") : body,
    });
    tally.expect(expected.includes(status), `${what} → ${status} ${text.slice(0, 100)}`);
  };
  const plain = await knock(tally, mine, { method: "POST", body: run });
  tally.expect(plain.status === 401, `without a signature → ${plain.status}`);
  await send("forged", [401], { key: `whsec_${Buffer.from("another secret").toString("base64")}` });
  await send("changed after signing", [401], { tamper: true });
  await send("ten minutes old", [401], { timestamp: now - 600 });
  await send("ten minutes early", [401], { timestamp: now + 600 });
  await send("genuine with a guessed token", [200]);
  await send("genuine again", [200], { id: "msg_genuine with a guessed token" });
  await send("for a style that is not there", [200, 404], { url: address("0".repeat(26), "0".repeat(26)) });
  await send("for an odd address", [200, 400, 404], { url: address("%00", "..%2f..%2f") });
  await send("no JSON", [400], { body: "{" });
  await send("no run", [400], { body: "[]" });
  await send("five megabytes", [200, 400], {
    body: JSON.stringify({ ...JSON.parse(run), status: "processing", logs: "x".repeat(5_000_000) }),
  });
  await send("eleven megabytes", [413], {
    body: JSON.stringify({ id: "x", status: "processing", logs: "x".repeat(11_000_000) }),
  });
  return tally;
}
